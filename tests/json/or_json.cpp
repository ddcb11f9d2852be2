#include "flameup/json/or_json.hpp"

#include "flameup/core.hpp"
#include "flameup/json/odd_elements.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_or_json)

using flameup::OrJson;

enum class Plan { free, pro };
FLAMEUP_DESCRIBE_ENUM(Plan, free, pro)

struct Pet {
    std::string name;
    int age = 7;
    FLAMEUP_DESCRIBE(Pet, (), (name, age))
};

struct Traits {
    OrJson<std::uint8_t> level;
    OrJson<Plan> plan;
    OrJson<Pet> pet;
    OrJson<std::vector<Pet>> pets;
    std::optional<OrJson<flameup::Timestamp>> at;
    flameup::Nullable<OrJson<std::string>> guild;
    std::vector<OrJson<bool>> flags;
    std::map<std::string, OrJson<double>> scores;

    static constexpr flameup::Rule rules[] = {flameup::Rule::range("level", 0, 100),
                                              flameup::Rule::count("pets", 0, 2),
                                              flameup::Rule::length("guild", 0, 3)};
    FLAMEUP_DESCRIBE(Traits, (), (level, plan, pet, pets, at, guild, flags, scores))
};

std::string reread(std::string_view text) {
    Traits used;
    used.pet = Pet{"old", 9};
    used.plan = OrJson<Plan>::from_text("1");
    used.flags.resize(3, OrJson<bool>::from_text("8"));
    const auto fresh = flameup::from_json<Traits>(text);
    if (!fresh) return texts::of(fresh.error());
    const flameup::HttpResponse response{200, {}, R"({"traits":)" + std::string(text) + '}'};
    flameup::Person<Traits> person;
    person.traits = used;
    BOOST_TEST(flameup::decode<flameup::GetPerson<Traits>>({}, response, person).has_value());
    BOOST_TEST(*flameup::to_json(person.traits) == *flameup::to_json(*fresh));
    return *flameup::to_json(*fresh);
}

BOOST_AUTO_TEST_CASE(keeps_the_json_of_another_type) {
    const std::string fits =
        R"({"level":7,"plan":"pro","pet":{"name":"a","age":1},"pets":[{"name":"b","age":2}],)"
        R"("at":"2024-01-15T10:30:00Z","guild":"g","flags":[true],"scores":{"a":0.5}})";
    BOOST_TEST(reread(fits) == fits);
    const std::string odd =
        R"({"level":256,"plan":"ultra","pet":[{"name":1}],"pets":[{"name":"b"},{"age":"x"}],)"
        R"("at":"","guild":{"a":"}"},"flags":[true,"no",0],"scores":{"a":"1","b":2e99999}})";
    BOOST_TEST(reread(odd) == odd);
    BOOST_TEST(reread("{\"pet\" : { \"age\" : \"a b\" , \"name\": [ ] } ,\n \"flags\":[ "
                      "\"\\ud83d\xFF\" ]}") ==
               "{\"level\":0,\"plan\":\"free\",\"pet\":{\"age\":\"a b\",\"name\":[]},\"pets\":[],"
               "\"flags\":[\"\\ud83d\xEF\xBF\xBD\"],\"scores\":{}}");
    BOOST_TEST(reread(R"({"level":null,"guild":null,"at":null,"flags":[null]})") ==
               R"({"level":0,"plan":"free","pet":{"name":"","age":7},"pets":[],"guild":null,)"
               R"("flags":[null],"scores":{}})");
    BOOST_TEST(reread(R"({"pet":{"age":"x"})") ==
               "decode 0 invalid_json: at $.pet: the text ends too early\n"
               "path = $.pet\noffset = 18\n");
}

BOOST_AUTO_TEST_CASE(has_a_value_or_json) {
    OrJson<int> level;
    BOOST_TEST((level.has_value() && *level == 0 && level.json().empty()));
    level = OrJson<int>::from_text(R"("high")");
    BOOST_TEST(!level);
    BOOST_TEST(level.json() == R"("high")");
    BOOST_TEST(level.value_or(3) == 3);
    BOOST_TEST((level != OrJson<int>(3)));
    level.emplace(3);
    BOOST_TEST((level == OrJson<int>(3)));
    BOOST_TEST(level.value_or(4) == 3);
    const OrJson<Pet> pet(Pet{"a", 1});
    BOOST_TEST(pet->age == 1);
}

BOOST_AUTO_TEST_CASE(is_sent_as_it_came) {
    flameup::Config config;
    config.api_key = "test_key";
    flameup::UpsertPerson<Traits> upsert;
    upsert.userId = "u";
    upsert.traits.emplace().level = OrJson<std::uint8_t>::from_text("\"high\"");
    upsert.traits->pet = OrJson<Pet>::from_text("\n[ 1, \"a \\\" b\" ]\t");
    BOOST_TEST(flameup::build(config, upsert)->body ==
               R"({"userId":"u","traits":{"level":"high","plan":"free","pet":[1,"a \" b"],)"
               R"("pets":[],"flags":[],"scores":{}}})");
    for (const char* wrong : {"", "1 2", "{", "[1,]", "\"\xFF\"", "tru", "\"a"}) {
        upsert.traits->pet = OrJson<Pet>::from_text(wrong);
        const auto refused = flameup::build(config, upsert);
        BOOST_TEST_REQUIRE(refused.has_error(), wrong);
        BOOST_TEST(texts::of_codes(refused.error()) == "traits.pet invalid_json");
    }
    config.limits.max_depth = 4;
    upsert.traits->pet = OrJson<Pet>::from_text("[[1]]");
    BOOST_TEST(flameup::build(config, upsert).has_value());
    upsert.traits->pet = OrJson<Pet>::from_text("[[[1]]]");
    BOOST_TEST(texts::of_codes(flameup::build(config, upsert).error()) ==
               "traits.pet invalid_json");
}

BOOST_AUTO_TEST_CASE(rules_are_for_values) {
    Traits traits;
    traits.level = 101;
    traits.pets->resize(3);
    traits.guild = OrJson<std::string>("long");
    BOOST_TEST(texts::of_codes(flameup::validate({}, traits).error()) ==
               "level out_of_range; pets too_many; guild too_long");
    traits.level = OrJson<std::uint8_t>::from_text("101");
    traits.pets = OrJson<std::vector<Pet>>::from_text("[1,2,3]");
    traits.guild = OrJson<std::string>::from_text("12345");
    BOOST_TEST(flameup::validate({}, traits).has_value());
}

BOOST_AUTO_TEST_CASE(odd_traits_hide_no_person) {
    const flameup::HttpResponse response{
        200, {}, R"({"people":[{"traits":{"level":1}},{"traits":{"level":"1"}},{"traits":[]}]})"};
    flameup::OddElements odd;
    flameup::DecodeOptions options;
    options.odd = &odd;
    const auto page = flameup::decode<flameup::ListPeople<Traits>>({}, response, options);
    BOOST_TEST_REQUIRE(page.has_value());
    BOOST_TEST(page->people.size() == 2u);
    BOOST_TEST(page->people[1].traits.level.json() == R"("1")");
    BOOST_TEST_REQUIRE(odd.elements.size() == 1u);
    BOOST_TEST(odd.elements[0].path == "$.people[2].traits");
}

BOOST_AUTO_TEST_SUITE_END()
