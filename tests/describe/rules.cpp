#include "flameup/describe/rules.hpp"

#include "flameup/describe/describe.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/model/operations.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace rules_test {

using namespace flameup;

/// Its members have the names of rules.
struct Team {
    using Response = NoContent;
    static constexpr Route route{"team", Method::put, "/teams/{length}", {}};

    std::string length = "a";
    std::optional<std::int64_t> count;
    std::optional<std::string> email;

    static constexpr Rule rules[] = {Rule::length("length", 1, 3),
                                     Rule::range("count", 1, Rule::unlimited),
                                     Rule::email("email")};
    FLAMEUP_DESCRIBE(Team, (), (length, count, email))
};

} // namespace rules_test

BOOST_AUTO_TEST_SUITE(rules_of_types)

BOOST_AUTO_TEST_CASE(members_may_have_the_names_of_rules) {
    rules_test::Team team;
    team.length = "abcd";
    team.count = 0;
    team.email = "none";
    flameup::Config config;
    config.api_key = "KEY";
    const auto request = flameup::build(config, team);
    BOOST_REQUIRE(!request);
    std::string broken;
    for (const flameup::FieldError& field : request.error().fields) {
        broken += field.path + ' ' + field.code + '\n';
    }
    BOOST_TEST(broken == "length too_long\ncount out_of_range\nemail invalid_email\n");
}

BOOST_AUTO_TEST_SUITE_END()
