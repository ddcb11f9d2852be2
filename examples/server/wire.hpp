#ifndef FLAMEUP_EXAMPLES_SERVER_WIRE_HPP
#define FLAMEUP_EXAMPLES_SERVER_WIRE_HPP

// Converts between HTTP/1.1 messages (RFC 9112) and the library's requests and responses.

#include <flameup/describe/match_route.hpp>
#include <flameup/http/headers.hpp>
#include <flameup/http/http.hpp>
#include <flameup/platform.hpp>
#include <flameup/testing/json_response.hpp>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/status.hpp>

#include <cstddef>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace people_server {

namespace http = boost::beast::http;
using RequestHead = http::request_header<>;

inline std::string_view to_std(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

inline bool equal_text(boost::beast::string_view a, std::string_view b) {
    return flameup::equal_ignoring_case(to_std(a), b);
}

inline bool starts_with_scheme(std::string_view target) {
    return flameup::equal_ignoring_case(target.substr(0, 7), "http://") ||
           flameup::equal_ignoring_case(target.substr(0, 8), "https://");
}

/// Tells whether the client waits for a response 100 before the body (RFC 9110 section 10.1.1).
inline bool awaits_continue(const RequestHead& head) {
    return head.version() > 10 && equal_text(head[http::field::expect], "100-continue");
}

/// Makes the answer to a head whose body cannot be read; nothing if it can.
inline std::optional<flameup::HttpResponse> refuse(const RequestHead& head) {
    using flameup::testing::error_response;
    const std::size_t hosts = head.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && head.version() > 10)) {
        return error_response(400, "The request needs one Host header");
    }
    if (head.count(http::field::transfer_encoding) != 0) {
        if (head.version() < 11) return error_response(400, "HTTP/1.0 has no Transfer-Encoding");
        const auto codings = head[http::field::transfer_encoding];
        bool is_chunked = false;
        for (const auto& coding : http::token_list{codings}) {
            is_chunked = equal_text(coding, "chunked");
        }
        if (!is_chunked) { // RFC 9112 section 6.3, item 4
            return error_response(400, "The last Transfer-Encoding must be chunked");
        }
        if (!equal_text(codings, "chunked")) {
            return error_response(501, "The only Transfer-Encoding here is chunked");
        }
    }
    if (head.version() > 10 && head.count(http::field::expect) != 0 && !awaits_continue(head)) {
        return error_response(417, "The only expectation that can be met is 100-continue");
    }
    return std::nullopt;
}

/// Makes the answer to bytes that are not HTTP, or to a message that is too large.
inline flameup::HttpResponse refuse(boost::beast::error_code error) {
    using flameup::testing::error_response;
    if (error == http::error::body_limit) return error_response(413, "The body is too large");
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        return error_response(431, "The request's head is too large");
    }
    return error_response(400, "The request is not well-formed HTTP/1.1");
}

/// Makes the request of a head, without its body; nothing if the API has no such method.
///
/// A HEAD is answered as a GET, without the body (RFC 9110 section 9.3.2).
/// `scheme` and `default_host` are for the URL; the latter if the client sends no `Host`.
inline std::optional<flameup::HttpRequest>
to_request(const RequestHead& head, std::string_view scheme, std::string_view default_host) {
    const bool is_head = head.method() == http::verb::head;
    const auto method = flameup::method_from_string(is_head ? "GET" : to_std(head.method_string()));
    if (!method) return std::nullopt;
    flameup::HttpRequest request;
    request.method = *method;
    const std::string_view target = to_std(head.target());
    if (!starts_with_scheme(target)) {
        const auto host = head.find(http::field::host);
        request.url.append(scheme).append("://").append(host == head.end() ? default_host
                                                                           : to_std(host->value()));
    }
    request.url += target;
    for (const auto& field : head) {
        request.headers.add(to_std(field.name_string()), to_std(field.value()));
    }
    return request;
}

/// Writes a time as the `Date` header has it (RFC 9110 section 5.6.7).
inline std::string http_date(std::time_t time) {
    const std::tm parts = *std::gmtime(&time); // the server has one thread
    char text[32];
    const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return std::string(text, size);
}

/// Makes the headers that let pages of an origin read every response (the Fetch standard, "CORS
/// protocol"); browsers keep them from pages of other origins.
inline flameup::Headers headers_for(std::string_view origin) {
    if (origin.empty()) return {};
    return {{"Access-Control-Allow-Origin", std::string(origin)},
            {"Access-Control-Expose-Headers", "*"},
            {"Vary", "Origin"}};
}

/// Makes the answer to the question of a browser, whether a page may send a request.
inline flameup::HttpResponse answer_preflight() {
    return {204,
            {{"Access-Control-Allow-Methods", "GET, POST, PUT, DELETE"},
             {"Access-Control-Allow-Headers", "Authorization, *"},
             {"Access-Control-Max-Age", "600"}},
            ""};
}

/// Writes a response as a message with further headers; without its body if the request is a HEAD.
inline std::string write_response(const flameup::HttpResponse& response,
                                  const flameup::Headers& more, bool keep_alive,
                                  bool to_head = false) {
    const auto reason = http::obsolete_reason(http::int_to_status(unsigned(response.status)));
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text.append(to_std(reason)).append("\r\nDate: ").append(http_date(std::time(nullptr)));
    text.append("\r\nServer: flameup/" FLAMEUP_VERSION "\r\nConnection: ");
    text.append(keep_alive ? "keep-alive" : "close").append("\r\n");
    for (const flameup::Headers* const headers : {&more, &response.headers}) {
        for (const auto& [name, value] : *headers) {
            text.append(name).append(": ").append(value).append("\r\n");
        }
    }
    const bool has_body = response.status != 204;
    if (has_body) { // a HEAD is told the length too
        text.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
    }
    text += "\r\n";
    if (has_body && !to_head) text += response.body;
    return text;
}

/// Cuts a message within its body, or within its head if it has no body.
inline void truncate_response(std::string& text) {
    const std::size_t body = text.find("\r\n\r\n") + 4;
    text.resize(body < text.size() ? body + (text.size() - body) / 2 : text.size() / 2);
}

} // namespace people_server

#endif
