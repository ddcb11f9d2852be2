#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_REJECTED_LINE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_REJECTED_LINE_HPP

// A line of the input that was not stored, as one line of JSON, from which it can be read again.

#include <flameup/describe/describe.hpp>
#include <flameup/describe/rules.hpp>
#include <flameup/json/from_json.hpp>
#include <flameup/json/to_json.hpp>
#include <flameup/text/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace people_tool {

/// A line, and why it was not stored.
struct RejectedLine {
    std::int64_t line = 0; ///< Its number in the input, from 1.
    std::string code, message;
    std::string text;               ///< Bytes that are not UTF-8 are U+FFFD.
    std::optional<std::string> hex; ///< All bytes of a line that is not UTF-8.
    std::optional<bool> cut;        ///< True if the line is longer than the text.

    static constexpr flameup::Rule rules[] = {
        flameup::Rule::required("line"), flameup::Rule::required("code"),
        flameup::Rule::required("message"), flameup::Rule::required("text")};
    FLAMEUP_DESCRIBE(RejectedLine, (), (line, code, message, text, hex, cut))
};

/// Replaces bytes that are not UTF-8 by U+FFFD.
inline std::string as_utf8(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const std::size_t size = flameup::utf8_sequence(bytes.data(), bytes.data() + bytes.size());
        text += size == 0 ? "\xEF\xBF\xBD" : bytes.substr(0, size);
        bytes.remove_prefix((std::max)(size, std::size_t{1}));
    }
    return text;
}

inline std::string to_hex(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) {
        text += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
        text += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
    }
    return text;
}

/// Reads what `to_hex` wrote; nothing for another text.
inline std::optional<std::string> from_hex(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string bytes;
    for (; !text.empty(); text.remove_prefix(2)) {
        const std::size_t high = digits.find(text[0]);
        const std::size_t low = text.size() == 1 ? digits.npos : digits.find(text[1]);
        if (high == digits.npos || low == digits.npos) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

/// Puts the bytes of a line into its report: all of them, or only the first if the line is `cut`.
inline void set_bytes(RejectedLine& rejected, std::string_view bytes, bool cut) {
    constexpr std::size_t longest_excerpt = 4096;
    if (cut) {
        bytes = bytes.substr(0, longest_excerpt);
        const auto last = [&] { return bytes.empty() ? 0 : bytes.back() & 0xC0; };
        for (int i = 0; i != 3 && last() == 0x80; ++i) bytes.remove_suffix(1); // of a character
        if (last() == 0xC0) bytes.remove_suffix(1);                            // and its first byte
        rejected.cut = true;
    }
    rejected.text = as_utf8(bytes);
    if (!flameup::is_utf8(bytes)) rejected.hex = to_hex(bytes);
}

/// Reads a report from a line; nothing if the line is none.
inline std::optional<RejectedLine> read_rejected(std::string_view text,
                                                 const flameup::Limits& limits) {
    auto rejected = flameup::from_json<RejectedLine>(text, limits, flameup::Strictness::full());
    if (!rejected) return std::nullopt;
    if (rejected->hex) {
        auto bytes = from_hex(*rejected->hex);
        if (!bytes) return std::nullopt;
        rejected->text = *std::move(bytes);
    }
    return *std::move(rejected);
}

} // namespace people_tool

#endif
