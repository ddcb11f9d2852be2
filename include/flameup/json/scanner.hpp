#ifndef FLAMEUP_JSON_SCANNER_HPP
#define FLAMEUP_JSON_SCANNER_HPP

#include "flameup/json/number.hpp"
#include "flameup/json/read_problem.hpp"
#include "flameup/json/unescape.hpp"
#include "flameup/text/special_bytes.hpp"
#include "flameup/text/utf8.hpp"

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Takes a JSON text (RFC 8259) apart through a cursor, which is null once something is wrong.
///
/// Cursors are passed by value, so that compilers keep them in registers. Those that go into a
/// function are before the end of the text. Strings are well-formed UTF-8, or refused.
class JsonScanner {
  public:
    /// Where strings with escapes get their text from.
    enum class Unescape {
        aside,   ///< A place that the next such string takes again.
        in_place ///< The text itself, which may be written.
    };

    JsonScanner(std::string_view text, std::size_t max_depth, Unescape unescape)
        : begin_(text.data()), end_(text.data() + text.size()), depth_left_(max_depth),
          unescape_(unescape) {}

    const char* begin() const noexcept { return begin_; }
    const char* end() const noexcept { return end_; }

    /// What is wrong, where a function returned null.
    ReadProblem& problem() noexcept { return problem_; }

