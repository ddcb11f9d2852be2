#include "flameup/json/nearest_number.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_nearest_number)

using flameup::detail::FloatBits;
using flameup::detail::nearest_number;

BOOST_AUTO_TEST_CASE(finds_the_nearest_double) {
    struct Row {
        std::string_view text;
        std::uint64_t bits; // of the double; those of infinity for numbers that are too large
    };
    constexpr std::uint64_t infinity = FloatBits<double>::infinity;
    constexpr std::uint64_t negative = FloatBits<double>::sign_mask;
    const Row rows[] = {
        {"0", 0},
        {"-0.0", negative},
        {"-1.5", negative + 0x3FF8000000000000},
        {"0.1", 0x3FB999999999999A},
        {"0.9864670810011861", 0x3FEF9123696F61B5},
        {"1e23", 0x44B52D02C7E14AF6},
        {"9007199254740993", 0x4340000000000000},
        {"9007199254740993.0000000000000000000000000000000000000001", 0x4340000000000001},
        {"1.7976931348623158e308", infinity - 1},
        {"1.7976931348623159e308", infinity},
        {"2.2250738585072011e-308", 0x000FFFFFFFFFFFFF},
        {"5e-324", 1},
        {"2.4703282292062327e-324", 0},
        {"2.4703282292062328e-324", 1},
        {"1e999", infinity},
        {"-1e999", infinity},
        {"1e-999", 0},
        {"-1e-999", negative},
        {"0e999999999999999999999", 0},
        {"1e99999999999999999999999", infinity},
        {"1e-99999999999999999999999", 0},
        {"1e2147483648", infinity},
        {"-1e3999999999", infinity},
        {"1e9999999999", infinity},
        {"1e-3000000000", 0},
    };
    for (const Row& row : rows) {
        double value = 0;
        const bool fits = nearest_number(row.text, value);
        BOOST_TEST(fits == (row.bits != infinity), row.text);
        if (fits) BOOST_TEST((FloatBits<double>(value) == FloatBits<double>(row.bits)), row.text);
    }
}

BOOST_AUTO_TEST_CASE(finds_the_nearest_float_without_a_double_in_between) {
    struct Row {
        std::string_view text;
        std::uint32_t bits; // as above
    };
    constexpr std::uint32_t infinity = FloatBits<float>::infinity;
    const Row rows[] = {
        {"0.1", 0x3DCCCCCD},
        {"1.00000017881393432617187499", 0x3F800001}, // its double is half way between floats
        {"1e39", infinity},
        {"3.40282356779733662e38", infinity},
        {"3.40282356779733661e38", infinity - 1},
        {"1e-45", 1},
        {"1e-60", 0},
    };
    for (const Row& row : rows) {
        float value = 0;
        const bool fits = nearest_number(row.text, value);
        BOOST_TEST(fits == (row.bits != infinity), row.text);
        if (fits) BOOST_TEST((FloatBits<float>(value) == FloatBits<float>(row.bits)), row.text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
