#include "flameup/value/error.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(error)

using flameup::Error;
using flameup::ErrorKind;
using flameup::FieldError;
using flameup::RateLimit;
using flameup::RetryAfter;
using flameup::Timestamp;

BOOST_AUTO_TEST_CASE(names_every_kind) {
    struct Row {
        ErrorKind kind;
        std::string_view name;
    };
    constexpr Row rows[] = {
        {ErrorKind::validation, "validation"},
        {ErrorKind::transport, "transport"},
        {ErrorKind::api, "api"},
        {ErrorKind::decode, "decode"},
        {ErrorKind::cancelled, "cancelled"},
        {static_cast<ErrorKind>(99), ""},
    };
    for (const Row& row : rows) BOOST_TEST(to_string(row.kind) == row.name);
}

BOOST_AUTO_TEST_CASE(makes_an_error_of_a_kind_a_code_and_a_message) {
    Error expected;
    expected.kind = ErrorKind::decode;
    expected.code = "endless";
    expected.message = "the list does not end";
    BOOST_TEST((make_error(ErrorKind::decode, "endless", "the list does not end") == expected));
}

BOOST_AUTO_TEST_CASE(compares_every_member) {
    Error others[12];
    others[0].kind = ErrorKind::api;
    others[1].status = 404;
    others[2].code = "not_found";
    others[3].message = "Not found";
    others[4].fields = {{"email", "invalid", "Invalid email format"}};
    others[5].request_id = "req_1";
    others[6].retry_after = RetryAfter{};
    others[7].rate_limit.remaining = 0;
    others[8].missing_permission = "people:read";
    others[9].path = "$.people";
    others[10].offset = 0;
    others[11].body = "<html>";
    for (const Error& other : others) {
        BOOST_TEST((other == Error(other)));
        BOOST_TEST((other != Error()));
        BOOST_TEST(!(other == Error()));
    }
    BOOST_TEST((Error() == Error()));
}

BOOST_AUTO_TEST_CASE(compares_every_member_of_its_parts) {
    const FieldError field{"email", "invalid", "Invalid email format"};
    BOOST_TEST((field == FieldError{"email", "invalid", "Invalid email format"}));
    BOOST_TEST((field != FieldError{"phone", "invalid", "Invalid email format"}));
    BOOST_TEST((field != FieldError{"email", "too_long", "Invalid email format"}));
    BOOST_TEST((field != FieldError{"email", "invalid", ""}));

    const RateLimit limit{120, 0, Timestamp{1}};
    BOOST_TEST((limit == RateLimit{120, 0, Timestamp{1}}));
    BOOST_TEST((limit != RateLimit{{}, 0, Timestamp{1}}));
    BOOST_TEST((limit != RateLimit{120, {}, Timestamp{1}}));
    BOOST_TEST((limit != RateLimit{120, 0, {}}));

    const RetryAfter retry{30, Timestamp{1}};
    BOOST_TEST((retry == RetryAfter{30, Timestamp{1}}));
    BOOST_TEST((retry != RetryAfter{{}, Timestamp{1}}));
    BOOST_TEST((retry != RetryAfter{30, {}}));
}

BOOST_AUTO_TEST_SUITE_END()
