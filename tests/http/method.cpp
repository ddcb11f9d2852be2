#include "flameup/http/method.hpp"

#include "flameup/describe/match_route.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string_view>

BOOST_AUTO_TEST_SUITE(method)

using flameup::Method;

BOOST_AUTO_TEST_CASE(has_a_name_and_perhaps_a_body) {
    struct Row {
        Method method;
        std::string_view name;
        bool body;
    };
    constexpr Row rows[] = {
        {Method::get, "GET", false},        {Method::post, "POST", true},
        {Method::put, "PUT", true},         {Method::patch, "PATCH", true},
        {Method::delete_, "DELETE", false},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.name) {
            BOOST_TEST(to_string(row.method) == row.name);
            BOOST_TEST((flameup::method_from_string(row.name) == row.method));
            BOOST_TEST(has_body(row.method) == row.body);
        }
    }
}

BOOST_AUTO_TEST_CASE(finds_no_method_of_another_name) {
    for (std::string_view name :
         {std::string_view(""), std::string_view("get"), std::string_view("Get"),
          std::string_view("GET "), std::string_view(" GET"), std::string_view("GETS"),
          std::string_view("HEAD"), std::string_view("delete_"), std::string_view("GET\0", 4),
          std::string_view("GET\r\nX: y")}) {
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST((flameup::method_from_string(name) == std::nullopt));
        }
    }
}

BOOST_AUTO_TEST_CASE(names_nothing_that_is_not_a_method) {
    BOOST_TEST(to_string(static_cast<Method>(99)) == "");
    BOOST_TEST(!has_body(static_cast<Method>(99)));
}

static_assert(flameup::to_string(Method::delete_) == "DELETE");
static_assert(flameup::method_from_string("PUT") == Method::put);

BOOST_AUTO_TEST_SUITE_END()
