#include "flameup/message/validate.hpp"

#include "flameup/message/build_impl.hpp"
#include "flameup/model/operations.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

namespace validate_test {

using flameup::Config;

Config config_of(const std::string& workspace) {
    Config config;
    config.api_key = "key";
    config.base_url = "https://host";
    config.workspace_id = workspace;
    return config;
}

/// Returns the error of `build`, which `validate` has to return as well.
template <class Operation>
flameup::Error same_error(const Config& config, const Operation& operation) {
    const auto built = flameup::build(config, operation);
    const auto validated = flameup::validate(config, operation);
    BOOST_TEST_REQUIRE(built.has_error());
    BOOST_TEST_REQUIRE(validated.has_error());
    BOOST_TEST((built.error() == validated.error()), validated.error().message);
    return validated.error();
}

std::string text_of(const flameup::Error& error) {
    std::string text;
    for (const flameup::FieldError& field : error.fields) {
        text += (text.empty() ? "" : ", ") + field.path + ' ' + field.code;
    }
    return text;
}

} // namespace validate_test

BOOST_AUTO_TEST_SUITE(validate_values)

using namespace validate_test;
using namespace flameup;

BOOST_AUTO_TEST_CASE(accepts_what_build_accepts) {
    UpsertPerson<> person;
    person.userId = "u";
    for (const char* const workspace : {"", "w"}) {
        BOOST_TEST(flameup::validate(config_of(workspace), person).has_value());
        BOOST_TEST(flameup::validate(config_of(workspace), GetStatistics{}).has_value());
        BOOST_TEST(flameup::validate(config_of(workspace), ListPeople<>{}).has_value());
    }
    BOOST_TEST(flameup::validate(config_of(""), GetPerson<>{"ann@example.com"}).has_value());
}

BOOST_AUTO_TEST_CASE(returns_the_error_of_build) {
    UpsertPerson<> person;
    person.email = "no\xFF address";
    person.traits.emplace()["name"] = "\xC3";
    BOOST_TEST(text_of(same_error(config_of("w"), person)) ==
               "userId required, email invalid_email, email ill_formed_utf8, "
               "traits.name ill_formed_utf8");
    BOOST_TEST(text_of(same_error(config_of("w"), GetPerson<>{"ann"})) == "person_id invalid_uuid");
    BOOST_TEST(text_of(same_error(config_of(""), GetPerson<>{"stats"})) == "person_id reserved");
    BOOST_TEST(text_of(same_error(config_of(""), DeletePerson{".."})) == "person_id dot_segment");
    BOOST_TEST(text_of(same_error(config_of(""), DeletePerson{})) == "person_id required");

    ListPeople<> list;
    list.limit = 501;
    list.search = "\xFF";
    BOOST_TEST(text_of(same_error(config_of("w"), list)) ==
               "limit out_of_range, search ill_formed_utf8");

    UpdatePerson<> update{"ann", {}};
    update.traits["a"] = "\xFF";
    BOOST_TEST(text_of(same_error(config_of(""), update)) == "traits.a ill_formed_utf8");
}

BOOST_AUTO_TEST_CASE(checks_the_configuration_with_an_operation) {
    Config config = config_of("..");
    config.api_key = "two words";
    config.headers.add("Host", "other");
    BOOST_TEST(text_of(same_error(config, GetPerson<>{""})) ==
               "api_key invalid_api_key, workspace_id dot_segment, headers[0].name reserved, "
               "person_id required");
    BOOST_TEST(flameup::validate(config, PersonInput<>{"u"}).has_value());
}

BOOST_AUTO_TEST_CASE(takes_the_depth_from_the_configuration) {
    Config config = config_of("w");
    config.limits.max_depth = 2;
    UpsertPerson<> person;
    person.userId = "u";
    person.traits.emplace()["a"].emplace_array();
    BOOST_TEST(text_of(same_error(config, person)) == "traits.a too_deep");
}

BOOST_AUTO_TEST_CASE(checks_values_that_are_no_operations) {
    PersonInput<> person;
    person.userId = "u";
    BOOST_TEST(flameup::validate(Config(), person).has_value());
    person.phone = std::string(51, '0') + '\xFF';
    const auto validated = flameup::validate(Config(), person);
    BOOST_TEST_REQUIRE(validated.has_error());
    BOOST_TEST((validated.error().kind == ErrorKind::validation));
    BOOST_TEST(text_of(validated.error()) == "phone too_long, phone ill_formed_utf8");
}

BOOST_AUTO_TEST_SUITE_END()
