#include "flameup/text/field_path.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(field_path)

using flameup::detail::append_path_index;
using flameup::detail::append_path_name;

BOOST_AUTO_TEST_CASE(writes_identifiers_behind_a_dot_and_other_names_in_brackets) {
    struct Row {
        std::string name;
        std::string expected;
    };
    const Row rows[] = {
        {"email", "$.email"},
        {"_a9Z", "$._a9Z"},
        {"9", "$.9"},
        {"", R"($[""])"},
        {"e mail", R"($["e mail"])"},
        {"a.b", R"($["a.b"])"},
        {"a-b", R"($["a-b"])"},
        {"\u00E9", "$[\"\u00E9\"]"},
        {"a\r\nb\x1B[1m\x7F", R"($["a??b?[1m?"])"},
        {"a\xFF\xC3", R"($["a??"])"},
        {std::string("\0", 1), R"($["?"])"},
        {std::string(64, 'a'), "$." + std::string(64, 'a')},
        {std::string(65, 'a'), "$[\"" + std::string(64, 'a') + "...\"]"},
        {std::string(63, ' ') + "\u00E9", "$[\"" + std::string(63, ' ') + "...\"]"},
    };
    for (const Row& row : rows) {
        std::string path = "$";
        append_path_name(path, row.name);
        BOOST_TEST(path == row.expected);
    }
    std::string path;
    append_path_name(path, "people");
    append_path_index(path, 3);
    append_path_name(path, "email");
    BOOST_TEST(path == "people[3].email");
    constexpr std::size_t most = (std::numeric_limits<std::size_t>::max)();
    append_path_index(path, most);
    BOOST_TEST(path == "people[3].email[" + std::to_string(most) + "]");
}

BOOST_AUTO_TEST_SUITE_END()
