#include "flameup/describe/declared.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/model/person.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace declared {

using namespace flameup;

struct Coded : PersonInput<> {
    std::string code;
    static constexpr Rule rules[] = {Rule::length("code", 2, 3)};
    FLAMEUP_DESCRIBE(Coded, (PersonInput<>), (code))
};

struct SendCoded : Coded {
    using Response = Person<>;
    static constexpr Route route{"coded", Method::post, "/coded"};
    FLAMEUP_DESCRIBE(SendCoded, (Coded), ())
};

struct Tagged {
    std::string tag;
    static constexpr Alias aliases[] = {{"label", "tag"}};
    static constexpr Rule rules[] = {Rule::required("tag")};
    FLAMEUP_DESCRIBE(Tagged, (), (tag))
};

struct TaggedPerson : Person<>, Tagged {
    std::string extra;
    static constexpr Alias aliases[] = {{"more", "extra"}};
    static constexpr Rule rules[] = {Rule::required("extra")};
    FLAMEUP_DESCRIBE(TaggedPerson, (Person<>, Tagged), (extra))
};

BOOST_AUTO_TEST_SUITE(declared_suite)

BOOST_AUTO_TEST_CASE(tells_own_lists_from_inherited_ones) {
    using detail::declares;
    static_assert(declares<detail::RulesOf, PersonInput<>>());
    static_assert(declares<detail::RulesOf, Coded>());
    static_assert(!declares<detail::RulesOf, SendCoded>());
    static_assert(!declares<detail::RulesOf, Person<>>());
    static_assert(declares<detail::AliasesOf, Person<>>());
    static_assert(!declares<detail::AliasesOf, Coded>());
    static_assert(detail::count_aliases<TaggedPerson>() == 4);
    static_assert(detail::alias_at<TaggedPerson>(0).key == "external_id");
    static_assert(detail::alias_at<TaggedPerson>(2).key == "label");
    static_assert(detail::alias_at<TaggedPerson>(3).key == "more");
    static_assert(detail::is_required<TaggedPerson>("tag"));
    static_assert(detail::is_required<TaggedPerson>("extra"));
    static_assert(!detail::is_required<TaggedPerson>("email"));
    BOOST_TEST(!detail::is_required<Tagged>("extra"));
}

BOOST_AUTO_TEST_CASE(keeps_the_rules_of_bases_once) {
    Config config;
    config.api_key = "k";
    SendCoded send;
    send.email = "nobody";
    std::vector<std::string> found;
    const auto request = flameup::build(config, send);
    BOOST_REQUIRE(request.has_error());
    for (const FieldError& field : request.error().fields) {
        found.push_back(field.path + " " + field.code);
    }
    const std::vector<std::string> expected{"userId required", "email invalid_email",
                                            "code required"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keeps_the_aliases_of_bases) {
    const auto person = from_json<TaggedPerson>(R"({"external_id":"u","label":"t","more":"m"})");
    BOOST_REQUIRE(person.has_value());
    BOOST_TEST(*to_json(*person) == R"({"userId":"u","traits":{},"tag":"t","extra":"m"})");
    const auto bare = from_json<TaggedPerson>("{}");
    BOOST_REQUIRE(bare.has_error());
    BOOST_TEST(bare.error().code == "missing");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace declared
