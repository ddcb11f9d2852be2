#include "flameup/json/raw_json.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_raw_json)

using flameup::detail::copy_compact;
using flameup::detail::find_end;
using flameup::detail::is_json;

BOOST_AUTO_TEST_CASE(finds_the_end_of_a_value) {
    const struct {
        std::string_view text;
        std::string_view value; // empty for none
    } rows[] = {
        {R"(7,8])", "7"},
        {"null ]", "null"},
        {"true}", "true"},
        {R"("a,]\"\\",1)", R"("a,]\"\\")"},
        {R"({"a":[1,{"b":"}]"}]},{)", R"({"a":[1,{"b":"}]"}]})"},
        {"[]]", "[]"},
        {R"([ 1 , 2 ] ])", "[ 1 , 2 ]"},
        {"7", ""}, // in a text, something follows
        {R"("a)", ""},
        {R"("a\)", ""},
        {R"({"a":[1})", ""},
        {R"([[])", ""},
    };
    for (const auto& row : rows) {
        const char* const end = find_end(row.text.data(), row.text.data() + row.text.size());
        BOOST_TEST_CONTEXT(row.text) {
            const std::string_view found =
                end == nullptr
                    ? ""
                    : row.text.substr(0, static_cast<std::size_t>(end - row.text.data()));
            BOOST_TEST(found == row.value);
        }
    }
}

BOOST_AUTO_TEST_CASE(tells_json_from_other_texts) {
    for (const char* text : {"1", " [1,{\"a\":null}]\n", "\"\\ud83d\"", "\"\xC3\xA9\""}) {
        BOOST_TEST(is_json(text, 3), text);
    }
    for (const char* text :
         {"", "1 2", "{", "[1,]", "\"\xFF\"", "tru", "\"a", "[[[[]]]]", "\"\n\""}) {
        BOOST_TEST(!is_json(text, 3), text);
    }
}

BOOST_AUTO_TEST_CASE(copies_without_space) {
    const std::string_view text = "\r\n{ \"a b\" :\t[ 1 , \"\\\" \" , { } ] }  ";
    std::string copy(text.size(), '\0');
    copy.resize(static_cast<std::size_t>(copy_compact(text, copy.data()) - copy.data()));
    BOOST_TEST(copy == R"({"a b":[1,"\" ",{}]})");
}

BOOST_AUTO_TEST_SUITE_END()
