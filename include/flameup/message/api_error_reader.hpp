#ifndef FLAMEUP_MESSAGE_API_ERROR_READER_HPP
#define FLAMEUP_MESSAGE_API_ERROR_READER_HPP

#include "flameup/json/failure_word.hpp"
#include "flameup/json/redact.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/text/field_path.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/limits.hpp"

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads the documented shapes of an error body, those of RFC 9457 ("problem details") and lists of
/// errors, and mixtures of them.
///
/// Each object is searched once for all members that have a meaning here ("words"), and then the
/// objects within it.
class ApiErrorReader : private JsonScanner {
  public:
    ApiErrorReader(std::string_view body, const Limits& limits, Error& error,
                   const Redactor& redacted)
        : JsonScanner(body, limits.depth()), error_(error), redacted_(redacted) {}

    /// Reads a body. Returns whether it says that the request failed, which is asked of 2xx alone:
    /// it is false for other statuses.
    bool read() {
        const char* const body = next(first());
        if (!is_object(body) && !is_array(body)) return false;
        Words words;
        const char* const last = is_object(body) ? find_words(body, words) : skip(body);
        if (last == nullptr || finish(last) == nullptr) return false;
        const bool says_failure = says_failure_;
        // All is well-formed: from here on, nothing fails.
        if (is_array(body)) {
            read_list(body);
            return false;
        }
        take(error_.request_id, words.request_id);
        if (is_object(words.error)) read_words(words_of(words.error));
        read_words(words);
        read_list(words.errors);
        read_list(words.detail);
        if (is_array(words.error)) read_list(words.error);
        // A text in "error" is often a mere title: it is the message only if there is no other.
        take(error_.message, words.error);
        take(error_.message, words.title);
        return says_failure;
    }

  private:
    /// The values of an object's members, the last one of each name; null where there is none.
    struct Words {
        const char* code = nullptr;
        const char* type = nullptr;
        const char* message = nullptr;
        const char* detail = nullptr;
        const char* title = nullptr;
        const char* request_id = nullptr;
        const char* error = nullptr;
        const char* errors = nullptr;
        const char* details = nullptr;
        const char* fields = nullptr;
        const char* field = nullptr;
        const char* place = nullptr; // where the field is, as a path or a list of its parts
        const char* source = nullptr;
        const char* index = nullptr;
    };

    /// Compares names of one size; the constant size makes it a comparison of integers.
    template <std::size_t Size>
    static bool is(std::string_view name, const char (&word)[Size]) noexcept {
        return std::memcmp(name.data(), word, Size - 1) == 0;
    }

    /// Returns where the value of a member is noted; null for a member without a meaning here.
    static const char** word(Words& words, std::string_view name) noexcept {
        switch (name.size()) {
        case 3: return is(name, "loc") ? &words.place : is(name, "msg") ? &words.message : nullptr;
        case 4:
            if (is(name, "code")) return &words.code;
            if (is(name, "type")) return &words.type;
            return is(name, "path") ? &words.place : nullptr;
        case 5:
            if (is(name, "error")) return &words.error;
            if (is(name, "field")) return &words.field;
            if (is(name, "index")) return &words.index;
            return is(name, "title") ? &words.title : nullptr;
        case 6:
            if (is(name, "fields")) return &words.fields;
            if (is(name, "errors")) return &words.errors;
            if (is(name, "source")) return &words.source;
            return is(name, "detail") ? &words.detail : nullptr;
        case 7:
            if (is(name, "message")) return &words.message;
            if (is(name, "details")) return &words.details;
            return is(name, "pointer") ? &words.place : nullptr;
        case 10: return is(name, "request_id") ? &words.request_id : nullptr;
        default: return nullptr;
        }
    }

    /// Skips an object and notes its words; returns null if it is ill-formed.
    const char* find_words(const char* object, Words& words) {
        const bool may_be_success = error_.status < 300;
        std::string_view name;
        return members(
            object, [&](const char* p) { return key(p, name); },
            [&](const char* p) {
                if (const char** const value = word(words, name)) *value = p;
                if (may_be_success && is_outermost()) {
                    const std::string_view rest(p, static_cast<std::size_t>(end() - p));
                    says_failure_ |= is_failure_word(name, rest);
                }
                return skip(p);
            });
    }

    Words words_of(const char* object) {
        Words words;
        find_words(object, words);
        return words;
    }

    static bool is_object(const char* p) noexcept { return p != nullptr && *p == '{'; }
    static bool is_array(const char* p) noexcept { return p != nullptr && *p == '['; }
    static bool is_text(const char* p) noexcept { return p != nullptr && *p == '"'; }

    bool is_full() const noexcept {
        constexpr std::size_t most = 1000;
        return error_.fields.size() == most;
    }

    /// Takes the code, message and request id that the error lacks, and adds field errors.
    void read_words(const Words& words) {
        take(error_.code, words.code);
        take(error_.code, words.type);
        constexpr std::string_view none = "about:blank"; // RFC 9457 section 4.2.1
        if (error_.code.size() == none.size() && error_.code == none) error_.code.clear();
        take(error_.message, words.message);
        if (is_text(words.detail)) take(error_.message, words.detail);
        take(error_.request_id, words.request_id);
        read_details(words.details);
    }

