#include "flameup/json/to_json.hpp"

#include "flameup/json/from_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json_to_json_test {

struct Plan {
    std::string name;
    std::optional<int> seats;
    std::vector<double> prices;
    FLAMEUP_DESCRIBE(Plan, (), (name, seats, prices))
};

enum class Color { red };
FLAMEUP_DESCRIBE_ENUM(Color, red)

} // namespace json_to_json_test

BOOST_AUTO_TEST_SUITE(json_to_json)

using namespace json_to_json_test;
using flameup::ErrorKind;
using flameup::from_json;
using flameup::Limits;
using flameup::to_json;

BOOST_AUTO_TEST_CASE(writes_and_reads_the_same) {
    const Plan plan{"a\"b", 3, {0.1, 2}};
    const auto text = to_json(plan);
    BOOST_TEST_REQUIRE(text.has_value());
    BOOST_TEST(*text == R"({"name":"a\"b","seats":3,"prices":[0.1,2]})");
    const auto read = from_json<Plan>(*text);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(*to_json(*read) == *text);
    BOOST_TEST(*to_json(1) == "1");
}

BOOST_AUTO_TEST_CASE(says_what_cannot_be_written) {
    const auto text = to_json(Plan{"\xFF", {}, {1, std::numeric_limits<double>::infinity()}});
    BOOST_TEST_REQUIRE(text.has_error());
    BOOST_TEST((text.error().kind == ErrorKind::validation));
    BOOST_TEST_REQUIRE(text.error().fields.size() == 2u);
    BOOST_TEST(text.error().fields[0].path == "name");
    BOOST_TEST(text.error().fields[1].path == "prices[1]");
}

BOOST_AUTO_TEST_CASE(has_a_finding_for_everything_that_the_writer_refuses) {
    const auto code = [](const auto& value, std::size_t max_depth = 32) {
        Limits limits;
        limits.max_depth = max_depth;
        const auto text = to_json(value, limits);
        return text.has_value() ? *text : text.error().fields.at(0).code;
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(code(nan) == "not_finite");
    BOOST_TEST(code(static_cast<float>(nan)) == "not_finite");
    BOOST_TEST(code(std::string_view("\x80")) == "ill_formed_utf8");
    BOOST_TEST(code(std::map<std::string, int>{{"\x80", 1}}) == "ill_formed_utf8");
    BOOST_TEST(code(static_cast<Color>(1)) == "unknown_name");
    BOOST_TEST(code(flameup::OpenEnum<Color>(static_cast<Color>(1))) == "unknown_name");
    BOOST_TEST(code(flameup::OpenEnum<Color>::from_unknown("\x80")) == "ill_formed_utf8");
    BOOST_TEST(code(flameup::Timestamp{0, 4'000'000'000}) == "invalid_timestamp");
    BOOST_TEST(code(boost::json::value(nan)) == "not_finite");
    BOOST_TEST(code(boost::json::value("\x80")) == "ill_formed_utf8");
    BOOST_TEST(code(boost::json::object({{"\x80", 1}})) == "ill_formed_utf8");
    BOOST_TEST(code(std::vector<std::optional<double>>{{}, nan}) == "not_finite");
    BOOST_TEST(code(flameup::Nullable<double>(nan)) == "not_finite");
    BOOST_TEST(code(Plan(), 0) == "too_deep");
    BOOST_TEST(code(Plan(), 1) == "too_deep");
    BOOST_TEST(code(Plan(), 2) == R"({"name":"","prices":[]})");
    BOOST_TEST(code(std::map<std::string, int>(), 0) == "too_deep");
    BOOST_TEST(code(boost::json::object(), 0) == "too_deep");
    BOOST_TEST(code(boost::json::array(), 0) == "too_deep");
}

BOOST_AUTO_TEST_SUITE_END()
