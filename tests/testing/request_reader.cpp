#include "flameup/testing/request_reader.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

using flameup::testing::BodyReader;
using flameup::testing::PersonChange;

namespace {

// Returns the errors of a person, each as `path: message; `.
std::string errors(const std::string& body) {
    BodyReader reader;
    const boost::json::value value = reader.parse(body);
    if (reader.errors().empty()) reader.read_person(value);
    std::string result;
    for (const auto& error : reader.errors()) result += error.path + ": " + error.message + "; ";
    return result;
}

std::string repeat(std::size_t count, std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i != count; ++i) result += text;
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(testing_request_reader)

BOOST_AUTO_TEST_CASE(reads_every_member_of_a_person) {
    BodyReader reader;
    const PersonChange change = reader.read_person(reader.parse(
        R"({"userId":"u","email":"a@b","phone":"1","anonymousId":"x","traits":{"b":1,"a":null}})"));
    BOOST_TEST(reader.errors().empty());
    BOOST_TEST(change.user_id == "u");
    BOOST_TEST(change.email.value() == "a@b");
    BOOST_TEST(change.phone.value() == "1");
    BOOST_TEST(boost::json::serialize(change.traits) == R"({"b":1,"a":null})");
}

BOOST_AUTO_TEST_CASE(takes_null_for_absent) {
    BodyReader reader;
    const PersonChange change = reader.read_person(reader.parse(
        R"({"userId":"u","email":null,"phone":null,"anonymousId":null,"traits":null,"other":7})"));
    BOOST_TEST(reader.errors().empty());
    BOOST_TEST(!change.email.has_value());
    BOOST_TEST(!change.phone.has_value());
    BOOST_TEST(change.traits.empty());
}

BOOST_AUTO_TEST_CASE(takes_the_last_of_duplicate_keys) {
    BodyReader reader;
    BOOST_TEST(reader.read_person(reader.parse(R"({"userId":"a","userId":"b"})")).user_id == "b");
}

BOOST_AUTO_TEST_CASE(reports_all_that_is_wrong) {
    BOOST_TEST(errors(R"({"email":"a","phone":1,"anonymousId":[],"traits":[]})") ==
               "userId: is required; email: Invalid email format; phone: must be a string; "
               "anonymousId: must be a string; traits: must be an object; ");
    BOOST_TEST(errors("[]") == "body: must be an object; ");
    BOOST_TEST(errors("{") == "body: must be JSON, in UTF-8 and at most 32 levels deep; ");
}

BOOST_AUTO_TEST_CASE(counts_characters_as_code_points) {
    const std::string e = "\xC3\xA9";
    BOOST_TEST(errors(R"({"userId":")" + repeat(255, e) + R"("})") == "");
    BOOST_TEST(errors(R"({"userId":")" + repeat(256, e) + R"("})") ==
               "userId: must be at most 255 characters; ");
    BOOST_TEST(errors(R"({"userId":"u","email":"@)" + repeat(253, e) + R"("})") ==
               "email: Invalid email format; ");
    BOOST_TEST(errors(R"({"userId":"u","email":"a@)" + repeat(252, e) + R"("})") == "");
    BOOST_TEST(errors(R"({"userId":"u","email":"a@)" + repeat(253, e) + R"("})") ==
               "email: must be at most 254 characters; ");
    BOOST_TEST(errors(R"({"userId":"u","phone":")" + repeat(50, e) + R"("})") == "");
    BOOST_TEST(errors(R"({"userId":"u","phone":")" + repeat(51, e) + R"("})") ==
               "phone: must be at most 50 characters; ");
}

BOOST_AUTO_TEST_CASE(reads_up_to_32_levels) {
    const auto nested = [](std::size_t depth) {
        return R"({"userId":"u","traits":{"a":)" + repeat(depth - 2, "[") + repeat(depth - 2, "]") +
               "}}";
    };
    BOOST_TEST(errors(nested(32)) == "");
    BOOST_TEST(errors(nested(33)) != "");
}

BOOST_AUTO_TEST_CASE(finds_the_path_of_a_number_that_no_double_can_hold) {
    const auto path = [](const char* body) {
        BodyReader reader;
        reader.parse(body);
        return reader.out_of_range().value_or("(none)");
    };
    BOOST_TEST(path("1e400") == "");
    BOOST_TEST(path(R"({"a":{"b":[1,[-1e400]]}})") == "a.b[1][0]");
    BOOST_TEST(path(R"([{"a":1e400}])") == "[0].a");
    BOOST_TEST(path(R"({"a":1e308,"b":[18446744073709551616]})") == "(none)");
    BOOST_TEST(path(R"({"a":0e99999999999,"b":1e-99999999999})") == "(none)");
    BOOST_TEST(path(R"({"a":1e99999999999})") == "a");
    BOOST_TEST(path(R"({"a":1e400}x)") == "(none)"); // ill-formed
}

BOOST_AUTO_TEST_SUITE_END()
