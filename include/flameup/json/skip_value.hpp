#ifndef FLAMEUP_JSON_SKIP_VALUE_HPP
#define FLAMEUP_JSON_SKIP_VALUE_HPP

#include "flameup/json/scan_number.hpp"
#include "flameup/json/unescape.hpp"
#include "flameup/text/special_bytes.hpp"
#include "flameup/text/utf8.hpp"

#include <boost/config.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Passes over objects and arrays of a JSON text, faster than `JsonScanner` alone: it keeps nothing
/// of them, describes no error, and looks for the ends of strings in 64 bytes at once.
///
/// Functions take a cursor, and return the end of what they pass over, as those of `JsonScanner`
/// do. They return null for what is ill-formed, and for some that is left to `JsonScanner`.
template <class Block> class ValueSkipper {
  public:
    ValueSkipper(const char* begin, const char* end) noexcept
        : end_(end), has_window_(end - begin >= window_size), window_end_(begin) {}

    /// Passes over an object or array, unless it is nested deeper than `max_depth` or than 64. Null
    /// for other values, in texts of less than 64 bytes, and without `FLAMEUP_HAS_VALUE_SKIPPER`.
    const char* skip(const char* p, std::size_t max_depth) noexcept {
        if constexpr (FLAMEUP_HAS_VALUE_SKIPPER) {
            if (has_window_ && (*p == '{' || *p == '[')) return container(p, max_depth);
        }
        return nullptr;
    }

  private:
    static constexpr std::ptrdiff_t window_size = 64;

    const char* container(const char* p, std::size_t max_depth) noexcept {
        std::uint64_t kinds = 0; // of what the cursor is in, the lowest bit for the innermost
        const auto is_in_object = [&kinds] { return (kinds & 1) != 0; };
        for (std::size_t depth = 0;;) {
            if (*p == '"') {
                p = string(p);
            } else if (*p != '{' && *p != '[') {
                p = scalar(p);
            } else {
                if (depth == max_depth || depth == 64) return nullptr;
                ++depth;
                kinds = kinds << 1 | (*p == '{');
                if ((p = next(p + 1)) == nullptr) return nullptr;
                if (*p != (is_in_object() ? '}' : ']')) {
                    if (is_in_object() && (p = key(p)) == nullptr) return nullptr;
                    continue;
                }
            }
            for (;;) { // behind a value, or at the end of what is empty
                if (p == nullptr || (p = next(p)) == nullptr) return nullptr;
                if (*p == ',') break;
                if (*p != (is_in_object() ? '}' : ']')) return nullptr;
                ++p;
                if (--depth == 0) return p;
                kinds >>= 1;
            }
            if ((p = next(p + 1)) == nullptr) return nullptr;
            if (is_in_object() && (p = key(p)) == nullptr) return nullptr;
        }
    }

    BOOST_FORCEINLINE const char* next(const char* p) const noexcept {
        return p != end_ && static_cast<unsigned char>(*p) > ' ' ? p : behind_space(p, end_);
    }

    BOOST_NOINLINE static const char* behind_space(const char* p, const char* end) noexcept {
        while (p != end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
        return p != end ? p : nullptr;
    }

    /// Passes over a key, its colon and the space behind that.
    BOOST_FORCEINLINE const char* key(const char* p) noexcept {
        if (*p != '"' || (p = string(p)) == nullptr || (p = next(p)) == nullptr) return nullptr;
        return *p == ':' ? next(p + 1) : nullptr;
    }

    BOOST_FORCEINLINE const char* string(const char* p) noexcept {
        p = find_special(p + 1);
        return p != end_ && *p == '"' ? p + 1 : odd_string(p, end_);
    }

    /// Returns the first special byte from `p` on, or the end of the text.
    BOOST_FORCEINLINE const char* find_special(const char* p) noexcept {
        for (;;) {
            if (p < window_end_) {
                const std::uint64_t left = specials_ >> ((p - window_end_) & (window_size - 1));
                if (left != 0) return p + __builtin_ctzll(left);
                p = window_end_;
            }
            if (p == end_) return p;
            window_end_ = end_ - p < window_size ? end_ : p + window_size;
            specials_ = Block::special_of_64(window_end_ - window_size);
        }
    }

    /// Passes over the rest of a string from a special byte on, which may be the end of the text.
    BOOST_NOINLINE static const char* odd_string(const char* p, const char* end) noexcept {
        for (; p != end && *p != '"'; p = find_special_byte<Block>(p, end)) {
            if (*p == '\\') {
                constexpr std::ptrdiff_t longest_escape = 12; // a surrogate pair
                char unused[4];
                char* out = unused;
                if (end - p < longest_escape || unescape(++p, out) != nullptr) return nullptr;
            } else {
                const std::size_t size = utf8_sequence(p, end);
                if (size == 0 || static_cast<unsigned char>(*p) < ' ') return nullptr;
                p += size;
            }
        }
        return p != end ? p + 1 : nullptr;
    }

    BOOST_FORCEINLINE const char* scalar(const char* p) const noexcept {
        if (*p == 't') return word(p, "true");
        if (*p == 'f') return word(p, "false");
        if (*p == 'n') return word(p, "null");
        return number(p);
    }

    template <std::size_t Size>
    const char* word(const char* p, const char (&text)[Size]) const noexcept {
        const bool fits = static_cast<std::size_t>(end_ - p) >= Size - 1;
        return fits && std::memcmp(p, text, Size - 1) == 0 ? p + Size - 1 : nullptr;
    }

    BOOST_FORCEINLINE const char* number(const char* p) const noexcept {
        if (*p == '-') ++p;
        p = p != end_ && *p == '0' ? p + 1 : digits(p);
        if (p != nullptr && p != end_ && *p == '.') p = digits(p + 1);
        if (p != nullptr && p != end_ && (*p == 'e' || *p == 'E')) {
            ++p;
            if (p != end_ && (*p == '+' || *p == '-')) ++p;
            p = digits(p);
        }
        return p;
    }

    const char* digits(const char* p) const noexcept {
        const char* const first = p;
        while (is_digit_at(p, end_)) ++p;
        return p != first ? p : nullptr;
    }

    const char* end_;
    bool has_window_;            // whether the text has 64 bytes
    const char* window_end_;     // behind the 64 bytes that `specials_` is about
    std::uint64_t specials_ = 0; // a bit for each, the lowest for the first
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
