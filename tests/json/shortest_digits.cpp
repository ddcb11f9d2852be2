#include "flameup/json/shortest_digits.hpp"

#include "flameup/json/shortest_number.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace shortest_digits_test {

using flameup::detail::FloatBits;

template <class T> std::string by_library(T value) {
    char text[24];
    return {text, flameup::detail::write_shortest_number(value, text)};
}

/// As `write_shortest_number` writes where the standard library has no `std::to_chars`.
template <class T> std::string by_digits(T value) {
    char text[24];
    return {text, flameup::detail::DigitsWriter<T>::write(value, text)};
}

template <class T> bool reads_back(const std::string& text, T value) {
    T read = 0;
    return flameup::detail::nearest_number(text, read) && FloatBits<T>(read) == FloatBits<T>(value);
}

} // namespace shortest_digits_test

BOOST_AUTO_TEST_SUITE(json_shortest_digits)

using namespace shortest_digits_test;

BOOST_AUTO_TEST_CASE(chooses_the_shorter_form) {
    struct Row {
        double value;
        std::string_view text;
    };
    const Row rows[] = {
        {0, "0"},
        {-1, "-1"},
        {-1.5, "-1.5"},
        {1e5, "1e+05"},
        {12345, "12345"},
        {123000, "123000"},
        {0.001, "0.001"},
        {0.0001, "1e-04"},
        {0.00012, "0.00012"},
        {0.9864670810011861, "0.9864670810011861"},
        {1.5e300, "1.5e+300"},
        {1e-100, "1e-100"},
        {-2.2250738585072014e-308, "-2.2250738585072014e-308"},
    };
    for (const Row& row : rows) {
        BOOST_TEST(by_library(row.value) == row.text);
        BOOST_TEST(by_digits(row.value) == row.text);
    }
    BOOST_TEST(by_digits(0.1F) == "0.1");
    BOOST_TEST(by_digits(3.4028235e38F) == "3.4028235e+38");
    BOOST_TEST(by_digits(9.9999998e9F) == "1e+10");
}

template <class T> void check_random(std::mt19937_64& random) {
    for (int i = 0; i != 20'000; ++i) {
        FloatBits<T> bits(static_cast<typename FloatBits<T>::Word>(random()));
        if (i % 2 == 0) bits = FloatBits<T>(static_cast<T>(random() % 10'000'000) / T(1000));
        if (!bits.is_finite()) continue;
        const std::string text = by_digits(bits.value());
        BOOST_TEST_REQUIRE(reads_back(text, bits.value()), text);
        BOOST_TEST_REQUIRE(text.size() == by_library(bits.value()).size(), text);
    }
}

BOOST_AUTO_TEST_CASE(writes_texts_that_are_read_as_the_number_and_no_longer_than_any) {
    std::mt19937_64 random(2);
    check_random<double>(random);
    check_random<float>(random);
}

BOOST_AUTO_TEST_CASE(writes_powers_of_two_whose_lower_neighbour_is_nearer) {
    for (std::uint64_t exponent = 1; exponent != 2047; ++exponent) {
        const double value = FloatBits<double>(exponent << 52).value();
        const std::string text = by_digits(value);
        BOOST_TEST_REQUIRE(reads_back(text, value), text);
        BOOST_TEST_REQUIRE(text.size() == by_library(value).size(), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
