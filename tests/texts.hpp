#ifndef FLAMEUP_TESTS_TEXTS_HPP
#define FLAMEUP_TESTS_TEXTS_HPP

// Whole values as text, so that tests compare all of a value and print all of it.

#include "flameup/http/http.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <string>
#include <string_view>

namespace texts {

/// A request: method and URL, each header on a line, an empty line, the body.
inline std::string of(const flameup::HttpRequest& request) {
    std::string text(to_string(request.method));
    text += ' ' + request.url + '\n';
    for (const flameup::Header& header : request.headers) {
        text += header.name + ": " + header.value + '\n';
    }
    return text + '\n' + request.body;
}

/// Each field on a line: `people[3].email too_long: must have at most 254 characters`.
inline std::string of_fields(const flameup::Error& error) {
    std::string text;
    for (const flameup::FieldError& field : error.fields) {
        text += field.path + ' ' + field.code + ": " + field.message + '\n';
    }
    return text;
}

/// The paths and codes: `email too_long; phone too_long`.
inline std::string of_codes(const flameup::Error& error) {
    std::string text;
    for (const flameup::FieldError& field : error.fields) {
        if (!text.empty()) text += "; ";
        text += field.path + ' ' + field.code;
    }
    return text;
}

/// Kind, status, code and message, then the other members, each on a line, without the body.
inline std::string of(const flameup::Error& error) {
    std::string text(to_string(error.kind));
    text += ' ' + std::to_string(error.status) + ' ' + error.code + ": " + error.message + '\n';
    text += of_fields(error);
    const auto line = [&text](std::string_view name, const std::string& value) {
        if (!value.empty()) text.append(name).append(" = ").append(value) += '\n';
    };
    const auto number = [&line](std::string_view name, const auto& value) {
        if (value) line(name, std::to_string(*value));
    };
    const auto moment = [&line](std::string_view name, const auto& value) {
        if (value) line(name, to_string(*value));
    };
    line("request_id", error.request_id);
    if (error.retry_after) {
        number("retry_after", error.retry_after->seconds);
        moment("retry_after.date", error.retry_after->date);
    }
    number("rate_limit.limit", error.rate_limit.limit);
    number("rate_limit.remaining", error.rate_limit.remaining);
    moment("rate_limit.reset", error.rate_limit.reset);
    number("rate_limit.reset_after", error.rate_limit.reset_after);
    line("missing_permission", error.missing_permission);
    line("path", error.path);
    number("offset", error.offset);
    return text;
}

} // namespace texts

#endif
