#include "flameup/describe/any_within.hpp"

#include "flameup/model.hpp"

#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace any_within_test {

using flameup::detail::holds_views;
using View = std::string_view;

struct Plain {
    std::string name;
    std::map<std::string, std::vector<int>> numbers;
    boost::json::object object;
    boost::json::string text;
    FLAMEUP_DESCRIBE(Plain, (), (name, numbers, object, text))
};

struct Derived : Plain {
    std::optional<std::vector<View>> deep;
    FLAMEUP_DESCRIBE(Derived, (Plain), (deep))
};

/// Contains itself, with and without views.
template <class Text> struct Node {
    std::vector<Node> children;
    std::map<std::string, Node> named;
    Text text;
    FLAMEUP_DESCRIBE(Node, (), (children, named, text))
};

enum class Color { red };
FLAMEUP_DESCRIBE_ENUM(Color, red)

static_assert(holds_views<View>());
static_assert(holds_views<std::optional<View>>());
static_assert(holds_views<flameup::Nullable<View>>());
static_assert(holds_views<std::map<View, int>>());
static_assert(holds_views<std::map<std::string, View>>());
static_assert(holds_views<flameup::OpenEnum<Color, View>>());
static_assert(holds_views<Derived>());
static_assert(holds_views<Node<View>>());
static_assert(holds_views<flameup::Person<boost::json::object, View>>());
static_assert(holds_views<flameup::PeoplePage<Derived>>());

static_assert(!holds_views<Plain>());
static_assert(!holds_views<Color>());
static_assert(!holds_views<flameup::OpenEnum<Color>>());
static_assert(!holds_views<Node<std::string>>());
static_assert(!holds_views<flameup::PeoplePage<>>());
static_assert(!holds_views<flameup::NoContent>());

} // namespace any_within_test

BOOST_AUTO_TEST_SUITE(any_within)

BOOST_AUTO_TEST_CASE(is_known_to_the_compiler) {
    BOOST_TEST(any_within_test::holds_views<any_within_test::View>());
}

BOOST_AUTO_TEST_SUITE_END()
