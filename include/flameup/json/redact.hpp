#ifndef FLAMEUP_JSON_REDACT_HPP
#define FLAMEUP_JSON_REDACT_HPP

#include "flameup/value/error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Copies texts of a server or an executor, with `***` in place of the API key.
///
/// A copy ends between characters. It has at most 1024 bytes, as in an `Error`, or another limit.
/// The key is found at any place, with each of its characters as it is, as a JSON escape, or as an
/// escape in a JSON text within a JSON string. A key that was cut is found by its first 12
/// characters, or by the first 4 if `...` follows. A key of fewer than 8 characters is replaced
/// only if it is a whole word. Of a text whose escapes take too long to follow, the rest is left
/// out.
class Redactor {
  public:
    static constexpr std::size_t longest = 1024; ///< Bytes of a copy for an `Error`.

    /// Takes the key, empty for none, and the bytes of a copy; the key must outlive the redactor.
    explicit Redactor(std::string_view secret, std::size_t limit = longest)
        : secret_(secret), limit_(limit) {}

    /// Returns the copy of a text.
    std::string operator()(std::string_view text) const {
        std::string result;
        copy_to(result, text);
        return result;
    }

    /// Replaces `result` by the copy of a text, which is no part of it.
    void copy_to(std::string& result, std::string_view text) const {
        if (text.size() <= limit_ && count_plain(text) == text.size()) {
            result = text;
            return;
        }
        result.clear();
        // Bounds the time for a text that is nothing but beginnings of the key.
        const std::size_t size = text.size() / 64 < limit_ ? text.size() : 64 * limit_;
        result.reserve((std::min)(size, limit_ + 1));
        std::size_t hidden = 0; // the end of what is the key
        std::size_t steps = (std::max)(least_steps, 64 * limit_);
        for (std::size_t i = 0; i < size && result.size() <= limit_; ++i) {
            if (i >= hidden) {
                const std::size_t most = (std::min)(size - i, limit_ + 1 - result.size());
                const std::size_t plain = count_plain(text.substr(i, most));
                result.append(text, i, plain);
                i += plain;
                if (i == size || result.size() > limit_) break;
            }
            // Search within a match too: a key may begin with a repetition of its own beginning.
            const std::size_t end = match(text, i, steps);
            if (steps == 0) { // nothing is known of the rest
                if (i >= hidden) result += "***";
                break;
            }
            if (end > hidden) {
                if (i >= hidden) result += "***";
                hidden = end;
            } else if (i >= hidden) {
                result += text[i];
            }
        }
        if (result.size() > limit_) {
            std::size_t end = limit_;
            while (end != limit_ - 3 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) {
                --end;
            }
            result.resize(end);
        }
    }

  private:
    static constexpr std::size_t shortest_part = 12;
    static constexpr std::size_t shortest_cut = 4;
    static constexpr std::size_t shortest_anywhere = 8;
    static constexpr int layers = 3;                                 // of escapes within each other
    static constexpr std::size_t least_steps = std::size_t{1} << 20; // some milliseconds

    /// Counts the bytes before the key may begin, by its first two characters: as they are or with
    /// an escape.
    std::size_t count_plain(std::string_view text) const noexcept {
        if (secret_.empty()) return text.size();
        std::size_t at = text.find(secret_.front());
        while (at < text.size() && !may_go_on(text.substr(at + 1))) {
            at = text.find(secret_.front(), at + 1);
        }
        const std::string_view before = text.substr(0, at);
        return (std::min)(before.find('\\'), before.size());
    }

    /// Tells whether the key's second character may be at the beginning of `rest`, which is empty
    /// where the part that is searched ends.
    bool may_go_on(std::string_view rest) const noexcept {
        return rest.empty() || secret_.size() == 1 || rest[0] == secret_[1] || rest[0] == '\\';
    }

