#ifndef FLAMEUP_MESSAGE_BUILD_HPP
#define FLAMEUP_MESSAGE_BUILD_HPP

// The declarations alone, which are cheap to include. The definitions are in `build_impl.hpp`,
// which `flameup/core.hpp` includes. Where a program's files include only this one, one other file
// of it compiles the operations with `flameup/instantiate.hpp`.

#include "flameup/macros_begin.hpp"

#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/decode_options.hpp"
#include "flameup/message/config.hpp"
#include "flameup/value/result.hpp"

#include <cstdint>
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

/// What one call has of its own, beside the configuration.
struct CallOptions {
    Checks checks = Checks::on; ///< Whether the rules are checked.
    /// The milliseconds that the call may take, 1 to 86,400,000; nothing for the transport's own
    /// limit. It becomes `HttpRequest::timeout_ms`. A flow counts it down over all attempts at a
    /// request.
    std::optional<std::int64_t> timeout_ms{};
    /// Sent with this call. One replaces those of the same name in the configuration; the library's
    /// own names are refused.
    Headers headers{};
    /// How the response is decoded; what it points to must live until then. `build` ignores it.
    DecodeOptions decode{};
};

namespace detail {

/// The code that is compiled once for each operation's requests; defined in `build_impl.hpp`.
template <class Operation> struct RequestBuilder {
    static std::optional<Error> build(const Config& config, const Operation& operation,
                                      HttpRequest& request, const CallOptions& call);
};

} // namespace detail

/// Builds the HTTP request of an operation into `request`, reusing its memory.
///
/// Allocates nothing where the strings of `request` are large enough. Errors:
/// `ErrorKind::validation`, which names every broken rule; `request` then has no URL, no headers
/// and no body.
template <class Operation>
[[nodiscard]] Result<void> build(const Config& config, const Operation& operation,
                                 HttpRequest& request, const CallOptions& call = {}) {
    return detail::to_result(
        detail::RequestBuilder<Operation>::build(config, operation, request, call));
}

/// Builds the HTTP request of an operation, as the other `build`.
template <class Operation>
[[nodiscard]] Result<HttpRequest> build(const Config& config, const Operation& operation,
                                        const CallOptions& call = {}) {
    Result<HttpRequest> request{boost::system::in_place_value};
    auto error = detail::RequestBuilder<Operation>::build(config, operation, *request, call);
    if (error) return *std::move(error);
    return request;
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
