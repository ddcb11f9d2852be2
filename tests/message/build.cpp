#include "flameup/message/build_impl.hpp"
#include "flameup/model.hpp"

#include "texts.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(build)

using flameup::Checks;
using flameup::Config;
using flameup::HttpRequest;
using flameup::Nullable;
using flameup::Result;

constexpr char uuid[] = "550e8400-e29b-41d4-a716-446655440000";

enum class Plan { free_plan, pro };
FLAMEUP_DESCRIBE_ENUM(Plan, free_plan, pro)

struct Address {
    std::string city;
    std::optional<std::string> zip;

    FLAMEUP_DESCRIBE(Address, (), (city, zip))
};

struct PlayerTraits {
    std::string name;
    Nullable<Plan> plan;
    std::optional<double> score;
    std::vector<Address> addresses;
    std::map<std::string, std::int64_t> wins;
    Nullable<std::string> guild;

    FLAMEUP_DESCRIBE(PlayerTraits, (), (name, plan, score, addresses, wins, guild))
};

Config account() {
    Config config;
    config.api_key = "test_key";
    return config;
}

Config in_workspace(std::string id = "w1") {
    Config config = account();
    config.workspace_id = std::move(id);
    return config;
}

template <class Operation> std::string built(const Config& config, const Operation& operation) {
    const Result<HttpRequest> request = flameup::build(config, operation);
    BOOST_TEST_REQUIRE(request.has_value(), texts::of(request.error()));
    BOOST_TEST(request->operation == Operation::route.name);
    return texts::of(*request);
}

/// What a request of the default configuration's account is.
std::string expected(const std::string& line, const std::string& body = {}) {
    std::string text = line + "\nAuthorization: Bearer test_key\nAccept: application/json\n"
                              "User-Agent: flameup-cpp/" FLAMEUP_VERSION "\n";
    if (!body.empty()) text += "Content-Type: application/json\n";
    return text + '\n' + body;
}

/// Compares what both scopes build with one line, whose `people` is below the workspace in one.
template <class Operation>
void check_both(const Operation& operation, const std::string& method, const std::string& rest,
                const std::string& body = {}) {
    const std::string base = method + " https://api.flameup.ai/api/v1";
    BOOST_TEST(built(account(), operation) == expected(base + "/people" + rest, body));
    BOOST_TEST(built(in_workspace(), operation) ==
               expected(base + "/workspaces/w1/people" + rest, body));
}

template <class Operation>
std::string refused(const Config& config, const Operation& operation, Checks checks = Checks::on) {
    const Result<HttpRequest> request = flameup::build(config, operation, {checks});
    BOOST_TEST_REQUIRE(request.has_error());
    BOOST_TEST((request.error().kind == flameup::ErrorKind::validation));
    BOOST_TEST(request.error().status == 0);
    BOOST_TEST(request.error().code == "invalid_request");
    BOOST_TEST(!request.error().message.empty());
    return texts::of_codes(request.error());
}

template <class Operation>
std::string codes(const Config& config, const Operation& operation, Checks checks = Checks::on) {
    const Result<HttpRequest> request = flameup::build(config, operation, {checks});
    return request ? std::string() : refused(config, operation, checks);
}

flameup::UpsertPerson<> person(std::string user_id) {
    flameup::UpsertPerson<> operation;
    operation.userId = std::move(user_id);
    return operation;
}

std::string repeat(std::string_view text, std::size_t times) {
    std::string result;
    while (times-- != 0) result += text;
    return result;
}

BOOST_AUTO_TEST_CASE(builds_create) {
    flameup::CreatePerson<> create;
    create.userId = "u1";
    check_both(create, "POST", "", R"({"userId":"u1"})");
    create.email = "jane@example.com";
    create.phone = "+1-555-0123";
    create.anonymousId = "anon";
    create.traits = boost::json::parse(R"({"a":1,"b":null})").as_object();
    check_both(create, "POST", "",
               R"({"userId":"u1","email":"jane@example.com","phone":"+1-555-0123",)"
               R"("anonymousId":"anon","traits":{"a":1,"b":null}})");
}

