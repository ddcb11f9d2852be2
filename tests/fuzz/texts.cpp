// Reads any text as each of the small languages: timestamps, URLs, header values, numbers, JSON and
// commands; what is accepted must mean the same when it is written and read.

#include "fuzz.hpp"

#include <flameup.hpp>
#include <flameup/http/to_curl.hpp>
#include <flameup/text/decimal_search.hpp>

#include <boost/json/error.hpp>
#include <boost/json/parse.hpp>

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

namespace {

namespace detail = flameup::detail;

void check_timestamp(std::string_view text) {
    const auto moment = flameup::parse_timestamp(text);
    if (!moment) return;
    const auto again = flameup::parse_timestamp(to_string(*moment));
    fuzz::require(again && *again == *moment, "a timestamp is read as it is written");
}

void check_url(std::string_view text) {
    flameup::UrlParts parts;
    if (flameup::split_url(text, parts) != nullptr) return;
    fuzz::require(!parts.host.empty(), "a URL has a host");
    fuzz::require(parts.target.empty() ||
                      parts.target.data() + parts.target.size() <= text.data() + text.size(),
                  "the target is a part of the text");
}

void check_headers(std::string_view text) {
    flameup::Headers headers;
    headers.add("Retry-After", text);
    headers.add("Date", text);
    headers.add("X-RateLimit-Reset", text);
    headers.add("X-RateLimit-Limit", text);
    const auto wait = flameup::retry_after(headers);
    static_cast<void>(wait);
    static_cast<void>(flameup::rate_limit(headers));
    fuzz::require(flameup::request_id(headers).empty(), "no header has an id");
}

void check_number(std::string_view text) {
    detail::JsonNumber number;
    bool is_number = !text.empty();
    if (!is_number || (text[0] != '-' && (text[0] < '0' || text[0] > '9'))) return;
    const char* const end = text.data() + text.size();
    const char* const stop = detail::scan_number(text.data(), end, number, is_number);
    if (!is_number) return;
    const std::string_view digits(text.data(), static_cast<std::size_t>(stop - text.data()));
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const auto found = detail::DecimalSearch<double>(digits).find();
    const bool is_large = detail::is_too_large(digits);
    if (read.ec == std::errc()) {
        fuzz::require(found == detail::FloatBits<double>(value).magnitude(), "the nearest double");
    } else {
        fuzz::require(found == (is_large ? detail::FloatBits<double>::infinity : 0), "the range");
    }
}

/// Of JSON, the same must be accepted as by Boost.JSON.
void check_json(std::string_view text) {
    flameup::Limits limits;
    limits.max_depth = 30;
    const auto ours = flameup::from_json<boost::json::value>(text, limits);
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 30;
    const boost::json::value theirs =
        boost::json::parse({text.data(), text.size()}, error, {}, options);
    if (ours) {
        // It refuses some exponents of 0, and of what is too near to 0.
        const bool is_far = error == boost::json::error::exponent_overflow;
        fuzz::require(!error || is_far, "Boost.JSON accepts it too");
        const std::string written = flameup::to_json(*ours, limits).value();
        fuzz::require(
            flameup::to_json(flameup::from_json<boost::json::value>(written).value()).value() ==
                written,
            "JSON is read as it is written");
    } else if (!error) {
        const std::string& code = ours.error().code;
        fuzz::require(code == "out_of_range" || code == "too_large" || code == "too_deep" ||
                          code == "invalid_json",
                      "a reason");
    }
}

void check_curl(std::string_view text) {
    flameup::HttpRequest request;
    request.url = text;
    request.body = text;
    request.headers.add(text.substr(0, text.size() / 2), text.substr(text.size() / 2));
    const std::string command = flameup::to_curl(request);
    fuzz::require(!command.empty() && command.size() < 64 * text.size() + 256, "bounded commands");
}

} // namespace

void fuzz_one(fuzz::Input input) {
    const std::size_t which = input.below(6);
    const std::string_view text = input.rest();
    switch (which) {
    case 0: return check_timestamp(text);
    case 1: return check_url(text);
    case 2: return check_headers(text);
    case 3: return check_number(text);
    case 4: return check_json(text);
    default: return check_curl(text);
    }
}
