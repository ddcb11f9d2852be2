#ifndef FLAMEUP_VALUE_RESULT_HPP
#define FLAMEUP_VALUE_RESULT_HPP

#include "flameup/value/error.hpp"

#include <boost/system/result.hpp>
#include <boost/throw_exception.hpp>

#include <exception>
#include <optional>
#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// Either a value or an `Error`; test it before you use it.
///
/// `error()` returns a copy, on all versions of Boost: `const auto& error = call().error();` is
/// safe.
template <class T> using Result = boost::system::result<T, Error>;

namespace detail {

/// Turns an error, or none, into a result. It is a template so that only its callers compile it.
template <class E> boost::system::result<void, E> to_result(std::optional<E> error) {
    if (error) return *std::move(error);
    return {};
}

/// Makes a result the error.
///
/// For functions that return one variable in all cases, so that it is not moved. It is not inline,
/// so that they need no memory for a second result while they fill the first.
template <class T> BOOST_NOINLINE void set_error(Result<T>& result, Error&& error) {
    result = std::move(error);
}

} // namespace detail

/// What `Result::value()` throws, in programs that have exceptions, where there is an error.
class ErrorException : public std::exception {
  public:
    /// Takes the error that a result holds.
    explicit ErrorException(Error error) : error_(std::move(error)) {}

    /// Returns the error's message, good as long as the exception.
    const char* what() const noexcept override { return error_.message.c_str(); }
    /// Returns the error, good as long as the exception.
    const Error& error() const noexcept { return error_; }

  private:
    Error error_;
};

/// Throws an `ErrorException`, or calls the program's `boost::throw_exception` without exceptions.
[[noreturn]] inline void throw_exception_from_error(const Error& error,
                                                    const boost::source_location& location) {
    boost::throw_exception(ErrorException(error), location);
}

FLAMEUP_END_NAMESPACE

#endif
