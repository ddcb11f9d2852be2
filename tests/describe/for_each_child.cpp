#include "flameup/describe/for_each_child.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace for_each_child_test {

struct Base {
    int first = 1;
    FLAMEUP_DESCRIBE(Base, (), (first))
};
struct Whole : Base {
    std::optional<int> second;
    int third = 3;
    FLAMEUP_DESCRIBE(Whole, (Base), (second, third))
};

template <std::size_t Index> using NotTheSecond = std::bool_constant<Index != 1>;

/// Visits the children of a value whose path is `at`, and lists their paths and kinds.
template <template <std::size_t> class Keep = flameup::detail::EveryMember, class T>
std::string children(const T& value) {
    std::string text;
    const flameup::detail::PathStep at{nullptr, "at"};
    flameup::detail::for_each_child<Keep>(
        value, &at, [&text](const auto& child, const flameup::detail::PathStep* step) {
            using Child = std::decay_t<decltype(child)>;
            text += flameup::detail::path_text(step);
            text +=
                flameup::detail::kind_of<Child> == flameup::detail::TypeKind::optional ? "? " : " ";
        });
    return text;
}

} // namespace for_each_child_test

BOOST_AUTO_TEST_SUITE(for_each_child)

using for_each_child_test::children;
using for_each_child_test::NotTheSecond;
using for_each_child_test::Whole;

BOOST_AUTO_TEST_CASE(visits_what_a_value_holds_directly) {
    BOOST_TEST(children(Whole()) == "at.first at.second? at.third ");
    BOOST_TEST(children<NotTheSecond>(Whole()) == "at.first at.third ");
    BOOST_TEST(children(std::vector<int>{1, 2}) == "at[0] at[1] ");
    BOOST_TEST(children(std::vector<bool>{true}) == "at[0] ");
    BOOST_TEST(children(std::vector<std::vector<int>>{{1, 2}}) == "at[0] ");
    BOOST_TEST(children(std::map<std::string, int>{{"a", 1}, {"b c", 2}}) == "at.a at[\"b c\"] ");
    BOOST_TEST(children(std::optional<int>(1)) == "at ");
    BOOST_TEST(children(flameup::Nullable<int>(1)) == "at ");
}

BOOST_AUTO_TEST_CASE(visits_nothing_where_there_is_nothing) {
    BOOST_TEST(children(1) == "");
    BOOST_TEST(children(std::string("text")) == "");
    BOOST_TEST(children(std::optional<int>()) == "");
    BOOST_TEST(children(flameup::Nullable<int>(flameup::null)) == "");
    BOOST_TEST(children(std::vector<int>()) == "");
}

BOOST_AUTO_TEST_SUITE_END()
