#include "flameup/testing/query_reader.hpp"

#include "flameup/describe/compare.hpp"
#include "flameup/model/operations.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace query_reader_test {

using flameup::Parameter;
using flameup::Rule;
using flameup::testing::QueryReader;
using ListPeople = flameup::ListPeople<boost::json::object>;
using SearchPeople = flameup::SearchPeople<boost::json::object>;

// An operation that declares what none of the library's does.
struct Count {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"count", flameup::Method::get, "/things/{thing}"};
    std::string thing;
    std::int32_t n = 0;
    std::optional<std::string> word;
    static constexpr Rule rules[] = {Rule::range("n", 1, 500), Rule::length("word", 2, 3),
                                     Rule::email("word")};
    FLAMEUP_DESCRIBE(Count, (), (thing, n, word))
};

std::string messages(const QueryReader& reader) {
    std::string result;
    for (const auto& error : reader.errors()) result += error.path + " " + error.message + "; ";
    return result;
}

template <class Operation> std::string messages(const std::vector<Parameter>& query) {
    QueryReader reader(query);
    reader.read<Operation>();
    return messages(reader);
}

} // namespace query_reader_test

BOOST_AUTO_TEST_SUITE(testing_query_reader)

using namespace query_reader_test;

BOOST_AUTO_TEST_CASE(reads_what_is_there) {
    const std::vector<Parameter> query = {{"limit", "007"},
                                          {"search", "a b"},
                                          {"status", "bounced"},
                                          {"created_since", "2024-01-15T10:30:00Z"},
                                          {"other", "\xFF"}};
    QueryReader reader(query);
    const auto list = reader.read<ListPeople>();
    BOOST_TEST(list.limit.value() == 7);
    BOOST_TEST(list.search.value() == "a b");
    BOOST_TEST((list.status == flameup::PersonStatus::bounced));
    BOOST_TEST(list.created_since.value().seconds == 1705314600);
    BOOST_TEST(messages(reader) == "");
}

BOOST_AUTO_TEST_CASE(reads_nothing_from_nothing) {
    const std::vector<Parameter> query;
    QueryReader reader(query);
    BOOST_TEST((reader.read<ListPeople>() == ListPeople()));
    BOOST_TEST(messages(reader) == "");
    BOOST_TEST(messages<Count>({{"thing", "1"}}) == "n is required; ");
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
        {"-2147483648", "n must be at least 1; "},
        {"501", "n must be at most 500; "},
        {"2147483648", "n is out of range; "},
        {"99999999999999999999x", "n must be an integer; "},
        {"\xFF", "n must be UTF-8; "},
    };
    for (const auto& row : table) {
        BOOST_TEST(messages<Count>({{"n", row.value}}) == row.message);
    }
}

BOOST_AUTO_TEST_CASE(refuses_texts_that_break_a_rule) {
    BOOST_TEST(messages<Count>({{"n", "1"}, {"word", "a@b"}}) == "");
    BOOST_TEST(messages<Count>({{"n", "1"}, {"word", "@"}}) ==
               "word must be at least 2 characters; word Invalid email format; ");
    BOOST_TEST(messages<Count>({{"n", "1"}, {"word", "a@bc"}}) ==
               "word must be at most 3 characters; ");
}

BOOST_AUTO_TEST_CASE(refuses_other_names_and_times) {
    BOOST_TEST(messages<ListPeople>({{"status", "Active"}, {"updated_since", "today"}}) ==
               "status must be active, unsubscribed or bounced; "
               "updated_since must be an RFC 3339 timestamp; ");
}

BOOST_AUTO_TEST_CASE(needs_one_of_several_that_is_not_empty) {
    BOOST_TEST(messages<SearchPeople>({{"limit", "1"}, {"q", ""}}) ==
               "q is required, or email or userId; ");
    BOOST_TEST(messages<SearchPeople>({{"userId", "u"}}) == "");
}

BOOST_AUTO_TEST_CASE(refuses_a_parameter_that_is_given_twice) {
    BOOST_TEST(messages<Count>({{"n", "1"}, {"n", "1"}}) == "n must be given once; ");
    BOOST_TEST(messages<SearchPeople>({{"q", "1"}, {"q", "1"}}) == "q must be given once; ");
}

BOOST_AUTO_TEST_SUITE_END()
