#include "flameup/http/response_info.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string>

BOOST_AUTO_TEST_SUITE(response_info)

using flameup::Headers;
using flameup::RateLimit;
using flameup::RetryAfter;
using flameup::Timestamp;

BOOST_AUTO_TEST_CASE(reads_rate_limits_in_any_case) {
    const RateLimit expected{120, 7, Timestamp{1705314600, 0}};
    const Headers upper{{"X-RateLimit-Limit", "120"},
                        {"X-RateLimit-Remaining", "7"},
                        {"X-RateLimit-Reset", "1705314600"}};
    const Headers lower{{"x-ratelimit-limit", "120"},
                        {"x-ratelimit-remaining", "7"},
                        {"x-ratelimit-reset", "1705314600"}};
    BOOST_TEST((flameup::rate_limit(upper) == expected));
    BOOST_TEST((flameup::rate_limit(lower) == expected));
    BOOST_TEST((flameup::rate_limit({}) == RateLimit()));
}

BOOST_AUTO_TEST_CASE(passes_over_ill_formed_rate_limits) {
    for (const char* text : {"", "-1", "-0", "+1", "1.5", "1e3", "0x10", "ten", "12 0", "1,2",
                             "9223372036854775808", "99999999999999999999999"}) {
        const Headers headers{{"X-RateLimit-Limit", text},
                              {"X-RateLimit-Remaining", "3"},
                              {"X-RateLimit-Reset", text}};
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST((flameup::rate_limit(headers) == RateLimit{{}, 3, {}}));
        }
    }
    BOOST_TEST((flameup::rate_limit({{"X-RateLimit-Limit", "9223372036854775807"}}) ==
                RateLimit{9223372036854775807, {}, {}}));
    BOOST_TEST((flameup::rate_limit({{"X-RateLimit-Reset", "253402300799"}}).reset ==
                Timestamp{253402300799, 0}));
    BOOST_TEST(!flameup::rate_limit({{"X-RateLimit-Reset", "253402300800"}}).reset.has_value());
}

BOOST_AUTO_TEST_CASE(reads_retry_after_in_seconds_and_as_a_date) {
    const Timestamp date{784111777, 0};
    const char* const text = "Sun, 06 Nov 1994 08:49:37 GMT";
    const struct {
        Headers headers;
        std::optional<RetryAfter> expected;
    } rows[] = {
        {{}, {}},
        {{{"Retry-After", "0"}}, RetryAfter{0, {}}},
        {{{"retry-after", "120"}}, RetryAfter{120, {}}},
        {{{"RETRY-AFTER", "410400"}, {"Retry-After", "1"}}, RetryAfter{410400, {}}},
        {{{"Retry-After", text}}, RetryAfter{{}, date}},
        {{{"Retry-After", text}, {"Date", "Sun, 06 Nov 1994 08:49:07 GMT"}}, RetryAfter{30, date}},
        {{{"Retry-After", text}, {"date", "Sun, 06 Nov 1994 08:49:37 GMT"}}, RetryAfter{0, date}},
        {{{"Retry-After", text}, {"Date", "Sun, 06 Nov 1994 09:00:00 GMT"}}, RetryAfter{0, date}},
        {{{"Retry-After", text}, {"Date", "now"}}, RetryAfter{{}, date}},
        {{{"Retry-After", " \t30 "}}, RetryAfter{30, {}}},
        {{{"Retry-After", ""}}, {}},
        {{{"Retry-After", " "}}, {}},
        {{{"Retry-After", "-5"}}, {}},
        {{{"Retry-After", "1.5"}}, {}},
        {{{"Retry-After", "soon"}}, {}},
        {{{"Retry-After", "2024-01-15T10:30:00Z"}}, {}},
        {{{"Retry-After", "Sun, 06 Nov 1994 08:49:37"}}, {}},
        {{{"Retry-After", "99999999999999999999"}}, {}},
    };
    for (const auto& row : rows) BOOST_TEST((flameup::retry_after(row.headers) == row.expected));
}

BOOST_AUTO_TEST_CASE(reads_the_request_id) {
    BOOST_TEST(flameup::request_id({}) == "");
    BOOST_TEST(flameup::request_id({{"x-request-id", "req_1"}, {"X-Request-Id", "req_2"}}) ==
               "req_1");
}

BOOST_AUTO_TEST_SUITE_END()
