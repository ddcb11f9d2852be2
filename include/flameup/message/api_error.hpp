#ifndef FLAMEUP_MESSAGE_API_ERROR_HPP
#define FLAMEUP_MESSAGE_API_ERROR_HPP

#include "flameup/http/http.hpp"
#include "flameup/http/reason_phrase.hpp"
#include "flameup/http/response_info.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/message/redact.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/value/limits.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads the four documented shapes of an error body, and mixtures of them.
///
/// Each object is looked through for all words that mean something at once, and then those within.
class ApiErrorReader : private JsonScanner {
  public:
    ApiErrorReader(std::string_view body, const Limits& limits, Error& error,
                   const Redactor& redacted)
        : JsonScanner(body, limits.depth()), error_(error), redacted_(redacted) {}

    void read() {
        const char* const body = next(begin());
        if (!is_object(body)) return;
        Words words;
        const char* const last = find_words(body, words);
        if (last == nullptr || finish(last) == nullptr) return;
        // All is well-formed: from here on, nothing fails.
        take(error_.request_id, words.request_id);
        if (is_object(words.error)) read_words(words_of(words.error));
        read_words(words);
        // The first shape's "error" is a title: it serves where nothing says more.
        take(error_.message, words.error);
    }

  private:
    /// The values of an object's members, the last one of each name; null where there is none.
    struct Words {
        const char* code = nullptr;
        const char* type = nullptr;
        const char* message = nullptr;
        const char* request_id = nullptr;
        const char* error = nullptr;
        const char* details = nullptr;
        const char* fields = nullptr;
        const char* field = nullptr;
    };

    /// Passes over an object and finds its words; null if it is ill-formed.
    const char* find_words(const char* object, Words& words) {
        std::string_view name;
        return members(
            object, [&](const char* p) { return key(p, name); },
            [&](const char* p) {
                if (name == "code") words.code = p;
                if (name == "type") words.type = p;
                if (name == "message") words.message = p;
                if (name == "request_id") words.request_id = p;
                if (name == "error") words.error = p;
                if (name == "details") words.details = p;
                if (name == "fields") words.fields = p;
                if (name == "field") words.field = p;
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

    bool is_full() const noexcept {
        constexpr std::size_t most = 1000;
        return error_.fields.size() == most;
    }

    /// Takes words where there are none yet, and adds field errors.
    void read_words(const Words& words) {
        take(error_.code, words.code);
        take(error_.code, words.type);
        take(error_.message, words.message);
        take(error_.request_id, words.request_id);
        read_details(words.details);
    }

    void read_details(const char* details) {
        if (is_array(details)) return read_entries({}, details);
        if (!is_object(details)) return;
        const Words words = words_of(details);
        if (is_array(words.fields)) return read_entries({}, words.fields);
        if (words.fields == nullptr && words.field != nullptr) return read_entry({}, details);
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
            if (path.empty()) take(field, words.field);
            take(code, words.code);
            message = words.message;
        }
        const std::string& place = path.empty() ? field : path;
        if (!is_array(message)) return add(place, code, message);
        for (Child one{message}; !is_full() && advance(one);) add(place, code, one.value);
    }

    /// Adds what says something about a field.
    void add(const std::string& path, const std::string& code, const char* message) {
        if (is_full()) return;
        std::string words;
        const bool is_text = message != nullptr && *message == '"';
        if (is_text || !path.empty()) take(words, message);
        if (words.empty() && code.empty()) return;
        error_.fields.push_back({path, code, std::move(words)});
    }

    /// Takes a string or a number, unless there is something already.
    void take(std::string& target, const char* value) {
        if (!target.empty() || value == nullptr) return;
        if (*value == '"') {
            std::string_view text;
            string(value, text);
            target = redacted_(text);
        } else if (*value == '-' || (*value >= '0' && *value <= '9')) {
            JsonNumber number;
            this->number(value, number);
            if (number.kind != JsonNumber::Kind::integer) return;
            std::string digits;
            append_integer(digits, number.integer);
            target = redacted_(digits);
        }
    }

    /// A member of an object or an element of an array.
    struct Child {
        const char* container;
        const char* value = nullptr;
        std::string_view name{}; ///< Of a member; good until something else is read.
    };

    /// Goes to a container's next child, at first to the first one; false where there is none.
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
};

/// Puts into an error all that a response's head and the beginning of its body say.
inline void set_response_error(Error& error, const HttpResponse& response, std::string_view body,
                               const Redactor& redacted) {
    error.status = response.status;
    error.request_id = redacted(request_id(response.headers));
    error.retry_after = retry_after(response.headers);
    error.rate_limit = rate_limit(response.headers);
    error.body = redacted(body);
}

/// Makes an error that of a response whose status is not 2xx, whatever its body is.
inline void set_api_error(Error& error, const HttpResponse& response, std::string_view body,
                          std::string_view permission, const Limits& limits,
                          const Redactor& redacted) {
    set_response_error(error, response, body, redacted);
    error.kind = ErrorKind::api;
    const std::string header_id = std::exchange(error.request_id, {});
    if (body.size() <= limits.max_body) ApiErrorReader(body, limits, error, redacted).read();
    if (error.request_id.empty()) error.request_id = header_id;
    if (error.code.empty()) append_integer(error.code, response.status);
    if (error.message.empty()) error.message = reason_phrase(response.status);
    if (response.status == 403) error.missing_permission = permission;
}

/// Makes the error of a response whose status is not 2xx; nothing for one that is a success.
inline std::optional<Error> status_error(const HttpResponse& response, std::string_view body,
                                         std::string_view permission, const Limits& limits,
                                         const Redactor& redacted) {
    std::optional<Error> error;
    if (response.status < 100 || response.status > 599) {
        set_response_error(error.emplace(), response, body, redacted);
        error->kind = ErrorKind::transport;
        error->code = "invalid_status";
        error->message = "the executor returned a response without an HTTP status";
    } else if (response.status < 200 || response.status > 299) {
        set_api_error(error.emplace(), response, body, permission, limits, redacted);
    }
    return error;
}

/// Makes an error that of a success whose body is not what it should be.
inline void set_decode_error(Error& error, const HttpResponse& response, std::string_view body,
                             const ReadProblem& problem, const Redactor& redacted) {
    set_response_error(error, response, body, redacted);
    error.kind = ErrorKind::decode;
    error.code = problem.code;
    error.path = redacted(problem.place.path);
    error.offset = problem.place.offset;
    error.message = "the response does not decode at ";
    error.message.append(error.path).append(": ").append(redacted(problem.message));
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
