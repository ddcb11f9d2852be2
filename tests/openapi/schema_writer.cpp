#include "flameup/openapi/schema_writer.hpp"

#include "../../examples/own_types/forms.hpp"
#include "flameup/describe/describe.hpp"
#include "flameup/json/or_json.hpp"
#include "flameup/value/open_enum.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schema_writer_test {

namespace json = boost::json;
using flameup::Alias;
using flameup::Nullable;
using flameup::OpenEnum;
using flameup::Rule;
using flameup::detail::Place;
using flameup::detail::SchemaWriter;

enum class Colour { red, green };
FLAMEUP_DESCRIBE_ENUM(Colour, red, green)

struct Item {
    std::string name;
    std::optional<int> level;
    Nullable<bool> is_new;
    FLAMEUP_DESCRIBE(Item, (), (name, level, is_new))
};

struct Tree {
    std::vector<Tree> children;
    FLAMEUP_DESCRIBE(Tree, (), (children))
};

struct Unnamed {
    int number = 0;
};
FLAMEUP_QUIET_BEGIN
BOOST_DESCRIBE_STRUCT(Unnamed, (), (number))
FLAMEUP_QUIET_END

struct Holder {
    Unnamed inner;
    std::optional<Item> item;
    FLAMEUP_DESCRIBE(Holder, (), (inner, item))
};

template <class T> struct Box {
    T content;
    FLAMEUP_DESCRIBE(Box, (), (content))
};

struct Ruled {
    std::string id;
    std::optional<std::string> email;
    std::string word;
    std::vector<int> list;
    std::optional<std::int64_t> limit;
    std::optional<std::string> note;
    static constexpr Rule rules[] = {
        Rule::length("id", 1, 255),    Rule::length("email", 0, 254),
        Rule::email("email"),          Rule::reserved("word", "search", "stats"),
        Rule::count("list", 1, 100),   Rule::range("limit", -1, Rule::unlimited),
        Rule::by_default("limit", 10), Rule::required("note"),
        Rule::any_of("email", "note"), Rule::workspace_uuid("id")};
    FLAMEUP_DESCRIBE(Ruled, (), (id, email, word, list, limit, note))
};

struct More : Ruled {
    std::optional<std::string> more;
    static constexpr Rule rules[] = {Rule::length("more", 2, 3)};
    FLAMEUP_DESCRIBE(More, (Ruled), (more))
};

struct Spelled {
    std::optional<std::string> userId;
    std::vector<int> scores;
    static constexpr Alias aliases[] = {{"external_id", "userId"}, {"points", "scores"}};
    static constexpr Rule rules[] = {Rule::required("userId"), Rule::required("scores")};
    FLAMEUP_DESCRIBE(Spelled, (), (userId, scores))
};

struct Shown {
    int number = 0;
    static constexpr std::string_view examples[] = {R"({"number": 1})", R"({"number": 2})"};
    FLAMEUP_DESCRIBE(Shown, (), (number))
};

struct WrongExample {
    int number = 0;
    static constexpr std::string_view examples[] = {R"({"number": })"};
    FLAMEUP_DESCRIBE(WrongExample, (), (number))
};

template <class T> std::string schema(Place place = Place::body) {
    SchemaWriter writer;
    return json::serialize(writer.schema<T>(place, "Fallback"));
}

/// Returns the components that a type needs.
template <class T> std::string components(Place place = Place::body) {
    SchemaWriter writer;
    writer.schema<T>(place, "Fallback");
    return json::serialize(writer.schemas);
}

template <class T> json::value component(const char* name, Place place = Place::body) {
    SchemaWriter writer;
    writer.schema<T>(place, "Fallback");
    const json::value* const found = writer.schemas.if_contains(name);
    return found != nullptr ? *found : json::value();
}

} // namespace schema_writer_test

BOOST_AUTO_TEST_SUITE(openapi_schema_writer)

using namespace schema_writer_test;

