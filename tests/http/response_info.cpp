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
    for (const char* text :
         {"", "-1", "-0", "+1", ".5", "1.", "1.5.", "1.x", "1e3", "0x10", "ten", "12 0", "1,2"}) {
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
    BOOST_TEST((flameup::rate_limit({{"X-RateLimit-Limit", "9223372036854775808"}}) ==
                RateLimit{9223372036854775807, {}, {}}));
}

BOOST_AUTO_TEST_CASE(takes_a_reset_for_seconds_to_wait_or_for_a_time) {
    const struct {
        const char* text;
        std::optional<Timestamp> reset;
        std::optional<std::int64_t> reset_after;
    } rows[] = {
        {"0", {}, 0},
        {"30", {}, 30},
        {"30.0", {}, 30},
        {"30.000001", {}, 31},
        {"999999999", {}, 999'999'999},
        {"1000000000", Timestamp{1'000'000'000, 0}, {}},
        {"1705314600", Timestamp{1'705'314'600, 0}, {}},
        {"1705314600.25", Timestamp{1'705'314'601, 0}, {}},
        {"1705314600000", Timestamp{1'705'314'600, 0}, {}},
        {"1705314600000000", Timestamp{1'705'314'600, 0}, {}},
        {"1705314600000000000", Timestamp{1'705'314'600, 0}, {}},
        {"99999999999999999999", Timestamp{9'223'372'036, 0}, {}},
    };
    for (const auto& row : rows) {
        const RateLimit limit = flameup::rate_limit({{"X-RateLimit-Reset", row.text}});
        BOOST_TEST((limit == RateLimit{{}, {}, row.reset, row.reset_after}), row.text);
    }
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
        {{{"Retry-After", "30.0"}}, RetryAfter{30, {}}},
        {{{"Retry-After", "1.5"}}, RetryAfter{2, {}}},
        {{{"Retry-After", "1.5s"}}, {}},
        {{{"Retry-After", "soon"}}, {}},
        {{{"Retry-After", "2024-01-15T10:30:00Z"}}, {}},
        {{{"Retry-After", "Sun, 06 Nov 1994 08:49:37"}}, {}},
        {{{"Retry-After", "99999999999999999999"}}, RetryAfter{9223372036854775807, {}}},
        {{{"Retry-After", "99999999999999999999.5"}}, RetryAfter{9223372036854775807, {}}},
    };
    for (const auto& row : rows) BOOST_TEST((flameup::retry_after(row.headers) == row.expected));
}

BOOST_AUTO_TEST_CASE(reads_the_request_id) {
    BOOST_TEST(flameup::request_id({}) == "");
    BOOST_TEST(flameup::request_id({{"x-request-id", "req_1"}, {"X-Request-Id", "req_2"}}) ==
               "req_1");
}

BOOST_AUTO_TEST_SUITE_END()
