#ifndef ERROR_JSON_HPP
#define ERROR_JSON_HPP

// Writes an error as one JSON object, for scripts and logs; members that do not apply are absent.

#include "flameup/describe/describe.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/value/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct FieldJson {
    std::string path;
    std::optional<std::string> code, message;
    FLAMEUP_DESCRIBE(FieldJson, (), (path, code, message))
};

struct RateJson {
    std::optional<std::int64_t> limit, remaining;
    std::optional<flameup::Timestamp> reset;
    std::optional<std::int64_t> reset_after;
    FLAMEUP_DESCRIBE(RateJson, (), (limit, remaining, reset, reset_after))
};

struct ErrorJson {
    std::string kind;
    std::optional<int> status;
    std::optional<std::string> code, message;
    std::optional<std::vector<FieldJson>> fields;
    std::optional<std::string> request_id;
    std::optional<std::int64_t> retry_after; // seconds
    std::optional<flameup::Timestamp> retry_at;
    std::optional<RateJson> rate_limit;
    std::optional<std::string> missing_permission, path;
    std::optional<std::size_t> offset;
    std::optional<std::string> body;
    FLAMEUP_DESCRIBE(ErrorJson, (),
                     (kind, status, code, message, fields, request_id, retry_after, retry_at,
                      rate_limit, missing_permission, path, offset, body))
};

/// Replaces bytes that are not UTF-8, which texts of servers and shells may hold and JSON may not.
inline std::string well_formed(std::string_view text) {
    const auto is_json = [](std::string_view part) { return flameup::to_json(part).has_value(); };
    if (is_json(text)) return std::string(text);
    std::string result;
    while (!text.empty()) {
        std::size_t size = 1;
        while (size != 4 && !is_json(text.substr(0, size))) ++size;
        const bool is_character = is_json(text.substr(0, size));
        if (!is_character) size = 1;
        result += is_character ? text.substr(0, size) : "\xEF\xBF\xBD"; // U+FFFD
        text.remove_prefix(size);
    }
    return result;
}

/// Writes an error as JSON, with `kind` as its kind, which may differ from the error's own.
inline std::string error_json(const flameup::Error& error, std::string_view kind) {
    const auto words = [](const std::string& text) {
        return text.empty() ? std::optional<std::string>() : well_formed(text);
    };
    ErrorJson json;
    json.kind = kind;
    if (error.status != 0) json.status = error.status;
    json.code = words(error.code);
    json.message = words(error.message);
    for (const flameup::FieldError& field : error.fields) {
        if (!json.fields) json.fields.emplace();
        json.fields->push_back({well_formed(field.path), words(field.code), words(field.message)});
    }
    json.request_id = words(error.request_id);
    if (error.retry_after) {
        json.retry_after = error.retry_after->seconds;
        json.retry_at = error.retry_after->date;
    }
    const flameup::RateLimit& rate = error.rate_limit;
    if (rate != flameup::RateLimit())
        json.rate_limit = {rate.limit, rate.remaining, rate.reset, rate.reset_after};
    json.missing_permission = words(error.missing_permission);
    json.path = words(error.path);
    json.offset = error.offset;
    json.body = words(error.body);
    const flameup::Result<std::string> text = flameup::to_json(json);
    return text ? *text : "{}"; // cannot fail: all texts are UTF-8 by now
}

#endif
