#include "flameup/json/nearest_number.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_nearest_number)

using flameup::detail::is_too_large;

constexpr double infinite = std::numeric_limits<double>::infinity();

BOOST_AUTO_TEST_CASE(returns_the_nearest_double_or_float) {
    using flameup::detail::nearest_number;
    struct Row {
        std::string_view text;
        double number;
    };
    const Row rows[] = {
        {"0", 0},
        {"-1.5", -1.5},
        {"0.1", 0.1},
        {"1e23", 1e23},
        {"9007199254740993", 9007199254740992},
        {"5e-324", std::numeric_limits<double>::denorm_min()},
        {"1e999", infinite},
        {"-1e999", -infinite},
        {"1e-999", 0},
        {"0e999999999999999999999", 0},
        {"1e99999999999999999999999", infinite},
        {"1e-99999999999999999999999", 0},
        {"1e2147483648", infinite},
        {"-1e3999999999", -infinite},
        {"1e9999999999", infinite},
        {"1e-3000000000", 0},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) { BOOST_TEST((nearest_number(row.text) == row.number)); }
    }
    BOOST_TEST((nearest_number<float>("0.1") == 0.1F));
    BOOST_TEST((nearest_number<float>("1e39") == std::numeric_limits<float>::infinity()));
    BOOST_TEST((nearest_number<float>("1e-60") == 0.0F));
}

BOOST_AUTO_TEST_CASE(tells_too_large_from_too_small_by_the_first_digit_that_counts) {
    const std::string nines(400, '9');
    const std::string zeros(400, '0');
    for (const char* const text :
         {"1e400", "-1e+400", "12.5E999", "0.001e500", "1e99999999999999"}) {
        BOOST_TEST(is_too_large(text), text);
    }
    BOOST_TEST(is_too_large(nines));
    BOOST_TEST(is_too_large(nines + ".5e-1"));
    BOOST_TEST(is_too_large("0." + zeros + "1e900"));
    for (const char* const text : {"1e-400", "-1E-400", "0.5e-999", "1e-99999999999999"}) {
        BOOST_TEST(!is_too_large(text), text);
    }
    BOOST_TEST(!is_too_large("0." + zeros + "1"));
    BOOST_TEST(!is_too_large("1" + zeros + "e-900"));
}

BOOST_AUTO_TEST_CASE(tells_whole_numbers_by_all_of_their_digits) {
    for (const char* const text :
         {"0.0", "-0e-5", "5.000", "1.5e1", "10e-1", "100.00e-2", "1e99999"}) {
        BOOST_TEST(flameup::detail::is_whole(text), text);
    }
    for (const char* const text :
         {"0.5", "1.05e1", "10e-2", "4.99999999999999999999", "1e-99999"}) {
        BOOST_TEST(!flameup::detail::is_whole(text), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
