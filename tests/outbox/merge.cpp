#include "flameup/outbox/merge.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/value/nullable.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(outbox_merge)

namespace merging {

struct Base {
    std::optional<int> level;
    FLAMEUP_DESCRIBE(Base, (), (level))
};

struct Traits : Base {
    flameup::Nullable<std::string> plan;
    int coins = 0;
    std::optional<std::map<std::string, int>> items;
    FLAMEUP_DESCRIBE(Traits, (Base), (plan, coins, items))
};

/// Merges two people who are JSON.
template <class Traits> std::string merged(const char* earlier, const char* later) {
    auto first = flameup::from_json<flameup::PersonInput<Traits>>(earlier).value();
    auto second = flameup::from_json<flameup::PersonInput<Traits>>(later).value();
    if (!flameup::detail::can_merge(first, second)) return "two";
    flameup::detail::merge_person(first, std::move(second));
    return flameup::to_json(first).value();
}

} // namespace merging

BOOST_AUTO_TEST_CASE(later_traits_count_null_too_and_absent_ones_stay) {
    using Dynamic = boost::json::object;
    const char* const earlier = R"({"userId":"u","traits":{"a":1,"b":{"x":1},"c":2}})";
    BOOST_TEST(merging::merged<Dynamic>(earlier, R"({"userId":"u","traits":{"c":null,"d":3}})") ==
               R"({"userId":"u","traits":{"a":1,"b":{"x":1},"c":null,"d":3}})");
    BOOST_TEST(merging::merged<Dynamic>(earlier, R"({"userId":"u","traits":{"b":{"y":2}}})") ==
               R"({"userId":"u","traits":{"a":1,"b":{"y":2},"c":2}})");
    BOOST_TEST(merging::merged<Dynamic>(earlier, R"({"userId":"u"})") == earlier);
    BOOST_TEST(merging::merged<Dynamic>(R"({"userId":"u"})", earlier) == earlier);
    using Map = std::map<std::string, int>;
    BOOST_TEST(merging::merged<Map>(R"({"userId":"u","traits":{"a":1,"b":2}})",
                                    R"({"userId":"u","traits":{"b":3,"c":4}})") ==
               R"({"userId":"u","traits":{"a":1,"b":3,"c":4}})");
}

BOOST_AUTO_TEST_CASE(typed_traits_are_merged_by_member) {
    const char* const earlier =
        R"({"userId":"u","traits":{"level":1,"plan":"free","coins":5,"items":{"a":1}}})";
    BOOST_TEST(merging::merged<merging::Traits>(
                   earlier, R"({"userId":"u","traits":{"plan":null,"coins":6,"items":{"b":2}}})") ==
               R"({"userId":"u","traits":{"level":1,"plan":null,"coins":6,"items":{"b":2}}})");
    BOOST_TEST(
        merging::merged<merging::Traits>(earlier, R"({"userId":"u","traits":{"level":2}})") ==
        R"({"userId":"u","traits":{"level":2,"plan":"free","coins":0,"items":{"a":1}}})");
}

BOOST_AUTO_TEST_CASE(later_members_count) {
    using Dynamic = boost::json::object;
    BOOST_TEST(merging::merged<Dynamic>(R"({"userId":"u","email":"a@b.c","phone":"1"})",
                                        R"({"userId":"u","email":"d@e.f","anonymousId":"x"})") ==
               R"({"userId":"u","email":"d@e.f","phone":"1","anonymousId":"x"})");
}

BOOST_AUTO_TEST_CASE(activity_of_two_anonymous_ids_takes_two_requests) {
    using Dynamic = boost::json::object;
    const char* const x = R"({"userId":"u","anonymousId":"x"})";
    BOOST_TEST(merging::merged<Dynamic>(x, R"({"userId":"u","anonymousId":"y"})") == "two");
    BOOST_TEST(merging::merged<Dynamic>(x, x) == x);
    BOOST_TEST(merging::merged<Dynamic>(x, R"({"userId":"u"})") == x);
    BOOST_TEST(merging::merged<Dynamic>(x, R"({"userId":"v"})") == "two");
}

BOOST_AUTO_TEST_SUITE_END()
