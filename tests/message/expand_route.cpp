#include "flameup/message/expand_route.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace expand_route_test {

enum class Color { red, dark_blue };
FLAMEUP_DESCRIBE_ENUM(Color, red, dark_blue)

struct Everything {
    static constexpr flameup::Route route{"test", flameup::Method::get, "/a/{id}/b/{number}"};

    std::string id = "i";
    std::uint64_t number = 1;
    std::optional<bool> flag;
    std::optional<double> ratio;
    std::optional<Color> color;
    std::optional<flameup::OpenEnum<Color>> open;
    std::optional<flameup::Timestamp> since;
    std::optional<std::string> text;
    std::vector<std::string> tags;
    std::optional<std::vector<int>> numbers;
    FLAMEUP_DESCRIBE(Everything, (),
                     (id, number, flag, ratio, color, open, since, text, tags, numbers))
};

struct AllKinds {
    static constexpr flameup::Route route{"test", flameup::Method::get,
                                          "/{flag}/{color}/{open}/{at}/{ratio}"};
    bool flag = false;
    Color color = Color::dark_blue;
    flameup::OpenEnum<Color> open = flameup::OpenEnum<Color>::from_unknown("a/b");
    flameup::Timestamp at;
    double ratio = -1.5;
    FLAMEUP_DESCRIBE(AllKinds, (), (flag, color, open, at, ratio))
};

struct Foreign {
    static constexpr flameup::Route route{"test", flameup::Method::get, "/a"};
    int gr\u00F6\u00DFe = 1;
    FLAMEUP_DESCRIBE(Foreign, (), (gr\u00F6\u00DFe))
};

/// Expands a route, and appends the findings as `path code`.
template <class Operation> std::string expanded(const Operation& operation) {
    std::string url;
    flameup::detail::Findings findings;
    flameup::detail::Buffer buffer(url);
    flameup::detail::RouteExpander<Operation> expander(buffer, operation, findings);
    char* out = flameup::detail::append(buffer, buffer.begin(), "https://host");
    buffer.finish(expander.append_query(expander.append_path(out)));
    for (const flameup::FieldError& field : findings.take()) {
        url += " " + field.path + " " + field.code;
    }
    return url;
}

} // namespace expand_route_test

BOOST_AUTO_TEST_SUITE(expand_route)

using namespace expand_route_test;

BOOST_AUTO_TEST_CASE(fills_the_path_and_omits_absent_parameters) {
    Everything operation;
    BOOST_TEST(expanded(operation) == "https://host/a/i/b/1");
    operation.id = "a/b?c#d%e+f g\"\u00E9\n";
    operation.number = std::numeric_limits<std::uint64_t>::max();
    BOOST_TEST(expanded(operation) ==
               "https://host/a/a%2Fb%3Fc%23d%25e%2Bf%20g%22%C3%A9%0A/b/18446744073709551615");
    BOOST_TEST(expanded(AllKinds()) ==
               "https://host/false/dark_blue/a%2Fb/1970-01-01T00:00:00Z/-1.5");
}

BOOST_AUTO_TEST_CASE(writes_parameters_of_every_kind) {
    Everything operation;
    operation.flag = true;
    operation.ratio = 0.1;
    operation.color = Color::dark_blue;
    operation.open = flameup::OpenEnum<Color>::from_unknown("a&b=c");
    operation.since = flameup::Timestamp{1'705'314'600, 0};
    operation.text = "";
    operation.tags = {"a+b", "", "\U0001F525"};
    operation.numbers.emplace(2, -7);
    BOOST_TEST(expanded(operation) ==
               "https://host/a/i/b/1?flag=true&ratio=0.1&color=dark_blue&open=a%26b%3Dc&"
               "since=2024-01-15T10:30:00Z&text=&tags=a%2Bb&tags=&tags=%F0%9F%94%A5&"
               "numbers=-7&numbers=-7");
    Everything later;
    later.tags = {"x"};
    BOOST_TEST(expanded(later) == "https://host/a/i/b/1?tags=x");
}

BOOST_AUTO_TEST_CASE(finds_ids_that_would_not_survive) {
    Everything operation;
    operation.id = "";
    BOOST_TEST(expanded(operation) == "https://host/a//b/1 id required");
    operation.id = ".";
    BOOST_TEST(expanded(operation) == "https://host/a/./b/1 id dot_segment");
    operation.id = "..";
    BOOST_TEST(expanded(operation) == "https://host/a/../b/1 id dot_segment");
    for (const char* const good : {"...", ".a", "a.", "%2e", "%2E%2E"}) {
        operation.id = good;
        BOOST_TEST(expanded(operation).find(' ') == std::string::npos);
    }
    AllKinds empty;
    empty.open = flameup::OpenEnum<Color>::from_unknown("..");
    BOOST_TEST(expanded(empty) ==
               "https://host/false/dark_blue/../1970-01-01T00:00:00Z/-1.5 open dot_segment");
}

BOOST_AUTO_TEST_CASE(finds_values_without_a_text) {
    Everything operation;
    operation.id = "\xFF";
    operation.ratio = std::numeric_limits<double>::infinity();
    operation.color = static_cast<Color>(9);
    operation.since = flameup::Timestamp{std::numeric_limits<std::int64_t>::max(), 0};
    operation.tags = {"a", "\xC3"};
    BOOST_TEST(expanded(operation) ==
               "https://host/a/%FF/b/1?ratio=&color=&since=&tags=a&tags=%C3 id ill_formed_utf8 "
               "ratio not_finite color unknown_name since invalid_timestamp tags ill_formed_utf8");
}

BOOST_AUTO_TEST_CASE(encodes_the_names_of_parameters) {
    BOOST_TEST(expanded(Foreign()) == "https://host/a?gr%C3%B6%C3%9Fe=1");
}

BOOST_AUTO_TEST_SUITE_END()
