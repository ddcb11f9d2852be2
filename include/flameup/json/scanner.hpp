#ifndef FLAMEUP_JSON_SCANNER_HPP
#define FLAMEUP_JSON_SCANNER_HPP

#include "flameup/json/read_problem.hpp"
#include "flameup/json/scan_number.hpp"
#include "flameup/json/skip_value.hpp"
#include "flameup/json/unescape.hpp"
#include "flameup/text/special_bytes.hpp"
#include "flameup/text/utf8.hpp"

#include <boost/config.hpp>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Splits a JSON text (RFC 8259) into its tokens.
///
/// Functions take a cursor: a pointer to the first byte of what they read, which lies before the
/// end of the text. They return a pointer to the byte behind it, or null after an error, which
/// `problem` then describes. Cursors are passed by value, so that compilers keep them in registers.
/// Strings and keys that are not well-formed UTF-8 are errors.
class JsonScanner {
  public:
    /// Scans a text with nesting of at most `max_depth`.
    ///
    /// The text must outlive the scanner. `unescaped` is an empty string that gets the decoded text
    /// of all strings with escapes; if it is null, each such string overwrites the one before.
    JsonScanner(std::string_view text, std::size_t max_depth, std::string* unescaped = nullptr)
        : begin_(text.data()), end_(text.data() + text.size()), max_depth_(max_depth),
          depth_left_(max_depth), unescaped_(unescaped) {}

    const char* begin() const noexcept { return begin_; }
    const char* end() const noexcept { return end_; }

    /// Returns the error, after a function returned null.
    ReadProblem& problem() noexcept { return problem_; }

    /// Returns the beginning of the text, behind its byte order mark (RFC 8259 section 8.1) if any.
    const char* first() const noexcept {
        const bool has_mark = end_ - begin_ >= 3 && std::memcmp(begin_, "\xEF\xBB\xBF", 3) == 0;
        return has_mark ? begin_ + 3 : begin_;
    }

    /// Returns how many objects and arrays more may be nested in those that the cursor is in.
    std::size_t depth_left() const noexcept { return depth_left_; }

    /// Leaves objects and arrays that were not read to their ends, back to a former `depth_left()`.
    void leave_to(std::size_t depth_left) noexcept { depth_left_ = depth_left; }

    /// Tells whether the cursor is directly in the outermost object or array, and in no other.
    bool is_outermost() const noexcept { return depth_left_ + 1 == max_depth_; }

