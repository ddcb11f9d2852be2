#ifndef FLAMEUP_MESSAGE_API_ERROR_HPP
#define FLAMEUP_MESSAGE_API_ERROR_HPP

#include "flameup/http/http.hpp"
#include "flameup/http/name_body.hpp"
#include "flameup/http/reason_phrase.hpp"
#include "flameup/http/response_info.hpp"
#include "flameup/json/read_problem.hpp"
#include "flameup/json/redact.hpp"
#include "flameup/message/api_error_reader.hpp"
#include "flameup/text/ascii.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/limits.hpp"

#include <optional>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Sets the members of an error that come from a response's status and headers, and its `body`; of
/// them, the error has at most a `request_id`, which is kept.
///
/// A body that the transport should have decoded, such as a compressed one, is left out, as the API
/// key could not be found in it.
///
/// Each member is set in place, and only where there is a value, which takes fewer steps than to
/// move it here.
inline void set_response_error(Error& error, const HttpResponse& response, std::string_view body,
                               const Redactor& redacted) {
    error.status = response.status;
    if (error.request_id.empty()) {
        redacted.copy_to(error.request_id, find_value(response.headers, request_id_name));
    }
    if (const auto found = retry_after(response.headers)) error.retry_after = found;
    read_rate_limit(response.headers, error.rate_limit);
    if (body_encoding(response.headers, body).empty()) redacted.copy_to(error.body, body);
}

/// Tells whether a text contains a word, without regard to ASCII case.
inline bool has_word(std::string_view text, std::string_view word) {
    for (; text.size() >= word.size(); text.remove_prefix(1)) {
        if (equal_ignoring_case(text.substr(0, word.size()), word)) return true;
        if (text.empty()) break;
    }
    return false;
}

/// Tells whether a 403 means that the key lacks this permission.
///
/// It does if the server's code and message name the permission; if they contain "permission" or
/// "scope", and name neither another permission for the same resource nor the workspace; or if the
/// server sent neither.
inline bool lacks_permission(const Error& error, std::string_view permission) {
    const std::string words = error.code + ' ' + error.message;
    if (has_word(words, permission)) return true;
    if (has_word(words, permission.substr(0, permission.find(':') + 1))) return false;
    if (words == "403 Forbidden") return true;
    return (has_word(words, "permission") || has_word(words, "scope")) &&
           !has_word(words, "workspace");
}

/// Sets an error to that of a failed response, whatever its body is.
///
/// Returns whether the body of a 2xx response says that the request failed; false for other
/// statuses.
inline bool set_api_error(Error& error, const HttpResponse& response, std::string_view body,
                          std::string_view permission, const Limits& limits,
                          const Redactor& redacted) {
    error.kind = ErrorKind::api;
    error.status = response.status;
    const bool is_2xx = response.status / 100 == 2;
    const bool is_read = body.size() <= limits.max_body;
    const bool says_failure = is_read && ApiErrorReader(body, limits, error, redacted).read();
    set_response_error(error, response, body, redacted);
    if (error.code.empty()) {
        is_2xx ? void(error.code = "unsuccessful") : append_integer(error.code, response.status);
    }
    if (error.message.empty()) {
        error.message =
            is_2xx ? "the server says that the request failed" : reason_phrase(response.status);
        if (!body_encoding(response.headers, body).empty()) {
            error.message += "; " + name_body(response.headers, body);
        }
    }
    if (response.status == 403 && lacks_permission(error, permission)) {
        error.missing_permission = permission;
    }
    return says_failure;
}

/// Makes the error of a response whose status is not 2xx; nothing for a 2xx status.
inline std::optional<Error> status_error(const HttpResponse& response, std::string_view body,
                                         std::string_view permission, const Limits& limits,
                                         const Redactor& redacted) {
    std::optional<Error> error;
    if (response.status < 100 || response.status > 599) {
        set_response_error(error.emplace(), response, body, redacted);
        error->kind = ErrorKind::transport;
        error->code = "invalid_status";
        error->message = "the executor returned a response without an HTTP status";
    } else if (response.status < 200 || response.status > 299) {
        set_api_error(error.emplace(), response, body, permission, limits, redacted);
    }
    return error;
}

/// Makes the error of a response with a 2xx status whose body says that the request failed; nothing
/// for one that does not.
inline std::optional<Error> told_error(const HttpResponse& response, std::string_view body,
                                       const Limits& limits, const Redactor& redacted) {
    std::optional<Error> error(std::in_place);
    if (!set_api_error(*error, response, body, {}, limits, redacted)) error.reset();
    return error;
}

/// Sets an error to that of a 2xx response whose body does not decode.
inline void set_decode_error(Error& error, const HttpResponse& response, std::string_view body,
                             const ReadProblem& problem, const Redactor& redacted) {
    set_response_error(error, response, body, redacted);
    error.kind = ErrorKind::decode;
    error.code = problem.code;
    error.path = redacted(problem.place.path);
    error.offset = problem.place.offset;
    std::string why;
    if (problem.code == "invalid_json" && error.path == "$") {
        why = name_body(response.headers, body);
    }
    if (why.empty()) why = redacted(problem.message);
    error.message = "the response does not decode at ";
    error.message.append(error.path).append(": ").append(why);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
