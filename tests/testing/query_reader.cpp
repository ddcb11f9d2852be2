#include "flameup/testing/query_reader.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using flameup::Parameter;
using flameup::testing::QueryReader;

namespace {

std::string messages(const QueryReader& reader) {
    std::string result;
    for (const auto& error : reader.errors()) result += error.path + " " + error.message + "; ";
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(testing_query_reader)

BOOST_AUTO_TEST_CASE(reads_what_is_there) {
    const std::vector<Parameter> query = {
        {"limit", "007"}, {"q", "a b"}, {"status", "bounced"}, {"since", "2024-01-15T10:30:00Z"}};
    QueryReader reader(query);
    BOOST_TEST(reader.integer("limit", 1, 500, 50) == 7);
    BOOST_TEST(reader.text("q") == "a b");
    BOOST_TEST((reader.status("status") == flameup::PersonStatus::bounced));
    BOOST_TEST(reader.timestamp("since").value().seconds == 1705314600);
    BOOST_TEST(messages(reader) == "");
}

BOOST_AUTO_TEST_CASE(reads_nothing_from_nothing) {
    const std::vector<Parameter> query;
    QueryReader reader(query);
    BOOST_TEST(reader.integer("limit", 1, 500, 50) == 50);
    BOOST_TEST(reader.text("q") == "");
    BOOST_TEST(!reader.status("status").has_value());
    BOOST_TEST(!reader.timestamp("since").has_value());
    BOOST_TEST(messages(reader) == "");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_integer_of_the_range) {
    const struct {
        const char* value;
        const char* message;
    } table[] = {
        {"", "n must be an integer; "},
        {"+1", "n must be an integer; "},
        {" 1", "n must be an integer; "},
        {"1 ", "n must be an integer; "},
        {"1.0", "n must be an integer; "},
        {"0x1", "n must be an integer; "},
        {"-", "n must be an integer; "},
        {"0", "n must be at least 1; "},
        {"-9223372036854775808", "n must be at least 1; "},
        {"501", "n must be at most 500; "},
        {"9223372036854775808", "n is out of range; "},
        {"99999999999999999999x", "n must be an integer; "},
        {"\xFF", "n must be UTF-8; "},
    };
    for (const auto& row : table) {
        const std::vector<Parameter> query = {{"n", row.value}};
        QueryReader reader(query);
        reader.integer("n", 1, 500, 50);
        BOOST_TEST(messages(reader) == row.message);
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_parameter_that_is_given_twice) {
    const std::vector<Parameter> query = {{"n", "1"}, {"n", "1"}};
    QueryReader reader(query);
    BOOST_TEST(reader.integer("n", 1, 500, 50) == 50);
    BOOST_TEST(messages(reader) == "n must be given once; ");
}

BOOST_AUTO_TEST_SUITE_END()
