#ifndef FLAMEUP_MESSAGE_BUILD_HPP
#define FLAMEUP_MESSAGE_BUILD_HPP

// The declarations alone, cheap to include. The definitions are in `build_impl.hpp`, which
// `flameup/core.hpp` includes: a unit that includes only this needs another unit of the program
// that compiles its operations with `flameup/instantiate.hpp`.

#include "flameup/http/http.hpp"
#include "flameup/message/config.hpp"
#include "flameup/value/result.hpp"

#include <optional>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// Whether the rules that are declared beside the types are checked.
///
/// What keeps the HTTP message well-formed is checked always: the configuration, path parameters,
/// UTF-8, finite numbers and the depth of nesting.
enum class Checks { on, off };

namespace detail {

/// What is compiled for an operation's requests; defined in `build_impl.hpp`.
template <class Operation> struct RequestBuilder {
    static std::optional<Error> build(const Config& config, const Operation& operation,
                                      HttpRequest& request, Checks checks);
};

} // namespace detail

/// Turns an operation into an HTTP request, in place of whatever the request was.
///
/// Allocates nothing where the request's strings are large enough already. A failure names every
/// rule that is broken; the request is then not to be sent. Errors: `ErrorKind::validation`.
template <class Operation>
[[nodiscard]] Result<void> build(const Config& config, const Operation& operation,
                                 HttpRequest& request, Checks checks = Checks::on) {
    return detail::to_result(
        detail::RequestBuilder<Operation>::build(config, operation, request, checks));
}

/// Turns an operation into an HTTP request, as the other `build` does.
template <class Operation>
[[nodiscard]] Result<HttpRequest> build(const Config& config, const Operation& operation,
                                        Checks checks = Checks::on) {
    Result<HttpRequest> request{boost::system::in_place_value};
    auto error = detail::RequestBuilder<Operation>::build(config, operation, *request, checks);
    if (error) return *std::move(error);
    return request;
}

FLAMEUP_END_NAMESPACE

#endif
