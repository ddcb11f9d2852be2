#ifndef FLAMEUP_HTTP_TO_CURL_HPP
#define FLAMEUP_HTTP_TO_CURL_HPP

#include "flameup/http/header_text.hpp"
#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/method.hpp"
#include "flameup/http/shown_headers.hpp"
#include "flameup/text/utf8.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Whether text for people shows the values of all headers.
enum class ShowSecrets {
    no, ///< Shows `***` in place of each value that may be a secret.
    yes ///< Shows all values.
};

namespace detail {
namespace curl {

/// Counts the bytes of the character that text begins with: 0 if it is not one to show.
///
/// That goes for bytes that are not UTF-8 and for control characters. A shell keeps all of them in
/// quotes; a terminal that the command is shown in, or a line editor that it is pasted into, does
/// not. Newlines are harmless to both.
constexpr std::size_t shown_size(std::string_view text) noexcept {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(0) < 0x20 || byte(0) == 0x7F) return byte(0) == '\n' ? 1 : 0;
    const std::size_t size = utf8_sequence(text.data(), text.data() + text.size());
    // U+0080 to U+009F: 8-bit forms of the terminal's escape sequences.
    return size == 2 && byte(0) == 0xC2 && byte(1) < 0xA0 ? 0 : size;
}

/// Takes from the front of text all that is to be shown, or all that is not.
constexpr std::string_view take(std::string_view& text, bool shown) noexcept {
    std::size_t end = 0;
    while (end != text.size()) {
        const std::size_t size = shown_size(text.substr(end));
        if ((size != 0) != shown) break;
        end += shown ? size : 1; // the second byte of a control character is no UTF-8 by itself
    }
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

inline void append_octal(std::string& out, std::string_view bytes, std::string_view prefix) {
    for (char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += prefix;
        out += static_cast<char>('0' + (byte >> 6));
        out += static_cast<char>('0' + (byte >> 3 & 7));
        out += static_cast<char>('0' + (byte & 7));
    }
}

/// Appends a blank and one word of the shell; what is not to be shown is for `printf` to make.
inline void append_word(std::string& out, std::string_view text) {
    out += " '";
    while (!text.empty()) {
        for (const char c : take(text, true)) {
            if (c == '\'') {
                out += "'\\''";
            } else {
                out += c;
            }
        }
        const std::string_view bytes = take(text, false);
        if (bytes.empty()) break;
        // The shell drops newlines at the end of the output: there are none in it.
        out += "'\"$(printf '";
        append_octal(out, bytes, "\\");
        out += "')\"'";
    }
    out += '\'';
}

/// Appends a command that prints the text, which may hold any bytes.
inline void append_printf(std::string& out, std::string_view text) {
    out += "printf '%b' '";
    while (!text.empty()) {
        for (const char c : take(text, true)) {
            if (c == '\'') {
                out += "'\\''";
            } else if (c == '\\') {
                out += "\\\\";
            } else {
                out += c;
            }
        }
        // In an argument of printf, unlike in its format, octal digits follow a zero.
        append_octal(out, take(text, false), "\\0");
    }
    out += '\'';
}

/// Spells what `--url` cannot hold (NUL, and an `@` at the beginning, which names a file) in
/// percent.
inline std::string url_argument(std::string_view url) {
    std::string argument;
    for (char c : url) {
        if (c == '\0') {
            argument += "%00";
        } else if (c == '@' && argument.empty()) {
            argument += "%40";
        } else {
            argument += c;
        }
    }
    return argument;
}

/// Tells whether a field is one (RFC 9110 section 5) and not a file's name or several to curl.
inline bool is_field(const Header& field) noexcept {
    constexpr std::string_view breaks("\r\n\0", 3);
    return is_header_name(field.name) && field.value.find_first_of(breaks) == std::string::npos;
}

inline std::string header_argument(const Header& field, ShowSecrets show) {
    constexpr std::string_view bearer = "Bearer ";
    // curl takes a field without content for one to remove, unless a semicolon ends its name.
    if (field.value.find_first_not_of(" \t\v\f") == std::string::npos) return field.name + ';';
    std::string argument = field.name + ": ";
    if (show == ShowSecrets::yes || is_shown_header(field.name)) return argument + field.value;
    // A scheme and a header's name are compared in the same way: without regard to case.
    const std::string_view scheme = std::string_view(field.value).substr(0, bearer.size());
    if (equal_ignoring_case(field.name, "Authorization") && equal_ignoring_case(scheme, bearer)) {
        argument += scheme;
    }
    return argument + "***";
}

} // namespace curl
} // namespace detail

/// Writes a request as a command for curl and a POSIX shell, with `***` for what may be a secret.
///
/// The command sends what the request says: headers that curl would add by itself are switched off,
/// but for those that are the transport's to add. Any bytes stay within their quotes. Fields that
/// no transport can send (a name that is not a token, a value with CR, LF or NUL) are left out.
/// Only the values that `is_shown_header` lets through are shown; URL and body are shown as they
/// are, with any secrets in them.
inline std::string to_curl(const HttpRequest& request, ShowSecrets show = ShowSecrets::no) {
    // A shell's own printf takes any length; one argument to a program is at most 128 KiB on Linux.
    constexpr std::size_t argument_size = 100'000;
    // Older versions of curl ask for leave (100-continue) before they send more than this.
    constexpr std::size_t expect_size = 1024;

    const bool sends_body = !request.body.empty() || has_body(request.method);
    const bool pipes_body =
        request.body.size() > argument_size || request.body.find('\0') != std::string::npos;
    std::string command;
    if (pipes_body) {
        detail::curl::append_printf(command, request.body);
        command += " | ";
    }
    command += "curl --globoff --path-as-is --request";
    detail::curl::append_word(command, to_string(request.method));
    command += " --url";
    detail::curl::append_word(command, detail::curl::url_argument(request.url));
    for (const Header& field : request.headers) {
        if (!detail::curl::is_field(field)) continue;
        command += " --header";
        detail::curl::append_word(command, detail::curl::header_argument(field, show));
    }
    const auto switch_off = [&](std::string_view name) {
        if (request.headers.find(name) != nullptr) return;
        command += " --header '";
        command += name;
        command += ":'";
    };
    switch_off("Accept");
    switch_off("User-Agent");
    if (sends_body) switch_off("Content-Type");
    if (request.body.size() > expect_size) switch_off("Expect");
    if (pipes_body) {
        command += " --data-binary @-";
    } else if (sends_body) {
        command += " --data-raw";
        detail::curl::append_word(command, request.body);
    }
    return command;
}

FLAMEUP_END_NAMESPACE

#endif
