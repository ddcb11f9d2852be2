#include "flameup/json/failure_word.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(failure_word)

/// Which of `success`, `error` and `errors` say that a request failed, with this value.
std::string words_with(std::string_view rest) {
    std::string words;
    for (const std::string_view name : {"success", "error", "errors", "failed", "Error", ""}) {
        if (flameup::detail::is_failure_word(name, rest)) words.append(name).append(" ");
    }
    return words;
}

BOOST_AUTO_TEST_CASE(tells_which_words_say_that_a_request_failed) {
    const struct {
        std::string_view rest;
        std::string_view words;
    } rows[] = {
        {"true", "error errors "},
        {"false", "success "},
        {" \t\r\n false,", "success "},
        {"null", ""},
        {"\"\"", ""},
        {"\"no\"", "error errors "},
        {"0", ""},
        {"0}", ""},
        {"0 ,", ""},
        {"0.5", "error errors "},
        {"3", "error errors "},
        {"-1", "error errors "},
        {"{}", "error "},
        {"{ \n }", "error "},
        {"[]", "error "},
        {"[ ]", "error "},
        {"[null]", "error errors "},
        {"{\"a\":1}", "error errors "},
        {"", ""},
        {"  ", ""},
        {"[", "error errors "},
    };
    for (const auto& row : rows) BOOST_TEST(words_with(row.rest) == row.words, row.rest);
}

BOOST_AUTO_TEST_SUITE_END()
