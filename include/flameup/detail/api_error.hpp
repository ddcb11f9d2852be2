#ifndef FLAMEUP_DETAIL_API_ERROR_HPP
#define FLAMEUP_DETAIL_API_ERROR_HPP

#include "flameup/detail/json_reader.hpp"
#include "flameup/detail/reason_phrase.hpp"
#include "flameup/http.hpp"
#include "flameup/response_info.hpp"
#include "flameup/secret.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Copies a server's words into an `Error`: bounded, whole UTF-8 sequences, without the API key.
///
/// A key that something cut short is redacted as well, from half its length on.
class Excerpt {
  public:
    static constexpr std::size_t longest = 1024;

    explicit Excerpt(std::string_view secret)
        : secret_(secret),
          beginning_(secret.substr(0, std::clamp<std::size_t>(secret.size() / 2, 16, 32))) {}

    std::string operator()(std::string_view text) const {
        std::string result;
        while (result.size() <= longest) {
            const std::size_t room = longest + 1 - result.size();
            const std::size_t at = find_secret(text.substr(0, room + beginning_.size()));
            result.append(text.substr(0, (std::min)(at, room)));
            if (at >= room) break;
            result += "***";
            text.remove_prefix(at);
            const auto same =
                std::mismatch(secret_.begin(), secret_.end(), text.begin(), text.end());
            text.remove_prefix(static_cast<std::size_t>(same.first - secret_.begin()));
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
    std::size_t find_secret(std::string_view text) const {
        return beginning_.empty() ? std::string_view::npos : text.find(beginning_);
    }

    std::string_view secret_;
    std::string_view beginning_;
};

/// Bounds and redacts the words of an error that an executor made.
inline void redact(Error& error, const Excerpt& excerpt) {
    for (std::string* text : {&error.code, &error.message, &error.request_id,
                              &error.missing_permission, &error.path, &error.body}) {
        *text = excerpt(*text);
    }
    for (FieldError& field : error.fields) {
        for (std::string* text : {&field.path, &field.code, &field.message}) *text = excerpt(*text);
    }
}

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
            for (const boost::json::value& entry : *list) {
                if (const auto* field = entry.if_object())
                    read_field(*field);
                else if (entry.is_string())
                    add_field({}, {}, entry);
            }
        } else if (const auto* object = details.if_object()) {
            const auto* fields = object->if_contains("fields");
            if (fields == nullptr) return;
            if (fields->is_array()) return read_details(*fields);
            if (!fields->is_object()) return;
            for (const boost::json::key_value_pair& pair : fields->get_object()) {
                add_field({pair.key().data(), pair.key().size()}, {}, pair.value());
            }
        }
    }

    void read_field(const boost::json::object& field) {
        std::string path;
        std::string code;
        take(path, field.if_contains("field"));
        take(code, field.if_contains("code"));
        const boost::json::value* const message = field.if_contains("message");
        add_field(path, code, message != nullptr ? *message : boost::json::value());
    }

    /// Adds a field's errors: one message, or a list of them.
    void add_field(std::string_view path, std::string_view code,
                   const boost::json::value& message) {
        constexpr std::size_t most = 1000;
        if (const auto* list = message.if_array()) {
            for (const boost::json::value& one : *list) {
                if (one.is_string()) add_field(path, code, one);
            }
            return;
        }
        if (error_.fields.size() == most) return;
        FieldError& field = error_.fields.emplace_back();
        field.path = excerpt_(path);
        field.code = excerpt_(code);
        take(field.message, &message);
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

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
