#ifndef FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_ERROR_WORDS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_ERROR_WORDS_HPP

// An error in one or two sentences for people, with what to do next.

#include "shown_text.hpp"
#include "terminal.hpp"

#include <flameup/value/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace people_tool {

/// Returns a text with a capital at its beginning and a full stop at its end.
inline std::string sentence(std::string_view words) {
    constexpr std::size_t longest = 500; // columns of what a server says
    std::string text = cut(shown(words), longest);
    if (text.empty()) return text;
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return std::string_view(".!?").find(text.back()) == std::string_view::npos ? text + "." : text;
}

/// Returns what a permission allows: `delete people` for `people:delete`.
inline std::string deed(std::string_view permission) {
    const std::size_t colon = permission.find(':');
    if (colon == permission.npos) return "do this";
    return shown(permission.substr(colon + 1)) + " " + shown(permission.substr(0, colon));
}

/// Returns when a request may be sent again.
inline std::string when_again(const flameup::Error& error) {
    const auto in_seconds = [](std::int64_t seconds) {
        return "in " + std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
    };
    if (error.retry_after && error.retry_after->seconds)
        return in_seconds(*error.retry_after->seconds);
    if (error.retry_after && error.retry_after->date) {
        return "after " + to_string(*error.retry_after->date);
    }
    if (error.rate_limit.reset) return "after " + to_string(*error.rate_limit.reset);
    if (error.rate_limit.reset_after) return in_seconds(*error.rate_limit.reset_after);
    return "later";
}

inline std::string words_of_api_error(const flameup::Error& error) {
    std::string said = sentence(error.message);
    switch (error.status) {
    case 401:
        return "The server refused the API key: " + said +
               " See `people whoami` for where the key is from; `people login` stores another.";
    case 403:
        if (error.missing_permission.empty()) return "The server forbids this: " + said;
        return "The key may not " + deed(error.missing_permission) + ": it lacks " +
               shown(error.missing_permission) + ". Use a key that has this permission.";
    case 404: return said + " Check the id, and the workspace with `people whoami`.";
    case 429: return "There were too many requests. Try again " + when_again(error) + ".";
    default: break;
    }
    if (error.status / 100 != 5) return said;
    return "The server failed with status " + std::to_string(error.status) + ": " + said +
           " Try again " + when_again(error) + ".";
}

inline std::string words_of_transport_error(const flameup::Error& error) {
    std::string said = sentence(error.message);
    for (const std::string_view code : {"refused", "connect_failed", "resolve_failed"}) {
        if (error.code == code) {
            return said + " The server cannot be reached: check the network, and the URL with "
                          "`people whoami`.";
        }
    }
    if (error.code == "timed_out") return said + " The server took too long: try again later.";
    if (error.code == "tls_failed") return said + " The connection is not safe; nothing was sent.";
    return said;
}

/// Returns the sentences for an error, and a line for each field; each line ends.
inline std::string error_words(const flameup::Error& error, std::string_view kind) {
    using flameup::ErrorKind;
    std::string words = sentence(error.message);
    const bool is_response = kind == to_string(error.kind); // not an error of the tool itself
    if (is_response && error.kind == ErrorKind::api) words = words_of_api_error(error);
    if (is_response && error.kind == ErrorKind::transport) words = words_of_transport_error(error);
    if (is_response && error.kind == ErrorKind::decode) {
        words = "The answer is not what the API describes: " + words +
                " Check the URL with `people whoami`.";
    }
    words += "\n";
    constexpr std::size_t most = 10; // fields
    // The library's message has the name of the field if there is one alone.
    const bool is_told = error.kind == ErrorKind::validation && error.fields.size() == 1;
    for (std::size_t i = 0; i != (std::min)(error.fields.size(), most) && !is_told; ++i) {
        const flameup::FieldError& field = error.fields[i];
        words.append("  ").append(shown(field.path)).append(": ");
        words.append(cut(shown(field.message), 200)).append("\n");
    }
    if (error.fields.size() > most)
        words += "  and " + std::to_string(error.fields.size() - most) + " more\n";
    if (!error.request_id.empty()) words += "  request id: " + shown(error.request_id) + "\n";
    return words;
}

} // namespace people_tool

#endif
