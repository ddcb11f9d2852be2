// Checks that described types of users declare: `check_rules`.
#include "flameup/core.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace checks_of_users_test {

using flameup::RuleFindings;

struct Base {
    int low = 0;
    void check_rules(RuleFindings& findings) const {
        if (low < 0) findings.add("low", "negative", "must not be negative");
    }
    FLAMEUP_DESCRIBE(Base, (), (low))
};

struct Inherits : Base {
    int more = 0;
    FLAMEUP_DESCRIBE(Inherits, (Base), (more))
};

struct Level : Inherits {
    int high = 0;
    static constexpr flameup::Rule rules[] = {flameup::Rule::range("high", 0, 100)};
    void check_rules(RuleFindings& findings) const noexcept {
        if (high < low) findings.add("high", "too_low", "must not be below low");
        if (high == 77) findings.add({}, "unlucky", "is not taken");
    }
    FLAMEUP_DESCRIBE(Level, (Inherits), (high))
};

struct NotDescribed {
    void check_rules(RuleFindings& findings) const { findings.add("a", "always", "is wrong"); }
};
struct OfNotDescribed : NotDescribed {
    int a = 0;
    FLAMEUP_DESCRIBE(OfNotDescribed, (), (a))
};

/// A member of this name is a member as others.
struct WithMember {
    int check_rules = 0;
    FLAMEUP_DESCRIBE(WithMember, (), (check_rules))
};

struct LevelTraits {
    std::optional<Level> level;
    std::map<std::string, std::vector<Level>> all;
    FLAMEUP_DESCRIBE(LevelTraits, (), (level, all))
};

struct Loud {
    std::string_view member, code, message;
    std::size_t times = 1;
    void check_rules(RuleFindings& findings) const {
        for (std::size_t i = 0; i != times; ++i) findings.add(member, code, message);
    }
    FLAMEUP_DESCRIBE(Loud, (), ())
};

struct AddLevel {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"add", flameup::Method::post, "/levels/{id}"};
    std::string id;
    Level level;
    void check_rules(RuleFindings& findings) const {
        if (id == "x") findings.add("id", "taken", "is taken");
    }
    FLAMEUP_DESCRIBE(AddLevel, (), (id, level))
};

template <class T> std::string found(const T& result) {
    if (result) return "none";
    BOOST_TEST((result.error().kind == flameup::ErrorKind::validation));
    std::string text;
    for (const auto& field : result.error().fields) {
        text += (text.empty() ? "" : "; ") + field.path + ' ' + field.code + ' ' + field.message;
    }
    return text;
}

flameup::Config config_of_checks() {
    flameup::Config config;
    config.api_key = "key";
    config.base_url = "https://host";
    return config;
}

Level level_of(int low, int high) {
    Level level;
    level.low = low;
    level.high = high;
    return level;
}

} // namespace checks_of_users_test

BOOST_AUTO_TEST_SUITE(checks_of_users)

using namespace checks_of_users_test;

BOOST_AUTO_TEST_CASE(are_made_behind_the_rules_and_once_for_each_type) {
    const auto of = [](const auto& value) { return found(flameup::validate({}, value)); };
    BOOST_TEST(of(level_of(1, 2)) == "none");
    BOOST_TEST(of(level_of(-1, -2)) == "low negative must not be negative; "
                                       "high out_of_range must be at least 0; "
                                       "high too_low must not be below low");
    BOOST_TEST(of(level_of(0, 77)) == " unlucky is not taken");
    Inherits inherits;
    inherits.low = -1;
    BOOST_TEST(of(inherits) == "low negative must not be negative");
    BOOST_TEST(of(OfNotDescribed()) == "a always is wrong");
    BOOST_TEST(of(WithMember()) == "none");
}

BOOST_AUTO_TEST_CASE(are_made_wherever_a_value_is_in_a_request) {
    flameup::BatchUpsert<LevelTraits> batch;
    for (int i = 0; i != 4; ++i) batch.people.push_back({"user" + std::to_string(i)});
    batch.people[0].traits.emplace().all["a b"] = {level_of(0, 0), level_of(3, 2)};
    batch.people[3].traits.emplace().level = level_of(0, 77);
    batch.people[2].userId.clear();
    const std::string expected = "people[0].traits.all[\"a b\"][1].high too_low must not be below "
                                 "low; people[2].userId required must not be empty; "
                                 "people[3].traits.level unlucky is not taken";
    BOOST_TEST(found(flameup::build(config_of_checks(), batch)) == expected);
    BOOST_TEST(found(flameup::validate(config_of_checks(), batch)) == expected);
    const auto unchecked = flameup::build(config_of_checks(), batch, {flameup::Checks::off});
    BOOST_TEST(unchecked.has_value());

    BOOST_TEST(found(flameup::build(config_of_checks(), AddLevel{"x", level_of(1, 0)})) ==
               "id taken is taken; level.high too_low must not be below low");
}

BOOST_AUTO_TEST_CASE(can_add_any_text) {
    const auto of = [](const Loud& loud) {
        return flameup::validate({}, std::vector<Loud>{loud}).error();
    };
    const flameup::Error error = of({"a\n\"b\xFF", "\x1B", "is \x07\xFFwrong"});
    BOOST_TEST(error.message == "[0][\"a?\"b?\"] is ??wrong");
    BOOST_TEST(error.fields.at(0).code == "?");
    const std::string longer(2000, 'm');
    const flameup::Error cut = of({longer, longer, longer, 5000});
    BOOST_TEST(cut.fields.size() == 1000u);
    BOOST_TEST(cut.fields[999].path == "[0][\"" + std::string(64, 'm') + "...\"]");
    BOOST_TEST(cut.fields[999].code == std::string(64, 'm') + "...");
    BOOST_TEST(cut.fields[999].message == std::string(256, 'm') + "...");
    BOOST_TEST(of({{}, {}, {}}).fields.at(0).path == "[0]");
}

BOOST_AUTO_TEST_SUITE_END()
