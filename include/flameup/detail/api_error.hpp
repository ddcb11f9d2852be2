#ifndef FLAMEUP_DETAIL_API_ERROR_HPP
#define FLAMEUP_DETAIL_API_ERROR_HPP

#include "flameup/detail/excerpt.hpp"
#include "flameup/detail/json_scanner.hpp"
#include "flameup/detail/reason_phrase.hpp"
#include "flameup/http.hpp"
#include "flameup/limits.hpp"
#include "flameup/response_info.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads the four documented shapes of an error body, and mixtures of them.
///
/// The text is looked through once for each word, as often as there are words: errors are short.
class ApiErrorReader : private JsonScanner {
  public:
    ApiErrorReader(std::string_view body, const Limits& limits, Error& error,
                   const Excerpt& excerpt)
        : JsonScanner(body, limits.depth(), Unescape::aside), error_(error), excerpt_(excerpt) {}

    void read() {
        const char* const body = next(begin());
        if (!is_object(body)) return;
        const char* const last = skip(body);
        if (last == nullptr || finish(last) == nullptr) return;
        // All is well-formed: from here on, nothing fails.
        take(error_.request_id, body, "request_id");
        const char* const error = find(body, "error");
        if (is_object(error)) read_words(error);
        read_words(body);
        // The first shape's "error" is a title: it serves where nothing says more.
        take(error_.message, error);
    }

  private:
    static bool is_object(const char* p) noexcept { return p != nullptr && *p == '{'; }
    static bool is_array(const char* p) noexcept { return p != nullptr && *p == '['; }

    /// Takes code, message and field errors where there are none yet.
    void read_words(const char* object) {
        take(error_.code, object, "code");
        take(error_.code, object, "type");
        take(error_.message, object, "message");
        take(error_.request_id, object, "request_id");
        read_details(find(object, "details"));
    }

    void read_details(const char* details) {
        if (is_array(details)) return read_entries({}, details);
        if (!is_object(details)) return;
        const char* const fields = find(details, "fields");
        if (is_array(fields)) return read_entries({}, fields);
        if (fields == nullptr && find(details, "field") != nullptr) return read_entry({}, details);
        read_fields(fields != nullptr ? fields : details);
    }

    /// Reads a map from fields to entries or to lists of them.
    void read_fields(const char* fields) {
        if (!is_object(fields)) return;
        std::string path;
        members(
            fields,
            [&](const char* p) {
                std::string_view name;
                p = key(p, name);
                path = excerpt_(name);
                return p;
            },
            [&](const char* p) {
                is_array(p) ? read_entries(path, p) : read_entry(path, p);
                return skip(p);
            });
    }

    void read_entries(const std::string& path, const char* list) {
        elements(list, [&](const char* p) {
            read_entry(path, p);
            return skip(p);
        });
    }

    /// Reads a message, or an object with one or with a list of them.
    void read_entry(std::string path, const char* entry) {
        FieldError field;
        field.path = std::move(path);
        const char* message = entry;
        if (is_object(entry)) {
            if (field.path.empty()) take(field.path, entry, "field");
            take(field.code, entry, "code");
            message = find(entry, "message");
        }
        if (!is_array(message)) return add(std::move(field), message);
        elements(message, [&](const char* p) {
            add(field, p);
            return skip(p);
        });
    }

    /// Adds what says something about a field.
    void add(FieldError field, const char* message) {
        constexpr std::size_t most = 1000;
        if (error_.fields.size() == most) return;
        const bool is_text = message != nullptr && *message == '"';
        if (is_text || !field.path.empty()) take(field.message, message);
        if (field.message.empty() && field.code.empty()) return;
        error_.fields.push_back(std::move(field));
    }

    void take(std::string& target, const char* object, std::string_view name) {
        if (target.empty()) take(target, find(object, name));
    }

    /// Takes a string or a number, unless there is something already.
    void take(std::string& target, const char* value) {
        if (!target.empty() || value == nullptr) return;
        if (*value == '"') {
            std::string_view text;
            string(value, text);
            target = excerpt_(text);
        } else if (*value == '-' || (*value >= '0' && *value <= '9')) {
            JsonNumber number;
            this->number(value, number);
            if (number.kind == JsonNumber::Kind::integer) target = std::to_string(number.integer);
        }
    }

    /// Finds the value of an object's member, the last one of its name; null if there is none.
    const char* find(const char* object, std::string_view name) {
        std::string_view found;
        const char* value = nullptr;
        members(
            object, [&](const char* p) { return key(p, found); },
            [&](const char* p) {
                if (found == name) value = p;
                return skip(p);
            });
        return value;
    }

    Error& error_;
    const Excerpt& excerpt_;
};

/// Makes an error with everything that a response's head and the beginning of its body say.
inline Error make_response_error(const HttpResponse& response, ErrorKind kind,
                                 const Excerpt& excerpt) {
    Error error;
    error.kind = kind;
    error.status = response.status;
    error.request_id = excerpt(request_id(response.headers));
    error.retry_after = retry_after(response.headers);
    error.rate_limit = rate_limit(response.headers);
    error.body = excerpt(response.body);
    return error;
}

/// Makes the error of a response whose status is not 2xx, whatever its body is.
inline Error make_api_error(const HttpResponse& response, std::string_view permission,
                            const Limits& limits, const Excerpt& excerpt) {
    Error error = make_response_error(response, ErrorKind::api, excerpt);
    const std::string header_id = std::exchange(error.request_id, {});
    if (response.body.size() <= limits.max_body) {
        ApiErrorReader(response.body, limits, error, excerpt).read();
    }
    if (error.request_id.empty()) error.request_id = header_id;
    if (error.code.empty()) error.code = std::to_string(response.status);
    if (error.message.empty()) error.message = reason_phrase(response.status);
    if (response.status == 403) error.missing_permission = permission;
    return error;
}

/// Makes the error of a response whose status is not 2xx; nothing for one that is a success.
inline std::optional<Error> make_status_error(const HttpResponse& response,
                                              std::string_view permission, const Limits& limits,
                                              const Excerpt& excerpt) {
    if (response.status < 100 || response.status > 599) {
        Error error = make_response_error(response, ErrorKind::transport, excerpt);
        error.code = "invalid_status";
        error.message = "the executor returned a response without an HTTP status";
        return error;
    }
    if (response.status >= 200 && response.status <= 299) return std::nullopt;
    return make_api_error(response, permission, limits, excerpt);
}

/// Makes the error of a success whose body is not what it should be.
inline Error make_decode_error(const HttpResponse& response, ReadProblem problem,
                               const Excerpt& excerpt) {
    Error error = make_response_error(response, ErrorKind::decode, excerpt);
    error.code = std::move(problem.code);
    error.path = excerpt(problem.place.path);
    error.offset = problem.place.offset;
    error.message =
        "the response does not decode at " + error.path + ": " + std::move(problem.message);
    return error;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
