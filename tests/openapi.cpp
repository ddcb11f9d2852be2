#include "flameup/openapi.hpp"

#include "flameup/core.hpp"
#include "flameup/model/people_routes.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/mp11/list.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace openapi_test {

namespace json = boost::json;
using namespace flameup;
using People = PeopleOperations<json::object>;

json::object document() {
    const Result<std::string> text = to_openapi(People());
    BOOST_TEST_REQUIRE(text.has_value());
    return json::parse(*text).as_object();
}

/// Returns what is at a path of keys, such as `paths.x.get`, that are separated by spaces.
json::value at(const json::value& from, std::string_view path) {
    const json::value* value = &from;
    while (!path.empty()) {
        const std::size_t end = path.find(' ');
        value = value->is_object() ? value->get_object().if_contains(path.substr(0, end)) : nullptr;
        if (value == nullptr) return "(absent)";
        path = end == path.npos ? std::string_view() : path.substr(end + 1);
    }
    return *value;
}

std::string text_at(const json::value& from, std::string_view path) {
    return json::serialize(at(from, path));
}

/// The parameters of an operation as `in name: schema` or `$ref`.
std::vector<std::string> parameters(const json::value& operation) {
    std::vector<std::string> lines;
    const json::value* const list = operation.as_object().if_contains("parameters");
    if (list == nullptr) return lines;
    for (const json::value& each : list->as_array()) {
        const json::object& parameter = each.as_object();
        if (parameter.contains("$ref")) {
            lines.emplace_back(parameter.at("$ref").as_string());
            continue;
        }
        std::string line(parameter.at("in").as_string());
        line.append(" ").append(parameter.at("name").as_string());
        line.append(parameter.at("required").as_bool() ? "! " : " ");
        lines.push_back(line + json::serialize(parameter.at("schema")));
    }
    return lines;
}

std::string read_file(const std::string& name) {
    std::ifstream file(FLAMEUP_TEST_DATA "/" + name, std::ios::binary);
    BOOST_TEST_REQUIRE(file.is_open(), "no test data " + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Returns the bodies that the documents show, of requests and responses, without white space.
std::set<std::string> documented() {
    std::set<std::string> bodies;
    for (const char* name : {"person_overview", "create_reference", "stats_overview",
                             "create_error_400", "create_error_401"}) {
        bodies.insert(
            json::serialize(json::parse(read_file("responses/" + std::string(name) + ".json"))));
    }
    for (const char* name :
         {"create_overview", "update_overview", "upsert_overview", "batch_overview"}) {
        const std::string text = read_file("requests/" + std::string(name) + ".http");
        bodies.insert(json::serialize(json::parse(text.substr(text.find("\n\n") + 2))));
    }
    return bodies;
}

template <class T> void check_examples(std::size_t count) {
    static const std::set<std::string> bodies = documented();
    detail::ExamplesOf<T>::each([&](std::string_view text) {
        BOOST_TEST_CONTEXT(text) {
            --count;
            BOOST_TEST(bodies.count(json::serialize(json::parse(text))) == 1U);
            const Result<T> value = from_json<T>(text, {}, Strictness::full());
            BOOST_TEST(value.has_value(), (value ? "" : value.error().message));
        }
    });
    BOOST_TEST(count == 0U);
}

enum class Plan { basic, pro };
FLAMEUP_DESCRIBE_ENUM(Plan, basic, pro)

struct PlayerTraits {
    int level = 0;
    Nullable<Plan> plan;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (level, plan))
};

struct Merge {
    using Response = NoContent;
    static constexpr Route route{
        "merge",         Method::patch,  "/people/{person_id}/merge/{with}",
        "people:delete", Scope::account, Repeat::safe};
    static constexpr std::string_view summary = "Makes two people one";
    std::string person_id;
    std::int32_t with = 0;
    PlayerTraits traits;
    std::optional<std::string> note;
    static constexpr Rule rules[] = {Rule::length("note", 0, 7), Rule::length("person_id", 3, 9)};
    FLAMEUP_DESCRIBE(Merge, (), (person_id, with, traits, note))
};

struct Sweep {
    using Response = std::vector<std::string>;
    static constexpr Route route{"sweep", Method::delete_, "/sweep"};
    std::vector<Plan> plans;
    bool all = false;
    static constexpr Rule rules[] = {Rule::count("plans", 0, 2), Rule::any_of("plans", "all")};
    FLAMEUP_DESCRIBE(Sweep, (), (plans, all))
};

struct Ping {
    using Response = NoContent;
    static constexpr Route route{"ping", Method::post, "/ping", {}, Scope::account};
    FLAMEUP_DESCRIBE(Ping, (), ())
};

struct WrongExample {
    using Response = NoContent;
    static constexpr Route route{"wrong", Method::post, "/wrong"};
    static constexpr std::string_view examples[] = {"{"};
    int number = 0;
    FLAMEUP_DESCRIBE(WrongExample, (), (number))
};

} // namespace openapi_test