BOOST_AUTO_TEST_CASE(builds_upsert) {
    check_both(person("u1"), "POST", "/upsert", R"({"userId":"u1"})");
}

BOOST_AUTO_TEST_CASE(builds_get_update_delete_and_events) {
    const std::string path = std::string("/") + uuid;
    check_both(flameup::GetPerson<>{uuid}, "GET", path);
    check_both(flameup::DeletePerson{uuid}, "DELETE", path);
    check_both(flameup::UpdatePerson<>{uuid, {}}, "PUT", path, R"({"traits":{}})");
    check_both(flameup::GetPersonEvents<>{uuid}, "GET", path + "/events");
    check_both(flameup::GetPersonEvents<>{uuid, 7}, "GET", path + "/events?limit=7");
}

BOOST_AUTO_TEST_CASE(builds_list) {
    flameup::ListPeople<> list;
    check_both(list, "GET", "");
    list.limit = 500;
    list.offset = 9223372036854775807;
    list.status = flameup::PersonStatus::unsubscribed;
    list.search = "a b&c=d+e/f?";
    list.created_since = flameup::Timestamp{0, 500'000'000};
    list.updated_since = flameup::Timestamp{1705314600, 0};
    check_both(list, "GET",
               "?limit=500&offset=9223372036854775807&status=unsubscribed"
               "&search=a%20b%26c%3Dd%2Be%2Ff%3F&created_since=1970-01-01T00:00:00.5Z"
               "&updated_since=2024-01-15T10:30:00Z");
    list = {};
    list.search = "";
    check_both(list, "GET", "?search=");
}

BOOST_AUTO_TEST_CASE(builds_search) {
    flameup::SearchPeople<> search;
    search.q = "jane";
    search.email = "jane+x@example.com";
    search.userId = "#1";
    search.limit = 1;
    check_both(search, "GET", "/search?q=jane&email=jane%2Bx@example.com&userId=%231&limit=1");
}

BOOST_AUTO_TEST_CASE(builds_batch_and_statistics) {
    flameup::BatchUpsert<> batch;
    batch.people = {{"u1"}, {"u2", "b@example.com"}};
    check_both(batch, "POST", "/batch",
               R"({"people":[{"userId":"u1"},{"userId":"u2","email":"b@example.com"}]})");
    check_both(flameup::GetStatistics{}, "GET", "/stats");
}

BOOST_AUTO_TEST_CASE(addresses_people_of_an_account_by_userId_or_email) {
    const struct {
        const char* id;
        const char* segment;
    } rows[] = {
        {"jane@example.com", "jane@example.com"},
        {"user/12?x#y%z", "user%2F12%3Fx%23y%25z"},
        {"a+b c", "a%2Bb%20c"},
        {"...", "..."},
        {"%2e%2e", "%252e%252e"},
        {"\xC3\xA9'\"", "%C3%A9%27%22"},
        {"a\r\nb", "a%0D%0Ab"},
    };
    for (const auto& row : rows) {
        BOOST_TEST(
            built(account(), flameup::GetPerson<>{row.id}) ==
            expected("GET https://api.flameup.ai/api/v1/people/" + std::string(row.segment)));
    }
}

BOOST_AUTO_TEST_CASE(encodes_the_workspace) {
    BOOST_TEST(built(in_workspace("a/b c"), flameup::GetStatistics{}) ==
               expected("GET https://api.flameup.ai/api/v1/workspaces/a%2Fb%20c/people/stats"));
}

