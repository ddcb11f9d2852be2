#include "flameup/json/write_scalar.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_write_scalar)

using flameup::Timestamp;
using flameup::detail::ScalarWriter;

namespace {

/// Returns what is written, or "refused"; fails if it is written beyond the bound.
template <class T> std::string written(T value) {
    constexpr std::size_t longest = ScalarWriter<T>::longest;
    std::vector<char> memory(longest + 8, '~');
    bool ok = true;
    const char* const end = ScalarWriter<T>::write(value, memory.data(), ok);
    BOOST_TEST_REQUIRE(std::string(memory.data() + longest, 8) == "~~~~~~~~");
    if (!ok) return "refused";
    return std::string(memory.data(), static_cast<std::size_t>(end - memory.data()));
}

} // namespace

static_assert(!ScalarWriter<std::string>::exists);
static_assert(!ScalarWriter<std::vector<int>>::exists);
static_assert(!ScalarWriter<void*>::exists);

BOOST_AUTO_TEST_CASE(writes_booleans_and_null) {
    BOOST_TEST(written(true) == "true");
    BOOST_TEST(written(false) == "false");
    BOOST_TEST(written(nullptr) == "null");
    BOOST_TEST(written(flameup::null) == "null");
}

BOOST_AUTO_TEST_CASE(writes_integers_of_every_width_to_their_ends) {
    BOOST_TEST(written(std::int8_t{-128}) == "-128");
    BOOST_TEST(written(std::int8_t{127}) == "127");
    BOOST_TEST(written(std::uint8_t{255}) == "255");
    BOOST_TEST(written(std::int16_t{-32768}) == "-32768");
    BOOST_TEST(written(std::uint16_t{65535}) == "65535");
    BOOST_TEST(written(std::numeric_limits<std::int32_t>::min()) == "-2147483648");
    BOOST_TEST(written(std::numeric_limits<std::uint32_t>::max()) == "4294967295");
    BOOST_TEST(written(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    BOOST_TEST(written(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    BOOST_TEST(written(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    BOOST_TEST(written(std::numeric_limits<long long>::min()) == "-9223372036854775808");
    BOOST_TEST(written(0) == "0");
}

BOOST_AUTO_TEST_CASE(writes_the_shortest_number_that_reads_back) {
    struct Row {
        double value;
        std::string_view text;
    };
    const Row rows[] = {
        {0, "0"},
        {-0.0, "-0.0"},
        {1, "1"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {1.0 / 3, "0.3333333333333333"},
        {1e300, "1e+300"},
        {5e-324, "5e-324"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {1e21, "1e+21"},
        {123456789, "123456789"},
        {9007199254740992, "9007199254740992"},
        {0.000001, "1e-06"},
    };
    for (const Row& row : rows) BOOST_TEST(written(row.value) == row.text);
    BOOST_TEST(written(0.1f) == "0.1");
    BOOST_TEST(written(-0.0f) == "-0.0");
    BOOST_TEST(written(16777216.0f) == "16777216");
    BOOST_TEST(written(std::numeric_limits<float>::max()) == "3.4028235e+38");
}

BOOST_AUTO_TEST_CASE(refuses_numbers_that_are_not_finite) {
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double value : {infinity, -infinity, nan, -nan}) {
        BOOST_TEST(written(value) == "refused");
        BOOST_TEST(written(static_cast<float>(value)) == "refused");
    }
}

BOOST_AUTO_TEST_CASE(writes_moments_that_rfc_3339_can_hold) {
    BOOST_TEST(written(Timestamp{}) == R"("1970-01-01T00:00:00Z")");
    BOOST_TEST(written(Timestamp{1'705'314'600, 500'000'000}) == R"("2024-01-15T10:30:00.5Z")");
    BOOST_TEST(written(Timestamp{253'402'300'799, 999'999'999}) ==
               R"("9999-12-31T23:59:59.999999999Z")");
    BOOST_TEST(written(Timestamp{253'402'300'800, 0}) == "refused");
    BOOST_TEST(written(Timestamp{0, 1'000'000'000}) == "refused");
    BOOST_TEST(written(Timestamp{std::numeric_limits<std::int64_t>::min(), 0}) == "refused");
}

BOOST_AUTO_TEST_CASE(reaches_its_bounds_and_keeps_to_them) {
    const auto reaches = [](auto value) {
        return written(value).size() == ScalarWriter<decltype(value)>::longest;
    };
    BOOST_TEST(reaches(flameup::null));
    BOOST_TEST(reaches(false));
    BOOST_TEST(reaches(std::numeric_limits<std::int64_t>::min()));
    BOOST_TEST(reaches(std::numeric_limits<std::uint64_t>::max()));
    BOOST_TEST(reaches(-2.2250738585072014e-308));
    BOOST_TEST(reaches(Timestamp{253'402'300'799, 999'999'999}));
    // `written` fails if one of these is longer than its bound.
    std::mt19937_64 random(5);
    std::size_t finite = 0;
    for (int i = 0; i != 20'000; ++i) {
        const std::uint64_t bits = random();
        double number = 0;
        std::memcpy(&number, &bits, sizeof number);
        const bool is_refused = written(number) == "refused";
        finite += !is_refused;
        BOOST_TEST_REQUIRE(is_refused == !flameup::detail::is_finite(number));
        float single = 0;
        std::memcpy(&single, &bits, sizeof single);
        BOOST_TEST_REQUIRE((written(single) == "refused") == !flameup::detail::is_finite(single));
        const auto moment = static_cast<std::int64_t>(bits % 300'000'000'000);
        BOOST_TEST_REQUIRE(
            !written(Timestamp{moment, static_cast<std::uint32_t>(bits >> 34)}).empty());
    }
    BOOST_TEST(finite > 19'000u);
}

BOOST_AUTO_TEST_SUITE_END()