BOOST_AUTO_TEST_SUITE(openapi)

using namespace openapi_test;

BOOST_AUTO_TEST_CASE(has_every_operation_in_both_scopes) {
    const struct {
        const char *path, *method, *name, *summary, *permission, *body, *success;
        bool repeatable;
    } table[] = {
        {"/people", "post", "create", "Creates a person", "write", "CreatePerson", "Person", false},
        {"/people/{person_id}", "get", "get", "Reads a person", "read", "", "Person", true},
        {"/people/{person_id}", "put", "update", "Merges traits into a person's", "write",
         "UpdatePerson", "Person", true},
        {"/people/upsert", "post", "upsert", "Creates or updates a person", "write", "UpsertPerson",
         "UpsertedPerson", true},
        {"/people", "get", "list", "Lists people, a page at a time", "read", "", "PeoplePage",
         true},
        {"/people/search", "get", "search", "Finds people", "read", "", "FoundPeople", true},
        {"/people/batch", "post", "batch", "Upserts 1 to 100 people", "write", "BatchUpsert",
         "BatchResult", true},
        {"/people/{person_id}", "delete", "delete", "Deletes a person", "delete", "", "", true},
        {"/people/{person_id}/events", "get", "events", "Lists what a person did", "read", "",
         "EventsPage", true},
        {"/people/stats", "get", "stats", "Counts a workspace's people", "read", "", "Statistics",
         true},
    };
    const json::object paths = document().at("paths").as_object();
    std::size_t operations = 0;
    for (const auto& path : paths) operations += path.value().as_object().size();
    BOOST_TEST(operations == 20U);
    BOOST_TEST(std::size(table) == std::size(people_routes));
    for (const auto& row : table) {
        for (const bool in_workspace : {false, true}) {
            const std::string path =
                (in_workspace ? "/workspaces/{workspaceId}" : "") + std::string(row.path);
            BOOST_TEST_CONTEXT(row.method << ' ' << path) {
                const json::value found = at(paths, path + ' ' + row.method);
                BOOST_TEST_REQUIRE(found.is_object());
                BOOST_TEST(
                    at(found, "operationId") ==
                    json::value(std::string(row.name) + (in_workspace ? "_in_workspace" : "")));
                BOOST_TEST(at(found, "summary") == json::value(row.summary));
                BOOST_TEST(text_at(found, "security") ==
                           R"([{"BearerAuth":["people:)" + std::string(row.permission) + "\"]}]");
                BOOST_TEST(at(found, "x-repeatable") == json::value(row.repeatable));
                const auto refers = [](std::string_view name) {
                    return "\"#/components/schemas/" + std::string(name) + '"';
                };
                BOOST_TEST(text_at(found, "requestBody content application/json schema $ref") ==
                           (*row.body != '\0' ? refers(row.body) : "\"(absent)\""));
                BOOST_TEST(text_at(found, "responses 2XX content application/json schema $ref") ==
                           (*row.success != '\0' ? refers(row.success) : "\"(absent)\""));
                BOOST_TEST(at(found, "responses").as_object().contains("204") ==
                           (*row.success == '\0'));
                for (const char* failure : {"4XX", "5XX"}) {
                    BOOST_TEST(text_at(found, "responses " + std::string(failure)) ==
                               R"({"$ref":"#/components/responses/Error"})");
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(has_the_rules_of_parameters) {
    const json::value paths = document().at("paths");
    const std::vector<std::string> list = {
        R"(query limit {"type":"integer","format":"int64","minimum":1,"maximum":500,"default":50})",
        R"(query offset {"type":"integer","format":"int64","minimum":0,"default":0})",
        R"(query status {"type":"string","enum":["active","unsubscribed","bounced"]})",
        R"(query search {"type":"string"})",
        R"(query created_since {"type":"string","format":"date-time"})",
        R"(query updated_since {"type":"string","format":"date-time"})"};
    BOOST_TEST(parameters(at(paths, "/people get")) == list, boost::test_tools::per_element());
    const std::vector<std::string> search = {
        R"(query q {"type":"string"})", R"(query email {"type":"string"})",
        R"(query userId {"type":"string"})",
        R"(query limit {"type":"integer","format":"int64","minimum":1,"default":10})"};
    BOOST_TEST(parameters(at(paths, "/people/search get")) == search,
               boost::test_tools::per_element());
    BOOST_TEST(text_at(paths, "/people/search get description") ==
               R"("Needs at least one of `q` `email` `userId`, not empty.")");
    const std::vector<std::string> get = {R"(path person_id! {"type":"string","minLength":1,)"
                                          R"("not":{"enum":[".","..","search","stats"]}})"};
    BOOST_TEST(parameters(at(paths, "/people/{person_id} get")) == get,
               boost::test_tools::per_element());
    const std::vector<std::string> events = {
        "#/components/parameters/workspaceId",
        R"(path person_id! {"type":"string","minLength":1,"not":{"enum":[".",".."]},)"
        R"("format":"uuid","pattern":")" +
            std::string(detail::uuid_pattern) + "\"}",
        R"(query limit {"type":"integer","format":"int64","minimum":1})"};
    BOOST_TEST(parameters(at(paths, "/workspaces/{workspaceId}/people/{person_id}/events get")) ==
                   events,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(has_what_a_person_is_in_both_dialects) {
    const json::value schemas = at(document(), "components schemas");
    std::string keys;
    const json::value properties = at(schemas, "Person properties");
    for (const auto& member : properties.as_object()) {
        keys.append(member.key()).append(" ");
    }
    BOOST_TEST(keys == "id workspace_id userId external_id email phone first_name last_name "
                       "avatar_url timezone locale status traits attributes created_at updated_at "
                       "first_seen_at last_seen_at ");
    BOOST_TEST(text_at(schemas, "Person properties status") ==
               R"({"anyOf":[{"type":"string","enum":["active","unsubscribed","bounced"]},)"
               R"({"type":"string"},{"type":"null"}]})");
    BOOST_TEST(text_at(schemas, "UpsertedPerson properties was_created") ==
               R"({"type":["boolean","null"]})");
    BOOST_TEST(text_at(schemas, "PeoplePage required") == R"(["people"])");
    BOOST_TEST(text_at(schemas, "CreatePerson required") == R"(["userId"])");
    BOOST_TEST(text_at(schemas, "UpdatePerson required") == "\"(absent)\"");
    BOOST_TEST(text_at(schemas, "BatchUpsert properties people") ==
               R"({"type":"array","items":{"$ref":"#/components/schemas/PersonInput"},)"
               R"("minItems":1,"maxItems":100})");
}

BOOST_AUTO_TEST_CASE(has_what_the_caller_says) {
    const auto text = to_openapi(OperationList<>(), {"A \"title\"", "2.1", "http://localhost/x"});
    BOOST_TEST_REQUIRE(text.has_value());
    const json::value own = json::parse(*text);
    BOOST_TEST(text_at(own, "openapi") == R"("3.1.0")");
    BOOST_TEST(text_at(own, "info") == R"({"title":"A \"title\"","version":"2.1"})");
    BOOST_TEST(text_at(own, "servers") == R"([{"url":"http://localhost/x"}])");
    BOOST_TEST(text_at(own, "paths") == "{}");
    BOOST_TEST(text_at(document(), "servers") == R"([{"url":"https://api.flameup.ai/api/v1"}])");
}

BOOST_AUTO_TEST_CASE(is_the_same_each_time_and_indented) {
    const std::string text = to_openapi(People()).value();
    BOOST_TEST(text == to_openapi(People()).value());
    BOOST_TEST(text.substr(0, 61) ==
               "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\n    \"title\": \"Flameup Peo");
}

BOOST_AUTO_TEST_CASE(describes_operations_and_traits_of_users) {
    using Own = OperationList<Merge, Sweep, Ping, UpsertPerson<PlayerTraits>>;
    const json::value own = json::parse(to_openapi(Own()).value());
    const json::value merge = at(own, "paths /people/{person_id}/merge/{with} patch");
    BOOST_TEST_REQUIRE(merge.is_object());
    const std::vector<std::string> in_path = {
        R"(path person_id! {"type":"string","minLength":3,"not":{"enum":[".",".."]},"maxLength":9})",
        R"(path with! {"type":"integer","format":"int32"})"};
    BOOST_TEST(parameters(merge) == in_path, boost::test_tools::per_element());
    BOOST_TEST(text_at(merge, "summary") == R"("Makes two people one")");
    BOOST_TEST(text_at(merge, "x-repeatable") == "true");
    BOOST_TEST(text_at(own, "components schemas Merge") ==
               R"({"type":"object","properties":{)"
               R"("traits":{"$ref":"#/components/schemas/PlayerTraits"},)"
               R"("note":{"type":"string","maxLength":7}},"required":["traits"]})");
    BOOST_TEST(text_at(own, "components schemas PlayerTraits") ==
               R"({"type":"object","properties":{"level":{"type":"integer","format":"int32"},)"
               R"("plan":{"type":["string","null"],"enum":["basic","pro",null]}},)"
               R"("required":["level"]})");
    BOOST_TEST(text_at(own, "components schemas PlayerTraitsResponse required") == "\"(absent)\"");
    BOOST_TEST(text_at(own, "components schemas UpsertPerson examples") == "\"(absent)\"");
    BOOST_TEST(text_at(own, "paths /workspaces/{workspaceId}/people/{person_id}/merge/{with}") ==
               "\"(absent)\"");

    const json::value sweep = at(own, "paths /sweep delete");
    const std::vector<std::string> in_query = {
        R"(query plans {"type":"array","items":{"type":"string","enum":["basic","pro"]},)"
        R"("maxItems":2})",
        R"(query all! {"type":"boolean"})"};
    BOOST_TEST(parameters(sweep) == in_query, boost::test_tools::per_element());
    BOOST_TEST(text_at(sweep, "summary") == R"("sweep")");
    BOOST_TEST(text_at(sweep, "description") ==
               R"("Needs at least one of `plans` `all`, not empty.")");
    BOOST_TEST(text_at(sweep, "security") == R"([{"BearerAuth":[]}])");
    BOOST_TEST(text_at(sweep, "responses 2XX content application/json schema") ==
               R"({"type":"array","items":{"type":"string"}})");

    const json::value ping = at(own, "paths /ping post");
    BOOST_TEST(!ping.as_object().contains("requestBody"));
    BOOST_TEST(parameters(ping).empty());
}

BOOST_AUTO_TEST_CASE(adds_an_operation_to_those_of_the_library) {
    using All = boost::mp11::mp_push_back<People, Ping>;
    const json::value all = json::parse(to_openapi(All()).value());
    BOOST_TEST(at(all, "paths /ping post operationId") == json::value("ping"));
    BOOST_TEST(at(all, "paths /people get operationId") == json::value("list"));
}

BOOST_AUTO_TEST_CASE(reports_text_that_json_cannot_hold) {
    const auto wrong_title = to_openapi(OperationList<>(), {"\xFF"});
    BOOST_TEST_REQUIRE(wrong_title.has_error());
    BOOST_TEST((wrong_title.error().kind == ErrorKind::validation));
    BOOST_TEST(wrong_title.error().fields.at(0).path == "info.title");
    const auto wrong_example = to_openapi(OperationList<WrongExample>());
    BOOST_TEST_REQUIRE(wrong_example.has_error());
    BOOST_TEST((wrong_example.error().kind == ErrorKind::decode));
}

BOOST_AUTO_TEST_CASE(has_examples_of_the_documents_that_are_what_they_show) {
    check_examples<Person<json::object>>(2);
    check_examples<CreatePerson<json::object>>(1);
    check_examples<UpdatePerson<json::object>>(1);
    check_examples<UpsertPerson<json::object>>(1);
    check_examples<BatchUpsert<json::object>>(1);
    check_examples<Statistics>(1);
    check_examples<detail::TitledError>(2);
    const json::value schemas = at(document(), "components schemas");
    BOOST_TEST(at(schemas, "Person examples").as_array().size() == 2U);
    BOOST_TEST(at(schemas, "CreatePerson examples").as_array().size() == 1U);
    BOOST_TEST(at(schemas, "NestedError examples").as_array().size() == 2U);
}

BOOST_AUTO_TEST_CASE(shows_errors_that_the_client_reads) {
    Config config;
    config.api_key = "k";
    const auto check = [&](std::string_view text) {
        const auto decoded =
            flameup::decode<GetStatistics>(config, HttpResponse{400, {}, std::string(text)});
        BOOST_TEST_REQUIRE(decoded.has_error());
        const json::value shown = json::parse(text);
        const json::value nested = at(shown, "error message");
        BOOST_TEST(json::value(decoded.error().message) ==
                   (nested == json::value("(absent)") ? at(shown, "message") : nested));
    };
    detail::ExamplesOf<detail::TitledError>::each(check);
    detail::ExamplesOf<detail::NestedError>::each(check);
}

BOOST_AUTO_TEST_SUITE_END()
