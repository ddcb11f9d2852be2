#ifndef FLAMEUP_MESSAGE_BUILD_HPP
#define FLAMEUP_MESSAGE_BUILD_HPP

// The declarations alone, which are cheap to include. The definitions are in `build_impl.hpp`,
// which `flameup/core.hpp` includes. Where a program's files include only this one, one other file
// of it compiles the operations with `flameup/instantiate.hpp`.

#include "flameup/macros_begin.hpp"

#include "flameup/http/http.hpp"
#include "flameup/message/config.hpp"
#include "flameup/value/result.hpp"

#include <optional>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// Whether `build` checks the rules that types declare, such as lengths and ranges.
///
/// What keeps the HTTP message well-formed is always checked: the configuration, path parameters,
/// UTF-8, finite numbers and the depth of nesting.
enum class Checks {
    on, ///< Checks all rules.
    off ///< Checks only what keeps the message well-formed.
};

namespace detail {

/// The code that is compiled once for each operation's requests; defined in `build_impl.hpp`.
template <class Operation> struct RequestBuilder {
    static std::optional<Error> build(const Config& config, const Operation& operation,
                                      HttpRequest& request, Checks checks);
};

} // namespace detail

/// Builds the HTTP request of an operation into `request`, reusing its memory.
///
/// Allocates nothing where the strings of `request` are large enough. Errors:
/// `ErrorKind::validation`, which names every broken rule; `request` then has no URL, no headers
/// and no body.
template <class Operation>
[[nodiscard]] Result<void> build(const Config& config, const Operation& operation,
                                 HttpRequest& request, Checks checks = Checks::on) {
    return detail::to_result(
        detail::RequestBuilder<Operation>::build(config, operation, request, checks));
}

/// Builds the HTTP request of an operation, as the other `build`.
template <class Operation>
[[nodiscard]] Result<HttpRequest> build(const Config& config, const Operation& operation,
                                        Checks checks = Checks::on) {
    Result<HttpRequest> request{boost::system::in_place_value};
    auto error = detail::RequestBuilder<Operation>::build(config, operation, *request, checks);
    if (error) return *std::move(error);
    return request;
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
