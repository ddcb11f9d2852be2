#include "flameup/flow/retry_policy.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/model.hpp"
#include "flameup/value/timestamp_text.hpp"

#include "flow/scripts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(retry_policy)

using flameup::Error;
using flameup::Headers;
using flameup::RetryPolicy;
using flameup::Route;
using scripts::half;
using scripts::least;
using scripts::milliseconds;
using scripts::most;
using scripts::seconds;

struct Patch {
    using Response = flameup::NoContent;
    static constexpr Route route{"patch", flameup::Method::patch, "/things"};
    FLAMEUP_DESCRIBE(Patch, (), ())
};

struct Track {
    using Response = flameup::NoContent;
    static constexpr Route route{"track", flameup::Method::post, "/track"};
    FLAMEUP_DESCRIBE(Track, (), ())
};

const Route* const repeatable[] = {
    &flameup::GetPerson<>::route,    &flameup::ListPeople<>::route,
    &flameup::SearchPeople<>::route, &flameup::GetPersonEvents<>::route,
    &flameup::GetStatistics::route,  &flameup::UpdatePerson<>::route,
    &flameup::UpsertPerson<>::route, &flameup::BatchUpsert<>::route,
    &flameup::DeletePerson::route,
};
const Route* const unrepeatable[] = {&flameup::CreatePerson<>::route, &Patch::route, &Track::route};

Error error_of(const Route& route, int status, Headers headers = {}) {
    Error error;
    flameup::detail::set_api_error(error, {status, std::move(headers), {}}, {}, route.permission,
                                   {}, flameup::detail::Redactor({}));
    return error;
}

/// The statuses from 0 to 999 after which a request goes again.
std::string retried(const RetryPolicy& policy, const Route& route, const Headers& headers) {
    std::string text;
    for (int status = 0; status != 1000; ++status) {
        if (!may_retry(policy, route, error_of(route, status, headers))) continue;
        text += (text.empty() ? "" : " ") + std::to_string(status);
    }
    return text;
}

const char* const repeated = "408 425 429 500 502 503 504 520 521 522 523 524 529 530";
const Headers nothing;
const Headers come_back{{"Retry-After", "3"}};

BOOST_AUTO_TEST_CASE(repeats_what_may_go_twice_where_it_may_succeed_later) {
    for (const Route* route : repeatable) {
        BOOST_TEST_CONTEXT(route->name) {
            BOOST_TEST(retried({}, *route, nothing) == repeated);
            BOOST_TEST(retried({}, *route, come_back) == repeated);
        }
    }
}

BOOST_AUTO_TEST_CASE(repeats_what_may_not_go_twice_only_where_it_was_not_processed) {
    for (const Route* route : unrepeatable) {
        BOOST_TEST_CONTEXT(route->name) {
            BOOST_TEST(retried({}, *route, nothing) == "425 429");
            BOOST_TEST(retried({}, *route, come_back) == "425 429 503");
            BOOST_TEST(retried({}, *route, {{"Retry-After", "soon"}}) == "425 429");
            BOOST_TEST(retried({}, *route, {{"Retry-After", "Mon, 15 Jan 2024 10:30:00 GMT"}}) ==
                       "425 429 503");
        }
    }
}

BOOST_AUTO_TEST_CASE(repeats_after_the_statuses_that_the_policy_has) {
    RetryPolicy policy;
    policy.statuses = {404, 200, 500, 7};
    for (const Route* route : repeatable)
        BOOST_TEST(retried(policy, *route, nothing) == "7 200 404 500");
    for (const Route* route : unrepeatable) BOOST_TEST(retried(policy, *route, nothing) == "");
    policy.statuses.clear();
    for (const Route* route : repeatable) BOOST_TEST(retried(policy, *route, nothing) == "");
}

BOOST_AUTO_TEST_CASE(repeats_all_where_it_is_told_to) {
    RetryPolicy policy;
    policy.repeats_unsafe = true;
    for (const Route* route : unrepeatable) {
        BOOST_TEST(retried(policy, *route, nothing) == repeated);
    }
}

