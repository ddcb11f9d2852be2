#ifndef FLAMEUP_MESSAGE_REDACT_HPP
#define FLAMEUP_MESSAGE_REDACT_HPP

#include "flameup/text/percent.hpp"
#include "flameup/value/error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Copies texts of a server or an executor for an `Error`, with `***` in place of the API key.
///
/// A copy has at most 1024 bytes and ends between characters. The key is found at any place, with
/// each of its characters as it is, as a JSON escape, or as an escape in a JSON text within a JSON
/// string. A key that was cut is found by its first 12 characters, or by the first 4 if `...`
/// follows. A key of fewer than 8 characters is replaced only if it is a whole word.
class Redactor {
  public:
    static constexpr std::size_t longest = 1024; ///< Bytes of a copy.

    /// Takes the key, empty for none; it must outlive the redactor.
    explicit Redactor(std::string_view secret) : secret_(secret) {}

    /// Returns the copy of a text.
    std::string operator()(std::string_view text) const {
        // Bounds the time for a text that is nothing but beginnings of the key.
        constexpr std::size_t most_read = 64 * longest;
        const std::size_t size = (std::min)(text.size(), most_read);
        std::string result;
        result.reserve((std::min)(size, longest + 1));
        std::size_t hidden = 0; // the end of what is the key
        for (std::size_t i = 0; i < size && result.size() <= longest; ++i) {
            if (i >= hidden) {
                const std::size_t most = (std::min)(size - i, longest + 1 - result.size());
                const std::size_t plain = count_plain(text.substr(i, most));
                result.append(text, i, plain);
                i += plain;
                if (i == size || result.size() > longest) break;
            }
            // Search within a match too: a key may begin with a repetition of its own beginning.
            const std::size_t end = match(text, i);
            if (end > hidden) {
                if (i >= hidden) result += "***";
                hidden = end;
            } else if (i >= hidden) {
                result += text[i];
            }
        }
        if (result.size() > longest) {
            std::size_t end = longest;
            while (end != longest - 3 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) {
                --end;
            }
            result.resize(end);
        }
        return result;
    }

  private:
    static constexpr std::size_t shortest_part = 12;
    static constexpr std::size_t shortest_cut = 4;
    static constexpr std::size_t shortest_anywhere = 8;

    /// Counts the bytes before the key may begin: as it is or with an escape.
    std::size_t count_plain(std::string_view text) const noexcept {
        if (secret_.empty()) return text.size();
        std::size_t i = 0;
        while (i != text.size() && text[i] != secret_.front() && text[i] != '\\') ++i;
        return i;
    }

    /// Returns the end of the key, or of a part of it, that begins at `begin`; 0 if there is none.
    std::size_t match(std::string_view text, std::size_t begin) const {
        std::size_t end = begin;
        std::size_t matched = 0;
        while (matched != secret_.size() && end != text.size() && text[end] == secret_[matched] &&
               text[end] != '\\') {
            ++end;
            ++matched;
        }
        if (matched != secret_.size() && end != text.size() && text[end] == '\\') {
            match_escapes(text, end, matched);
        }
        const bool whole = matched == secret_.size() && matched != 0;
        const bool is_cut = text.substr(end, 3) == "..."; // as names in paths are
        if (!whole && matched < (is_cut ? shortest_cut : shortest_part)) return 0;
        if (secret_.size() < shortest_anywhere && !is_word(text, begin, end)) return 0;
        return end;
    }

    /// Goes on matching from `end` on, where a backslash is, and moves `end` and `matched`.
    ///
    /// A text can be read in several ways: of `\\u0075`, a key with a `u` may be the first two
    /// characters or all six. All ways are followed at once.
    void match_escapes(std::string_view text, std::size_t& end, std::size_t& matched) const {
        std::vector<std::size_t> ends{end}; // where the characters before may end, in order
        std::vector<std::size_t> next;
        while (matched != secret_.size()) {
            next.clear();
            for (const std::size_t from : ends) add_ends(text, from, secret_[matched], next);
            if (next.empty()) break;
            std::sort(next.begin(), next.end());
            next.erase(std::unique(next.begin(), next.end()), next.end());
            std::swap(ends, next);
            ++matched;
        }
        end = ends.back();
    }

    /// Adds each place where a character of the key that begins at `from` may end.
    static void add_ends(std::string_view text, std::size_t from, char c,
                         std::vector<std::size_t>& ends) {
        constexpr std::size_t most_backslashes = 8; // three texts within each other
        std::size_t to = from;
        while (to != text.size() && text[to] == '\\' && to - from != most_backslashes) {
            ++to;
            if (c == '\\') ends.push_back(to);
        }
        if (to == text.size()) return;
        if (text[to] == c && c != '\\') ends.push_back(to + 1);
        if (to != from && text[to] == 'u' && escaped_byte(text.substr(to + 1)) == c) {
            ends.push_back(to + 5);
        }
    }

    /// Returns the character below 0x80 whose four hexadecimal digits these are, or -1.
    static int escaped_byte(std::string_view digits) {
        if (digits.size() < 4) return -1;
        int value = 0;
        for (std::size_t i = 0; i != 4; ++i) {
            const int digit = hex_value(digits[i]);
            if (digit < 0) return -1;
            value = value * 16 + digit;
        }
        return value < 0x80 ? value : -1;
    }

    static bool is_word(std::string_view text, std::size_t begin, std::size_t end) {
        const auto in_word = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        };
        return (begin == 0 || !in_word(text[begin - 1])) &&
               (end == text.size() || !in_word(text[end]));
    }

    std::string_view secret_;
};

/// Bounds and redacts the words of an error that an executor made.
inline void redact(Error& error, const Redactor& redacted) {
    for (std::string* text : {&error.code, &error.message, &error.request_id,
                              &error.missing_permission, &error.path, &error.body}) {
        *text = redacted(*text);
    }
    for (FieldError& field : error.fields) {
        for (std::string* text : {&field.path, &field.code, &field.message})
            *text = redacted(*text);
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
