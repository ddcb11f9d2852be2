#ifndef FLAMEUP_HTTP_REASON_PHRASE_HPP
#define FLAMEUP_HTTP_REASON_PHRASE_HPP

#include "flameup/platform.hpp"

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns what a status means (RFC 9110 section 15, RFC 6585), for messages.
constexpr std::string_view reason_phrase(int status) noexcept {
    switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 402: return "Payment Required";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default:
        if (status < 200) return "Informational";
        if (status < 400) return "Redirection";
        return status < 500 ? "Client Error" : "Server Error";
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
