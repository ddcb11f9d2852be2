#include "flameup/json/read_plan.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_read_plan)

namespace {

using flameup::detail::KeyPattern;
using flameup::detail::MemberState;
using flameup::detail::ReadKey;
using flameup::detail::ReadPlan;

constexpr ReadKey key(std::string_view name) {
    return {KeyPattern(name),
            nullptr,
            name.data(),
            static_cast<std::uint32_t>(name.size()),
            0,
            MemberState::first_value,
            flameup::detail::Required::no,
            false};
}

constexpr ReadKey keys[] = {
    key("id"),
    key(""),
    key("exactly_13_ch"),
    key("exactly_14_chr"),
    key("one_that_is_much_longer_than_a_pattern"),
    key("one_that_is_much_longer_than_a_patterN"),
    key("\u00e4"),
    key("a\"b"),
    key("a\\b"),
    ReadKey{},
};
constexpr std::size_t count = sizeof keys / sizeof *keys - 1;

struct Alike {
    std::uint8_t numbers[ReadPlan::kinds_of_start + count] = {};

    constexpr Alike() { ReadPlan::find_alike(keys, count, numbers); }
};
constexpr Alike alike;

constexpr ReadPlan plan{keys, keys + count, false, nullptr, alike.numbers};

/// Returns the number of the key that a text begins with, looked for from `guess` on; or -1.
int found(const std::string& text, std::size_t guess = 0) {
    const ReadKey* const it = plan.find_at(text.data(), text.data() + text.size(), keys + guess);
    return it != nullptr ? static_cast<int>(it - keys) : -1;
}

} // namespace

BOOST_AUTO_TEST_CASE(finds_keys_as_they_stand_wherever_it_begins) {
    const std::string rest(KeyPattern::size, ' ');
    for (std::size_t guess = 0; guess != count + 1; ++guess) {
        BOOST_TEST(found("\"id\":1" + rest, guess) == 0);
        BOOST_TEST(found("\"\":1" + rest, guess) == 1);
        BOOST_TEST(found("\"exactly_13_ch\":1" + rest, guess) == 2);
        BOOST_TEST(found("\"exactly_14_chr\":1" + rest, guess) == 3);
        BOOST_TEST(found("\"one_that_is_much_longer_than_a_pattern\":1" + rest, guess) == 4);
        BOOST_TEST(found("\"one_that_is_much_longer_than_a_patterN\":1" + rest, guess) == 5);
        BOOST_TEST(found("\"\u00e4\":1" + rest, guess) == 6);
    }
}

BOOST_AUTO_TEST_CASE(finds_all_keys_of_a_large_plan_of_whichever_beginnings) {
    std::vector<std::string> names;
    for (const char* const start : {"", "a", "ab", "abc", "\u00e4", "zz"}) {
        for (int i = 0; i != 21; ++i) names.push_back(start + std::to_string(i));
    }
    std::vector<ReadKey> many;
    for (const std::string& name : names) many.push_back(key(name));
    std::vector<std::uint8_t> numbers(ReadPlan::kinds_of_start + many.size());
    ReadPlan::find_alike(many.data(), many.size(), numbers.data());
    many.emplace_back();
    const ReadKey* const last = &many.back();
    const ReadPlan large{many.data(), last, false, nullptr, numbers.data()};
    for (const ReadKey& guess : many) {
        for (const ReadKey& each : many) {
            if (&each == last) break;
            const std::string text =
                '"' + std::string(each.name()) + "\":" + std::string(KeyPattern::size, ' ');
            const ReadKey* const it = large.find_at(text.data(), text.data() + text.size(), &guess);
            BOOST_TEST_REQUIRE((it == &each), text);
        }
        const std::string other = "\"ab21\":" + std::string(KeyPattern::size, ' ');
        BOOST_TEST_REQUIRE(
            (large.find_at(other.data(), other.data() + other.size(), &guess) == nullptr));
    }
}

BOOST_AUTO_TEST_CASE(leaves_all_others_to_be_read) {
    const std::string rest(KeyPattern::size, ' ');
    for (const char* const text :
         {"\"id\" :1", "\"i\":1", "\"ids\":1", "\"ID\":1", "id:1", "\"a\"b\":1", "\"a\\b\":1",
          "\"exactly_13_cx\":1", "\"exactly_14_ch\":1", "\"exactly_14_chr\" :1",
          "\"one_that_is_much_longer_than_a_patter_\":1"}) {
        BOOST_TEST(found(text + rest) == -1, text);
    }
    // Texts that end too early for a pattern, or within a key.
    BOOST_TEST(found("\"id\":1") == -1);
    BOOST_TEST(found("\"one_that_is_much_longer_than_a_pattern\"") == -1);
    BOOST_TEST(found("\"one_that_is_much_longer_than_a_pattern\":") == 4);
}

BOOST_AUTO_TEST_CASE(finds_keys_by_their_names) {
    for (std::size_t i = 0; i != count; ++i) BOOST_TEST((plan.find(keys[i].name()) == keys + i));
    BOOST_TEST((plan.find("id ") == nullptr));
    BOOST_TEST((plan.find("i") == nullptr));
}

BOOST_AUTO_TEST_CASE(has_a_state_for_a_value_under_each_key) {
    using flameup::detail::has_value;
    using flameup::detail::most_keys;
    using flameup::detail::value_under;
    BOOST_TEST(!has_value(MemberState::absent));
    BOOST_TEST(!has_value(MemberState::null));
    std::set<MemberState> states{MemberState::absent, MemberState::null};
    for (std::size_t i = 0; i != most_keys; ++i) {
        BOOST_TEST(has_value(value_under(i)));
        BOOST_TEST(states.insert(value_under(i)).second);
    }
}

BOOST_AUTO_TEST_SUITE_END()
