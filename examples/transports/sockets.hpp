#ifndef TRANSPORTS_SOCKETS_HPP
#define TRANSPORTS_SOCKETS_HPP

// HTTP/1.1 over plain sockets of POSIX or Windows: a blocking executor that needs no library, and
// has no TLS.
//
// Copy this file, `socket_connection.hpp`, `look_up.hpp` and `socket_system.hpp` into your project;
// on Windows, link with -lws2_32.

#include "socket_connection.hpp"

#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace transports {

/// Sends one request at a time, over a connection that it keeps; pass it by `std::ref`.
///
/// Codes: `cancelled`, `refused`, `resolve_failed`, `connect_failed`, `timed_out`, `cut`,
/// `too_large`, `invalid_response`, `invalid_header`, `invalid_request`, `unsupported_scheme`.
class Sockets : public SocketConnection {
  public:
    explicit Sockets(SocketsOptions options = {}) : SocketConnection(std::move(options)) {}

    flameup::Result<flameup::HttpResponse> operator()(const flameup::HttpRequest& request) {
        flameup::HttpResponse response;
        left_ = std::ptrdiff_t(options_.max_head + options_.max_body);
        begin(request);
        is_over_ = false;
        const bool done = send(request) && read_head(response) && read_body(response);
        if (!done || !keep_ || !unread_.empty()) close();
        unread_ = {};
        if (done) return response;
        fail(is_over_ ? "cut" : "invalid_response",
             "the response is not a complete HTTP/1.1 message");
        return error_;
    }

  private:
    bool send(const flameup::HttpRequest& request) {
        constexpr std::string_view never("\r\n\0: \t", 6); // in a name; the first three in a value
        flameup::UrlParts url;
        const char* const problem = flameup::split_url(request.url, url);
        if (problem) return fail("invalid_request", std::string("the URL is wrong: ") + problem);
        if (url.scheme.size() != 4 && !has_tls())
            return fail("unsupported_scheme", "https needs TLS, which plain sockets do not have");
        std::string text(to_string(request.method));
        text.append(url.target.substr(0, 1) == "/" ? " " : " /").append(url.target);
        text.append(" HTTP/1.1\r\nHost: ").append(url.authority).append("\r\n");
        for (const auto& [name, value] : request.headers) {
            const bool sendable = !name.empty() && name.find_first_of(never) == name.npos &&
                                  value.find_first_of(never.substr(0, 3)) == value.npos;
            if (!sendable) return fail("invalid_header", "a header cannot be sent as it is");
            text += name + ": " + value + "\r\n";
        }
        const bool has_length = !request.body.empty() || has_body(request.method);
        if (has_length) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
        text += "\r\n" + request.body;
        if (!open(url)) return false;
        for (std::string_view rest = text; !rest.empty();) {
            const auto size = write(rest);
            if (size < 0) return false;
            rest.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }

    /// Waits for more of the response; false at its end, or with an error.
    bool receive() {
        const auto size = read(bytes_, sizeof bytes_);
        if (size < 0) return false;
        if (size > left_) return fail("too_large", "the response is too large");
        is_over_ = size == 0;
        left_ -= size;
        unread_ = {bytes_, static_cast<std::size_t>(size)};
        return !is_over_;
    }

    /// Reads a line, and takes its CRLF off.
    bool read_line(std::string& line) {
        line.clear();
        std::size_t end = 0;
        while ((end = unread_.find('\n')) == unread_.npos) {
            line += unread_;
            if (!receive()) return false;
        }
        line += unread_.substr(0, end);
        unread_.remove_prefix(end + 1);
        if (line.empty() || line.find('\r') != line.size() - 1) return false;
        line.pop_back();
        return true;
    }

    /// Appends so many bytes to the body.
    bool take(std::size_t size, std::string& body) {
        if (size > options_.max_body - body.size())
            return fail("too_large", "the body is too large");
        while (size != 0) {
            if (unread_.empty() && !receive()) return false;
            const std::string_view part = unread_.substr(0, size);
            body += part;
            size -= part.size();
            unread_.remove_prefix(part.size());
        }
        return true;
    }

    /// Takes a number off the front of a text; one that is too large becomes the largest.
    static bool take_number(std::string_view& text, int base, std::size_t& number) {
        const auto [end, problem] =
            std::from_chars(text.data(), text.data() + text.size(), number, base);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (problem == std::errc::result_out_of_range) number = std::size_t(-1);
        return problem != std::errc::invalid_argument;
    }

    /// Reads a status line, as `HTTP/1.1 200 OK`.
    bool read_status(int& status) {
        std::string line;
        if (!read_line(line)) return false;
        std::string_view rest(line);
        std::size_t number = 0;
        if (rest.size() < 9 || rest.substr(0, 7) != "HTTP/1." || rest[8] != ' ') return false;
        keep_ = rest[7] == '1';
        rest.remove_prefix(9);
        if (!take_number(rest, 10, number) || (!rest.empty() && rest.front() != ' ')) return false;
        status = static_cast<int>((std::min<std::size_t>)(number, 1000));
        return status >= 100 && status <= 599 && status != 101;
    }

    bool read_head(flameup::HttpResponse& response) {
        do { // interim responses are passed over
            response.headers.clear();
            if (!read_status(response.status)) return false;
            for (std::string line;;) {
                if (!read_line(line)) return false;
                if (line.empty()) break;
                const std::size_t colon = line.find_first_of(": \t"); // a folded line has a blank
                if (colon == 0 || colon == line.npos || line[colon] != ':') return false;
                line.erase(line.find_last_not_of(" \t") + 1);
                const auto value =
                    (std::min)(line.find_first_not_of(" \t", colon + 1), line.size());
                response.headers.add(line.substr(0, colon), line.substr(value));
            }
        } while (response.status < 200);
        const std::string* const connection = response.headers.find("Connection");
        keep_ = keep_ && (!connection || flameup::equal_ignoring_case(*connection, "keep-alive"));
        return true;
    }

    bool read_body(flameup::HttpResponse& response) {
        auto& [status, headers, body] = response;
        if (status == 204 || status == 304) return true;
        const auto codings = headers.find_all("Transfer-Encoding");
        const auto lengths = headers.find_all("Content-Length");
        std::size_t size = 0;
        if (codings.size() + lengths.size() > 1) return false;
        if (!lengths.empty()) {
            std::string_view length = lengths[0];
            return take_number(length, 10, size) && length.empty() && take(size, body);
        }
        if (codings.empty()) { // the body ends with the connection
            keep_ = false;
            while (take(unread_.size(), body) && receive()) {
            }
            return error_.code.empty();
        }
        if (!flameup::equal_ignoring_case(codings[0], "chunked")) return false;
        return read_chunks(body);
    }

    bool read_chunks(std::string& body) {
        std::string line;
        for (;;) {
            if (!read_line(line)) return false;
            std::size_t size = 0;
            std::string_view rest(line); // as `1a` or `1a;name=value`
            if (!take_number(rest, 16, size) || rest.find_first_not_of(" \t;") == 0) return false;
            if (size == 0) break;
            if (!take(size, body) || !read_line(line) || !line.empty()) return false;
        }
        do { // trailers are passed over
            if (!read_line(line)) return false;
        } while (!line.empty());
        return true;
    }

    bool keep_ = false;       // the connection, for the next call
    std::ptrdiff_t left_ = 0; // bytes that may still come
    bool is_over_ = false;    // the server has closed the connection
    std::string_view unread_; // of what was received last
    char bytes_[16384];
};

} // namespace transports

#endif