BOOST_AUTO_TEST_CASE(writes_typed_traits) {
    flameup::UpdatePerson<PlayerTraits> update{"u1", {}};
    update.traits.name = "Zo\xC3\xAB \"Z\"";
    const std::string line = "PUT https://api.flameup.ai/api/v1/people/u1";
    BOOST_TEST(
        built(account(), update) ==
        expected(line,
                 "{\"traits\":{\"name\":\"Zo\xC3\xAB \\\"Z\\\"\",\"addresses\":[],\"wins\":{}}}"));
    update.traits.plan = Plan::pro;
    update.traits.score = 0.1;
    update.traits.addresses = {{"Oslo", "0150"}, {"Bergen", {}}};
    update.traits.wins = {{"chess", (std::numeric_limits<std::int64_t>::min)()}, {"go", 3}};
    update.traits.guild = flameup::null;
    BOOST_TEST(built(account(), update) ==
               expected(line, "{\"traits\":{\"name\":\"Zo\xC3\xAB \\\"Z\\\"\",\"plan\":\"pro\","
                              "\"score\":0.1,\"addresses\":[{\"city\":\"Oslo\",\"zip\":\"0150\"},"
                              "{\"city\":\"Bergen\"}],"
                              "\"wins\":{\"chess\":-9223372036854775808,\"go\":3},"
                              "\"guild\":null}}"));
}

BOOST_AUTO_TEST_CASE(uses_the_base_url) {
    const struct {
        const char* base;
        const char* expected;
    } rows[] = {
        {"http://localhost:8080", "http://localhost:8080/people/stats"},
        {"https://api.flameup.ai/", "https://api.flameup.ai/people/stats"},
        {"https://proxy.example/flameup/api/v1///",
         "https://proxy.example/flameup/api/v1/people/stats"},
        {"http://[::1]:9", "http://[::1]:9/people/stats"},
        {"https://[2001:db8::ff00:42:8329]/x", "https://[2001:db8::ff00:42:8329]/x/people/stats"},
        {"HTTPS://API.flameup.ai", "HTTPS://API.flameup.ai/people/stats"},
        {"http://127.0.0.1:65535/a%20b", "http://127.0.0.1:65535/a%20b/people/stats"},
    };
    for (const auto& row : rows) {
        Config config = account();
        config.base_url = row.base;
        BOOST_TEST(built(config, flameup::GetStatistics{}) ==
                   expected("GET " + std::string(row.expected)));
    }
}