    /// Skips white space; `p` may be at the end.
    const char* skip_space(const char* p) const noexcept {
        while (p != end_ && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
        return p;
    }

    /// Skips white space before a token; an error if the text ends there. `p` may be at the end.
    const char* next(const char* p) {
        return p != end_ && static_cast<unsigned char>(*p) > ' ' ? p : next_after_space(p);
    }

    /// Skips the white space at the end of the text; an error if anything else follows.
    const char* finish(const char* p) {
        p = skip_space(p);
        return p == end_ ? p : fail_json(p, "there is more text after the value");
    }

    /// Reads `true`, `false` or `null`.
    template <std::size_t Size> const char* literal(const char* p, const char (&word)[Size]) {
        const auto left = static_cast<std::size_t>(end_ - p);
        if (left >= Size - 1 && std::memcmp(p, word, Size - 1) == 0) return p + Size - 1;
        return fail_in_literal(p, word);
    }

    /// Reads a string; a quote is at `p`. `text` is a view into the JSON text or, of a string with
    /// escapes, into `unescaped`; without that, it is valid until the next such string is read.
    const char* string(const char* p, std::string_view& text) { return string(p, text, scratch_); }

    /// Reads a string. Without `unescaped`, a string with escapes is written into `scratch`.
    const char* string(const char* p, std::string_view& text, std::string& scratch) {
        const char* const special = find_special_byte(p + 1, end_);
        if (special == end_ || *special != '"') return special_string(p, special, text, scratch);
        text = {p + 1, static_cast<std::size_t>(special - p - 1)};
        return special + 1;
    }

    /// Reads a number.
    const char* number(const char* p, JsonNumber& number) {
        bool is_number = true;
        p = scan_number(p, end_, number, is_number);
        return is_number ? p : fail_in_number(p);
    }

    /// Reads an object: `on_key` reads each key with its colon, and `on_value` its value.
    template <class OnKey, class OnValue>
    BOOST_FORCEINLINE const char* members(const char* p, OnKey&& on_key, OnValue&& on_value) {
        if (!enter(p) || (p = next(p + 1)) == nullptr) return nullptr;
        if (*p == '}') return leave(p);
        for (;;) {
            const char* const key = p;
            if (*p != '"') return fail_json(p, "expected a key");
            if ((p = on_key(p)) == nullptr) return nullptr;
            if ((p = next(p)) == nullptr || (p = on_value(p)) == nullptr ||
                (p = next(p)) == nullptr) {
                return fail_in_member(key);
            }
            if (*p != ',') {
                if (*p == '}') return leave(p);
                fail_json(p, "expected a comma or a brace");
                return fail_in_member(key);
            }
            if ((p = next(p + 1)) == nullptr) return nullptr;
        }
    }

    /// Reads a key and its colon.
    const char* key(const char* p, std::string_view& name) { return behind_colon(string(p, name)); }

    /// Reads an array: `on_value` reads each element.
    template <class OnValue>
    BOOST_FORCEINLINE const char* elements(const char* p, OnValue&& on_value) {
        if (!enter(p)) return nullptr;
        if ((p = next(p + 1)) == nullptr) return fail_in_element(0);
        if (*p == ']') return leave(p);
        for (std::size_t index = 0;; ++index) {
            if ((p = on_value(p)) == nullptr || (p = next(p)) == nullptr ||
                (*p != ',' && *p != ']')) {
                if (p != nullptr) fail_json(p, "expected a comma or a bracket");
                return fail_in_element(index);
            }
            if (*p == ']') return leave(p);
            if ((p = next(p + 1)) == nullptr) return fail_in_element(index + 1);
        }
    }

    /// Reads a value of any kind, and ignores it.
    const char* skip(const char* p) {
        const char* const behind = ValueSkipper<TextBlock>(begin_, end_).skip(p, depth_left_);
        return behind != nullptr ? behind : skip_by_token(p);
    }

    /// Sets the error, and returns null.
    const char* fail(const char* p, std::string_view code, std::string_view message) {
        problem_ = {std::string(code), std::string(message), {}};
        problem_.place.offset = static_cast<std::size_t>(p - begin_);
        return nullptr;
    }

    /// Sets the error `invalid_json`, and returns null; not inline, since it is called from many
    /// places and seldom.
    BOOST_NOINLINE const char* fail_json(const char* p, const char* message) {
        return fail(p, "invalid_json", message);
    }

    const char* fail_at_end() { return fail_json(end_, "the text ends too early"); }

  private:
    /// Does what `skip` does, but describes what is wrong, and leaves nothing to others.
    const char* skip_by_token(const char* p) {
        std::string_view text;
        const auto skip_value = [&](const char* at) { return skip_by_token(at); };
        const auto skip_key = [&](const char* at) { return key(at, text); };
        JsonNumber unused;
        switch (*p) {
        case '{': return members(p, skip_key, skip_value);
        case '[': return elements(p, skip_value);
        case '"': return string(p, text);
        case 't': return literal(p, "true");
        case 'f': return literal(p, "false");
        case 'n': return literal(p, "null");
        default: return number(p, unused);
        }
    }

    /// Reads the colon behind a key, whose end `p` is; null if the key was not read.
    const char* behind_colon(const char* p) {
        if (p == nullptr || (p = next(p)) == nullptr) return nullptr;
        return *p == ':' ? p + 1 : fail_json(p, "expected a colon");
    }

    const char* fail_in_literal(const char* p, const char* word) {
        for (; p != end_ && *p == *word; ++p) ++word;
        return fail_in_number(p);
    }

    const char* fail_in_number(const char* p) {
        return p == end_ ? fail_at_end() : fail_json(p, "expected a value");
    }

    /// Prepends a member to the path of the error, and returns null. `key` is where its key is.
    const char* fail_in_member(const char* key) {
        const char* quote = key + 1;
        while (*quote != '"') quote += *quote == '\\' ? 2 : 1;
        problem_.prepend_member({key + 1, static_cast<std::size_t>(quote - key - 1)});
        return nullptr;
    }

    const char* fail_in_element(std::size_t index) {
        problem_.prepend_element(index);
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

    const char* next_after_space(const char* p) {
        p = skip_space(p);
        return p != end_ ? p : fail_at_end();
    }

    /// Finds the first quote or backslash of a string's rest; `p` may be at the end.
    const char* find_quote_or_backslash(const char* p) {
        for (;; p = find_special_byte(p, end_)) {
            if (p == end_) return fail_at_end();
            if (*p == '"' || *p == '\\') return p;
            if (static_cast<unsigned char>(*p) < 0x20) {
                return fail_json(p, "the string has a control character");
            }
            do { // at least one character, so that the outer loop ends
                const std::size_t size = utf8_sequence(p, end_);
                if (size == 0) return fail_json(p, "the string is not well-formed UTF-8");
                p += size;
            } while (p != end_ && static_cast<unsigned char>(*p) >= 0x80);
        }
    }

    /// Reads a string that begins at `p` and whose first special byte is at `special`, which is the
    /// end of the text or no quote. Not inline, so that other strings are read by short code.
    BOOST_NOINLINE const char* special_string(const char* p, const char* special,
                                              std::string_view& text, std::string& scratch) {
        special = find_quote_or_backslash(special);
        if (special == nullptr) return nullptr;
        if (*special != '"') return string_with_escapes(p + 1, special, text, scratch);
        text = {p + 1, static_cast<std::size_t>(special - p - 1)};
        return special + 1;
    }

    /// Reads a string that begins at `first` and has its first backslash at `p`.
    const char* string_with_escapes(const char* first, const char* p, std::string_view& text,
                                    std::string& scratch) {
        const char* quote = p; // becomes the closing quote, which bounds the size of the text
        while (*quote == '\\') {
            if (end_ - quote < 2) return fail_at_end();
            quote = find_quote_or_backslash(quote + 2);
            if (quote == nullptr) return nullptr;
        }
        char* const to = make_room(static_cast<std::size_t>(quote - first), scratch);
        std::memcpy(to, first, static_cast<std::size_t>(p - first));
        char* out = to + (p - first);
        const char* const problem = unescape_until(quote, p, out);
        if (problem != nullptr) return fail_json(p, problem);
        text = {to, static_cast<std::size_t>(out - to)};
        return quote + 1;
    }

    /// Returns where to write a string's text of at most `size` bytes.
    char* make_room(std::size_t size, std::string& scratch) {
        if (unescaped_ == nullptr) {
            if (scratch.size() < size) scratch.resize(size);
            return scratch.data();
        }
        // All strings together are smaller than the text: with that reserved, no string moves
        // later.
        if (unescaped_->empty()) unescaped_->reserve(static_cast<std::size_t>(end_ - begin_));
        const std::size_t used = unescaped_->size();
        unescaped_->resize(used + size);
        return unescaped_->data() + used;
    }

    const char* begin_;
    const char* end_;
    std::size_t max_depth_;
    std::size_t depth_left_;
    std::string* unescaped_;
    std::string scratch_;
    ReadProblem problem_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
