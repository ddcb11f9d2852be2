#include "flameup/testing/request_reader.hpp"

#include "flameup/model/operations.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace request_reader_test {

using flameup::testing::BodyReader;
using CreatePerson = flameup::CreatePerson<boost::json::object>;

// Returns the errors of a person, each as `path: message; `.
std::string errors(const std::string& body) {
    BodyReader reader;
    const boost::json::value value = reader.parse(body);
    if (reader.errors().empty()) reader.read<CreatePerson>(value);
    std::string result;
    for (const auto& error : reader.errors()) result += error.path + ": " + error.message + "; ";
    return result;
}

// An operation that declares what none of the library's does.
struct Rename {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"rename", flameup::Method::put, "/things/{thing}"};
    std::string thing;
    std::string name;
    std::optional<std::string> note;
    std::vector<flameup::PersonInput<boost::json::object>> people;
    static constexpr flameup::Rule rules[] = {
        flameup::Rule::length("name", 2, 3), flameup::Rule::reserved("name", "all"),
        flameup::Rule::required("note"), flameup::Rule::count("people", 0, 1)};
    FLAMEUP_DESCRIBE(Rename, (), (thing, name, note, people))
};

std::string repeat(std::size_t count, std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i != count; ++i) result += text;
    return result;
}

} // namespace request_reader_test

BOOST_AUTO_TEST_SUITE(testing_request_reader)

using namespace request_reader_test;

BOOST_AUTO_TEST_CASE(reads_every_member_of_a_person) {
    BodyReader reader;
    const auto change = reader.read<CreatePerson>(reader.parse(
        R"({"userId":"u","email":"a@b","phone":"1","anonymousId":"x","traits":{"b":1,"a":null}})"));
    BOOST_TEST(reader.errors().empty());
    BOOST_TEST(change.userId == "u");
    BOOST_TEST(change.email.value() == "a@b");
    BOOST_TEST(change.phone.value() == "1");
    BOOST_TEST(change.anonymousId.value() == "x");
    BOOST_TEST(boost::json::serialize(change.traits.value()) == R"({"b":1,"a":null})");
}

BOOST_AUTO_TEST_CASE(takes_null_for_absent) {
    BodyReader reader;
    const auto change = reader.read<CreatePerson>(reader.parse(
        R"({"userId":"u","email":null,"phone":null,"anonymousId":null,"traits":null,"other":7})"));
    BOOST_TEST(reader.errors().empty());
    BOOST_TEST(!change.email.has_value());
    BOOST_TEST(!change.phone.has_value());
    BOOST_TEST(!change.anonymousId.has_value());
    BOOST_TEST(!change.traits.has_value());
}

BOOST_AUTO_TEST_CASE(takes_the_last_of_duplicate_keys) {
    BodyReader reader;
    BOOST_TEST(reader.read<CreatePerson>(reader.parse(R"({"userId":"a","userId":"b"})")).userId ==
               "b");
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

BOOST_AUTO_TEST_CASE(reads_any_operation_as_it_is_declared) {
    const auto wrong = [](const char* body) {
        BodyReader reader;
        reader.read<Rename>(reader.parse(body));
        std::string result;
        for (const auto& error : reader.errors()) {
            result += error.path + ": " + error.message + "; ";
        }
        return result;
    };
    BOOST_TEST(wrong(R"({"name":"abc","note":"","people":[]})") == "");
    BOOST_TEST(wrong("{}") == "name: is required; note: is required; people: is required; ");
    BOOST_TEST(wrong(R"({"name":"a","note":null,"people":[{"userId":"a"},{"userId":"b"}]})") ==
               "name: must be at least 2 characters; note: is required; "
               "people: must have 0 to 1 elements; ");
    BOOST_TEST(wrong(R"({"name":"all","note":"","people":[{"userId":""}]})") ==
               "name: must not be all; people[0].userId: must not be empty; ");
    BodyReader reader;
    const Rename rename =
        reader.read<Rename>(reader.parse(R"({"thing":"x","name":"ab","note":"n","people":[]})"));
    BOOST_TEST(rename.thing == ""); // it is in the path
    BOOST_TEST(rename.name == "ab");
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
