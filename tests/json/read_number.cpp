#include "flameup/json/read_number.hpp"

#include "json/reading.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>

BOOST_AUTO_TEST_SUITE(json_read_number)

using namespace json_reading;

BOOST_AUTO_TEST_CASE(reads_numbers_and_refuses_other_values) {
    const Row integers[] = {
        {"0", "0"},
        {"-0", "0"},
        {"  7 ", "7"},
        {"1.5", "wrong_type at $ offset 0"},
        {"true", "wrong_type at $ offset 0"},
        {R"("1")", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
        {" []", "wrong_type at $ offset 1"},
        {" {}", "wrong_type at $ offset 1"},
    };
    check_rows<int>(integers);
    const Row numbers[] = {
        {"0", "0"},
        {"-0.0", "-0.0"},
        {"1", "1"},
        {"10000000000000000000", "1e+19"},
        {"0.1", "0.1"},
        {"1E+2", "100"},
        {"1e-2", "0.01"},
        {"true", "wrong_type at $ offset 0"},
        {R"("1")", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
    };
    check_rows<double>(numbers);
}

BOOST_AUTO_TEST_CASE(bounds_integers_by_their_width) {
    const Row int8[] = {{"-128", "-128"},
                        {"127", "127"},
                        {"-129", "out_of_range at $ offset 0"},
                        {"128", "out_of_range at $ offset 0"},
                        {"9223372036854775808", "out_of_range at $ offset 0"}};
    check_rows<std::int8_t>(int8);
    const Row uint8[] = {{"0", "0"},
                         {"255", "255"},
                         {"256", "out_of_range at $ offset 0"},
                         {"-1", "out_of_range at $ offset 0"}};
    check_rows<std::uint8_t>(uint8);
    const Row int32[] = {{"-2147483648", "-2147483648"},
                         {"2147483647", "2147483647"},
                         {"2147483648", "out_of_range at $ offset 0"},
                         {"-2147483649", "out_of_range at $ offset 0"},
                         {"4294967296", "out_of_range at $ offset 0"}};
    check_rows<std::int32_t>(int32);
    const Row uint32[] = {{"4294967295", "4294967295"},
                          {"4294967296", "out_of_range at $ offset 0"},
                          {"-1", "out_of_range at $ offset 0"}};
    check_rows<std::uint32_t>(uint32);
    const Row int64[] = {{"-9223372036854775808", "-9223372036854775808"},
                         {"9223372036854775807", "9223372036854775807"},
                         {"9223372036854775808", "out_of_range at $ offset 0"},
                         {"18446744073709551615", "out_of_range at $ offset 0"},
                         {"-9223372036854775809", "out_of_range at $ offset 0"}};
    check_rows<std::int64_t>(int64);
    const Row uint64[] = {{"18446744073709551615", "18446744073709551615"},
                          {"9223372036854775808", "9223372036854775808"},
                          {"18446744073709551616", "out_of_range at $ offset 0"},
                          {"-1", "out_of_range at $ offset 0"},
                          {"-9223372036854775808", "out_of_range at $ offset 0"}};
    check_rows<std::uint64_t>(uint64);
}

BOOST_AUTO_TEST_CASE(reads_integers_written_as_whole_numbers) {
    const Row rows[] = {
        {"5.0", "5"},
        {"-5.0e0", "-5"},
        {"1e3", "1000"},
        {"1.5e1", "15"},
        {"0.0", "0"},
        {"-0.0", "0"},
        {"9007199254740991.0", "9007199254740991"},
        {"-9007199254740991.0", "-9007199254740991"},
        {"9007199254740994.0", "out_of_range at $ offset 0"},
        {"1e19", "out_of_range at $ offset 0"},
        {"-1e300", "out_of_range at $ offset 0"},
        {"1e999", "out_of_range at $ offset 0"},
        {"0.5", "wrong_type at $ offset 0"},
        {"5.0000001", "wrong_type at $ offset 0"},
        {"4.99999999999999999999", "wrong_type at $ offset 0"},
        {"0.99999999999999999999", "wrong_type at $ offset 0"},
        {"-1e-400", "wrong_type at $ offset 0"},
        {"10.0e-1", "1"},
        {"1000e-4", "wrong_type at $ offset 0"},
        {"0e-400", "0"},
    };
    check_rows<std::int64_t>(rows);
    const Row small[] = {{"255.0", "255"},
                         {"256.0", "out_of_range at $ offset 0"},
                         {"-1.0", "out_of_range at $ offset 0"}};
    check_rows<std::uint8_t>(small);
}

BOOST_AUTO_TEST_CASE(bounds_numbers) {
    const Row rows[] = {
        {"1.7976931348623157e308", "1.7976931348623157e+308"},
        {"-1.7976931348623157e308", "-1.7976931348623157e+308"},
        {"1.8e308", "out_of_range at $ offset 0"},
        {"1e999", "out_of_range at $ offset 0"},
        {"-1e999", "out_of_range at $ offset 0"},
        {"5e-324", "5e-324"},
        {"1e-400", "0"},
        {"1e99999999999", "out_of_range at $ offset 0"},
    };
    check_rows<double>(rows);
    const Row floats[] = {
        {"3.4028234663852886e38", "3.4028235e+38"},
        {"1e39", "out_of_range at $ offset 0"},
        {"-1e39", "out_of_range at $ offset 0"},
        {"1e999", "out_of_range at $ offset 0"},
        {"0.1", "0.1"},
        {"1e-400", "0"},
        {"18446744073709551615", "1.8446744e+19"},
    };
    check_rows<float>(floats);
    const std::string digits(400, '9');
    BOOST_TEST(reread<double>(digits) == "out_of_range at $ offset 0");
    BOOST_TEST(reread<std::int64_t>(digits) == "out_of_range at $ offset 0");
    BOOST_TEST(reread<double>("0." + digits) == "1");
    BOOST_TEST(reread<double>("0." + std::string(400, '0') + "1") == "0");
}

BOOST_AUTO_TEST_CASE(reads_the_largest_numbers_and_none_beyond) {
    float number = 0;
    BOOST_TEST(!read_json("3.4028235e+38", number, {}));
    BOOST_TEST((number == (std::numeric_limits<float>::max)()));
    BOOST_TEST(!read_json("-3.4028235e+38", number, {}));
    BOOST_TEST((number == std::numeric_limits<float>::lowest()));
    BOOST_TEST(read_json("3.4028236e+38", number, {})->code == "out_of_range");
    std::int64_t integer = 0;
    BOOST_TEST(!read_json("9007199254740991.0", integer, {}));
    BOOST_TEST(integer == 9007199254740991);
    BOOST_TEST(read_json("9007199254740993.0", integer, {})->code == "out_of_range");
}

BOOST_AUTO_TEST_CASE(reads_back_every_double_that_is_written) {
    std::mt19937_64 random(7);
    int finite = 0;
    for (int i = 0; i != 20'000; ++i) {
        const std::uint64_t bits = random();
        double value;
        std::memcpy(&value, &bits, sizeof value);
        if (!flameup::detail::is_finite(value)) continue;
        ++finite;
        double read = 0;
        const std::string text = rewritten(value);
        BOOST_TEST_REQUIRE(!read_json(text, read, {}).has_value());
        if (std::memcmp(&read, &value, sizeof value) != 0) BOOST_TEST(text == rewritten(read));
        boost::json::value dynamic;
        BOOST_TEST_REQUIRE(!read_json('[' + text + ']', dynamic, {}).has_value());
        BOOST_TEST_REQUIRE((dynamic.at(0).to_number<double>() == value));
    }
    BOOST_TEST(finite > 19'000);
}

BOOST_AUTO_TEST_CASE(reads_back_every_float_that_is_written) {
    std::mt19937_64 random(7);
    for (int i = 0; i != 5'000; ++i) {
        const auto bits = static_cast<std::uint32_t>(random() >> 32);
        float value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!flameup::detail::is_finite(value)) continue;
        float read = 0;
        BOOST_TEST_REQUIRE(!read_json(rewritten(value), read, {}).has_value());
        BOOST_TEST_REQUIRE((std::memcmp(&read, &value, sizeof value) == 0));
    }
}

BOOST_AUTO_TEST_SUITE_END()
