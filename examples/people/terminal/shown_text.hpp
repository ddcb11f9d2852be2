#ifndef FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_SHOWN_TEXT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_SHOWN_TEXT_HPP

// Text for a terminal: what would control it is escaped, and its width is known.

#include <flameup/text/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace people_tool {

/// A character at the beginning of a text; its size is 1 and its code 0xFFFD if it is ill-formed.
struct Character {
    std::size_t size = 1;
    std::uint32_t code = 0xFFFD;
};

inline Character first_character(std::string_view text) {
    const std::size_t size = flameup::utf8_sequence(text.data(), text.data() + text.size());
    if (size == 0) return {};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::uint32_t code = size == 1 ? byte(0) : byte(0) & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i != size; ++i) code = code << 6 | (byte(i) & 0x3Fu);
    return {size, code};
}

struct CodeRange {
    std::uint32_t first, last;
};

template <std::size_t N> bool is_in(const CodeRange (&ranges)[N], std::uint32_t code) {
    return std::any_of(ranges, ranges + N, [code](const CodeRange& range) {
        return range.first <= code && code <= range.last;
    });
}

/// Tells whether a character controls a terminal: C0, DEL, C1, what turns the direction of text,
/// and the separators of lines.
inline bool is_control(std::uint32_t code) {
    constexpr CodeRange controls[] = {{0, 0x1F},        {0x7F, 0x9F},     {0x61C, 0x61C},
                                      {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069},
                                      {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
    return is_in(controls, code);
}

/// Returns how many columns of a terminal a character takes: 0, 1 or 2 (Unicode's annex 11).
inline std::size_t columns_of(std::uint32_t code) {
    if (code < 0x300) return 1;
    constexpr CodeRange combined[] = {
        {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x610, 0x61A},     {0x64B, 0x65F},
        {0x6D6, 0x6DC},   {0x93C, 0x93C},   {0x94D, 0x94D},   {0xE31, 0xE31},     {0xE34, 0xE3A},
        {0xE47, 0xE4E},   {0x1160, 0x11FF}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},   {0x200B, 0x200D},
        {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},
        {0x670, 0x670},   {0x711, 0x711},   {0x730, 0x74A},   {0xE0100, 0xE01EF}, {0x2060, 0x2064}};
    constexpr CodeRange wide[] = {
        {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
        {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
        {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
        {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
        {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
        {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
        {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
        {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
        {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
        {0x3041, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F64F}, {0x1F680, 0x1F6FF},
        {0x1F7E0, 0x1F7F0}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};
    return is_in(combined, code) ? 0 : is_in(wide, code) ? 2 : 1;
}

/// Which line ends of a text stay line ends.
enum class Lines { escaped, kept };

/// Returns a text in which each character that controls a terminal is an escape of JSON, as
/// `\u001b`, and each ill-formed byte is U+FFFD. In JSON it is the same value as before. Of marks
/// on one letter, those behind the eighth are escapes too.
inline std::string shown(std::string_view text, Lines lines = Lines::escaped) {
    std::string result;
    std::size_t marks = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        marks = columns_of(character.code) == 0 ? marks + 1 : 0;
        const bool is_line_end =
            character.code == '\n' || (character.code == '\r' && text.substr(0, 2) == "\r\n");
        char escape[16];
        if (lines == Lines::kept && is_line_end) {
            if (text[0] == '\n') result += '\n'; // which is the whole line end of a terminal
        } else if (character.code == '\n' || character.code == '\t') {
            result += character.code == '\n' ? "\\n" : "\\t";
        } else if (is_control(character.code) || marks > 8) {
            const std::uint32_t code = character.code;
            const auto high = static_cast<unsigned>(0xD7C0u + (code >> 10));
            if (code > 0xFFFF)
                std::snprintf(escape, sizeof escape, "\\u%04x\\u%04x", high & 0xFFFFu,
                              0xDC00u | static_cast<unsigned>(code & 0x3FF));
            else
                std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(code));
            result += escape;
        } else if (character.code == 0xFFFD) {
            result += "\xEF\xBF\xBD";
        } else {
            result += text.substr(0, character.size);
        }
        text.remove_prefix(character.size);
    }
    return result;
}

/// Returns the width of a text that `shown` returned.
inline std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = first_character(text);
        width += columns_of(character.code);
        text.remove_prefix(character.size);
    }
    return width;
}

/// Returns a text of at most so many columns; where it is cut, `…` is its end.
inline std::string cut(std::string_view text, std::size_t columns) {
    std::size_t width = 0, end = 0, kept = 0; // `kept` leaves a column for the `…`
    while (end != text.size()) {
        const Character character = first_character(text.substr(end));
        width += columns_of(character.code);
        if (width > columns) return std::string(text.substr(0, kept)) + (columns != 0 ? "…" : "");
        end += character.size;
        if (width < columns) kept = end;
    }
    return std::string(text);
}

} // namespace people_tool

#endif
