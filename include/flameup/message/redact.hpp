#ifndef FLAMEUP_MESSAGE_REDACT_HPP
#define FLAMEUP_MESSAGE_REDACT_HPP

#include "flameup/text/percent.hpp"
#include "flameup/value/error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Copies the words of a server or an executor into an `Error`, with `***` in place of the API key.
///
/// A copy has at most 1024 bytes and ends between characters. The key is found as it is and in
/// JSON's escapes. Its beginning is found where something cut the rest: 12 characters of it, or 4
/// where `...` follows. A key of fewer than 8 characters is replaced only where it is a word.
class Redactor {
  public:
    static constexpr std::size_t longest = 1024; ///< Bytes of a copy.

    /// Takes the key, empty for none; it must outlive the redactor.
    explicit Redactor(std::string_view secret) : secret_(secret) {}

    /// Returns the copy of a text.
    std::string operator()(std::string_view text) const {
        std::string result;
        result.reserve((std::min)(text.size(), longest + 1));
        std::size_t i = 0;
        while (i != text.size() && result.size() <= longest) {
            const std::size_t plain = count_plain(text.substr(i, longest + 1 - result.size()));
            result.append(text, i, plain);
            i += plain;
            if (i == text.size() || result.size() > longest) break;
            const std::size_t size = match(text, i);
            if (size == 0) {
                result += text[i++];
            } else {
                result += "***";
                i += size;
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

    /// Returns how much of the text from `begin` on is the key, or a part of it, or 0.
    std::size_t match(std::string_view text, std::size_t begin) const {
        std::size_t i = begin;
        std::size_t matched = 0;
        while (matched != secret_.size()) {
            const std::size_t size = match_character(text.substr(i), secret_[matched]);
            if (size == 0) break;
            i += size;
            ++matched;
        }
        const bool whole = matched == secret_.size() && matched != 0;
        const bool is_cut = text.substr(i, 3) == "..."; // as names in paths are
        if (!whole && matched < (is_cut ? shortest_cut : shortest_part)) return 0;
        if (secret_.size() < shortest_anywhere && !is_word(text, begin, i)) return 0;
        return i - begin;
    }

    /// Returns the length of a character as it is or as JSON escapes it, or 0 if it is another.
    static std::size_t match_character(std::string_view text, char c) {
        if (text.empty()) return 0;
        if (text[0] == c && c != '\\') return 1;
        if (text[0] != '\\') return 0;
        if (text.size() > 1 && text[1] == c) return 2;
        if (text.size() > 5 && text[1] == 'u') {
            int value = 0;
            for (std::size_t i = 2; i != 6; ++i) {
                const int digit = hex_value(text[i]);
                if (digit < 0) return c == '\\';
                value = value * 16 + digit;
            }
            if (value == static_cast<unsigned char>(c)) return 6;
        }
        return c == '\\';
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
