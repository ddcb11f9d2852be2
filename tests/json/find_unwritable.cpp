#include "flameup/json/find_unwritable.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace json_find_unwritable_test {

enum class Color { red };
FLAMEUP_DESCRIBE_ENUM(Color, red)

struct Values {
    std::string text;
    double number = 0;
    Color color = Color::red;
    flameup::OpenEnum<Color> open;
    flameup::Timestamp at;
    std::map<std::string, std::string> map;
    std::vector<float> list;
    boost::json::value any;
    boost::json::object object;
    FLAMEUP_DESCRIBE(Values, (), (text, number, color, open, at, map, list, any, object))
};

template <std::size_t Index> using all_but_first = std::bool_constant<Index != 0>;

using flameup::detail::Findings;

std::string text_of(Findings& findings) {
    std::string text;
    for (const flameup::FieldError& field : findings.take()) {
        text += (text.empty() ? "" : ", ") + field.path + " " + field.code;
    }
    return text;
}

template <class T> std::string bad_values(const T& value, std::size_t max_depth = 32) {
    Findings findings;
    flameup::detail::find_unwritable(value, max_depth, findings);
    return text_of(findings);
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i != times; ++i) out += text;
    return out;
}

} // namespace json_find_unwritable_test

BOOST_AUTO_TEST_SUITE(json_find_unwritable)

using namespace json_find_unwritable_test;

BOOST_AUTO_TEST_CASE(finds_what_cannot_be_written) {
    const double infinity = std::numeric_limits<double>::infinity();
    Values value;
    BOOST_TEST(bad_values(value) == "");
    value.text = "\xFF";
    value.number = infinity;
    value.color = static_cast<Color>(7);
    value.open = static_cast<Color>(7);
    value.at = {0, 1'000'000'000};
    value.map = {{"a", "\xC3"}, {"\xFF", "b"}};
    value.list = {1, std::numeric_limits<float>::quiet_NaN()};
    value.any = boost::json::array({1, boost::json::object({{"k", -infinity}, {"\x80", 1}})});
    value.object["s"] = "\xED\xA0\x80";
    BOOST_TEST(bad_values(value) ==
               "text ill_formed_utf8, number not_finite, color unknown_name, open unknown_name, "
               "at invalid_timestamp, map.a ill_formed_utf8, map[\"?\"] ill_formed_utf8, "
               "list[1] not_finite, any[1].k not_finite, any[1][\"?\"] ill_formed_utf8, "
               "object.s ill_formed_utf8");
    value = {};
    value.open = flameup::OpenEnum<Color>::from_unknown("\xFE");
    BOOST_TEST(bad_values(value) == "open ill_formed_utf8");
}

BOOST_AUTO_TEST_CASE(looks_at_the_members_that_are_kept) {
    Values value;
    value.text = "\xFF";
    value.number = std::numeric_limits<double>::infinity();
    Findings findings;
    flameup::detail::UnwritableFinder(32, findings).find_in_members<all_but_first>(value);
    BOOST_TEST(text_of(findings) == "number not_finite");
}

BOOST_AUTO_TEST_CASE(finds_what_is_too_deep) {
    BOOST_TEST(bad_values(std::vector<std::vector<int>>{{}, {1}}, 2) == "");
    BOOST_TEST(bad_values(std::vector<std::vector<int>>{{}, {1}}, 1) ==
               "[0] too_deep, [1] too_deep");
    BOOST_TEST(bad_values(std::vector<int>(), 0) == " too_deep");
    BOOST_TEST(bad_values(Values(), 0) == " too_deep");
    boost::json::value deep = 1;
    for (int i = 0; i != 33; ++i) deep = boost::json::object({{"a", deep}});
    BOOST_TEST(bad_values(deep) == repeated(".a", 32).substr(1) + " too_deep");
    deep = 1;
    for (int i = 0; i != 33; ++i) deep = boost::json::array(1, deep);
    BOOST_TEST(bad_values(deep) == repeated("[0]", 32) + " too_deep");
}

BOOST_AUTO_TEST_SUITE_END()
