#ifndef FLAMEUP_HTTP_TO_CURL_HPP
#define FLAMEUP_HTTP_TO_CURL_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/http/header_text.hpp"
#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/method.hpp"
#include "flameup/http/shown_headers.hpp"
#include "flameup/text/decimal.hpp"
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

/// Returns the size in bytes of a text's first character; 0 if the command must not hold it as it
/// is: a control character other than a newline, or a byte that is not UTF-8.
///
/// A shell takes any byte within quotes. A terminal that shows the command, or a line editor that
/// it is pasted into, obeys control characters.
constexpr std::size_t shown_size(std::string_view text) noexcept {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (byte(0) < 0x20 || byte(0) == 0x7F) return byte(0) == '\n' ? 1 : 0;
    const std::size_t size = utf8_sequence(text.data(), text.data() + text.size());
    // U+0080 to U+009F are control characters, too, which some terminals obey.
    return size == 2 && byte(0) == 0xC2 && byte(1) < 0xA0 ? 0 : size;
}

/// Removes the characters at a text's beginning that may be shown, or those that may not, up to the
/// first of the other sort, and returns them.
constexpr std::string_view take(std::string_view& text, bool shown) noexcept {
    std::size_t end = 0;
    while (end != text.size()) {
        const std::size_t size = shown_size(text.substr(end));
        if ((size != 0) != shown) break;
        end += shown ? size : 1; // the rest of a longer control character is not UTF-8
    }
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end);
    return taken;
}

/// Appends each byte as the prefix and three octal digits.
inline void append_octal(std::string& out, std::string_view bytes, std::string_view prefix) {
    for (char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += prefix;
        out += static_cast<char>('0' + (byte >> 6));
        out += static_cast<char>('0' + (byte >> 3 & 7));
        out += static_cast<char>('0' + (byte & 7));
    }
}

/// Appends a blank and a text, quoted as one word of the shell.
///
/// Bytes that may not be shown are made by a `printf` within the word.
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
        // A shell drops newlines at the end of what printf prints, which has none: they are shown.
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
        // `%b` takes a byte as `\0` and octal digits; the format of printf takes it without the 0.
        append_octal(out, take(text, false), "\\0");
    }
    out += '\'';
}

/// Returns a URL as the argument of `--url`: NUL, and an `@` at the beginning, which would name a
/// file, are percent-encoded.
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

/// Tells whether a header field can be sent (RFC 9110 section 5).
///
/// Of those that cannot, curl takes some for the name of a file and some for several fields.
inline bool is_field(const Header& field) noexcept {
    constexpr std::string_view breaks("\r\n\0", 3);
    return is_header_name(field.name) && field.value.find_first_of(breaks) == std::string::npos;
}

/// Returns a header field as the argument of `--header`.
inline std::string header_argument(const Header& field, ShowSecrets show) {
    constexpr std::string_view bearer = "Bearer ";
    // To curl, `Name:` means not to send that header, and `Name;` to send it without a value.
    if (field.value.find_first_not_of(" \t\v\f") == std::string::npos) return field.name + ';';
    std::string argument = field.name + ": ";
    if (show == ShowSecrets::yes || is_shown_header(field.name)) return argument + field.value;
    // The name of a scheme has no case (RFC 9110 section 11.1).
    const std::string_view scheme = std::string_view(field.value).substr(0, bearer.size());
    if (equal_ignoring_case(field.name, "Authorization") && equal_ignoring_case(scheme, bearer)) {
        argument += scheme;
    }
    return argument + "***";
}

} // namespace curl
} // namespace detail

/// Returns a command for a POSIX shell that sends the request by curl, with `***` in place of
/// header values that may be secret.
///
/// The request's `timeout_ms` is curl's `--max-time`. `is_shown_header` says which values are not
/// secret. URL and body are shown whole, with any secrets in them. Of the headers that curl adds by
/// itself, the command switches off those that are not the transport's to add. No text of the
/// request can end its quotes. Header fields that no transport can send (a name that is not a
/// token, a value with CR, LF or NUL) are left out.
inline std::string to_curl(const HttpRequest& request, ShowSecrets show = ShowSecrets::no) {
    // A program's argument has at most 128 KiB on Linux; the shell's own printf has no such limit.
    constexpr std::size_t argument_size = 100'000;
    // Older versions of curl add `Expect: 100-continue` to bodies of more bytes than this.
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
    if (request.timeout_ms) {
        detail::append_fixed(command += " --max-time ", *request.timeout_ms, 3);
    }
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

#include "flameup/macros_end.hpp"

#endif
