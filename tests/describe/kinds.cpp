#include "flameup/describe/kinds.hpp"

#include "flameup/model.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <boost/json/string.hpp>
#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kinds_test {

enum class Described { a };
FLAMEUP_DESCRIBE_ENUM(Described, a)
enum class Undescribed { a };

struct Structure {
    FLAMEUP_DESCRIBE(Structure, (), ())
};
struct Opaque {};
struct Formed {};
enum class FormedEnum { a };

} // namespace kinds_test

namespace flameup {
template <> struct TextForm<kinds_test::Formed> {};
template <> struct TextForm<kinds_test::FormedEnum> {};
template <> struct TextForm<std::vector<kinds_test::Formed>> {};
} // namespace flameup

BOOST_AUTO_TEST_SUITE(kinds)

using namespace kinds_test;
using flameup::Nullable;
using flameup::OpenEnum;
using flameup::detail::is_absent;
using flameup::detail::kind_of;
using flameup::detail::TypeKind;

static_assert(kind_of<bool> == TypeKind::boolean);
static_assert(kind_of<signed char> == TypeKind::integer);
static_assert(kind_of<unsigned char> == TypeKind::integer);
static_assert(kind_of<unsigned long long> == TypeKind::integer);
static_assert(kind_of<char> == TypeKind::unsupported);
static_assert(kind_of<wchar_t> == TypeKind::unsupported);
static_assert(kind_of<char32_t> == TypeKind::unsupported);
static_assert(kind_of<float> == TypeKind::number);
static_assert(kind_of<double> == TypeKind::number);
static_assert(kind_of<long double> == TypeKind::unsupported);
static_assert(kind_of<std::string> == TypeKind::string);
static_assert(kind_of<std::string_view> == TypeKind::string);
static_assert(kind_of<boost::json::string> == TypeKind::string);
static_assert(kind_of<const char*> == TypeKind::unsupported);
static_assert(kind_of<flameup::Timestamp> == TypeKind::timestamp);
static_assert(kind_of<Described> == TypeKind::enumeration);
static_assert(kind_of<Undescribed> == TypeKind::unsupported);
static_assert(kind_of<OpenEnum<Described>> == TypeKind::open_enumeration);
static_assert(kind_of<std::optional<int>> == TypeKind::optional);
static_assert(kind_of<Nullable<int>> == TypeKind::nullable);
static_assert(kind_of<std::nullptr_t> == TypeKind::null);
static_assert(kind_of<flameup::Null> == TypeKind::null);
static_assert(kind_of<boost::json::value> == TypeKind::dynamic);
static_assert(kind_of<boost::json::object> == TypeKind::dynamic);
static_assert(kind_of<boost::json::array> == TypeKind::dynamic);
static_assert(kind_of<Structure> == TypeKind::structure);
static_assert(kind_of<Opaque> == TypeKind::unsupported);
static_assert(kind_of<std::map<std::string, int>> == TypeKind::map);
static_assert(kind_of<std::unordered_map<std::string, Opaque>> == TypeKind::map);
static_assert(kind_of<std::map<int, int>> != TypeKind::map);
static_assert(kind_of<std::vector<int>> == TypeKind::sequence);
static_assert(kind_of<std::vector<bool>> == TypeKind::sequence);
static_assert(kind_of<std::deque<int>> == TypeKind::sequence);
static_assert(kind_of<std::list<int>> == TypeKind::sequence);
static_assert(kind_of<std::array<int, 2>> == TypeKind::sequence);
static_assert(kind_of<int*> == TypeKind::unsupported);
static_assert(kind_of<Formed> == TypeKind::text_form);
static_assert(kind_of<FormedEnum> == TypeKind::text_form);
static_assert(kind_of<std::vector<Formed>> == TypeKind::text_form); // and no list
static_assert(kind_of<std::vector<Structure>> == TypeKind::sequence);

BOOST_AUTO_TEST_CASE(knows_what_is_absent) {
    BOOST_TEST(is_absent(std::optional<int>()));
    BOOST_TEST(!is_absent(std::optional<int>(0)));
    BOOST_TEST(is_absent(Nullable<int>()));
    BOOST_TEST(!is_absent(Nullable<int>(flameup::null)));
    BOOST_TEST(!is_absent(Nullable<int>(0)));
    BOOST_TEST(!is_absent(0));
    BOOST_TEST(!is_absent(std::string()));
    BOOST_TEST(!is_absent(boost::json::value()));
}

BOOST_AUTO_TEST_CASE(finds_the_text_of_strings_and_names) {
    using flameup::detail::text_of;
    using Open = OpenEnum<Described, std::string_view>;
    BOOST_TEST(text_of(std::string("a\0b", 3)) == std::string_view("a\0b", 3));
    BOOST_TEST(text_of(boost::json::string("text")) == "text");
    BOOST_TEST(text_of(Described::a) == "a");
    BOOST_TEST(text_of(static_cast<Described>(5)) == "");
    BOOST_TEST(text_of(Open(Described::a)) == "a");
    BOOST_TEST(text_of(Open(static_cast<Described>(5))) == "");
    BOOST_TEST(text_of(Open::from_unknown("other")) == "other");
}

BOOST_AUTO_TEST_SUITE_END()

namespace all_within_test {

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

} // namespace all_within_test

BOOST_AUTO_TEST_SUITE(any_within)

BOOST_AUTO_TEST_CASE(is_known_to_the_compiler) {
    BOOST_TEST(all_within_test::holds_views<all_within_test::View>());
}

BOOST_AUTO_TEST_SUITE_END()