BOOST_AUTO_TEST_CASE(writes_each_kind_of_type) {
    BOOST_TEST(schema<bool>() == R"({"type":"boolean"})");
    BOOST_TEST(schema<std::int32_t>() == R"({"type":"integer","format":"int32"})");
    BOOST_TEST(schema<std::int64_t>() == R"({"type":"integer","format":"int64"})");
    BOOST_TEST(schema<std::int8_t>() == R"({"type":"integer","minimum":-128,"maximum":127})");
    BOOST_TEST(schema<std::uint32_t>() == R"({"type":"integer","minimum":0,"maximum":4294967295})");
    BOOST_TEST(schema<std::uint64_t>() ==
               R"({"type":"integer","minimum":0,"maximum":18446744073709551615})");
    BOOST_TEST(schema<float>() == R"({"type":"number","format":"float"})");
    BOOST_TEST(schema<double>() == R"({"type":"number","format":"double"})");
    BOOST_TEST(schema<std::string>() == R"({"type":"string"})");
    BOOST_TEST(schema<std::string_view>() == R"({"type":"string"})");
    BOOST_TEST(schema<flameup::Timestamp>() == R"({"type":"string","format":"date-time"})");
    BOOST_TEST(schema<Colour>() == R"({"type":"string","enum":["red","green"]})");
    BOOST_TEST(schema<OpenEnum<Colour>>() ==
               R"({"anyOf":[{"type":"string","enum":["red","green"]},{"type":"string"}]})");
    BOOST_TEST(schema<std::optional<int>>() == R"({"type":"integer","format":"int32"})");
    BOOST_TEST(schema<Nullable<int>>() == R"({"type":["integer","null"],"format":"int32"})");
    BOOST_TEST(schema<Nullable<Colour>>() ==
               R"({"type":["string","null"],"enum":["red","green",null]})");
    BOOST_TEST(schema<Nullable<OpenEnum<Colour>>>() ==
               R"({"anyOf":[{"type":"string","enum":["red","green"]},{"type":"string"},)"
               R"({"type":"null"}]})");
    BOOST_TEST(schema<flameup::OrJson<bool>>() == R"({"anyOf":[{"type":"boolean"},{}]})");
    BOOST_TEST(schema<flameup::Null>() == R"({"type":"null"})");
    BOOST_TEST(schema<json::value>() == "{}");
    BOOST_TEST(schema<Nullable<json::value>>() == "{}");
    BOOST_TEST(schema<json::object>() == R"({"type":"object","additionalProperties":true})");
    BOOST_TEST(schema<json::array>() == R"({"type":"array","items":{}})");
    BOOST_TEST((schema<std::map<std::string, bool>>()) ==
               R"({"type":"object","additionalProperties":{"type":"boolean"}})");
    BOOST_TEST(schema<std::vector<std::optional<bool>>>() ==
               R"({"type":"array","items":{"type":["boolean","null"]}})");
    BOOST_TEST(schema<std::set<std::string>>() == R"({"type":"array","items":{"type":"string"}})");
    BOOST_TEST(schema<Item>() == R"({"$ref":"#/components/schemas/Item"})");
    BOOST_TEST(schema<Nullable<Item>>() ==
               R"({"anyOf":[{"$ref":"#/components/schemas/Item"},{"type":"null"}]})");
}

BOOST_AUTO_TEST_CASE(writes_types_of_users_with_the_names_of_their_forms) {
    BOOST_TEST(schema<own::Uuid>() == R"({"type":"string","format":"uuid","maxLength":36})");
    BOOST_TEST(schema<own::Uuid>(Place::response) == R"({"type":"string","format":"uuid"})");
    BOOST_TEST(schema<Nullable<own::EngineString>>() ==
               R"({"type":["string","null"],"format":"text"})");
    BOOST_TEST(schema<flameup::OrJson<int>>() ==
               R"({"anyOf":[{"type":"integer","format":"int32"},{}]})");
}

BOOST_AUTO_TEST_CASE(writes_what_requests_and_responses_must_have) {
    BOOST_TEST(components<Item>() ==
               R"({"Item":{"type":"object","properties":{"name":{"type":"string"},)"
               R"("level":{"type":"integer","format":"int32"},)"
               R"("is_new":{"type":["boolean","null"]}},"required":["name"]}})");
    BOOST_TEST(components<Item>(Place::response) ==
               R"({"Item":{"type":"object","properties":{"name":{"type":["string","null"]},)"
               R"("level":{"type":["integer","null"],"format":"int32"},)"
               R"("is_new":{"type":["boolean","null"]}}}})");
}

BOOST_AUTO_TEST_CASE(writes_a_struct_that_holds_itself_once) {
    BOOST_TEST(components<Tree>() ==
               R"({"Tree":{"type":"object","properties":{"children":{"type":"array",)"
               R"("items":{"$ref":"#/components/schemas/Tree"}}},"required":["children"]}})");
}

BOOST_AUTO_TEST_CASE(names_structs_by_their_description_or_their_place) {
    BOOST_TEST(components<Holder>() ==
               R"({"Holder":{"type":"object","properties":{)"
               R"("inner":{"$ref":"#/components/schemas/Holder_inner"},)"
               R"("item":{"$ref":"#/components/schemas/Item"}},"required":["inner"]},)"
               R"("Holder_inner":{"type":"object","properties":)"
               R"({"number":{"type":"integer","format":"int32"}},"required":["number"]},)"
               R"("Item":{"type":"object","properties":{"name":{"type":"string"},)"
               R"("level":{"type":"integer","format":"int32"},)"
               R"("is_new":{"type":["boolean","null"]}},"required":["name"]}})");
    BOOST_TEST(schema<Unnamed>() == R"({"$ref":"#/components/schemas/Fallback"})");
}

BOOST_AUTO_TEST_CASE(gives_different_structs_different_names) {
    SchemaWriter writer;
    const auto name = [](const json::object& reference) { return json::serialize(reference); };
    const auto is = [](std::string_view wanted) {
        return R"({"$ref":"#/components/schemas/)" + std::string(wanted) + "\"}";
    };
    BOOST_TEST(name(writer.schema<Box<int>>(Place::body, "")) == is("Box"));
    BOOST_TEST(name(writer.schema<Box<int>>(Place::response, "")) == is("BoxResponse"));
    BOOST_TEST(name(writer.schema<Box<bool>>(Place::body, "")) == is("BoxRequest"));
    BOOST_TEST(name(writer.schema<Box<Item>>(Place::body, "")) == is("BoxRequest2"));
    BOOST_TEST(name(writer.schema<Box<int>>(Place::body, "")) == is("Box"));
    BOOST_TEST(name(writer.schema<Box<int>>(Place::response, "")) == is("BoxResponse"));
}

BOOST_AUTO_TEST_CASE(writes_every_rule) {
    const json::value ruled = component<Ruled>("Ruled");
    const json::object& properties = ruled.at("properties").as_object();
    const auto of = [&](const char* member) { return json::serialize(properties.at(member)); };
    BOOST_TEST(of("id") == R"({"type":"string","minLength":1,"maxLength":255,)"
                           R"("description":"A UUID where the path names a workspace."})");
    json::object email = properties.at("email").as_object();
    BOOST_TEST(email["pattern"].as_string() == flameup::detail::email_pattern);
    email.erase("pattern");
    BOOST_TEST(json::serialize(email) ==
               R"({"type":"string","maxLength":254,"format":"idn-email"})");
    BOOST_TEST(of("word") == R"({"type":"string","not":{"enum":["search","stats"]}})");
    BOOST_TEST(of("list") == R"({"type":"array","items":{"type":"integer","format":"int32"},)"
                             R"("minItems":1,"maxItems":100})");
    BOOST_TEST(of("limit") == R"({"type":"integer","format":"int64","minimum":-1,"default":10})");
    BOOST_TEST(of("note") == R"({"type":"string"})");
    BOOST_TEST(json::serialize(ruled.at("required")) == R"(["id","word","list","note"])");
    BOOST_TEST(json::serialize(ruled.at("allOf")) ==
               R"([{"anyOf":[{"required":["email"],"properties":{"email":{"not":{"const":""}}}},)"
               R"({"required":["note"],"properties":{"note":{"not":{"const":""}}}}]}])");
}

BOOST_AUTO_TEST_CASE(writes_the_rules_of_bases) {
    const json::value more = component<More>("More");
    BOOST_TEST(json::serialize(more.at("properties").at("more")) ==
               R"({"type":"string","minLength":2,"maxLength":3})");
    BOOST_TEST(json::serialize(more.at("properties").at("limit")) ==
               R"({"type":"integer","format":"int64","minimum":-1,"default":10})");
    BOOST_TEST(json::serialize(more.at("required")) == R"(["id","word","list","note"])");
}

BOOST_AUTO_TEST_CASE(checks_of_responses_only_what_they_must_have) {
    const json::value ruled = component<Ruled>("Ruled", Place::response);
    BOOST_TEST(json::serialize(ruled.at("properties").at("email")) ==
               R"({"type":["string","null"]})");
    BOOST_TEST(json::serialize(ruled.at("properties").at("note")) == R"({"type":"string"})");
    BOOST_TEST(json::serialize(ruled.at("required")) == R"(["note"])");
    BOOST_TEST(!ruled.as_object().contains("allOf"));
}

BOOST_AUTO_TEST_CASE(writes_the_spellings_of_both_dialects) {
    BOOST_TEST(components<Spelled>(Place::response) ==
               R"({"Spelled":{"type":"object","properties":{"userId":{"type":"string"},)"
               R"("external_id":{"type":"string",)"
               R"("description":"The same as `userId`, in another dialect."},)"
               R"("scores":{"type":["array","null"],"items":{"type":"integer","format":"int32"}},)"
               R"("points":{"type":["array","null"],"items":{"type":"integer","format":"int32"},)"
               R"("description":"The same as `scores`, in another dialect."}},)"
               R"("allOf":[{"anyOf":[{"required":["userId"]},{"required":["external_id"]}]},)"
               R"({"anyOf":[{"required":["scores"]},{"required":["points"]}]}]}})");
    BOOST_TEST(!component<Spelled>("Spelled").at("properties").as_object().contains("points"));
}

BOOST_AUTO_TEST_CASE(has_the_examples_that_a_struct_declares) {
    BOOST_TEST(components<Shown>() ==
               R"({"Shown":{"type":"object","properties":)"
               R"({"number":{"type":"integer","format":"int32"}},"required":["number"],)"
               R"("examples":[{"number":1},{"number":2}]}})");
}

BOOST_AUTO_TEST_CASE(reports_an_example_that_is_not_json) {
    SchemaWriter writer;
    writer.schema<WrongExample>(Place::body, "");
    BOOST_REQUIRE(writer.problem.has_value());
    BOOST_TEST(writer.problem->path == "$.number");
}

BOOST_AUTO_TEST_SUITE_END()
