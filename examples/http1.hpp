#ifndef HTTP1_HPP
#define HTTP1_HPP

// Writes requests and reads responses as HTTP/1.1 messages (RFC 9112).

#include "flameup/http/header_text.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/shown_headers.hpp"
#include "flameup/http/to_curl.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace http1 {

inline constexpr std::size_t max_head = 64 * 1024; ///< Bytes of status line and fields.
inline constexpr std::size_t max_fields = 256;
inline constexpr std::size_t max_chunk_line = 1024; ///< Bytes of a chunk's size and extensions.

/// Tells whether text has no control characters but tabs.
inline bool is_line_text(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7F;
    });
}

/// Writes a request as a message; unless secrets are shown, `***` replaces values that may be one.
///
/// Errors: `invalid_url`; `invalid_header` for a header that cannot be sent, or that this function
/// adds itself.
inline flameup::Result<std::string>
write_request(const flameup::HttpRequest& request,
              flameup::ShowSecrets show = flameup::ShowSecrets::yes) {
    using flameup::equal_ignoring_case;
    const auto is_any = [](std::string_view name, std::initializer_list<std::string_view> names) {
        return std::any_of(names.begin(), names.end(), [name](std::string_view other) {
            return equal_ignoring_case(name, other);
        });
    };
    flameup::UrlParts url;
    if (const char* const problem = flameup::split_url(request.url, url)) {
        return flameup::make_error(flameup::ErrorKind::transport, "invalid_url",
                                   "the URL cannot be used: " + std::string(problem));
    }

    std::string message(to_string(request.method));
    message += ' ';
    if (url.target.substr(0, 1) != "/") message += '/';
    message.append(url.target).append(" HTTP/1.1\r\nHost: ").append(url.authority).append("\r\n");
    for (const auto& [name, value] : request.headers) {
        if (!flameup::is_header_name(name) || !is_line_text(value) ||
            is_any(name, {"Host", "Content-Length", "Transfer-Encoding"})) {
            return flameup::make_error(flameup::ErrorKind::transport, "invalid_header",
                                       "the request has a header that cannot be sent");
        }
        message.append(name).append(": ");
        if (show == flameup::ShowSecrets::no && !flameup::is_shown_header(name)) {
            if (equal_ignoring_case(name, "Authorization") &&
                equal_ignoring_case(std::string_view(value).substr(0, 7), "Bearer ")) {
                message.append(value, 0, 7);
            }
            message += "***";
        } else {
            message += value;
        }
        message += "\r\n";
    }
    if (!request.body.empty() || has_body(request.method)) {
        message.append("Content-Length: ").append(std::to_string(request.body.size()));
        message += "\r\n";
    }
    message.append("\r\n").append(request.body);
    return message;
}

/// Reads one response message; stops at the first error.
class ResponseReader {
  public:
    ResponseReader(std::string_view message, std::size_t max_body)
        : rest_(message), max_body_(max_body) {}

    flameup::Result<flameup::HttpResponse> read() {
        if (!read_heads() || !read_body()) return std::move(error_);
        return std::move(response_);
    }

  private:
    bool fail(const char* code, std::string message) {
        error_ = flameup::make_error(flameup::ErrorKind::transport, code,
                                     "the response " + std::move(message));
        error_.status = response_.status;
        error_.body = response_.body.substr(0, 4096); // a client keeps less of it
        return false;
    }

    /// Takes a line without its end, and counts its bytes against the limit.
    bool take_line(std::string_view& line, std::size_t& budget) {
        const std::size_t end = rest_.substr(0, budget).find('\n');
        if (end == std::string_view::npos) {
            return rest_.size() < budget ? fail("truncated", "ends within a line")
                                         : fail("too_large", "has lines beyond the limit");
        }
        line = rest_.substr(0, end);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        rest_.remove_prefix(end + 1);
        budget -= end + 1;
        return is_line_text(line) || fail("invalid_response", "has control characters in a line");
    }

    /// Reads the head, after any heads of interim responses (RFC 9110 section 15.2).
    bool read_heads() {
        std::size_t budget = max_head;
        do {
            response_ = {};
            if (!read_status_line(budget) || !read_fields(response_.headers, budget)) return false;
            if (response_.status == 101) return fail("invalid_response", "switches protocols");
        } while (response_.status < 200);
        return true;
    }

    bool read_status_line(std::size_t& budget) {
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        std::string_view line;
        if (!take_line(line, budget)) return false;
        if (line.size() < 12 || line.substr(0, 7) != "HTTP/1." || !is_digit(line[7]) ||
            line[8] != ' ' || !std::all_of(line.begin() + 9, line.begin() + 12, is_digit) ||
            (line.size() > 12 && line[12] != ' ') || line[9] < '1' || line[9] > '5') {
            return fail("invalid_response", "does not begin with an HTTP/1 status line");
        }
        version_ = line[7];
        response_.status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0');
        return true;
    }

