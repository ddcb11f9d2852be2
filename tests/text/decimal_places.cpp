#include "flameup/text/decimal_places.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>

BOOST_AUTO_TEST_SUITE(decimal_places)

using flameup::detail::is_too_large;
using flameup::detail::is_whole;
using flameup::detail::whole_magnitude;

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
        BOOST_TEST(is_whole(text), text);
    }
    for (const char* const text :
         {"0.5", "1.05e1", "10e-2", "4.99999999999999999999", "1e-99999"}) {
        BOOST_TEST(!is_whole(text), text);
    }
}

BOOST_AUTO_TEST_CASE(reads_whole_numbers_without_their_sign) {
    const std::string zeros(400, '0');
    const struct {
        std::string text;
        std::int64_t magnitude;
    } rows[] = {
        {"0.0", 0},
        {"-0e999", 0},
        {"5.0", 5},
        {"-5.000", 5},
        {"0.5e1", 5},
        {"-10.50e+1", 105},
        {"120E-1", 12},
        {"1e15", 1'000'000'000'000'000},
        {"0." + zeros + "12e402", 12},
        {"12" + zeros + "e-400", 12},
        {"9007199254740991.0", 9007199254740991},
        {"900719925474099.1e1", 9007199254740991},
        {"90071992547409910e-1", 9007199254740991},
        {"9007199254740992.0", 9007199254740992},
        {"9999999999999999.0", 9007199254740992},
        {"1e16", 9007199254740992},
        {"18446744073709551617.0", 9007199254740992},
        {"1e99999999999999", 9007199254740992},
    };
    for (const auto& row : rows) {
        BOOST_TEST(is_whole(row.text), row.text);
        BOOST_TEST(whole_magnitude(row.text) == row.magnitude, row.text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
