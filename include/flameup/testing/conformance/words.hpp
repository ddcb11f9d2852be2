#ifndef FLAMEUP_TESTING_CONFORMANCE_WORDS_HPP
#define FLAMEUP_TESTING_CONFORMANCE_WORDS_HPP

#include "flameup/http/headers.hpp"
#include "flameup/platform.hpp"
#include "flameup/value/error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// Returns at most `longest` bytes of a text in quotes; bytes that do not print are escaped.
inline std::string in_quotes(std::string_view text, std::size_t longest = 60) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string shown = "\"";
    for (const char c : text.substr(0, longest)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F) {
            shown += c;
        } else {
            shown.append("\\x").append({digits[byte >> 4], digits[byte & 15]});
        }
    }
    return shown + (text.size() > longest ? "\"..." : "\"");
}

/// Says how a text differs from the expected one; empty if it does not.
inline std::string difference(const std::string& what, std::string_view expected,
                              std::string_view actual) {
    if (expected == actual) return {};
    const std::size_t size = (std::min)(expected.size(), actual.size());
    std::size_t at = 0;
    while (at != size && expected[at] == actual[at]) ++at;
    std::string words = what + " is not as sent: expected ";
    if (expected.size() + actual.size() < 100) {
        return words + in_quotes(expected) + ", got " + in_quotes(actual);
    }
    words += std::to_string(expected.size()) + " bytes, got " + std::to_string(actual.size());
    const std::size_t begin = at < 10 ? 0 : at - 10;
    return words + "; from byte " + std::to_string(begin) + " on expected " +
           in_quotes(expected.substr(begin), 20) + ", got " + in_quotes(actual.substr(begin), 20);
}

/// Returns an error's kind, code, message and status as text.
inline std::string shown(const Error& error) {
    return std::string(to_string(error.kind)) + " error, code " + in_quotes(error.code) +
           ", message " + in_quotes(error.message) +
           (error.status == 0 ? "" : ", status " + std::to_string(error.status));
}

/// Says how the headers of one name differ from the expected ones; empty if they do not.
inline std::string field_difference(std::string_view name, const Headers& expected,
                                    const Headers& actual) {
    const auto wanted = expected.find_all(name);
    const auto found = actual.find_all(name);
    const std::string what = "the header " + std::string(name);
    if (wanted.size() != found.size()) {
        std::string words = what + ": expected " + std::to_string(wanted.size()) +
                            " of them, got " + std::to_string(found.size());
        for (std::size_t i = 0; i != (std::min)(found.size(), std::size_t{3}); ++i) {
            words += (i == 0 ? ": " : ", ") + in_quotes(found[i]);
        }
        return words;
    }
    for (std::size_t i = 0; i != found.size(); ++i) {
        std::string words = difference(what, wanted[i], found[i]);
        if (!words.empty()) return words;
    }
    return {};
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