    /// Returns the end of the key, or of a part of it, that begins at `begin`; 0 if there is none.
    std::size_t match(std::string_view text, std::size_t begin, std::size_t& steps) const {
        std::size_t end = begin;
        std::size_t matched = 0;
        while (matched != secret_.size() && end != text.size() && text[end] == secret_[matched] &&
               text[end] != '\\') {
            ++end;
            ++matched;
        }
        if (matched != secret_.size() && end != text.size() && text[end] == '\\') {
            match_escapes(text, end, matched, steps);
        }
        const bool whole = matched == secret_.size() && matched != 0;
        const bool is_cut = text.substr(end, 3) == "..."; // as names in paths are
        if (!whole && matched < (is_cut ? shortest_cut : shortest_part)) return 0;
        if (secret_.size() < shortest_anywhere && !is_word(text, begin, end)) return 0;
        return end;
    }

    /// The places where a character may end, which can be read in several ways, in no order.
    struct Ends {
        static constexpr std::size_t most = 32; // more than three layers of escapes can have
        std::size_t at[most] = {};
        std::size_t size = 0;

        void add(std::size_t end) noexcept {
            for (std::size_t i = 0; i != size; ++i) {
                if (at[i] == end) return;
            }
            if (size != most) at[size++] = end;
        }
    };

    /// Goes on matching from `end` on, where a backslash is, and moves `end` and `matched`.
    ///
    /// A text can be read in several ways: of `\u0075`, a key with a `u` may be the first two
    /// characters or all six. All ways are followed at once.
    void match_escapes(std::string_view text, std::size_t& end, std::size_t& matched,
                       std::size_t& steps) const {
        Ends ends;
        ends.add(end);
        while (matched != secret_.size()) {
            Ends next;
            for (std::size_t i = 0; i != ends.size; ++i) {
                add_ends({text, steps}, ends.at[i], secret_[matched], layers, next);
            }
            if (next.size == 0) break;
            ends = next;
            ++matched;
        }
        for (std::size_t i = 0; i != ends.size; ++i) end = (std::max)(end, ends.at[i]);
    }

    /// A text, and how many more steps may be spent on it.
    struct Search {
        std::string_view text;
        std::size_t& steps;
    };

    /// Adds each place where a character that begins at `from` may end, in a text that JSON's
    /// escapes were put into so many times.
    static void add_ends(Search search, std::size_t from, char c, int depth, Ends& ends) {
        const std::string_view text = search.text;
        if (from == text.size() || search.steps == 0) return;
        --search.steps;
        if (text[from] == c) ends.add(from + 1);
        if (depth == 0 || text[from] != '\\') return;
        Ends slashes;
        add_ends(search, from, '\\', depth - 1, slashes);
        for (std::size_t i = 0; i != slashes.size; ++i) {
            add_ends(search, slashes.at[i], c, depth - 1, ends);
            add_code_ends(search, slashes.at[i], c, depth - 1, ends);
        }
    }

    /// Adds each place where the `u0075` of an escape may end that begins at `from`.
    static void add_code_ends(Search search, std::size_t from, char c, int depth, Ends& ends) {
        const auto code = static_cast<unsigned char>(c);
        constexpr std::string_view lower = "0123456789abcdef";
        constexpr std::string_view upper = "0123456789ABCDEF";
        Ends at;
        add_ends(search, from, 'u', depth, at);
        for (const unsigned digit : {0U, 0U, code / 16U, code % 16U}) {
            Ends next;
            for (std::size_t i = 0; i != at.size; ++i) {
                add_ends(search, at.at[i], lower[digit], depth, next);
                if (digit > 9) add_ends(search, at.at[i], upper[digit], depth, next);
            }
            at = next;
        }
        for (std::size_t i = 0; i != at.size; ++i) ends.add(at.at[i]);
    }

    static bool is_word(std::string_view text, std::size_t begin, std::size_t end) {
        const auto in_word = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        };
        return (begin == 0 || !in_word(text[begin - 1])) &&
               (end == text.size() || !in_word(text[end]));
    }

    std::string_view secret_;
    std::size_t limit_;
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