    /// Reads a list of errors, or a map from fields to errors. If the error has no code or no
    /// message, it gets those of the first one.
    void read_list(const char* list) {
        const std::size_t before = error_.fields.size();
        if (is_text(list)) take(error_.message, list);
        read_details(list);
        if (error_.fields.size() == before) return;
        if (error_.message.empty()) error_.message = error_.fields[before].message;
        if (error_.code.empty()) error_.code = error_.fields[before].code;
    }

    void read_details(const char* details) {
        if (is_array(details)) return read_entries({}, details);
        if (!is_object(details)) return;
        const Words words = words_of(details);
        if (is_array(words.fields)) return read_entries({}, words.fields);
        const bool is_entry = words.field != nullptr || words.index != nullptr;
        if (words.fields == nullptr && is_entry) return read_entry({}, details);
        read_fields(words.fields != nullptr ? words.fields : details);
    }

    /// Reads a map from fields to entries or to lists of them.
    void read_fields(const char* fields) {
        if (!is_object(fields)) return;
        for (Child field{fields}; !is_full() && advance(field);) {
            const std::string path = redacted_(field.name);
            is_array(field.value) ? read_entries(path, field.value) : read_entry(path, field.value);
        }
    }

    void read_entries(const std::string& path, const char* list) {
        for (Child entry{list}; !is_full() && advance(entry);) read_entry(path, entry.value);
    }

    /// Reads a message, or an object with one or with a list of them.
    void read_entry(const std::string& path, const char* entry) {
        std::string field;
        std::string code;
        const char* message = entry;
        if (is_object(entry)) {
            const Words words = words_of(entry);
            if (path.empty()) field = place_of(words);
            take(code, words.code);
            message = message_of(words);
            if (message == nullptr && is_object(words.error)) {
                const Words inner = words_of(words.error);
                take(code, inner.code);
                message = message_of(inner);
            }
        }
        const std::string& place = path.empty() ? field : path;
        if (!is_array(message)) return add(place, code, message);
        for (Child one{message}; !is_full() && advance(one);) add(place, code, one.value);
    }

    static const char* message_of(const Words& words) noexcept {
        if (words.message != nullptr) return words.message;
        if (is_text(words.detail)) return words.detail;
        return is_text(words.error) ? words.error : words.title;
    }

    /// Returns the path of the field that an entry is about: `email`, or `[1].email` with an index.
    std::string place_of(const Words& words) {
        std::string name;
        take(name, words.field);
        const char* const where =
            is_object(words.source) ? words_of(words.source).place : words.place;
        if (name.empty() && where != nullptr) {
            is_array(where) ? join(name, where) : take(name, where);
        }
        std::string index;
        take(index, words.index);
        if (index.empty()) return name;
        const bool is_path = name.empty() || name.front() == '[' || name.front() == '/';
        return '[' + index + (is_path ? "]" : "].") + name;
    }

    /// Joins the parts of a path: of `["body", "people", 3, "email"]` makes `body.people[3].email`.
    void join(std::string& path, const char* parts) {
        for (Child part{parts}; path.size() < Redactor::longest && advance(part);) {
            std::string name;
            take(name, part.value);
            if (is_text(part.value)) {
                append_path_name(path, name);
            } else {
                path.append("[").append(name).append("]");
            }
        }
        path = redacted_(path);
    }

    /// Adds an error of a field, unless it has neither a message nor a code.
    void add(const std::string& path, const std::string& code, const char* message) {
        if (is_full()) return;
        std::string words;
        if (is_text(message) || !path.empty()) take(words, message);
        if (words.empty() && code.empty()) return;
        error_.fields.push_back({path, code, std::move(words)});
    }

    /// Takes a string or a number, unless there is something already.
    void take(std::string& target, const char* value) {
        if (!target.empty() || value == nullptr) return;
        if (*value == '"') {
            std::string_view text;
            string(value, text);
            redacted_.copy_to(target, text);
        } else if (*value == '-' || (*value >= '0' && *value <= '9')) {
            JsonNumber number;
            this->number(value, number);
            if (number.kind != JsonNumber::Kind::integer) return;
            std::string digits;
            append_integer(digits, number.integer);
            redacted_.copy_to(target, digits);
        }
    }

    /// A member of an object, or an element of an array.
    struct Child {
        const char* container;
        const char* value = nullptr;
        std::string_view name{}; ///< Of a member; good until something else is read.
    };

    /// Moves to a container's next child, at first to the first one; returns false after the last.
    bool advance(Child& child) {
        const char* p = child.value == nullptr ? child.container : next(skip(child.value));
        if (*p == '}' || *p == ']') return false;
        p = next(p + 1);
        if (*p == '}' || *p == ']') return false; // there are none at all
        if (*child.container == '{') p = next(key(p, child.name));
        child.value = p;
        return true;
    }

    Error& error_;
    const Redactor& redacted_;
    bool says_failure_ = false;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
