#include "flameup/text/big_natural.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string_view>

namespace big_natural_test {

using flameup::detail::BigNatural;

BigNatural of(std::string_view digits) {
    BigNatural number;
    for (const char c : digits) number.multiply_and_add(10, static_cast<std::uint32_t>(c - '0'));
    return number;
}

bool equal(const BigNatural& a, const BigNatural& b) {
    return a.compare(b) == 0 && b.compare(a) == 0;
}

} // namespace big_natural_test

BOOST_AUTO_TEST_SUITE(big_natural)

using namespace big_natural_test;

BOOST_AUTO_TEST_CASE(multiplies_and_adds) {
    BigNatural number = of("18446744073709551615");
    number.multiply(18446744073709551615u);
    BOOST_TEST(equal(number, of("340282366920938463426481119284349108225")));
    number = of("340282366920938463426481119284349108225");
    number.multiply(3);
    BOOST_TEST(equal(number, of("1020847100762815390279443357853047324675")));
    number = BigNatural(1);
    number.multiply_by_power_of_5(40);
    BOOST_TEST(equal(number, of("9094947017729282379150390625")));
    number.multiply_by_power_of_5(-1);
    BOOST_TEST(equal(number, of("9094947017729282379150390625")));
}

BOOST_AUTO_TEST_CASE(shifts_by_any_number_of_bits) {
    BigNatural number(5);
    number.shift_left(0);
    BOOST_TEST(equal(number, of("5")));
    number.shift_left(31);
    BOOST_TEST(equal(number, of("10737418240")));
    number.shift_left(64);
    BOOST_TEST(equal(number, of("198070406285660843983859875840")));
    BigNatural zero;
    zero.shift_left(200);
    BOOST_TEST(equal(zero, BigNatural()));
}

BOOST_AUTO_TEST_CASE(subtracts) {
    const struct {
        const char* from;
        const char* less;
        const char* left;
    } rows[] = {
        {"5", "3", "2"},
        {"5", "5", "0"},
        {"5", "0", "5"},
        {"4294967296", "1", "4294967295"},
        {"340282366920938463463374607431768211456", "1", "340282366920938463463374607431768211455"},
        {"340282366920938463463374607431768211456", "340282366920938463463374607431768211455", "1"},
        {"18446744073709551616", "4294967296", "18446744069414584320"},
    };
    for (const auto& row : rows) {
        BigNatural number = of(row.from);
        number.subtract(of(row.less));
        BOOST_TEST(equal(number, of(row.left)));
    }
}

BOOST_AUTO_TEST_CASE(orders_by_size) {
    const BigNatural numbers[] = {of("0"),          of("1"),          of("4294967295"),
                                  of("4294967296"), of("8589934591"), of("18446744073709551616")};
    for (const BigNatural& a : numbers) {
        for (const BigNatural& b : numbers) {
            const int expected = &a < &b ? -1 : &a > &b ? 1 : 0;
            BOOST_TEST(a.compare(b) == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(writes_nothing_beyond_its_words) {
    BigNatural number(1);
    for (int i = 0; i != 1000; ++i) number.multiply(~std::uint64_t{0});
    number.shift_left(6000);
    BOOST_TEST(number.compare(BigNatural(1)) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
