#include "flameup/json/read_text.hpp"

#include "json/reading.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace json_read_text_test {

enum class Status { active, unsubscribed, bounced };
FLAMEUP_DESCRIBE_ENUM(Status, active, unsubscribed, bounced)

enum class Month {
    the_first_month_of_the_year_which_is_the_month_of_january,
    the_second_month_of_the_year_which_is_the_month_of_february,
    the_third_month_of_the_year_which_is_the_month_of_march,
    the_fourth_month_of_the_year_which_is_the_month_of_april,
    the_fifth_month_of_the_year_which_is_the_month_of_may
};
FLAMEUP_DESCRIBE_ENUM(Month, the_first_month_of_the_year_which_is_the_month_of_january,
                      the_second_month_of_the_year_which_is_the_month_of_february,
                      the_third_month_of_the_year_which_is_the_month_of_march,
                      the_fourth_month_of_the_year_which_is_the_month_of_april,
                      the_fifth_month_of_the_year_which_is_the_month_of_may)

enum class Nothing {};
FLAMEUP_DESCRIBE_ENUM(Nothing)

} // namespace json_read_text_test

BOOST_AUTO_TEST_SUITE(json_read_text)

using namespace json_reading;
using namespace json_read_text_test;
using flameup::OpenEnum;
using flameup::Timestamp;