BOOST_AUTO_TEST_CASE(looks_at_where_the_transport_failed) {
    struct Case {
        const char* code;
        bool repeatable;
        bool unrepeatable;
    };
    const Case cases[] = {
        {"refused", true, true},
        {"resolve_failed", true, true},
        {"connect_failed", true, true},
        {"queue_full", true, true},
        {"timed_out", true, false},
        {"cut", true, false},
        {"reset", true, false},
        {"invalid_response", true, false},
        {"invalid_status", true, false},
        {"transport_failed", true, false},
        {"of_a_kind_unknown_here", true, false},
        {"", true, false},
        {"tls_failed", false, false},
        {"unsupported_scheme", false, false},
        {"invalid_request", false, false},
        {"invalid_header", false, false},
        {"invalid_url", false, false},
        {"too_large", false, false},
    };
    for (const Case& each : cases) {
        BOOST_TEST_CONTEXT(each.code) {
            const Error error = scripts::lost(each.code);
            for (const Route* route : repeatable) {
                BOOST_TEST(may_retry({}, *route, error) == each.repeatable);
            }
            for (const Route* route : unrepeatable) {
                BOOST_TEST(may_retry({}, *route, error) == each.unrepeatable);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(repeats_nothing_that_fails_here_or_was_given_up) {
    for (const auto kind : {flameup::ErrorKind::validation, flameup::ErrorKind::decode,
                            flameup::ErrorKind::cancelled}) {
        for (const int status : {0, 200, 429, 503}) {
            Error error = scripts::lost("refused");
            error.kind = kind;
            error.status = status;
            BOOST_TEST(!may_retry({}, flameup::GetStatistics::route, error));
        }
    }
}

// ---- Waits

std::string waits(const RetryPolicy& policy, std::uint64_t random,
                  std::optional<seconds> advised = {}) {
    std::string text;
    for (std::size_t attempts = 1; attempts != 10; ++attempts) {
        text += (attempts == 1 ? "" : " ") +
                std::to_string(retry_wait(policy, attempts, advised, random).count());
    }
    return text;
}

RetryPolicy waiting(std::int64_t first, std::int64_t longest) {
    RetryPolicy policy;
    policy.first_wait = milliseconds(first);
    policy.max_wait = milliseconds(longest);
    return policy;
}

BOOST_AUTO_TEST_CASE(waits_are_drawn_from_a_bound_that_doubles) {
    struct Case {
        std::int64_t first;
        std::int64_t longest;
        std::uint64_t random;
        const char* expected;
    };
    const Case cases[] = {
        {500, 60'000, least, "0 0 0 0 0 0 0 0 0"},
        {500, 60'000, half, "250 500 1000 2000 4000 8000 16000 30000 30000"},
        {500, 60'000, most, "500 1000 2000 4000 8000 16000 32000 60000 60000"},
        {400, 1000, most, "400 800 1000 1000 1000 1000 1000 1000 1000"},
        {1, 3, most, "1 2 3 3 3 3 3 3 3"},
        {0, 1000, most, "0 0 0 0 0 0 0 0 0"},
        {-5, 1000, most, "0 0 0 0 0 0 0 0 0"},
        {500, 0, most, "0 0 0 0 0 0 0 0 0"},
        {500, -1, most, "0 0 0 0 0 0 0 0 0"},
        {500, 100, most, "100 100 100 100 100 100 100 100 100"},
    };
    for (const Case& each : cases) {
        BOOST_TEST(waits(waiting(each.first, each.longest), each.random) == each.expected);
    }
}

BOOST_AUTO_TEST_CASE(waits_are_even_from_0_to_the_bound) {
    const RetryPolicy policy = waiting(9, 100);
    std::vector<int> drawn(10);
    for (std::uint64_t i = 0; i != 1000; ++i) {
        const auto wait = retry_wait(policy, 1, {}, i * (most / 1000) + most / 2000);
        ++drawn.at(static_cast<std::size_t>(wait.count()));
    }
    for (const int count : drawn) BOOST_TEST(count == 100);
}

BOOST_AUTO_TEST_CASE(advice_is_the_least_wait_and_the_cap_the_longest) {
    const RetryPolicy policy = waiting(500, 60'000);
    BOOST_TEST(waits(policy, least, seconds(3)) == "3000 3000 3000 3000 3000 3000 3000 3000 3000");
    BOOST_TEST(waits(policy, half, seconds(3)) ==
               "3250 3250 3250 3250 4000 8000 16000 30000 30000");
    BOOST_TEST(waits(policy, most, seconds(59)) ==
               "59500 59500 59500 59500 59500 59500 59500 60000 60000");
    // Advice that is over already does not keep the waits from growing.
    BOOST_TEST(waits(policy, most, seconds(0)) == waits(policy, most));
    BOOST_TEST(waits(policy, most, seconds(-7)) == waits(policy, most));
    BOOST_TEST(retry_wait(policy, 1, seconds(410'400), least).count() == 60'000); // 114 hours
    BOOST_TEST(retry_wait(policy, 1, (seconds::max)(), most).count() == 60'000);
    BOOST_TEST(retry_wait(policy, 1, (seconds::min)(), least).count() == 0);
}

BOOST_AUTO_TEST_CASE(waits_of_any_policy_come_to_an_end) {
    constexpr std::size_t many = (std::numeric_limits<std::size_t>::max)();
    constexpr std::int64_t year = std::int64_t{366} * 24 * 60 * 60 * 1000;
    for (const auto extreme : {(milliseconds::max)(), (milliseconds::min)(), milliseconds(0)}) {
        for (const auto other : {(milliseconds::max)(), (milliseconds::min)(), milliseconds(1)}) {
            for (const std::uint64_t random : {least, half, most}) {
                for (const auto advised : {(seconds::max)(), (seconds::min)(), seconds(0)}) {
                    const RetryPolicy policy = waiting(extreme.count(), other.count());
                    const auto wait = retry_wait(policy, many, advised, random).count();
                    BOOST_TEST((wait >= 0 && wait <= 2 * year));
                }
            }
        }
    }
}

// ---- Advice

const flameup::Timestamp date{1705314600, 999'999'999}; // 2024-01-15T10:30:00.999999999Z

std::string advice(const Headers& headers, std::optional<flameup::Timestamp> now) {
    const auto wait = flameup::advised_wait(headers, now);
    return wait ? std::to_string(wait->count()) : "none";
}

BOOST_AUTO_TEST_CASE(reads_what_the_server_advises) {
    struct Case {
        Headers headers;
        const char* without_clock;
        const char* with_clock;
    };
    const flameup::Header own{"Date", "Mon, 15 Jan 2024 10:00:00 GMT"};
    const Case cases[] = {
        {{}, "none", "none"},
        {{{"Retry-After", "7"}}, "7", "7"},
        {{{"retry-after", " 0 "}}, "0", "0"},
        {{{"Retry-After", "-1"}}, "none", "none"},
        {{{"Retry-After", "1.5"}}, "2", "2"},
        {{{"Retry-After", "30.0"}}, "30", "30"},
        {{{"Retry-After", "soon"}}, "none", "none"},
        {{{"Retry-After", "9223372036854775807"}}, "31622400", "31622400"},
        {{{"Retry-After", "9223372036854775808"}}, "31622400", "31622400"},
        {{{"X-RateLimit-Reset", "30"}}, "30", "30"},
        {{{"X-RateLimit-Reset", "30"}, own}, "30", "30"},
        {{{"X-RateLimit-Reset", "30"}, {"X-RateLimit-Remaining", "1"}}, "none", "none"},
        {{{"X-RateLimit-Reset", "999999999"}}, "31622400", "31622400"},
        {{{"X-RateLimit-Reset", "1705314605000"}}, "none", "5"},
        {{{"Retry-After", "Mon, 15 Jan 2024 10:30:05 GMT"}}, "none", "5"},
        {{{"Retry-After", "Mon, 15 Jan 2024 10:30:05 GMT"}, own}, "1805", "1805"},
        {{{"Retry-After", "Mon, 15 Jan 2024 10:30:05 GMT"}, {"Date", "today"}}, "none", "5"},
        {{{"Retry-After", "Mon, 15 Jan 2024 09:00:00 GMT"}, own}, "0", "0"},
        {{{"Retry-After", "Mon, 15 Jan 2024 09:00:00 GMT"}}, "none", "0"},
        {{{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"}, own}, "31622400", "31622400"},
        {{{"X-RateLimit-Reset", "1705314605"}}, "none", "5"},
        {{{"X-RateLimit-Reset", "1705314605"}, own}, "1805", "1805"},
        {{{"X-RateLimit-Reset", "1705314605"}, {"X-RateLimit-Remaining", "0"}}, "none", "5"},
        {{{"X-RateLimit-Reset", "1705314605"}, {"X-RateLimit-Remaining", "1"}}, "none", "none"},
        {{{"X-RateLimit-Reset", "0"}, own}, "0", "0"},
        {{{"X-RateLimit-Reset", "253402300799"}, own}, "31622400", "31622400"},
        {{{"X-RateLimit-Reset", "9223372036854775807"}, own}, "31622400", "31622400"},
        {{{"X-RateLimit-Reset", "1705314605"}, {"Retry-After", "2"}, own}, "2", "2"},
        {{{"X-RateLimit-Reset", "1705314605"}, {"Retry-After", "soon"}, own}, "1805", "1805"},
    };
    for (const Case& each : cases) {
        BOOST_TEST_CONTEXT((each.headers.empty() ? "" : each.headers.begin()->value)) {
            BOOST_TEST(advice(each.headers, {}) == each.without_clock);
            BOOST_TEST(advice(each.headers, date) == each.with_clock);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_clock_at_the_end_of_time_overflows_nothing) {
    const flameup::Timestamp first{flameup::first_timestamp_second, 0};
    const flameup::Timestamp last{flameup::last_timestamp_second, 0};
    BOOST_TEST(advice({{"X-RateLimit-Reset", "253402300799"}}, first) == "31622400");
    BOOST_TEST(advice({{"X-RateLimit-Reset", "0"}}, last) == "0");
}

BOOST_AUTO_TEST_CASE(an_attempt_is_a_value) {
    const flameup::Attempt attempt{503, "503", "Service Unavailable", 250};
    BOOST_TEST(*flameup::to_json(attempt) ==
               R"({"status":503,"code":"503","message":"Service Unavailable","wait_ms":250})");
    BOOST_TEST((*flameup::from_json<flameup::Attempt>(*flameup::to_json(attempt)) == attempt));
    BOOST_TEST((flameup::Attempt{} != attempt));
}

BOOST_AUTO_TEST_SUITE_END()
