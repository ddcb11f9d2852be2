#include "flameup/describe/reflect.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace reflect_test {

enum class Color { red = 3, blue, also_blue = 4 };
FLAMEUP_DESCRIBE_ENUM(Color, red, blue, also_blue)

struct First {
    int a = 0;
    FLAMEUP_DESCRIBE(First, (), (a))
};
struct Second {
    std::string b;
    FLAMEUP_DESCRIBE(Second, (), (b))
};
struct Both : First, Second {
    std::optional<bool> c;
    static constexpr int not_a_member = 1;
    FLAMEUP_DESCRIBE(Both, (First, Second), (c))
};
template <class T> struct Holder : Both {
    std::vector<T> values;
    FLAMEUP_DESCRIBE(Holder, (Both), (values))
};

} // namespace reflect_test

BOOST_AUTO_TEST_SUITE(reflect)

using namespace reflect_test;
using flameup::detail::enum_from_name;
using flameup::detail::enum_name;
using flameup::detail::find_member;
using flameup::detail::is_described_struct;
using flameup::detail::member_at;
using flameup::detail::member_count;
using flameup::detail::member_type;

static_assert(is_described_struct<Both>::value && is_described_struct<Holder<int>>::value);
static_assert(!is_described_struct<int>::value && !is_described_struct<std::string>::value &&
              !is_described_struct<Color>::value);
static_assert(member_count<First> == 1 && member_count<Both> == 3 &&
              member_count<Holder<int>> == 4);
static_assert(find_member<Both>("a") == 0 && find_member<Both>("c") == 2);
static_assert(find_member<Both>("") == 3 && find_member<Both>("not_a_member") == 3);
static_assert(std::is_same_v<member_type<Holder<int>, 1>, std::string>);
static_assert(std::is_same_v<member_type<Holder<int>, 3>, std::vector<int>>);
static_assert(enum_name(Color::red) == "red" && enum_name(static_cast<Color>(0)).empty());

BOOST_AUTO_TEST_CASE(lists_the_members_of_bases_first) {
    BOOST_TEST(std::string_view(member_at<Holder<int>, 0>::name) == "a");
    BOOST_TEST(std::string_view(member_at<Holder<int>, 1>::name) == "b");
    BOOST_TEST(std::string_view(member_at<Holder<int>, 2>::name) == "c");
    BOOST_TEST(std::string_view(member_at<Holder<int>, 3>::name) == "values");
    Both both;
    both.*member_at<Both, 1>::pointer = "text";
    BOOST_TEST(both.b == "text");
}

BOOST_AUTO_TEST_CASE(names_enumerators) {
    BOOST_TEST(enum_name(Color::blue) == "blue");
    BOOST_TEST(enum_name(Color::also_blue) == "blue");
    Color color = Color::red;
    BOOST_TEST(enum_from_name("also_blue", color));
    BOOST_TEST((color == Color::blue));
    for (const std::string_view name : {"", "Red", "re", "redd", " red"}) {
        BOOST_TEST(!enum_from_name(name, color));
        BOOST_TEST((color == Color::blue));
    }
}

BOOST_AUTO_TEST_SUITE_END()
