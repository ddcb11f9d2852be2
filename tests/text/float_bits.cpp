#include "flameup/text/float_bits.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>

BOOST_AUTO_TEST_SUITE(float_bits)

using flameup::detail::FloatBits;

template <class T>
void check_parts(T value, typename FloatBits<T>::Word significand, int exponent) {
    const FloatBits<T> bits(value);
    BOOST_TEST(bits.significand() == significand);
    BOOST_TEST(bits.exponent() == exponent);
    BOOST_TEST((FloatBits<T>(bits.value()) == bits));
}

BOOST_AUTO_TEST_CASE(splits_a_number_into_an_integer_and_a_power_of_2) {
    check_parts(1.0, std::uint64_t{1} << 52, -52);
    check_parts(-1.5, std::uint64_t{3} << 51, -52);
    check_parts(0.0, 0, -1074);
    check_parts(FloatBits<double>(std::uint64_t{1}).value(), 1, -1074);
    check_parts(2.2250738585072014e-308, std::uint64_t{1} << 52, -1074);
    check_parts(4.450147717014403e-308, std::uint64_t{1} << 52, -1073);
    check_parts(1.7976931348623157e308, (std::uint64_t{1} << 53) - 1, 971);
    check_parts(1.0F, std::uint32_t{1} << 23, -23);
    check_parts(3.4028235e38F, (std::uint32_t{1} << 24) - 1, 104);
}

BOOST_AUTO_TEST_CASE(tells_what_a_number_is_even_where_all_are_taken_for_finite) {
    const FloatBits<double> infinite(FloatBits<double>::infinity);
    const FloatBits<double> not_a_number(FloatBits<double>::infinity + 1);
    const FloatBits<double> negative_zero(FloatBits<double>::sign_mask);
    BOOST_TEST(!infinite.is_finite());
    BOOST_TEST(!not_a_number.is_finite());
    BOOST_TEST(!FloatBits<double>(~std::uint64_t{0}).is_finite());
    BOOST_TEST(!flameup::detail::is_finite(infinite.value()));
    BOOST_TEST(FloatBits<double>(FloatBits<double>::infinity - 1).is_finite());
    BOOST_TEST(negative_zero.is_zero());
    BOOST_TEST(negative_zero.is_negative());
    BOOST_TEST(!FloatBits<double>(0.0).is_negative());
    BOOST_TEST(!FloatBits<double>(std::uint64_t{1}).is_zero());
    BOOST_TEST(!FloatBits<float>(FloatBits<float>::infinity).is_finite());
}

BOOST_AUTO_TEST_SUITE_END()
