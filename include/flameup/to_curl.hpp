#ifndef FLAMEUP_TO_CURL_HPP
#define FLAMEUP_TO_CURL_HPP

#include "flameup/headers.hpp"
#include "flameup/http.hpp"
#include "flameup/method.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Whether text for people shows keys and cookies, or `***` in their place.
enum class ShowSecrets { no, yes };

namespace detail {
namespace curl {

/// Counts the bytes of the control character at a place: 0 if there is none, or a newline.
///
/// A shell keeps all of them in quotes; a terminal that the command is shown in, or a line editor
/// that it is pasted into, does not. Newlines are harmless to both.
inline std::size_t control_size(std::string_view text, std::size_t at) noexcept {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) return byte == '\n' ? 0 : 1;
    // U+0080 to U+009F: 8-bit forms of the terminal's escape sequences.
    if (byte != 0xC2 || at + 1 == text.size()) return 0;
    return (static_cast<unsigned char>(text[at + 1]) & 0xE0) == 0x80 ? 2 : 0;
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

/// Appends a blank and one word of the shell; control characters in it are for `printf` to make.
inline void append_word(std::string& out, std::string_view text) {
    out += " '";
    for (std::size_t i = 0; i != text.size();) {
        if (std::size_t size = control_size(text, i)) {
            // The shell drops newlines at the end of the output: there are none in it.
            out += "'\"$(printf '";
            for (; size != 0; size = i != text.size() ? control_size(text, i) : 0) {
                append_octal(out, text.substr(i, size), "\\");
                i += size;
            }
            out += "')\"'";
            continue;
        }
        if (text[i] == '\'') {
            out += "'\\''";
        } else {
            out += text[i];
        }
        ++i;
    }
    out += '\'';
}

/// Appends a command that prints the text, which may hold any bytes.
inline void append_printf(std::string& out, std::string_view text) {
    out += "printf '%b' '";
    for (std::size_t i = 0; i != text.size();) {
        if (const std::size_t size = control_size(text, i)) {
            // In an argument of printf, unlike in its format, octal digits follow a zero.
            append_octal(out, text.substr(i, size), "\\0");
            i += size;
            continue;
        }
        if (text[i] == '\'') {
            out += "'\\''";
        } else if (text[i] == '\\') {
            out += "\\\\";
        } else {
            out += text[i];
        }
        ++i;
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
    constexpr std::string_view token = "!#$%&'*+-.^_`|~0123456789"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view breaks("\r\n\0", 3);
    return !field.name.empty() && field.name.find_first_not_of(token) == std::string::npos &&
           field.value.find_first_of(breaks) == std::string::npos;
}

inline bool is_secret(std::string_view name) noexcept {
    for (std::string_view secret :
         {"Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key"}) {
        if (same_header_name(name, secret)) return true;
    }
    return false;
}

inline std::string header_argument(const Header& field, ShowSecrets show) {
    constexpr std::string_view bearer = "Bearer ";
    // curl takes a field without content for one to remove, unless a semicolon ends its name.
    if (field.value.find_first_not_of(" \t\v\f") == std::string::npos) return field.name + ';';
    std::string argument = field.name + ": ";
    if (show == ShowSecrets::yes || !is_secret(field.name)) return argument + field.value;
    // A scheme and a header's name are compared in the same way: without regard to case.
    const std::string_view scheme = std::string_view(field.value).substr(0, bearer.size());
    if (same_header_name(scheme, bearer)) argument += scheme;
    return argument + "***";
}

} // namespace curl
} // namespace detail

/// Writes a request as a command for curl and a POSIX shell, with keys and cookies as `***`.
///
/// The command sends what the request says: headers that curl would add by itself are switched off,
/// but for those that are the transport's to add. Any bytes stay within their quotes. Fields that
/// no transport can send (a name that is not a token, a value with CR, LF or NUL) are left out.
/// URL and body are shown as they are, with any secrets in them.
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
