#include "flameup/text/short_decimal.hpp"

#include "flameup/json/shortest_number.hpp"

#include "random_rounds.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>

BOOST_AUTO_TEST_SUITE(short_decimal)

namespace {

std::string shortest(double value) {
    char text[32];
    return {text, flameup::detail::write_shortest_number(value, text)}; // by std::to_chars, if any
}

/// What is written, or `none`.
std::string written(double value) {
    char text[16 + 1];
    text[16] = '!';
    const char* const end = flameup::detail::write_short_decimal(value, text);
    BOOST_TEST_REQUIRE(text[16] == '!');
    return end != nullptr ? std::string(text, static_cast<std::size_t>(end - text)) : "none";
}

} // namespace

BOOST_AUTO_TEST_CASE(writes_few_decimals) {
    for (const double value : {1.0, -1.0, 99.0, 99999.0, 0.5, -0.25, 0.001, -0.001, 0.0012, 1.005,
                               99.99, 0.1, 0.29, 100000.5, 123456789.1234, 999999999.9999, 2.675}) {
        const std::string text = written(value);
        BOOST_TEST(text == shortest(value));
    }
}

BOOST_AUTO_TEST_CASE(leaves_all_others_to_to_chars) {
    for (const double value :
         {0.0, -0.0, 1e5, 100000.0, 1e9, -1e9, 1e300, 0.0001, 0.00099, 1.0 / 3, 3.14159,
          0.30000000000000004, std::numeric_limits<double>::infinity(),
          std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::denorm_min()}) {
        BOOST_TEST(written(value) == "none");
    }
}

BOOST_AUTO_TEST_CASE(writes_what_to_chars_writes) {
    std::mt19937_64 random(9);
    std::size_t count = 0;
    for (int i = 0; i != random_rounds::of(300'000); ++i) {
        const std::uint64_t bits = random();
        double value;
        switch (i % 4) {
        case 0: std::memcpy(&value, &bits, sizeof value); break;
        case 1: value = static_cast<double>(bits % 100'000'000) / 100; break;
        case 2: value = static_cast<double>(bits % 1'000'000'000'000) / 10'000; break;
        default: // close to one with few decimals
            value = static_cast<double>(bits % 1'000'000) / 1000;
            value = std::nextafter(value, (bits >> 63) != 0 ? 0 : 1e9);
        }
        const std::string text = written(value);
        if (text == "none") continue;
        ++count;
        if (text != shortest(value)) BOOST_TEST(text == shortest(value));
    }
    BOOST_TEST(count > random_rounds::of(100'000u));
    for (int i = 0; i != random_rounds::of(1'000'000); ++i) {
        const double value = i / 1000.0;
        const std::string text = written(value);
        if (text != "none" && text != shortest(value)) BOOST_TEST(text == shortest(value));
    }
}

BOOST_AUTO_TEST_SUITE_END()
