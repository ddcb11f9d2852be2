#include "flameup/json/from_json.hpp"

#include "flameup/json/replace_ill_formed.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace json_from_json_test {

struct Plan {
    std::string name;
    std::optional<int> seats;
    std::vector<double> prices;
    FLAMEUP_DESCRIBE(Plan, (), (name, seats, prices))
};

} // namespace json_from_json_test

BOOST_AUTO_TEST_SUITE(json_from_json)

using namespace json_from_json_test;
using flameup::ErrorKind;
using flameup::from_json;
using flameup::Limits;
using flameup::Strictness;

BOOST_AUTO_TEST_CASE(reads_a_value) {
    const auto plan = from_json<Plan>(R"({"name":"a\"b","seats":3,"prices":[0.1,2]})");
    BOOST_TEST_REQUIRE(plan.has_value());
    BOOST_TEST(plan->name == "a\"b");
    BOOST_TEST((plan->seats == 3));
    BOOST_TEST((plan->prices == std::vector<double>{0.1, 2}));
    BOOST_TEST(*from_json<std::string>(R"("x")") == "x");
}

BOOST_AUTO_TEST_CASE(says_where_a_text_cannot_be_read) {
    const auto plan = from_json<Plan>(R"({"name":"a","prices":[1,"2"]})");
    BOOST_TEST_REQUIRE(plan.has_error());
    const flameup::Error& error = plan.error();
    BOOST_TEST((error.kind == ErrorKind::decode));
    BOOST_TEST(error.code == "wrong_type");
    BOOST_TEST(error.path == "$.prices[1]");
    BOOST_TEST((error.offset == 24u));
    BOOST_TEST(error.message == "at $.prices[1]: expected a number, found a string");
}

BOOST_AUTO_TEST_CASE(keeps_to_the_limits) {
    Limits limits;
    limits.max_body = 4;
    BOOST_TEST(from_json<Plan>(R"({"name":"a"})", limits).error().code == "too_large");
    limits = {};
    limits.max_depth = 1;
    BOOST_TEST(from_json<Plan>(R"({"prices":[]})", limits).error().code == "too_deep");
    BOOST_TEST(from_json<Plan>(R"({"name":"a"})", limits).has_value());
}

BOOST_AUTO_TEST_CASE(refuses_unknown_members_where_asked) {
    BOOST_TEST(from_json<Plan>(R"({"x":1})").has_value());
    const auto refused = from_json<Plan>(R"({"x":1})", {}, Strictness::full());
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().code == "unknown_member");
    BOOST_TEST(refused.error().message == "at $: there is no member x");
}

BOOST_AUTO_TEST_CASE(refuses_members_that_stand_twice_where_asked) {
    BOOST_TEST(from_json<Plan>(R"({"name":"a","name":"b"})").value().name == "b");
    const auto refused = from_json<Plan>(R"({"name":"a","name":"b"})", {}, Strictness::full());
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().code == "duplicate_member");
    BOOST_TEST(refused.error().path == "$.name");
}

BOOST_AUTO_TEST_CASE(takes_what_is_lenient) {
    using Texts = std::vector<std::string>;
    const std::string ill_formed = "[\"a\xFF\",\"Zo\\ud83d\"]";
    BOOST_TEST(from_json<Texts>(ill_formed).error().code == "invalid_json");
    flameup::Leniency leniency;
    leniency.mend = &flameup::replace_ill_formed;
    const auto texts = from_json<Texts>(ill_formed, {}, {}, leniency);
    BOOST_TEST_REQUIRE(texts.has_value());
    BOOST_TEST((*texts == Texts{"a\xEF\xBF\xBD", "Zo\xEF\xBF\xBD"}));
    const auto keys = from_json<std::map<std::string, int>>("{\"\xC3\":1}", {}, {}, leniency);
    BOOST_TEST((keys.value() == std::map<std::string, int>{{"\xEF\xBF\xBD", 1}}));

    using Times = std::vector<flameup::Timestamp>;
    const std::string local = R"(["2024-01-15T10:30:00","2024-01-15T10:30:00.5"])";
    BOOST_TEST(from_json<Times>(local).error().code == "invalid_timestamp");
    BOOST_TEST(from_json<Times>(local, {}, {}, leniency).error().code == "invalid_timestamp");
    leniency = {};
    leniency.timestamps_without_offset = true;
    const auto times = from_json<Times>(local, {}, {}, leniency);
    BOOST_TEST_REQUIRE(times.has_value());
    BOOST_TEST((*times == Times{{1705314600}, {1705314600, 500'000'000}}));
    for (const char* wrong : {R"([""])", R"(["2024-01-15"])", R"(["2024-01-15T10:30:00+"])",
                              R"(["2024-01-15T10:30:00ZZ"])", R"(["2024-13-15T10:30:00"])"}) {
        const auto refused = from_json<Times>(wrong, {}, {}, leniency);
        BOOST_TEST_REQUIRE(refused.has_error(), wrong);
        BOOST_TEST(refused.error().code == "invalid_timestamp");
    }
    BOOST_TEST(from_json<Texts>(ill_formed, {}, {}, leniency).error().code == "invalid_json");
}

BOOST_AUTO_TEST_SUITE_END()
