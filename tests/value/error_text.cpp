#include "flameup/value/error_text.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>

namespace error_text_test {

using flameup::Error;
using flameup::ErrorKind;

/// An error that has all that the server's can have.
Error whole() {
    Error error = flameup::make_error(ErrorKind::api, "conflict", "Taken");
    error.status = 409;
    error.fields = {{"people[3].email", "taken", "is another's"}, {"", "", "second"}};
    error.request_id = "req_1";
    error.retry_after = flameup::RetryAfter{30, flameup::Timestamp{60, 0}};
    error.rate_limit = {120, 0, flameup::Timestamp{120, 0}};
    error.missing_permission = "people:write";
    error.path = "$.people[3]";
    error.offset = 17;
    error.body = "{\"error\":\"Taken\"}\n";
    return error;
}

} // namespace error_text_test

BOOST_AUTO_TEST_SUITE(error_text)

using namespace error_text_test;

BOOST_AUTO_TEST_CASE(prints_one_line) {
    BOOST_TEST(to_string(whole()) ==
               "api error 409 conflict: Taken (at $.people[3], lacks people:write, request req_1, "
               "retry after 30 s)");
    BOOST_TEST(to_string(flameup::make_error(ErrorKind::transport, "cut", "the body is cut")) ==
               "transport error cut: the body is cut");
    BOOST_TEST(to_string(flameup::make_error(ErrorKind::cancelled, "", "")) == "cancelled error");
    Error error = flameup::make_error(ErrorKind::api, "502", "Bad Gateway");
    error.status = 502;
    BOOST_TEST(to_string(error) == "api error 502: Bad Gateway");
    error.retry_after = flameup::RetryAfter{{}, flameup::Timestamp{60, 0}};
    BOOST_TEST(to_string(error) == "api error 502: Bad Gateway");
}

BOOST_AUTO_TEST_CASE(prints_all_that_it_knows) {
    BOOST_TEST(to_lines(whole()) == "api error 409 conflict: Taken\n"
                                    "  field people[3].email taken: is another's\n"
                                    "  field: second\n"
                                    "  lacks the permission people:write\n"
                                    "  request req_1\n"
                                    "  retry after 30 s\n"
                                    "  retry at 1970-01-01T00:01:00Z\n"
                                    "  rate limit 120\n"
                                    "  requests left 0\n"
                                    "  rate limit resets at 1970-01-01T00:02:00Z\n"
                                    "  at $.people[3]\n"
                                    "  at byte 17\n"
                                    "  body {\"error\":\"Taken\"}?");
    BOOST_TEST(to_lines(flameup::make_error(ErrorKind::decode, "too_large", "is too large")) ==
               "decode error too_large: is too large");
}

BOOST_AUTO_TEST_CASE(streams_one_line_whatever_the_stream_is_set_to) {
    std::ostringstream stream;
    stream.width(200);
    stream.fill('.');
    stream << std::hex << whole();
    BOOST_TEST(stream.str() == to_string(whole()));
}

BOOST_AUTO_TEST_CASE(lets_no_control_characters_through_and_bounds_each_text) {
    const Error wild =
        flameup::make_error(ErrorKind::api, "a\x1B[31m\r\nb", std::string(5000, 'x') + "\xFF");
    BOOST_TEST(to_string(wild) == "api error a?[31m??b: " + std::string(1024, 'x') + "...");
    BOOST_TEST(to_string(flameup::make_error(ErrorKind::api, "", "Zo\xC3")) == "api error: Zo?");
}

BOOST_AUTO_TEST_SUITE_END()