    const char* skip_space(const char* p) const noexcept {
        while (p != end_ && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
        return p;
    }

    /// Goes to the next value or bracket; null if the text ends before it.
    const char* next(const char* p) {
        return p != end_ && static_cast<unsigned char>(*p) > ' ' ? p : next_behind_space(p);
    }

    /// Passes over the text's last white space; null if anything else follows.
    const char* finish(const char* p) {
        p = skip_space(p);
        return p == end_ ? p : fail(p, "invalid_json", "there is more after the value");
    }

    const char* literal(const char* p, std::string_view word) {
        for (const char c : word) {
            if (p == end_) return fail_at_end();
            if (*p != c) return fail(p, "invalid_json", "expected a value");
            ++p;
        }
        return p;
    }

    /// Reads a string; the text is good until the next one is read, or for good if in place.
    const char* string(const char* p, std::string_view& text) { return string(p, text, scratch_); }

    /// Reads a string; one with escapes is put into `scratch`, unless they are replaced in place.
    const char* string(const char* p, std::string_view& text, std::string& scratch) {
        if (*p != '"') return fail(p, "invalid_json", "expected a string");
        const char* const first = p + 1;
        p = find_special_byte(first, end_);
        if (p == end_ || *p != '"') {
            p = find_end_of_plain(p);
            if (p == nullptr) return nullptr;
            if (*p != '"') return unescape(first, p, text, scratch);
        }
        text = {first, static_cast<std::size_t>(p - first)};
        return p + 1;
    }

    const char* number(const char* p, JsonNumber& number) {
        bool is_number = true;
        p = scan_number(p, end_, number, is_number);
        return is_number ? p : fail_in_number(p);
    }

    /// Reads an object: `on_key` takes the cursor at each key and returns it behind the colon, and
    /// `on_value` takes it at the value and returns it behind that.
    template <class OnKey, class OnValue>
    const char* members(const char* p, OnKey&& on_key, OnValue&& on_value) {
        if (!enter(p) || (p = next(p + 1)) == nullptr) return nullptr;
        if (*p == '}') return leave(p);
        for (;;) {
            const char* const key = p;
            if (*p != '"') return fail(p, "invalid_json", "expected a key");
            if ((p = on_key(p)) == nullptr) return nullptr;
            if ((p = next(p)) == nullptr || (p = on_value(p)) == nullptr ||
                (p = next(p)) == nullptr) {
                return in_member(key);
            }
            if (*p == '}') return leave(p);
            if (*p != ',') {
                fail(p, "invalid_json", "expected a comma or a brace");
                return in_member(key);
            }
            if ((p = next(p + 1)) == nullptr) return nullptr;
        }
    }

    /// Reads a key and its colon.
    const char* key(const char* p, std::string_view& name) {
        if ((p = string(p, name)) == nullptr || (p = next(p)) == nullptr) return nullptr;
        return *p == ':' ? p + 1 : fail(p, "invalid_json", "expected a colon");
    }

    /// Reads an array: `on_value` takes the cursor at each element and returns it behind that.
    template <class OnValue> const char* elements(const char* p, OnValue&& on_value) {
        if (!enter(p)) return nullptr;
        if ((p = next(p + 1)) == nullptr) return in_element(0);
        if (*p == ']') return leave(p);
        for (std::size_t index = 0;; ++index) {
            if ((p = on_value(p)) == nullptr || (p = next(p)) == nullptr ||
                (*p != ',' && *p != ']')) {
                if (p != nullptr) fail(p, "invalid_json", "expected a comma or a bracket");
                return in_element(index);
            }
            if (*p == ']') return leave(p);
            if ((p = next(p + 1)) == nullptr) return in_element(index + 1);
        }
    }

    /// Passes over a value of any kind.
    const char* skip(const char* p) {
        std::string_view text;
        JsonNumber unused;
        switch (*p) {
        case '{':
            return members(
                p, [&](const char* at) { return key(at, text); },
                [&](const char* at) { return skip(at); });
        case '[': return elements(p, [&](const char* at) { return skip(at); });
        case '"': return string(p, text);
        case 't': return literal(p, "true");
        case 'f': return literal(p, "false");
        case 'n': return literal(p, "null");
        default: return number(p, unused);
        }
    }

    /// Says what is wrong at a place, and returns null; the text is then what it was.
    const char* fail(const char* p, std::string_view code, std::string_view message) {
        restore();
        problem_ = {std::string(code), std::string(message), {}};
        problem_.place.offset = static_cast<std::size_t>(p - begin_);
        return nullptr;
    }

    const char* fail_at_end() { return fail(end_, "invalid_json", "the text ends too early"); }

  private:
    /// A part of the text that was written over.
    struct Place {
        std::size_t offset;
        std::size_t size;
    };

    const char* fail_in_number(const char* p) {
        return p == end_ ? fail_at_end() : fail(p, "invalid_json", "expected a value");
    }

    const char* in_member(const char* key) {
        const char* quote = key + 1;
        while (*quote != '"') quote += *quote == '\\' ? 2 : 1; // it has been read: there is one
        problem_.put_in_member({key + 1, static_cast<std::size_t>(quote - key - 1)});
        return nullptr;
    }

    const char* in_element(std::size_t index) {
        problem_.put_in_element(index);
        return nullptr;
    }

    bool enter(const char* p) {
        if (depth_left_ == 0) {
            fail(p, "too_deep", "objects and arrays are nested deeper than the limit");
            return false;
        }
        --depth_left_;
        return true;
    }

    const char* leave(const char* p) noexcept {
        ++depth_left_;
        return p + 1;
    }

    const char* next_behind_space(const char* p) {
        p = skip_space(p);
        return p != end_ ? p : fail_at_end();
    }

    /// Goes to the first quote or backslash.
    const char* find_end_of_plain(const char* p) {
        for (;; p = find_special_byte(p, end_)) {
            if (p == end_) return fail_at_end();
            if (*p == '"' || *p == '\\') return p;
            if (static_cast<unsigned char>(*p) < 0x20) {
                return fail(p, "invalid_json", "a control character in a string");
            }
            while (p != end_ && static_cast<unsigned char>(*p) >= 0x80) {
                const std::size_t size = utf8_sequence(p, end_);
                if (size == 0) return fail(p, "invalid_json", "ill-formed UTF-8");
                p += size;
            }
        }
    }

    /// Reads a string from its first backslash on.
    const char* unescape(const char* first, const char* p, std::string_view& text,
                         std::string& scratch) {
        const char* quote = p;
        while (*quote == '\\') { // find the end, so that there is room for all
            if (end_ - quote < 2) return fail_at_end();
            quote = find_end_of_plain(quote + 2);
            if (quote == nullptr) return nullptr;
        }
        const auto size = static_cast<std::size_t>(quote - first);
        char* to = nullptr;
        if (unescape_ == Unescape::in_place) {
            keep_original(first, size);
            to = const_cast<char*>(first);
        } else {
            if (scratch.size() < size) scratch.resize(size);
            to = &scratch[0];
            std::memcpy(to, first, static_cast<std::size_t>(p - first));
        }
        char* out = to + (p - first);
        while (p != quote) {
            if (*p == '\\') {
                const char* const problem = decode_escape(++p, out);
                if (problem != nullptr) return fail(p, "invalid_json", problem);
            } else {
                *out++ = *p++;
            }
        }
        text = {to, static_cast<std::size_t>(out - to)};
        return quote + 1;
    }

    void keep_original(const char* first, std::size_t size) {
        const Place place{static_cast<std::size_t>(first - begin_), size};
        char bytes[sizeof place];
        std::memcpy(bytes, &place, sizeof place);
        originals_.append(first, size).append(bytes, sizeof place);
    }

    /// Undoes all that was unescaped in place.
    void restore() noexcept {
        const char* const originals = originals_.data();
        std::size_t left = originals_.size();
        while (left != 0) {
            Place place;
            left -= sizeof place;
            std::memcpy(&place, originals + left, sizeof place);
            left -= place.size;
            std::memcpy(const_cast<char*>(begin_) + place.offset, originals + left, place.size);
        }
        originals_.clear();
    }

    const char* begin_;
    const char* end_;
    std::size_t depth_left_;
    Unescape unescape_;
    std::string scratch_;   // a string without its escapes
    std::string originals_; // what was written over: the bytes of each place, and behind them it
    ReadProblem problem_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
