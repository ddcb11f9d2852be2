#include "flameup/value/secret.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/json/value_from.hpp>

#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#if __has_include(<version>)
#include <version>
#endif
#if defined(__cpp_lib_format)
#include <format>
#endif

BOOST_AUTO_TEST_SUITE(secret)

using flameup::Secret;

namespace {

template <class T, class = void> struct has_to_string : std::false_type {};
template <class T>
struct has_to_string<T, std::void_t<decltype(std::to_string(std::declval<T>()))>> : std::true_type {
};

template <class T, class = void> struct prints_wide : std::false_type {};
template <class T>
struct prints_wide<
    T, std::void_t<decltype(std::declval<std::wostream&>() << std::declval<const T&>())>>
    : std::true_type {};

} // namespace

// Whatever writes strings must not take a secret for one.
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<Secret, const char*>);
static_assert(!std::is_convertible_v<Secret, bool>);
static_assert(!std::is_constructible_v<std::string, Secret>);
static_assert(!std::is_constructible_v<std::string_view, Secret>);
static_assert(!std::is_constructible_v<boost::json::value, Secret>);
static_assert(!boost::json::has_value_from<Secret>::value);
static_assert(!has_to_string<Secret>::value);
static_assert(!prints_wide<Secret>::value);
#if defined(__cpp_lib_format)
static_assert(!std::is_default_constructible_v<std::formatter<Secret, char>>);
static_assert(!std::is_default_constructible_v<std::formatter<Secret, wchar_t>>);
#endif

// But anything that has the text makes one.
static_assert(std::is_convertible_v<std::string, Secret>);
static_assert(std::is_convertible_v<const char*, Secret>);

BOOST_AUTO_TEST_CASE(prints_stars) {
    for (const char* text : {"", "k", "ws_live_0123456789abcdef", "***"}) {
        std::ostringstream stream;
        stream << '[' << Secret(text) << ']';
        BOOST_TEST(stream.str() == "[***]");
    }
}

BOOST_AUTO_TEST_CASE(reveals_its_text_when_asked) {
    BOOST_TEST(Secret("key").reveal() == "key");
    BOOST_TEST(Secret(std::string("a\0b", 3)).reveal() == std::string("a\0b", 3));
    BOOST_TEST(Secret().reveal() == "");
    BOOST_TEST(Secret().empty());
    BOOST_TEST(Secret("").empty());
    BOOST_TEST(!Secret("key").empty());
}

BOOST_AUTO_TEST_CASE(is_empty_where_a_pointer_is_null) {
    const char* const variable = nullptr; // as of `std::getenv`
    BOOST_TEST(Secret(variable).empty());
}

BOOST_AUTO_TEST_CASE(compares_its_text) {
    BOOST_TEST((Secret("key") == Secret("key")));
    BOOST_TEST((Secret("key") != Secret("Key")));
    BOOST_TEST((Secret("key") != Secret()));
}

BOOST_AUTO_TEST_SUITE_END()
