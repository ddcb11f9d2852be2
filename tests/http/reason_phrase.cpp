#include "flameup/http/reason_phrase.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(http_reason_phrase)

BOOST_AUTO_TEST_CASE(names_statuses_and_else_their_class) {
    const struct {
        int status;
        std::string_view phrase;
    } rows[] = {
        {101, "Informational"}, {304, "Redirection"},           {400, "Bad Request"},
        {404, "Not Found"},     {418, "Client Error"},          {422, "Unprocessable Content"},
        {499, "Client Error"},  {500, "Internal Server Error"}, {503, "Service Unavailable"},
        {599, "Server Error"},  {999, "Server Error"},
    };
    for (const auto& row : rows) {
        BOOST_TEST(flameup::detail::reason_phrase(row.status) == row.phrase, row.status);
    }
}

BOOST_AUTO_TEST_SUITE_END()