BOOST_AUTO_TEST_CASE(reads_strings) {
    const Row strings[] = {
        {R"("")", R"("")"},
        {R"("a")", R"("a")"},
        {"1", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
        {"[", "wrong_type at $ offset 0"},
    };
    check_rows<std::string>(strings);
    check_rows<boost::json::string>(strings);
}

BOOST_AUTO_TEST_CASE(reads_timestamps) {
    const Row moments[] = {
        {R"("2024-01-15T10:30:00.5+01:00")", R"("2024-01-15T09:30:00.5Z")"},
        {R"( "2024-01-15")", "invalid_timestamp at $ offset 1"},
        {R"("")", "invalid_timestamp at $ offset 0"},
        {"1705314600", "wrong_type at $ offset 0"},
    };
    check_rows<Timestamp>(moments);
}

BOOST_AUTO_TEST_CASE(reads_enumerations_by_name) {
    const Row colors[] = {
        {R"("dark_blue")", R"("dark_blue")"},    {R"("Red")", "unknown_name at $ offset 0"},
        {R"("")", "unknown_name at $ offset 0"}, {R"("red\u0000")", "unknown_name at $ offset 0"},
        {"0", "wrong_type at $ offset 0"},
    };
    check_rows<Color>(colors);
    const Row open_colors[] = {
        {R"("red")", R"("red")"},
        {R"("green \"x\"")", R"("green \"x\"")"},
        {R"("")", R"("")"},
        {"0", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
    };
    check_rows<OpenEnum<Color>>(open_colors);
}

BOOST_AUTO_TEST_CASE(says_which_names_an_enumeration_has) {
    const auto message = [](const std::string& name) {
        Status status = Status::active;
        const auto problem = read_json('"' + name + '"', status, {});
        BOOST_TEST_REQUIRE(problem.has_value());
        BOOST_TEST(problem->code == "unknown_name");
        return problem->message;
    };
    const std::string names = " is none of active, unsubscribed, bounced";
    BOOST_TEST(message("gone") == "\"gone\"" + names);
    BOOST_TEST(message("") == "\"\"" + names);
    BOOST_TEST(message("Active") == "\"Active\"" + names);
    // What the server sent is printable and bounded.
    BOOST_TEST(message("a\\n\\u0000\\u009b\\u00e9") == "\"a???\u00E9\"" + names);
    BOOST_TEST(message(std::string(64, 'x')) == '"' + std::string(64, 'x') + '"' + names);
    BOOST_TEST(message(std::string(65, 'x')) == '"' + std::string(64, 'x') + "...\"" + names);
    BOOST_TEST(message(std::string(100'000, 'x')) == '"' + std::string(64, 'x') + "...\"" + names);
    BOOST_TEST(message(std::string(63, 'x') + "\u00E9") ==
               '"' + std::string(63, 'x') + "...\"" + names);
}

BOOST_AUTO_TEST_CASE(says_as_many_names_as_a_message_has_room_for) {
    Month month = Month::the_first_month_of_the_year_which_is_the_month_of_january;
    auto problem = read_json(R"("may")", month, {});
    BOOST_TEST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->message ==
               "\"may\" is none of the_first_month_of_the_year_which_is_the_month_of_january, "
               "the_second_month_of_the_year_which_is_the_month_of_february, "
               "the_third_month_of_the_year_which_is_the_month_of_march, "
               "the_fourth_month_of_the_year_which_is_the_month_of_april, ...");
    Nothing nothing{};
    problem = read_json(R"("x")", nothing, {});
    BOOST_TEST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->message == "\"x\" is none of");
}

BOOST_AUTO_TEST_CASE(reads_escapes) {
    const Row rows[] = {
        {R"("\"\\\/\b\f\n\r\t")", R"("\"\\/\b\f\n\r\t")"},
        {R"("\u0041\u00e9\u20AC")", "\"A\u00E9\u20AC\""},
        {R"("\u0000")", R"("\u0000")"},
        {R"("\ud83d\udd25")", "\"\U0001F525\""},
        {R"("\uD83D\uDD25")", "\"\U0001F525\""},
        {R"("\ud800\udc00\udbff\udfff")", "\"\U00010000\U0010FFFF\""},
    };
    check_rows<std::string>(rows);
    check_rows<boost::json::value>(rows);
    for (const std::string_view text :
         {R"("\ud83d")", R"("\ud83dx")", R"("\ud83d\u0041")", R"("\udd25")", R"("\ud83d\ud83d")",
          R"("\ud83d\n")", R"("\u12")", R"("\u12g4")", R"("\x")", R"("\)", R"("\u)",
          R"("\U0041")"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(reread<std::string>(text).substr(0, 12) == "invalid_json");
            BOOST_TEST(reread<boost::json::value>(text).substr(0, 12) == "invalid_json");
            // In values that are passed over, too.
            BOOST_TEST(reread<Point>("{\"z\":" + std::string(text) + "}").substr(0, 12) ==
                       "invalid_json");
        }
    }
}

BOOST_AUTO_TEST_CASE(reads_long_strings_and_keys_with_escapes_anywhere) {
    for (const std::size_t size : {1u, 255u, 256u, 257u, 1023u, 4095u, 4096u, 4097u, 20'000u}) {
        for (const std::size_t step : {1u, 7u, 300u, 100'000u}) {
            std::string escaped;
            std::string plain;
            for (std::size_t i = 0; i != size; ++i) {
                if (i % step == step - 1) {
                    escaped += i % 2 != 0 ? "\\n" : "\\u00e9";
                    plain += i % 2 != 0 ? "\n" : "\u00E9";
                } else {
                    escaped += 'x';
                    plain += 'x';
                }
            }
            std::string value;
            BOOST_TEST_REQUIRE(!read_json('"' + escaped + '"', value, {}).has_value());
            BOOST_TEST_REQUIRE((value == plain));
            std::map<std::string, std::string> map;
            const std::string object = "{\"" + escaped + "\":\"" + escaped + "\",\"a\":\"b\"}";
            BOOST_TEST_REQUIRE(!read_json(object, map, {}).has_value());
            BOOST_TEST_REQUIRE((map[plain] == plain));
            BOOST_TEST_REQUIRE((map["a"] == "b"));
            boost::json::value dynamic;
            BOOST_TEST_REQUIRE(!read_json(object, dynamic, {}).has_value());
            BOOST_TEST_REQUIRE((dynamic.at(plain).as_string() == plain));
            // Passed over, it leaves nothing behind for what follows.
            Base base;
            BOOST_TEST_REQUIRE(!read_json("{\"" + escaped + "y\":{\"" + escaped + "\":\"" +
                                              escaped + "\"},\"na\\u006de\":\"c\"}",
                                          base, {})
                                    .has_value());
            BOOST_TEST_REQUIRE(base.name == "c");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
