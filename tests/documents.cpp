#include "flameup/core.hpp"

#include "flameup/describe/match_route.hpp"
#include "texts.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// Every sample request and response of the API's documentation, word for word, is a file below
// data/: requests/ and responses/, each named by operation and page.

BOOST_AUTO_TEST_SUITE(documents)

using flameup::Config;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;

constexpr char workspace[] = "ws_abc123";
constexpr char person_id[] = "550e8400-e29b-41d4-a716-446655440000";

/// The traits of the reference pages' samples.
struct ReferenceTraits {
    std::optional<std::string> first_name, last_name, phone, avatar_url, timezone, locale;

    FLAMEUP_DESCRIBE(ReferenceTraits, (),
                     (first_name, last_name, phone, avatar_url, timezone, locale))
};

/// The traits of the overview's samples.
struct OverviewTraits {
    std::optional<std::string> first_name, last_name, plan, company, renewal_date;
    std::optional<flameup::Timestamp> last_login;

    FLAMEUP_DESCRIBE(OverviewTraits, (),
                     (first_name, last_name, plan, company, renewal_date, last_login))
};

std::string read_data(const std::string& name) {
    std::ifstream file(FLAMEUP_TEST_DATA "/" + name, std::ios::binary);
    BOOST_TEST_REQUIRE(file.is_open(), "no test data " + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    if (at != std::string::npos) text.replace(at, what.size(), with);
}

/// Removes the text up to a separator, with the separator, and returns it without.
std::string take_until(std::string& text, std::string_view separator) {
    const std::size_t end = text.find(separator);
    BOOST_TEST_REQUIRE(end != std::string::npos);
    std::string part = text.substr(0, end);
    text.erase(0, end + separator.size());
    return part;
}

/// Reads a sample request: a request line, headers, an empty line, the body.
HttpRequest read_request(const std::string& name) {
    std::string text = read_data("requests/" + name + ".http");
    replace(text, "{workspace_id}", workspace);
    replace(text, "{person_id}", person_id);
    HttpRequest request;
    request.method = flameup::method_from_string(take_until(text, " ")).value();
    request.url = take_until(text, "\n");
    std::string head = take_until(text, "\n\n") + '\n';
    while (!head.empty()) {
        const std::string header = take_until(head, ": ");
        request.headers.add(header, take_until(head, "\n"));
    }
    request.body = std::move(text);
    return request;
}

/// Returns the headers that a documented request must have: its own, and those that the documents
/// leave to the sender. A request without content has no Content-Type (RFC 9110 section 8.3): the
/// overview's samples have none, the reference page's sample of a GET has one.
flameup::Headers expected_headers(const HttpRequest& documented) {
    flameup::Headers headers{{"Authorization", *documented.headers.find("Authorization")},
                             {"Accept", "application/json"},
                             {"User-Agent", "flameup-cpp/" FLAMEUP_VERSION}};
    if (!documented.body.empty()) {
        headers.add("Content-Type", *documented.headers.find("Content-Type"));
    }
    return headers;
}

/// Makes the typed operation of a sample, in the workspace in its URL.
struct Sample {
    const char* file;
    const char* workspace;
    const char* operation;
    Result<HttpRequest> (*build)(const Config&);
};

flameup::PersonInput<ReferenceTraits> reference_input() {
    return {"example_string",
            "user@example.com",
            {},
            {},
            ReferenceTraits{"John Doe", "John Doe", "+1-555-0123", "example_string",
                            "example_string", "example_string"}};
}

template <class Operation> Result<HttpRequest> build_jane(const Config& config) {
    Operation operation;
    operation.userId = "user_12345";
    operation.email = "jane@example.com";
    operation.traits = OverviewTraits{"Jane", "Doe", {}, {}, {}, {}};
    if constexpr (std::is_same_v<Operation, flameup::CreatePerson<OverviewTraits>>) {
        operation.traits->plan = "premium";
        operation.traits->company = "Acme Inc";
    } else {
        operation.traits->last_login = *flameup::parse_timestamp("2024-01-20T14:45:00Z");
    }
    return flameup::build(config, operation);
}

template <class Operation> Result<HttpRequest> build_reference(const Config& config) {
    Operation operation;
    static_cast<flameup::PersonInput<ReferenceTraits>&>(operation) = reference_input();
    if (Operation::route.name == "create") operation.phone = "+1-555-0123";
    return flameup::build(config, operation);
}

template <bool Plans> Result<HttpRequest> build_batch(const Config& config) {
    flameup::BatchUpsert<OverviewTraits> batch;
    batch.people = {
        {"user_001", "alice@example.com", {}, {}, OverviewTraits{"Alice", {}, {}, {}, {}, {}}},
        {"user_002", "bob@example.com", {}, {}, OverviewTraits{"Bob", {}, {}, {}, {}, {}}}};
    if (Plans) {
        batch.people[0].traits->plan = "basic";
        batch.people[1].traits->plan = "premium";
    }
    return flameup::build(config, batch);
}

const Sample samples[] = {
    {"create_overview", workspace, "create", build_jane<flameup::CreatePerson<OverviewTraits>>},
    {"create_reference", "", "create", build_reference<flameup::CreatePerson<ReferenceTraits>>},
    {"get_overview", workspace, "get",
     [](const Config& config) { return flameup::build(config, flameup::GetPerson<>{person_id}); }},
    {"get_reference", "", "get",
     [](const Config& config) {
         return flameup::build(config, flameup::GetPerson<>{"example_string"});
     }},
    {"update_overview", workspace, "update",
     [](const Config& config) {
         flameup::UpdatePerson<OverviewTraits> update{person_id, {}};
         update.traits.plan = "enterprise";
         update.traits.renewal_date = "2025-01-15";
         return flameup::build(config, update);
     }},
    {"update_reference", "example_string", "update",
     [](const Config& config) {
         return flameup::build(config, flameup::UpdatePerson<ReferenceTraits>{
                                           "123e4567-e89b-12d3-a456-426614174000", {}});
     }},
    {"upsert_overview", workspace, "upsert", build_jane<flameup::UpsertPerson<OverviewTraits>>},
    {"upsert_reference", "example_string", "upsert",
     build_reference<flameup::UpsertPerson<ReferenceTraits>>},
    {"list_overview", workspace, "list",
     [](const Config& config) {
         flameup::ListPeople<> list;
         list.limit = 50;
         list.status = flameup::PersonStatus::active;
         list.search = "acme";
         return flameup::build(config, list);
     }},
    {"search_email_overview", workspace, "search",
     [](const Config& config) {
         flameup::SearchPeople<> search;
         search.email = "jane@example.com";
         return flameup::build(config, search);
     }},
    {"search_user_id_overview", workspace, "search",
     [](const Config& config) {
         flameup::SearchPeople<> search;
         search.userId = "user_12345";
         return flameup::build(config, search);
     }},
    {"batch_overview", workspace, "batch", build_batch<false>},
    {"batch_plans_overview", workspace, "batch", build_batch<true>},
    {"delete_overview", workspace, "delete",
     [](const Config& config) { return flameup::build(config, flameup::DeletePerson{person_id}); }},
    {"events_overview", workspace, "events",
     [](const Config& config) {
         return flameup::build(config, flameup::GetPersonEvents<>{person_id, 50});
     }},
    {"stats_overview", workspace, "stats",
     [](const Config& config) { return flameup::build(config, flameup::GetStatistics{}); }},
};

/// Compares a whole request with a sample; the JSON as a value and as text.
void check_request(const Sample& sample, const Result<HttpRequest>& built) {
    const HttpRequest documented = read_request(sample.file);
    BOOST_TEST_REQUIRE(built.has_value(), texts::of(built.error()));
    HttpRequest expected = documented;
    expected.headers = expected_headers(documented);
    expected.operation = sample.operation;
    if (!documented.body.empty()) {
        BOOST_TEST((boost::json::parse(built->body) == boost::json::parse(documented.body)));
        expected.body = boost::json::serialize(boost::json::parse(documented.body));
    }
    BOOST_TEST(texts::of(*built) == texts::of(expected));
    BOOST_TEST((*built == expected));
}

Config config_of(const Sample& sample) {
    const std::string authorization = *read_request(sample.file).headers.find("Authorization");
    Config config;
    config.api_key = authorization.substr(std::string_view("Bearer ").size());
    config.workspace_id = sample.workspace;
    return config;
}

BOOST_AUTO_TEST_CASE(builds_the_documented_requests) {
    for (const Sample& sample : samples) {
        BOOST_TEST_CONTEXT(sample.file) { check_request(sample, sample.build(config_of(sample))); }
    }
}

/// Builds a sample's request with dynamic traits.
template <class Operation>
Result<HttpRequest> build_dynamic(const Config& config, const std::string& body) {
    flameup::Result<Operation> operation = flameup::from_json<Operation>(body);
    BOOST_TEST_REQUIRE(operation.has_value(), texts::of(operation.error()));
    return flameup::build(config, *operation);
}

BOOST_AUTO_TEST_CASE(builds_the_documented_bodies_with_dynamic_traits) {
    for (const Sample& sample : samples) {
        const std::string body = read_request(sample.file).body;
        if (body.empty()) continue;
        const Config config = config_of(sample);
        const std::string_view name = sample.operation;
        BOOST_TEST_CONTEXT(sample.file) {
            if (name == "create")
                check_request(sample, build_dynamic<flameup::CreatePerson<>>(config, body));
            if (name == "upsert")
                check_request(sample, build_dynamic<flameup::UpsertPerson<>>(config, body));
            if (name == "batch")
                check_request(sample, build_dynamic<flameup::BatchUpsert<>>(config, body));
            if (name == "update") {
                auto update = flameup::from_json<flameup::UpdatePerson<>>(body);
                BOOST_TEST_REQUIRE(update.has_value());
                update->person_id = config.workspace_id == workspace
                                        ? person_id
                                        : "123e4567-e89b-12d3-a456-426614174000";
                check_request(sample, flameup::build(config, *update));
            }
        }
    }
}

HttpResponse response(int status, const std::string& name) {
    return {status, {}, read_data("responses/" + name + ".json")};
}

constexpr char reference_person[] =
    R"({"id":"123e4567-e89b-12d3-a456-426614174000","workspace_id":"example_string",)"
    R"("userId":"example_string","email":"user@example.com","phone":"+1-555-0123",)"
    R"("first_name":"John Doe","last_name":"John Doe","avatar_url":"example_string",)"
    R"("timezone":"example_string","locale":"example_string","status":"active","traits":{},)"
    R"("created_at":"2024-12-25T10:00:00Z","updated_at":"2024-12-25T10:00:00Z",)"
    R"("first_seen_at":"2024-12-25T10:00:00Z","last_seen_at":"2024-12-25T10:00:00Z"})";

constexpr char overview_person[] =
    R"({"id":"550e8400-e29b-41d4-a716-446655440000","workspace_id":"ws_abc123",)"
    R"("userId":"user_12345","email":"jane@example.com",)"
    R"("traits":{"first_name":"Jane","last_name":"Doe","plan":"premium","company":"Acme Inc"},)"
    R"("created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-20T14:45:00Z"})";

/// Decodes a sample and writes it as JSON with the library's names.
template <class Operation> std::string decoded(const HttpResponse& response) {
    const auto result = flameup::decode<Operation>({}, response);
    BOOST_TEST_REQUIRE(result.has_value(), texts::of(result.error()));
    return *flameup::to_json(*result);
}

BOOST_AUTO_TEST_CASE(decodes_the_reference_pages_person) {
    for (const int status : {200, 201}) {
        BOOST_TEST(decoded<flameup::CreatePerson<>>(response(status, "create_reference")) ==
                   reference_person);
        BOOST_TEST(decoded<flameup::CreatePerson<ReferenceTraits>>(
                       response(status, "create_reference")) == reference_person);
    }
    BOOST_TEST(decoded<flameup::GetPerson<>>(response(200, "get_reference")) == reference_person);
    BOOST_TEST(decoded<flameup::UpdatePerson<>>(response(200, "update_reference")) ==
               reference_person);

    const auto person = flameup::decode<flameup::GetPerson<>>({}, response(200, "get_reference"));
    BOOST_TEST_REQUIRE(person.has_value());
    BOOST_TEST(person->id.value() == "123e4567-e89b-12d3-a456-426614174000");
    BOOST_TEST(person->userId.value() == "example_string");
    BOOST_TEST((person->status.value() == flameup::PersonStatus::active));
    BOOST_TEST(person->traits.empty());
    BOOST_TEST((person->last_seen_at.value() == flameup::Timestamp{1735120800, 0}));
}

BOOST_AUTO_TEST_CASE(decodes_the_overviews_person) {
    const HttpResponse answer = response(200, "person_overview");
    BOOST_TEST(decoded<flameup::GetPerson<>>(answer) == overview_person);
    BOOST_TEST(decoded<flameup::GetPerson<OverviewTraits>>(answer) == overview_person);
    BOOST_TEST(decoded<flameup::UpsertPerson<OverviewTraits>>(answer) == overview_person);

    const auto person = flameup::decode<flameup::GetPerson<OverviewTraits>>({}, answer);
    BOOST_TEST_REQUIRE(person.has_value());
    BOOST_TEST(person->userId.value() == "user_12345");
    BOOST_TEST(person->traits.company.value() == "Acme Inc");
    BOOST_TEST((person->created_at.value() == flameup::Timestamp{1705314600, 0}));
    BOOST_TEST(!person->status.has_value());
}

BOOST_AUTO_TEST_CASE(decodes_the_documented_upsert) {
    const HttpResponse answer = response(200, "upsert_reference");
    BOOST_TEST(decoded<flameup::UpsertPerson<>>(answer) == R"({"traits":{}})");
    const auto result = flameup::decode<flameup::UpsertPerson<>>({}, answer);
    BOOST_TEST(!result->was_created.has_value());
}

BOOST_AUTO_TEST_CASE(decodes_the_documented_list) {
    HttpResponse answer = response(200, "list_overview");
    replace(answer.body, "...", read_data("responses/person_overview.json"));
    BOOST_TEST(decoded<flameup::ListPeople<>>(answer) ==
               R"({"people":[)" + std::string(overview_person) +
                   R"(],"total":1250,"limit":50,"offset":0})");
}

BOOST_AUTO_TEST_CASE(decodes_the_documented_statistics) {
    BOOST_TEST(decoded<flameup::GetStatistics>(response(200, "stats_overview")) ==
               R"({"total":15420,"active":14200,"unsubscribed":850,"bounced":370,"recent":245})");
}

BOOST_AUTO_TEST_CASE(decodes_the_documented_deletion) {
    BOOST_TEST(flameup::decode<flameup::DeletePerson>({}, {204, {}, ""}).has_value());
}

template <class Operation> std::string error_of(int status, const std::string& name) {
    const HttpResponse answer = response(status, name);
    const auto result = flameup::decode<Operation>({}, answer);
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST(result.error().body == answer.body);
    return texts::of(result.error());
}

BOOST_AUTO_TEST_CASE(decodes_the_documented_errors) {
    BOOST_TEST(error_of<flameup::CreatePerson<>>(400, "create_error_400") ==
               "api 400 400: The request contains invalid parameters or malformed data\n"
               "email : Invalid email format\n");
    BOOST_TEST(error_of<flameup::CreatePerson<>>(401, "create_error_401") ==
               "api 401 401: Authentication required. Please provide a valid API token\n");
    BOOST_TEST(error_of<flameup::GetPerson<>>(404, "get_error_404") ==
               "api 404 404: The requested resource was not found\n");
    BOOST_TEST(error_of<flameup::UpdatePerson<>>(404, "update_error_404") ==
               "api 404 404: The requested resource was not found\n");
}

BOOST_AUTO_TEST_SUITE_END()
