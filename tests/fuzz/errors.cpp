// Reads any response as an error, with the API key in it, raw and in JSON's escapes: the key must
// stand in no member of the error, nor in what is printed of it.

#include "fuzz.hpp"

#include <flameup.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace {

/// Removes one layer of JSON's escapes; what is none stays.
std::string unescaped(std::string_view text) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    std::string result;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
            continue;
        }
        int value = 0;
        bool is_code = text[i + 1] == 'u' && text.size() - i >= 6;
        for (std::size_t j = i + 2; is_code && j != i + 6; ++j) {
            is_code = digit(text[j]) >= 0;
            value = value * 16 + digit(text[j]);
        }
        result += is_code && value < 0x80 ? static_cast<char>(value) : text[i + 1];
        i += is_code ? 5 : 1;
    }
    return result;
}

/// Writes the key as it is, or escaped in one way or another.
std::string written(std::string_view key, fuzz::Input& input, int layers) {
    std::string text;
    for (const char c : key) {
        const std::size_t form = layers == 0 ? 0 : input.below(4);
        const bool must = layers != 0 && (c == '"' || c == '\\');
        if (form == 1) {
            const char* const hex = input.below(2) == 0 ? "0123456789abcdef" : "0123456789ABCDEF";
            const auto code = static_cast<unsigned char>(c);
            text.append("\\u00").append(1, hex[code / 16]).append(1, hex[code % 16]);
        } else if (must || (form == 2 && c == '/')) {
            text.append("\\").append(1, c);
        } else {
            text += c;
        }
    }
    return layers > 1 ? written(text, input, layers - 1) : text;
}

void check_text(std::string text, std::string_view key) {
    for (int layer = 0; layer != 3; ++layer) {
        fuzz::require(text.find(key) == text.npos, "the key is hidden");
        text = unescaped(text);
    }
}

void check(const flameup::Error& error, std::string_view key) {
    for (const std::string* text : {&error.code, &error.message, &error.request_id,
                                    &error.missing_permission, &error.path, &error.body}) {
        check_text(*text, key);
        fuzz::require(text->size() <= 2048, "texts are bounded");
    }
    fuzz::require(error.fields.size() <= 1000, "fields are bounded");
    for (const flameup::FieldError& field : error.fields) {
        check_text(field.path, key);
        check_text(field.code, key);
        check_text(field.message, key);
    }
    check_text(to_string(error), key);
    check_text(to_lines(error), key);
}

} // namespace

void fuzz_one(fuzz::Input input) {
    std::string key;
    for (const char c : input.line()) {
        const char visible = static_cast<char>('!' + static_cast<unsigned char>(c) % 94);
        if (visible != '*' && key.size() != 64) key += visible; // `***` stands for the key
    }
    if (key.size() < 8) return; // is found only as a word
    flameup::Config config;
    config.api_key = flameup::Secret(key);
    const std::size_t status = input.below(16);
    const std::size_t layers = input.below(3);
    const std::size_t place = input.byte() * 4;
    const bool repeats = input.below(4) == 0;
    fuzz::Input forms(input.line());
    const std::string secret = (repeats ? key.substr(0, key.size() / 2) : std::string()) +
                               written(key, forms, static_cast<int>(layers));
    flameup::HttpResponse response;
    response.body = input.rest().substr(0, 1024); // longer ones take long
    response.body.insert(place < response.body.size() ? place : response.body.size(), secret);
    response.headers.add("X-Request-Id", forms.is_empty() ? key : "a" + key + "b");
    response.headers.add("Retry-After", std::string(input.rest().substr(0, 40)));
    const int codes[] = {200, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503, 207, 999, 0, -1};
    response.status = status == 15 ? 302 : codes[status];
    const auto result = flameup::decode<flameup::ListPeople<>>(config, response);
    if (!result) check(result.error(), key);
    const flameup::Client client(config, [&](const flameup::HttpRequest&) {
        flameup::Error error = flameup::make_error(flameup::ErrorKind::transport, "cut",
                                                   std::string(input.rest()) + secret);
        return flameup::Result<flameup::HttpResponse>(error);
    });
    check(client.send(flameup::GetStatistics{}).error(), key);
}