BOOST_AUTO_TEST_CASE(refuses_other_base_urls_with_a_reason) {
    const struct {
        const char* base;
        const char* reason;
    } rows[] = {
        {"", "it has no scheme"},
        {nullptr, "it has no scheme"},
        {"api.flameup.ai", "it has no scheme"},
        {"https:///", "it has no scheme"},
        {"ftp://api.flameup.ai", "its scheme is neither http nor https"},
        {" https://api.flameup.ai", "its scheme is neither http nor https"},
        {"https://:80", "it has no host"},
        {"https:///path", "it has no host"},
        {"https://user:pass@api.flameup.ai", "it has user info"},
        {"https://@api.flameup.ai", "it has user info"},
        {"https://api.flameup.ai?x=1", "it has a query"},
        {"https://api.flameup.ai/?", "it has a query"},
        {"https://api.flameup.ai/#top", "it has a fragment"},
        {"https://api.flameup.ai#", "it has a fragment"},
        {"https://api.flameup.ai/a/../b", "its path has a segment . or .."},
        {"https://api.flameup.ai/.", "its path has a segment . or .."},
        {"https://api.flameup.ai/%2E%2e/b", "its path has a segment . or .."},
        {"https://api.flameup.ai/a b", "its path or query has characters that a URL cannot have"},
        {"https://api.flameup.ai/%zz", "its path or query has characters that a URL cannot have"},
        {"https://api.flameup.ai/\r\nX: y",
         "its path or query has characters that a URL cannot have"},
        {"https://api.flameup.ai\r\nX", "its host has characters that a host name cannot have"},
        {"https://b\xC3\xBC"
         "cher.example",
         "its host has characters that a host name cannot have"},
        {"https://[::1", "its IPv6 address is not closed"},
        {"https://[::g]", "its host is not an IPv6 address"},
        {"https://[fe80::1%25eth0]", "its host is not an IPv6 address"},
        {"https://[127.0.0.1]", "its host is not an IPv6 address"},
        {"https://[::1]8080", "its port is ill-formed"},
        {"https://localhost:", "its port is ill-formed"},
        {"https://localhost:80a", "its port is ill-formed"},
        {"https://localhost:-1", "its port is ill-formed"},
        {"https://localhost:0", "its port is not from 1 to 65535"},
        {"https://localhost:65536", "its port is not from 1 to 65535"},
    };
    for (const auto& row : rows) {
        Config config = account();
        config.base_url = row.base;
        BOOST_TEST_CONTEXT((row.base != nullptr ? row.base : "(null)")) {
            for (const Checks checks : {Checks::on, Checks::off}) {
                const auto request = flameup::build(config, flameup::GetStatistics{}, {checks});
                BOOST_TEST_REQUIRE(request.has_error());
                BOOST_TEST(texts::of_fields(request.error()) ==
                           "base_url invalid_base_url: cannot be used: " + std::string(row.reason) +
                               "\n");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(sends_the_users_headers) {
    Config config = account();
    config.user_agent = "game/1.0 (caf\xC3\xA9)";
    config.headers = {{"X-Trace", "1"}, {"x-trace", "2"}, {"X-Empty", ""}};
    BOOST_TEST(built(config, flameup::GetStatistics{}) ==
               "GET https://api.flameup.ai/api/v1/people/stats\n"
               "Authorization: Bearer test_key\nAccept: application/json\n"
               "User-Agent: game/1.0 (caf\xC3\xA9)\nX-Trace: 1\nx-trace: 2\nX-Empty: \n\n");
    config.user_agent.clear();
    config.headers.clear();
    BOOST_TEST(built(config, person("u")) ==
               "POST https://api.flameup.ai/api/v1/people/upsert\n"
               "Authorization: Bearer test_key\nAccept: application/json\n"
               "Content-Type: application/json\n\n{\"userId\":\"u\"}");
}

BOOST_AUTO_TEST_CASE(refuses_headers_that_would_break_the_message) {
    const struct {
        flameup::Header header;
        const char* codes;
    } rows[] = {
        {{"", "x"}, "headers[0].name invalid_header"},
        {{"X Y", "x"}, "headers[0].name invalid_header"},
        {{"X:", "x"}, "headers[0].name invalid_header"},
        {{"X\r\nY", "x"}, "headers[0].name invalid_header"},
        {{"X\xC3\xA9", "x"}, "headers[0].name invalid_header"},
        {{"X", "a\r\nY: b"}, "headers[0].value invalid_header"},
        {{"X", "a\nb"}, "headers[0].value invalid_header"},
        {{"X", std::string(1, '\0')}, "headers[0].value invalid_header"},
        {{"X", "\x7F"}, "headers[0].value invalid_header"},
        {{"X", " a"}, "headers[0].value invalid_header"},
        {{"X", "a\t"}, "headers[0].value invalid_header"},
        {{"\n", "\n"}, "headers[0].name invalid_header; headers[0].value invalid_header"},
        {{"authorization", "Bearer x"}, "headers[0].name reserved"},
        {{"CONTENT-LENGTH", "1"}, "headers[0].name reserved"},
        {{"Transfer-Encoding", "chunked"}, "headers[0].name reserved"},
        {{"Host", "x"}, "headers[0].name reserved"},
        {{"Content-Type", "text/plain"}, "headers[0].name reserved"},
    };
    for (const auto& row : rows) {
        Config config = account();
        config.headers = {row.header};
        for (const Checks checks : {Checks::on, Checks::off}) {
            BOOST_TEST(refused(config, flameup::GetStatistics{}, checks) == row.codes);
        }
    }
    Config config = account();
    config.user_agent = "a\r\nX: y";
    BOOST_TEST(refused(config, flameup::GetStatistics{}, Checks::off) ==
               "user_agent invalid_header");
}

BOOST_AUTO_TEST_CASE(gives_a_call_its_own_headers_and_time) {
    Config config = account();
    config.headers = {{"X-Client", "game"}, {"X-Trace", "none"}, {"x-trace", "other"}};
    flameup::CallOptions call;
    call.timeout_ms = 1'500;
    call.headers = {{"x-TRACE", "00-ab"}, {"Idempotency-Key", "k1"}, {"Idempotency-Key", "k2"}};
    const flameup::UpdatePerson<> update{"u1", {{"a", 1}}};
    const Result<HttpRequest> request = flameup::build(config, update, call);
    BOOST_TEST_REQUIRE(request.has_value(), texts::of(request.error()));
    BOOST_TEST(texts::of(*request) ==
               "PUT https://api.flameup.ai/api/v1/people/u1\nAuthorization: Bearer test_key\n"
               "Accept: application/json\nUser-Agent: flameup-cpp/" FLAMEUP_VERSION "\n"
               "X-Client: game\nx-TRACE: 00-ab\nIdempotency-Key: k1\nIdempotency-Key: k2\n"
               "Content-Type: application/json\n\n"
               R"({"traits":{"a":1}})");
    BOOST_TEST(request->timeout_ms.value_or(0) == 1'500);

    HttpRequest reused = *request;
    BOOST_TEST(flameup::build(config, update, reused).has_value());
    BOOST_TEST((reused == *flameup::build(config, update)));
    BOOST_TEST(!reused.timeout_ms.has_value());
}

BOOST_AUTO_TEST_CASE(refuses_options_that_no_call_can_have) {
    flameup::CallOptions call;
    call.checks = Checks::off;
    call.headers = {{"Idempotency-Key", "k"}, {"authorization", "Bearer x"}, {"X", "a\nb"}};
    call.timeout_ms = 0;
    const auto refused = flameup::build(account(), flameup::GetStatistics{}, call);
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(texts::of_codes(refused.error()) ==
               "call.timeout_ms out_of_range; call.headers[1].name reserved; "
               "call.headers[2].value invalid_header");
    for (const std::int64_t timeout :
         {std::int64_t{-1}, std::int64_t{86'400'001}, (std::numeric_limits<std::int64_t>::min)(),
          (std::numeric_limits<std::int64_t>::max)()}) {
        const auto never =
            flameup::build(account(), flameup::GetStatistics{}, {Checks::on, timeout});
        BOOST_TEST_REQUIRE(never.has_error());
        BOOST_TEST(texts::of_codes(never.error()) == "call.timeout_ms out_of_range");
    }
    const auto longest =
        flameup::build(account(), flameup::GetStatistics{}, {Checks::on, 86'400'000});
    BOOST_TEST(longest.has_value());
}

BOOST_AUTO_TEST_CASE(refuses_keys_and_workspaces_that_would_break_the_message) {
    for (const std::string key : {"a b", "a\r\nX: y", "a\tb", "k\xC3\xA9y", "\x7F", "a\n", " a"}) {
        Config config = account();
        config.api_key = key;
        BOOST_TEST(refused(config, flameup::GetStatistics{}, Checks::off) ==
                   "api_key invalid_api_key");
    }
    Config config = account();
    config.api_key = std::string("a\0b", 3);
    BOOST_TEST(refused(config, flameup::GetStatistics{}) == "api_key invalid_api_key");
    config.api_key = "";
    BOOST_TEST(refused(config, flameup::GetStatistics{}, Checks::off) == "api_key required");
    for (const char* key : {"ws_live_0.ab", "YOUR_API_TOKEN", "!", "~"}) {
        config.api_key = key;
        BOOST_TEST(codes(config, flameup::GetStatistics{}) == "");
    }
    BOOST_TEST(refused(in_workspace("."), flameup::GetStatistics{}, Checks::off) ==
               "workspace_id dot_segment");
    BOOST_TEST(refused(in_workspace(".."), flameup::GetStatistics{}) == "workspace_id dot_segment");
    BOOST_TEST(refused(in_workspace("\xFF"), flameup::GetStatistics{}, Checks::off) ==
               "workspace_id ill_formed_utf8");
}

BOOST_AUTO_TEST_CASE(checks_userIds) {
    const std::string wide = "\xF0\x9F\x98\x80"; // one character of four bytes
    const struct {
        std::string id;
        const char* codes;
    } rows[] = {
        {"", "userId required"}, {"1", ""},
        {repeat("x", 255), ""},  {repeat("x", 256), "userId too_long"},
        {repeat(wide, 255), ""}, {repeat(wide, 256), "userId too_long"},
    };
    for (const auto& row : rows) {
        BOOST_TEST(codes(account(), person(row.id)) == row.codes);
        flameup::CreatePerson<> create;
        create.userId = row.id;
        BOOST_TEST(codes(account(), create) == row.codes);
        BOOST_TEST(codes(account(), create, Checks::off) == "");
    }
}

BOOST_AUTO_TEST_CASE(checks_emails_and_phones) {
    const struct {
        std::string email;
        const char* codes;
    } rows[] = {
        {"a@b", ""},
        {"", "email invalid_email"},
        {"@", "email invalid_email"},
        {"a@", "email invalid_email"},
        {"@b", "email invalid_email"},
        {"a@b@c", "email invalid_email"},
        {"ab", "email invalid_email"},
        {"a b@c", "email invalid_email"},
        {"a\t@c", "email invalid_email"},
        {"a@c\n", "email invalid_email"},
        {"a\x7F@c", "email invalid_email"},
        {"\xC3\xA9@b", ""},
        {repeat("x", 252) + "@b", ""},
        {repeat("x", 253) + "@b", "email too_long"},
        {repeat("\xC3\xA9", 252) + "@b", ""},
        {repeat("x", 255), "email too_long; email invalid_email"},
    };
    for (const auto& row : rows) {
        flameup::UpsertPerson<> upsert = person("u");
        upsert.email = row.email;
        BOOST_TEST(codes(account(), upsert) == row.codes);
        BOOST_TEST(codes(account(), upsert, Checks::off) == "");
    }
    flameup::UpsertPerson<> upsert = person("u");
    upsert.phone = "";
    BOOST_TEST(codes(account(), upsert) == "");
    upsert.phone = repeat("5", 50);
    BOOST_TEST(codes(account(), upsert) == "");
    upsert.phone = repeat("5", 51);
    BOOST_TEST(codes(account(), upsert) == "phone too_long");
    BOOST_TEST(codes(account(), upsert, Checks::off) == "");
}

BOOST_AUTO_TEST_CASE(checks_limits_and_offsets) {
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    const struct {
        std::int64_t limit;
        const char* in_list;
        const char* elsewhere;
    } rows[] = {
        {-1, "limit out_of_range", "limit out_of_range"},
        {0, "limit out_of_range", "limit out_of_range"},
        {1, "", ""},
        {500, "", ""},
        {501, "limit out_of_range", ""},
        {most, "limit out_of_range", ""},
    };
    for (const auto& row : rows) {
        flameup::ListPeople<> list;
        list.limit = row.limit;
        BOOST_TEST(codes(account(), list) == row.in_list);
        BOOST_TEST(codes(account(), list, Checks::off) == "");
        flameup::SearchPeople<> search;
        search.q = "x";
        search.limit = row.limit;
        BOOST_TEST(codes(account(), search) == row.elsewhere);
        BOOST_TEST(codes(account(), flameup::GetPersonEvents<>{"u", row.limit}) == row.elsewhere);
    }
    flameup::ListPeople<> list;
    list.offset = -1;
    BOOST_TEST(codes(account(), list) == "offset out_of_range");
    list.offset = 0;
    BOOST_TEST(codes(account(), list) == "");
    list.offset = most;
    BOOST_TEST(codes(account(), list) == "");
}

BOOST_AUTO_TEST_CASE(checks_the_size_of_batches) {
    flameup::BatchUpsert<> batch;
    BOOST_TEST(codes(account(), batch) == "people too_few");
    BOOST_TEST(codes(account(), batch, Checks::off) == "");
    batch.people.assign(1, {"u"});
    BOOST_TEST(codes(account(), batch) == "");
    batch.people.assign(100, {"u"});
    BOOST_TEST(codes(account(), batch) == "");
    batch.people.assign(101, {"u"});
    BOOST_TEST(codes(account(), batch) == "people too_many");
    BOOST_TEST(codes(account(), batch, Checks::off) == "");
}

BOOST_AUTO_TEST_CASE(checks_that_a_search_has_a_criterion) {
    flameup::SearchPeople<> search;
    BOOST_TEST(codes(account(), search) == "q any_of");
    BOOST_TEST(codes(account(), search, Checks::off) == "");
    search.limit = 3;
    BOOST_TEST(codes(account(), search) == "q any_of");
    for (auto member : {&flameup::SearchPeople<>::q, &flameup::SearchPeople<>::email,
                        &flameup::SearchPeople<>::userId}) {
        flameup::SearchPeople<> one;
        one.*member = "x";
        BOOST_TEST(codes(account(), one) == "");
    }
}

BOOST_AUTO_TEST_CASE(checks_person_ids) {
    const struct {
        const char* id;
        const char* account;
        const char* workspace;
        const char* unchecked;
    } rows[] = {
        {uuid, "", "", ""},
        {"550E8400-E29B-41D4-A716-446655440000", "", "", ""},
        {"user_1", "", "person_id invalid_uuid", ""},
        {"550e8400-e29b-41d4-a716-44665544000", "", "person_id invalid_uuid", ""},
        {"550e8400e29b-41d4-a716-4466554400000", "", "person_id invalid_uuid", ""},
        {"{550e8400-e29b-41d4-a716-446655440000}", "", "person_id invalid_uuid", ""},
        {"", "person_id required", "person_id required", "person_id required"},
        {".", "person_id dot_segment", "person_id invalid_uuid; person_id dot_segment",
         "person_id dot_segment"},
        {"..", "person_id dot_segment", "person_id invalid_uuid; person_id dot_segment",
         "person_id dot_segment"},
        {"\xC0\xAF", "person_id ill_formed_utf8",
         "person_id invalid_uuid; person_id ill_formed_utf8", "person_id ill_formed_utf8"},
    };
    const auto check_all = [](const Config& config, const char* id, const char* codes_expected,
                              Checks checks) {
        BOOST_TEST(codes(config, flameup::GetPerson<>{id}, checks) == codes_expected);
        BOOST_TEST(codes(config, flameup::DeletePerson{id}, checks) == codes_expected);
        BOOST_TEST(codes(config, flameup::GetPersonEvents<>{id}, checks) == codes_expected);
        BOOST_TEST(codes(config, flameup::UpdatePerson<>{id, {}}, checks) == codes_expected);
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.id) {
            check_all(account(), row.id, row.account, Checks::on);
            check_all(in_workspace(), row.id, row.workspace, Checks::on);
            check_all(account(), row.id, row.unchecked, Checks::off);
            check_all(in_workspace(), row.id, row.unchecked, Checks::off);
        }
    }
}

BOOST_AUTO_TEST_CASE(refuses_to_get_people_whose_path_is_another_operations) {
    for (const char* id : {"search", "stats"}) {
        BOOST_TEST(codes(account(), flameup::GetPerson<>{id}) == "person_id reserved");
        BOOST_TEST(codes(account(), flameup::GetPerson<>{id}, Checks::off) == "");
        BOOST_TEST(codes(account(), flameup::DeletePerson{id}) == "");
        BOOST_TEST(codes(account(), flameup::UpdatePerson<>{id, {}}) == "");
        BOOST_TEST(codes(account(), flameup::GetPersonEvents<>{id}) == "");
    }
    BOOST_TEST(codes(account(), flameup::GetPerson<>{"Search"}) == "");
}

BOOST_AUTO_TEST_CASE(reports_every_violation_at_once) {
    flameup::BatchUpsert<> batch;
    batch.people.assign(101, {"u"});
    batch.people[0].userId = "";
    batch.people[3].email = "nobody";
    batch.people[3].phone = repeat("5", 51);
    batch.people[100].userId = repeat("x", 256);
    Config config = account();
    config.api_key = "";
    config.base_url = "nowhere";
    config.headers = {{"X", "\n"}};
    const auto request = flameup::build(config, batch);
    BOOST_TEST_REQUIRE(request.has_error());
    BOOST_TEST(texts::of(request.error()) ==
               "validation 0 invalid_request: api_key must not be empty (and 7 more)\n"
               "api_key required: must not be empty\n"
               "base_url invalid_base_url: cannot be used: it has no scheme\n"
               "headers[0].value invalid_header: has control characters or outer white space\n"
               "people too_many: must have at most 100 elements\n"
               "people[0].userId required: must not be empty\n"
               "people[3].email invalid_email: must be an email address\n"
               "people[3].phone too_long: must have at most 50 characters\n"
               "people[100].userId too_long: must have at most 255 characters\n");
}

BOOST_AUTO_TEST_CASE(refuses_what_json_cannot_hold_always) {
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    flameup::BatchUpsert<> batch;
    batch.people = {{"u1"}, {"u2"}};
    batch.people[0].anonymousId = "\xED\xA0\x80"; // a surrogate
    batch.people[1].traits = boost::json::object{
        {"a", boost::json::array{1, -infinity}}, {"b", nan}, {"\xFF", "\x80"}, {"c", 1}};
    for (const Checks checks : {Checks::on, Checks::off}) {
        BOOST_TEST(refused(account(), batch, checks) ==
                   "people[0].anonymousId ill_formed_utf8; people[1].traits.a[1] not_finite; "
                   "people[1].traits.b not_finite; people[1].traits[\"?\"] ill_formed_utf8; "
                   "people[1].traits[\"?\"] ill_formed_utf8");
    }

    flameup::UpdatePerson<PlayerTraits> update{"u", {}};
    update.traits.plan = static_cast<Plan>(7);
    update.traits.score = nan;
    update.traits.addresses = {{"\xFE", {}}};
    update.traits.wins = {{"\xFD", 1}};
    for (const Checks checks : {Checks::on, Checks::off}) {
        BOOST_TEST(refused(account(), update, checks) ==
                   "traits.plan unknown_name; traits.score not_finite; "
                   "traits.addresses[0].city ill_formed_utf8; traits.wins[\"?\"] ill_formed_utf8");
    }

    flameup::ListPeople<> list;
    list.search = "\xC0\x80";
    list.status = static_cast<flameup::PersonStatus>(9);
    list.created_since = flameup::Timestamp{253402300800, 0};
    BOOST_TEST(refused(account(), list, Checks::off) ==
               "status unknown_name; search ill_formed_utf8; created_since invalid_timestamp");
}

BOOST_AUTO_TEST_CASE(refuses_traits_nested_too_deep) {
    const auto nested = [](std::size_t depth) {
        boost::json::value value = 1;
        while (depth-- != 0) value = boost::json::array(1, value);
        flameup::UpdatePerson<> update{"u", {}};
        update.traits["deep"] = value;
        return update;
    };
    Config config = account();
    config.limits.max_depth = 5;
    BOOST_TEST(codes(config, nested(3)) == "");
    BOOST_TEST(refused(config, nested(4), Checks::off) == "traits.deep[0][0][0] too_deep");
    BOOST_TEST(codes(account(), nested(30)) == "");
    BOOST_TEST(codes(account(), nested(31)) != "");
}

BOOST_AUTO_TEST_CASE(leaves_nothing_to_send_in_a_refused_request) {
    HttpRequest request;
    BOOST_TEST_REQUIRE(flameup::build(account(), person("u"), request).has_value());
    BOOST_TEST(flameup::build(account(), person(""), request).has_error());
    BOOST_TEST(request.url == "");
    BOOST_TEST(request.headers.empty());
    BOOST_TEST(request.body == "");
}

BOOST_AUTO_TEST_CASE(replaces_whatever_the_request_was) {
    HttpRequest request{
        flameup::Method::delete_, repeat("x", 5000), {{"A", "b"}, {"C", "d"}}, "body", "other"};
    const auto check = [&request](const auto& operation) {
        BOOST_TEST_REQUIRE(flameup::build(in_workspace(), operation, request).has_value());
        BOOST_TEST((request == *flameup::build(in_workspace(), operation)));
    };
    check(person("u"));
    check(flameup::GetPerson<>{uuid});
    check(flameup::BatchUpsert<>{{{"u"}}});
    check(flameup::DeletePerson{uuid});
    check(flameup::UpdatePerson<>{uuid, {}});
}

BOOST_AUTO_TEST_SUITE_END()
