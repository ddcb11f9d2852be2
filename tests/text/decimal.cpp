#include "flameup/text/decimal.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

BOOST_AUTO_TEST_SUITE(decimal)

namespace {

/// The smallest and the largest number of a type, as this library and the standard one write them.
template <class T> void check_limits() {
    for (const T value : {(std::numeric_limits<T>::min)(), (std::numeric_limits<T>::max)()}) {
        char text[flameup::detail::longest_integer];
        const char* const end = flameup::detail::write_integer(value, text);
        BOOST_TEST(std::string(text, static_cast<std::size_t>(end - text)) ==
                   std::to_string(value));
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(writes_integers_of_all_types) {
    check_limits<signed char>();
    check_limits<unsigned char>();
    check_limits<short>();
    check_limits<unsigned short>();
    check_limits<int>();
    check_limits<unsigned>();
    check_limits<std::int64_t>();
    check_limits<std::uint64_t>();
}

BOOST_AUTO_TEST_CASE(appends_integers) {
    std::string text = "people: ";
    flameup::detail::append_integer(text, 0);
    flameup::detail::append_integer(text, -1);
    flameup::detail::append_integer(text, std::size_t{20});
    BOOST_TEST(text == "people: 0-120");
}

BOOST_AUTO_TEST_CASE(appends_thousandths_and_millionths) {
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    std::string text = "in ";
    for (const std::int64_t parts :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{12'050}, most}) {
        flameup::detail::append_fixed(text, parts, 3);
        flameup::detail::append_fixed(text += ' ', parts, 6);
        text += "; ";
    }
    BOOST_TEST(text == "in 0.000 0.000000; 0.001 0.000001; 12.050 0.012050; "
                       "9223372036854775.807 9223372036854.775807; ");
}

BOOST_AUTO_TEST_SUITE_END()