    /// Reads headers up to the empty line.
    bool read_fields(flameup::Headers& fields, std::size_t& budget) {
        constexpr std::string_view blank = " \t";
        for (;;) {
            std::string_view line;
            if (!take_line(line, budget)) return false;
            if (line.empty()) return true;
            if (blank.find(line.front()) != std::string_view::npos) {
                return fail("invalid_response", "has a field that is folded into two lines");
            }
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos ||
                !flameup::is_header_name(line.substr(0, colon))) {
                return fail("invalid_response", "has an ill-formed field");
            }
            if (fields.size() == max_fields) return fail("too_large", "has too many fields");
            std::string_view value = line.substr(colon + 1);
            value.remove_prefix((std::min)(value.find_first_not_of(blank), value.size()));
            value = value.substr(0, value.find_last_not_of(blank) + 1);
            fields.add(line.substr(0, colon), value);
        }
    }

    /// Reads the body; its length is found as RFC 9112 section 6.3 says.
    bool read_body() {
        if (response_.status == 204 || response_.status == 304) return true;
        const auto codings = response_.headers.find_all("Transfer-Encoding");
        const auto lengths = response_.headers.find_all("Content-Length");
        if (!codings.empty()) {
            if (!lengths.empty() || version_ == '0') {
                return fail("invalid_response", "does not say clearly how long it is");
            }
            if (codings.size() != 1 || !flameup::equal_ignoring_case(codings[0], "chunked")) {
                return fail("unsupported_coding", "has a transfer coding other than chunked");
            }
            return read_chunks();
        }
        if (lengths.empty()) return take_body(rest_.size());
        std::string_view digits = lengths[0];
        std::size_t size = 0;
        if (!take_number(digits, 10, size) || !digits.empty() ||
            std::count(lengths.begin(), lengths.end(), lengths[0]) !=
                static_cast<std::ptrdiff_t>(lengths.size())) {
            return fail("invalid_response", "has an ill-formed Content-Length");
        }
        return take_body(size);
    }

    bool read_chunks() {
        for (;;) {
            std::string_view line;
            std::size_t budget = max_chunk_line;
            if (!take_line(line, budget)) return false;
            std::size_t size = 0;
            const bool is_size = take_number(line, 16, size);
            line.remove_prefix((std::min)(line.find_first_not_of(" \t"), line.size()));
            if (!is_size || (!line.empty() && line.front() != ';')) {
                return fail("invalid_response", "has a chunk without a size");
            }
            if (size == 0) break;
            if (!take_body(size)) return false;
            if (rest_.substr(0, 1) == "\r") rest_.remove_prefix(1);
            if (rest_.empty()) return fail("truncated", "ends within its chunks");
            if (rest_.front() != '\n') {
                return fail("invalid_response", "has a chunk of another size than it says");
            }
            rest_.remove_prefix(1);
        }
        // Trailers are dropped (RFC 9110 section 6.5.1).
        flameup::Headers trailers;
        std::size_t budget = max_head;
        return read_fields(trailers, budget);
    }

    /// Takes a number from the beginning of a text; one that is too large becomes the largest.
    static bool take_number(std::string_view& text, int base, std::size_t& number) {
        const char* const end = text.data() + text.size();
        const auto taken = std::from_chars(text.data(), end, number, base);
        if (taken.ec == std::errc::result_out_of_range) number = static_cast<std::size_t>(-1);
        const bool any = taken.ptr != text.data();
        text.remove_prefix(static_cast<std::size_t>(taken.ptr - text.data()));
        return any;
    }

    bool take_body(std::size_t size) {
        if (size > max_body_ - response_.body.size()) {
            return fail("too_large", "has a body beyond the limit");
        }
        response_.body.append(rest_.substr(0, size));
        if (rest_.size() < size) return fail("truncated", "ends within its body");
        rest_.remove_prefix(size);
        return true;
    }

    std::string_view rest_;
    std::size_t max_body_;
    char version_ = '1'; // the minor one
    flameup::HttpResponse response_;
    flameup::Error error_;
};

/// Reads a response message, and skips interim responses before it.
///
/// Lines may end without a carriage return. Trailers, and bytes after the message, are dropped.
/// Errors: `truncated`, `too_large`, `unsupported_coding` and `invalid_response`, with the status
/// and the beginning of the body if they were read.
inline flameup::Result<flameup::HttpResponse> read_response(std::string_view message,
                                                            const flameup::Limits& limits = {}) {
    return ResponseReader(message, limits.max_body).read();
}

} // namespace http1

#endif
