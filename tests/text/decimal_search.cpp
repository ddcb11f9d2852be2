#include "flameup/text/decimal_search.hpp"

#include "flameup/json/nearest_number.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace decimal_search_test {

using flameup::detail::DecimalSearch;
using flameup::detail::FloatBits;

template <class T> auto found(std::string_view text) { return DecimalSearch<T>(text).find(); }

} // namespace decimal_search_test

BOOST_AUTO_TEST_SUITE(decimal_search)

using namespace decimal_search_test;

BOOST_AUTO_TEST_CASE(decides_between_neighbours_by_every_digit) {
    // Half way between 1 and the next double, and a bit below and above.
    const std::string half = "1.00000000000000011102230246251565404236316680908203125";
    BOOST_TEST(found<double>(half) == 0x3FF0000000000000U);
    BOOST_TEST(found<double>(half + std::string(2000, '0')) == 0x3FF0000000000000U);
    BOOST_TEST(found<double>(half + std::string(2000, '0') + "1") == 0x3FF0000000000001U);
    BOOST_TEST(found<double>(half + std::string(700, '0') + "1") == 0x3FF0000000000001U);
    BOOST_TEST(found<double>("1.00000000000000011102230246251565404236316680908203124999") ==
               0x3FF0000000000000U);
    // Half way between two whose lower one is odd: the upper one.
    BOOST_TEST(found<double>("1.00000000000000033306690738754696212708950042724609375") ==
               0x3FF0000000000002U);
    BOOST_TEST(found<double>("9007199254740991.5") == 0x4340000000000000U);
}

BOOST_AUTO_TEST_CASE(reaches_the_ends_of_the_range) {
    BOOST_TEST(found<double>("4.9406564584124654e-324") == 1U);
    BOOST_TEST(found<double>("2.4703282292062327208e-324") == 0U);
    BOOST_TEST(found<double>("2.4703282292062327209e-324") == 1U);
    BOOST_TEST(found<double>("1e-400") == 0U);
    BOOST_TEST(found<double>("1e-401") == 0U);
    BOOST_TEST(found<double>("0.000e5") == 0U);
    BOOST_TEST(found<double>("1.7976931348623158079e308") == FloatBits<double>::infinity - 1);
    BOOST_TEST(found<double>("1.7976931348623158080e308") == FloatBits<double>::infinity);
    BOOST_TEST(found<double>("1" + std::string(309, '0')) == FloatBits<double>::infinity);
    BOOST_TEST(found<double>("1e310") == FloatBits<double>::infinity);
    BOOST_TEST(found<float>("3.40282356779733661e38") == FloatBits<float>::infinity - 1);
    BOOST_TEST(found<float>("3.40282356779733662e38") == FloatBits<float>::infinity);
    BOOST_TEST(found<float>("1e300") == FloatBits<float>::infinity);
}

template <class T> void finds_what_the_library_finds(std::mt19937_64& random) {
    const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    for (int i = 0; i != 20'000; ++i) {
        std::string text;
        const std::size_t digits = below(10) == 0 ? 1 + below(900) : 1 + below(20);
        const std::size_t point = below(digits + 1);
        for (std::size_t j = 0; j != digits; ++j) {
            if (j == point && j != 0) text += '.';
            text += static_cast<char>('0' + (j == 0 ? 1 + below(9) : below(10)));
        }
        const int power = static_cast<int>(below(below(2) == 0 ? 20 : 700)) - 350;
        text += "e" + std::to_string(below(2) == 0 ? power : power / 20);
        T expected = 0;
        const bool fits = flameup::detail::nearest_number(text, expected);
        const auto bits = fits ? FloatBits<T>(expected).magnitude() : FloatBits<T>::infinity;
        BOOST_TEST_REQUIRE(found<T>(text) == bits, text);
    }
}

BOOST_AUTO_TEST_CASE(finds_what_the_standard_library_finds) {
    std::mt19937_64 random(3);
    finds_what_the_library_finds<double>(random);
    finds_what_the_library_finds<float>(random);
}

BOOST_AUTO_TEST_SUITE_END()
