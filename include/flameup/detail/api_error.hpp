#ifndef FLAMEUP_DETAIL_API_ERROR_HPP
#define FLAMEUP_DETAIL_API_ERROR_HPP

#include "flameup/detail/excerpt.hpp"
#include "flameup/detail/json_reader.hpp"
#include "flameup/detail/reason_phrase.hpp"
#include "flameup/http.hpp"
#include "flameup/response_info.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads the four documented shapes of an error body, and mixtures of them.
class ApiErrorReader {
  public:
    ApiErrorReader(Error& error, const Excerpt& excerpt) : error_(error), excerpt_(excerpt) {}

    void read(const boost::json::value& body) {
        const boost::json::object* const object = body.if_object();
        if (object == nullptr) return;
        take(error_.request_id, object->if_contains("request_id"));
        const boost::json::value* const error = object->if_contains("error");
        if (error != nullptr && error->is_object()) read_words(error->get_object());
        read_words(*object);
        // The first shape's "error" is a title: it serves where nothing says more.
        take(error_.message, error);
    }

  private:
    /// Takes code, message and field errors where there are none yet.
    void read_words(const boost::json::object& object) {
        take(error_.code, object.if_contains("code"));
        take(error_.code, object.if_contains("type"));
        take(error_.message, object.if_contains("message"));
        take(error_.request_id, object.if_contains("request_id"));
        if (const auto* details = object.if_contains("details")) read_details(*details);
    }

    void read_details(const boost::json::value& details) {
        if (const auto* list = details.if_array()) {
            for (const boost::json::value& entry : *list) read_entry({}, entry);
        } else if (const auto* object = details.if_object()) {
            if (const auto* fields = object->if_contains("fields")) return read_fields(*fields);
            if (object->contains("field")) return read_entry({}, details);
            read_fields(details);
        }
    }

    /// Reads a list of entries, or a map from fields to entries or to lists of them.
    void read_fields(const boost::json::value& fields) {
        if (fields.is_array()) return read_details(fields);
        if (!fields.is_object()) return;
        for (const boost::json::key_value_pair& pair : fields.get_object()) {
            const std::string_view path(pair.key().data(), pair.key().size());
            if (const auto* list = pair.value().if_array()) {
                for (const boost::json::value& entry : *list) read_entry(path, entry);
            } else {
                read_entry(path, pair.value());
            }
        }
    }

    /// Reads a message, or an object with one.
    void read_entry(std::string_view path, const boost::json::value& entry) {
        FieldError field;
        field.path = excerpt_(path);
        const boost::json::value* message = &entry;
        if (const auto* object = entry.if_object()) {
            take(field.path, object->if_contains("field"));
            take(field.code, object->if_contains("code"));
            message = object->if_contains("message");
        }
        const auto* list = message != nullptr ? message->if_array() : nullptr;
        if (list == nullptr) return add(std::move(field), message);
        for (const boost::json::value& one : *list) add(field, &one);
    }

    /// Adds what says something about a field.
    void add(FieldError field, const boost::json::value* message) {
        constexpr std::size_t most = 1000;
        const bool is_text = message != nullptr && message->is_string();
        if (is_text || !field.path.empty()) take(field.message, message);
        if (field.message.empty() && field.code.empty()) return;
        if (error_.fields.size() != most) error_.fields.push_back(std::move(field));
    }

    /// Takes a string or a number, unless there is something already.
    void take(std::string& target, const boost::json::value* value) const {
        if (!target.empty() || value == nullptr) return;
        if (const auto* text = value->if_string()) {
            target = excerpt_({text->data(), text->size()});
        } else if (const auto* number = value->if_int64()) {
            target = std::to_string(*number);
        }
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
    boost::json::value body;
    if (!read_json(response.body, body, limits)) ApiErrorReader(error, excerpt).read(body);
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
