#include "flameup/message/decode_impl.hpp"

#include "flameup/json/odd_elements.hpp"
#include "flameup/json/replace_ill_formed.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model/operations.hpp"

#include "texts.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(decode)

using flameup::Config;
using flameup::Error;
using flameup::ErrorKind;
using flameup::HttpResponse;
using flameup::Limits;

struct Traits {
    std::optional<std::string> plan;
    flameup::Nullable<std::string> guild;
    std::vector<int> levels;
    std::map<std::string, std::string> notes;

    FLAMEUP_DESCRIBE(Traits, (), (plan, guild, levels, notes))
};

using Get = flameup::GetPerson<>;
using GetTyped = flameup::GetPerson<Traits>;
using List = flameup::ListPeople<Traits>;

template <class A, class B> constexpr bool same = std::is_same_v<A, B>;
using Object = boost::json::object;
using View = std::string_view;

static_assert(same<flameup::ResponseOf<Get>, flameup::Person<>>);
static_assert(same<flameup::ResultOf<GetTyped>, flameup::Result<flameup::Person<Traits>>>);
static_assert(same<flameup::ResultOf<flameup::DeletePerson>, flameup::Result<flameup::NoContent>>);
// A result that holds views keeps the body that they point into.
static_assert(same<flameup::ResultOf<flameup::GetPerson<Object, View>>,
                   flameup::Result<flameup::Borrowed<flameup::Person<Object, View>>>>);

/// The JSON of what a body decodes to.
template <class Operation> std::string decoded(std::string body, int status = 200) {
    const auto result = flameup::decode<Operation>({}, {status, {}, std::move(body)});
    BOOST_TEST_REQUIRE(result.has_value(), texts::of(result.error()));
    return *flameup::to_json(*result);
}

flameup::Config limited_to(const Limits& limits) {
    flameup::Config config;
    config.limits = limits;
    return config;
}

template <class Operation> Error error_of(const HttpResponse& response, const Limits& limits = {}) {
    const auto result = flameup::decode<Operation>(limited_to(limits), response);
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST(result.error().status == response.status);
    return result.error();
}

std::string api_error(int status, std::string body, flameup::Headers headers = {}) {
    return texts::of(error_of<Get>({status, std::move(headers), std::move(body)}));
}

BOOST_AUTO_TEST_CASE(reads_both_dialects_in_any_order) {
    const char* const expected =
        R"({"id":"i","workspace_id":"w","userId":"u","email":"e@x","status":"bounced",)"
        R"("traits":{"plan":"pro","levels":[1,2],"notes":{}},)"
        R"("created_at":"2024-01-15T10:30:00Z"})";
    for (const char* body : {
             R"({"id":"i","workspace_id":"w","userId":"u","email":"e@x","status":"bounced",
                "traits":{"plan":"pro","levels":[1,2]},"created_at":"2024-01-15T10:30:00Z"})",
             R"({"id":"i","workspace_id":"w","external_id":"u","email":"e@x","status":"bounced",
                "attributes":{"plan":"pro","levels":[1,2]},"created_at":"2024-01-15T10:30:00Z"})",
             R"({"created_at":"2024-01-15t12:30:00.000+02:00","attributes":{"levels":[1,2],
                "plan":"pro"},"status":"bounced","userId":"u","email":"e@x","workspace_id":"w",
                "id":"i"})",
         }) {
        BOOST_TEST(decoded<GetTyped>(body) == expected);
    }
}

BOOST_AUTO_TEST_CASE(ignores_unknown_members_whatever_they_hold) {
    BOOST_TEST(decoded<Get>(R"({"new":{"a":[{"b":null}],"id":"no"},"id":"i","x":[[],{}],)"
                            R"("traits":{},"y":"\u0000","z":1e400})") ==
               R"({"id":"i","traits":{}})");
}

BOOST_AUTO_TEST_CASE(keeps_an_unknown_status) {
    const std::string body = R"({"status":"on_hold","traits":{}})";
    BOOST_TEST(decoded<Get>(body) == body);
    const auto person = flameup::decode<Get>({}, {200, {}, body});
    BOOST_TEST(!person->status->known().has_value());
    BOOST_TEST(person->status->unknown() == "on_hold");
}

BOOST_AUTO_TEST_CASE(takes_null_members_for_absent_ones) {
    BOOST_TEST(decoded<GetTyped>(R"({"id":null,"traits":{"plan":null,"guild":null,"levels":null,
                                    "notes":null},"status":null,"created_at":null})") ==
               R"({"traits":{"guild":null,"levels":[],"notes":{}}})");
    BOOST_TEST(decoded<GetTyped>(R"({"attributes":null})") ==
               R"({"traits":{"levels":[],"notes":{}}})");
    BOOST_TEST(decoded<Get>(R"({"traits":null})") == R"({"traits":{}})");
    BOOST_TEST(decoded<Get>("{}") == R"({"traits":{}})");
    BOOST_TEST(decoded<flameup::GetStatistics>(R"({"total":null,"active":1})") ==
               R"({"active":1})");
}

BOOST_AUTO_TEST_CASE(takes_the_last_of_duplicate_members) {
    BOOST_TEST(decoded<GetTyped>(R"({"id":"a","id":"b","userId":"1","external_id":"2",
                                    "traits":{"plan":"x","levels":[1]},
                                    "traits":{"levels":[2,3]}})") ==
               R"({"id":"b","userId":"2","traits":{"levels":[2,3],"notes":{}}})");
}

BOOST_AUTO_TEST_CASE(takes_any_2xx_for_a_success) {
    for (int status = 200; status != 300; ++status) {
        BOOST_TEST(decoded<Get>(R"({"id":"i"})", status) == R"({"id":"i","traits":{}})");
        BOOST_TEST((flameup::decode<flameup::DeletePerson>({}, {status, {}, ""}).has_value()));
        BOOST_TEST((flameup::decode<flameup::DeletePerson>({}, {status, {}, "<OK>"}).has_value()));
    }
}

BOOST_AUTO_TEST_CASE(reads_every_form_of_an_upserts_answer) {
    using Upsert = flameup::UpsertPerson<>;
    BOOST_TEST(decoded<Upsert>("{}") == R"({"traits":{}})");
    BOOST_TEST(decoded<Upsert>("", 204) == R"({"traits":{}})");
    BOOST_TEST(decoded<Upsert>("", 205) == R"({"traits":{}})");
    BOOST_TEST(decoded<Upsert>(R"({"was_created":true})", 201) ==
               R"({"traits":{},"was_created":true})");
    BOOST_TEST(decoded<Upsert>(R"({"was_created":false,"external_id":"u","attributes":{"a":1}})") ==
               R"({"userId":"u","traits":{"a":1},"was_created":false})");
}

BOOST_AUTO_TEST_CASE(reads_lists_batches_searches_and_events) {
    BOOST_TEST(decoded<List>(R"({"people":[],"total":0,"limit":50,"offset":0})") ==
               R"({"people":[],"total":0,"limit":50,"offset":0})");
    BOOST_TEST(decoded<flameup::SearchPeople<>>(R"({"people":[{"userId":"a"},{"id":"b"}]})") ==
               R"({"people":[{"userId":"a","traits":{}},{"id":"b","traits":{}}]})");
    BOOST_TEST(
        decoded<flameup::BatchUpsert<>>(R"({"people":[],"created_count":1,"updated_count":2})") ==
        R"({"people":[],"created_count":1,"updated_count":2})");
    BOOST_TEST(decoded<flameup::GetPersonEvents<>>(
                   R"({"events":[{"id":"e","event":"login","parameters":{"a":[1]}},
                      {"event":"buy","properties":{"b":2.5},"timestamp":"2024-01-15T10:30:00.25Z"}],
                      "total":2})") ==
               R"({"events":[{"id":"e","event":"login","parameters":{"a":[1]}},)"
               R"({"event":"buy","parameters":{"b":2.5},"timestamp":"2024-01-15T10:30:00.25Z"}],)"
               R"("total":2})");
    BOOST_TEST(decoded<flameup::GetStatistics>(R"({"total":5.0,"recent":1e2})") ==
               R"({"total":5,"recent":100})");
}

BOOST_AUTO_TEST_CASE(takes_null_for_an_empty_list_where_one_is_required) {
    // As Go writes a slice of nobody.
    BOOST_TEST(decoded<List>(R"({"people":null,"total":0})") == R"({"people":[],"total":0})");
    BOOST_TEST(decoded<flameup::SearchPeople<>>(R"({"people":null})") == R"({"people":[]})");
    BOOST_TEST(decoded<flameup::GetPersonEvents<>>(R"({"events":null})") == R"({"events":[]})");
    flameup::PeoplePage<Traits> used;
    used.people.resize(3);
    BOOST_TEST(flameup::decode<List>({}, {200, {}, R"({"people":null})"}, used).has_value());
    BOOST_TEST(used.people.empty());
}

BOOST_AUTO_TEST_CASE(passes_over_a_byte_order_mark) {
    BOOST_TEST(decoded<Get>("\xEF\xBB\xBF {\"id\":\"i\"}") == R"({"id":"i","traits":{}})");
    BOOST_TEST(error_of<Get>({200, {}, "\xEF\xBB\xBF{\"id\":5}"}).offset.value_or(0) == 9u);
    BOOST_TEST(api_error(409, "\xEF\xBB\xBF{\"message\":\"Taken\"}") == "api 409 409: Taken\n");
}

template <class Operation> std::string outcome(const HttpResponse& response) {
    const auto result = flameup::decode<Operation>({}, response);
    return result ? "success" : texts::of(result.error());
}

BOOST_AUTO_TEST_CASE(takes_a_success_that_says_it_failed_for_an_error) {
    const struct {
        const char* body;
        const char* error;
    } rows[] = {
        {R"({"success":false,"error":{"code":"quota_exceeded","message":"No room"}})",
         "quota_exceeded: No room"},
        {R"({"success":false})", "unsuccessful: the server says that the request failed"},
        {R"({"success" : false, "message":"No room"})", "unsuccessful: No room"},
        {R"({"error":"No room"})", "unsuccessful: No room"},
        {R"({"error":{}})", "unsuccessful: the server says that the request failed"},
        {R"({"errors":["No room"]})", "unsuccessful: No room\n : No room"},
        {R"({"errors":[{"index":1,"code":"blocked","message":"email is blocked"}]})",
         "blocked: email is blocked\n[1] blocked: email is blocked"},
        {R"({"errors":{"email":["is taken"]}})", "unsuccessful: is taken\nemail : is taken"},
        {R"({"\u0065rror":"No room"})", "unsuccessful: No room"},
        {R"({"people":[],"events":[],"total":1,"created_count":0,"error":"No room"})",
         "unsuccessful: No room"},
        {R"({"error":"No room","people":7,"events":7,"total":"x","id":7,"created_count":"x"})",
         "unsuccessful: No room"},
        {R"({"people":7,"events":7,"total":"x","id":7,"created_count":"x","error":"No room"})",
         "unsuccessful: No room"},
    };
    for (const auto& row : rows) {
        for (const int status : {200, 201, 202, 207}) {
            const HttpResponse response{status, {}, row.body};
            const std::string expected = "api " + std::to_string(status) + ' ' + row.error + '\n';
            BOOST_TEST(outcome<flameup::CreatePerson<>>(response) == expected);
            BOOST_TEST(outcome<flameup::GetPerson<>>(response) == expected);
            BOOST_TEST(outcome<flameup::UpdatePerson<>>(response) == expected);
            BOOST_TEST(outcome<flameup::UpsertPerson<>>(response) == expected);
            BOOST_TEST(outcome<flameup::ListPeople<>>(response) == expected);
            BOOST_TEST(outcome<flameup::SearchPeople<>>(response) == expected);
            BOOST_TEST(outcome<flameup::BatchUpsert<>>(response) == expected);
            BOOST_TEST(outcome<flameup::DeletePerson>(response) == expected);
            BOOST_TEST(outcome<flameup::GetPersonEvents<>>(response) == expected);
            BOOST_TEST(outcome<flameup::GetStatistics>(response) == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(takes_words_that_say_nothing_for_a_success) {
    for (const char* more :
         {R"("success":true)", R"("error":null)", R"("error":false)", R"("error":"")",
          R"("error":0)", R"("errors":null)", R"("errors":[])", R"("errors": [ ] )",
          R"("errors":{})", R"("errors":0)", R"("errors":false)", R"("Error":"x")",
          R"("traits":{"error":"x","success":false,"errors":[1]})",
          R"("more":{"error":"x","success":false,"errors":[1]})", R"("more":["error"])"}) {
        const std::string body = std::string(R"({"id":"a",)") + more + '}';
        BOOST_TEST(outcome<flameup::UpsertPerson<>>({200, {}, body}) == "success", body);
        BOOST_TEST(outcome<flameup::DeletePerson>({200, {}, body}) == "success", body);
    }
    BOOST_TEST(outcome<List>({200, {}, R"({"people":[{"error":"x","success":false}]})"}) ==
               "success");
}

struct Verdict {
    bool success = true;
    std::string error;
    FLAMEUP_DESCRIBE(Verdict, (), (success, error))
};
struct Ask {
    using Response = Verdict;
    static constexpr flameup::Route route{"ask", flameup::Method::get, "/ask", ""};
    FLAMEUP_DESCRIBE(Ask, (), ())
};

BOOST_AUTO_TEST_CASE(leaves_words_to_a_type_that_has_them) {
    const auto verdict = flameup::decode<Ask>({}, {200, {}, R"({"success":false,"error":"no"})"});
    BOOST_TEST_REQUIRE(verdict.has_value());
    BOOST_TEST(!verdict->success);
    BOOST_TEST(verdict->error == "no");
}

BOOST_AUTO_TEST_CASE(names_a_body_that_is_no_json) {
    const std::string gzip = "\x1F\x8B\x08";
    const flameup::Headers brotli{{"Content-Encoding", "br"}};
    const struct {
        HttpResponse response;
        const char* why;
        const char* body;
    } rows[] = {
        {{200, {}, ""}, "the body is empty", ""},
        {{200, {}, " \r\n"}, "the body is empty", " \r\n"},
        {{200, {}, "\xEF\xBB\xBF"}, "the body is empty", "\xEF\xBB\xBF"},
        {{200, {}, "<html>"}, "the body is HTML", "<html>"},
        {{200, {}, "\n<!DOCTYPE html>"}, "the body is HTML", "\n<!DOCTYPE html>"},
        {{200, {}, "<?xml version='1.0'?>"}, "the body is XML", "<?xml version='1.0'?>"},
        {{200, {}, "\xFF\xFE{"}, "the body is UTF-16, not UTF-8", "\xFF\xFE{"},
        {{200, {}, gzip}, "the body is Content-Encoding: gzip; the transport must decode it", ""},
        {{200, brotli, "\x8B\x02\x80"},
         "the body is Content-Encoding: br; the transport must decode it",
         ""},
        // A transport that decodes may leave the header in place.
        {{200, brotli, "<html>"}, "the body is HTML", "<html>"},
        {{200, {}, "words"}, "expected a value", "words"},
    };
    for (const auto& row : rows) {
        const Error error = error_of<Get>(row.response);
        BOOST_TEST(error.code == "invalid_json");
        BOOST_TEST(error.message == "the response does not decode at $: " + std::string(row.why));
        BOOST_TEST(error.body == row.body);
    }
    const Error error = error_of<Get>({502, {}, gzip});
    BOOST_TEST(error.message == "Bad Gateway; the body is Content-Encoding: gzip; the transport "
                                "must decode it");
    BOOST_TEST(error.body == "");
}

BOOST_AUTO_TEST_CASE(reports_what_does_not_decode_and_where) {
    const struct {
        std::string body;
        const char* code;
        const char* path;
        std::size_t offset;
    } rows[] = {
        {R"({"people":[{"id":"a"},{"id":5}]})", "wrong_type", "$.people[1].id", 28},
        {R"({"people":[{"created_at":"yesterday"}]})", "invalid_timestamp",
         "$.people[0].created_at", 25},
        {R"({"people":[{"created_at":1705314600}]})", "wrong_type", "$.people[0].created_at", 25},
        {R"({"people":{}})", "wrong_type", "$.people", 10},
        {R"({"people":"none"})", "wrong_type", "$.people", 10},
        {R"({"people":[null]})", "wrong_type", "$.people[0]", 11},
        {R"({"people":[],"total":"5"})", "wrong_type", "$.total", 21},
        {R"({"people":[],"total":5.5})", "wrong_type", "$.total", 21},
        {R"({"people":[],"total":1e30})", "out_of_range", "$.total", 21},
        {R"({"people":[],"total":18446744073709551615})", "out_of_range", "$.total", 21},
        {R"({"people":[{"attributes":[]}]})", "wrong_type", "$.people[0].attributes", 25},
        {R"({"people":[{"traits":{"levels":[1,99999999999]}}]})", "out_of_range",
         "$.people[0].traits.levels[1]", 34},
        {R"({"people":[{"traits":{"notes":{"a b":7}}}]})", "wrong_type",
         R"($.people[0].traits.notes["a b"])", 37},
        {R"({"total":5})", "missing", "$", 10},
        {"{}", "missing", "$", 1},
        {"[]", "wrong_type", "$", 0},
        {"null", "wrong_type", "$", 0},
        {"", "invalid_json", "$", 0},
        {"<html>", "invalid_json", "$", 0},
        {R"({"people":[)", "invalid_json", "$.people[0]", 11},
        {R"({"people":[]} x)", "invalid_json", "$", 14},
        {R"({"people":["\ud800"]})", "invalid_json", "$.people[0]", 18},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.body) {
            const Error error = error_of<List>({206, {{"X-Request-Id", "r"}}, row.body});
            BOOST_TEST((error.kind == ErrorKind::decode));
            BOOST_TEST(error.code == row.code);
            BOOST_TEST(error.path == row.path);
            BOOST_TEST(error.offset.value_or(99999) == row.offset);
            BOOST_TEST(error.body == row.body);
            BOOST_TEST(error.request_id == "r");
            BOOST_TEST(error.message.find(error.path) != std::string::npos);
            BOOST_TEST(error.missing_permission == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(does_not_take_an_empty_answer_for_what_was_read) {
    BOOST_TEST(error_of<Get>({204, {}, ""}).code == "invalid_json");
    BOOST_TEST(error_of<Get>({200, {}, ""}).code == "invalid_json");
    BOOST_TEST(error_of<flameup::UpsertPerson<>>({200, {}, ""}).code == "invalid_json");
}

BOOST_AUTO_TEST_CASE(bounds_size_and_depth) {
    Limits limits;
    limits.max_body = 10;
    const auto is_read = [&limits](std::string body) {
        return flameup::decode<Get>(limited_to(limits), {200, {}, std::move(body)}).has_value();
    };
    BOOST_TEST(is_read(R"({"id":"a"})"));
    BOOST_TEST(error_of<Get>({200, {}, R"({"id":"ab"})"}, limits).code == "too_large");
    limits = {};
    limits.max_depth = 4;
    BOOST_TEST(is_read(R"({"traits":{"a":[[1]]}})"));
    BOOST_TEST(error_of<Get>({200, {}, R"({"traits":{"a":[[[1]]]}})"}, limits).code == "too_deep");
    BOOST_TEST(error_of<Get>({200, {}, R"({"other":{"a":[[[1]]]}})"}, limits).code == "too_deep");
    limits.max_depth = 1'000'000;
    BOOST_TEST(
        error_of<Get>({200, {}, R"({"other":)" + std::string(1'000'000, '[')}, limits).code ==
        "too_deep");
}

BOOST_AUTO_TEST_CASE(reads_the_four_documented_errors) {
    BOOST_TEST(api_error(400, R"({"error":"Bad Request","message":"Bad","code":400,
                                 "details":[{"field":"email","message":"Invalid email format"},
                                            {"field":"userId","code":"required"}]})") ==
               "api 400 400: Bad\nemail : Invalid email format\nuserId required: \n");
    BOOST_TEST(api_error(409, R"({"success":false,"error":{"code":"conflict","message":"Taken",
                                 "details":{"userId":"u1"}}})") ==
               "api 409 conflict: Taken\nuserId : u1\n");
    BOOST_TEST(api_error(409, R"({"success":false,"error":{"code":"conflict","message":"Taken",
                                 "details":{"field":"userId","message":"Taken","code":"used"}}})") ==
               "api 409 conflict: Taken\nuserId used: Taken\n");
    BOOST_TEST(api_error(429, R"({"success":false,"error":{"type":"rate_limited","message":"Slow"},
                                 "request_id":"req_abc123"})",
                         {{"X-Request-Id", "other"}}) ==
               "api 429 rate_limited: Slow\nrequest_id = req_abc123\n");
    BOOST_TEST(api_error(422, R"({"error":{"code":"validation_error","message":"No",
                                 "details":{"fields":{"email":"Invalid email format",
                                                      "phone":["Too long",{"message":"No digits"}]}}}})") ==
               "api 422 validation_error: No\nemail : Invalid email format\n"
               "phone : Too long\nphone : No digits\n");
}

BOOST_AUTO_TEST_CASE(reads_mixtures_of_errors) {
    BOOST_TEST(api_error(422, R"({"error":{"message":"In"},"message":"Out","code":"c",
                                 "details":{"fields":[{"field":"a","message":["x","y"]},"loose"]}})") ==
               "api 422 c: In\na : x\na : y\n : loose\n");
    BOOST_TEST(api_error(500, R"({"error":{"type":"t","code":"c","request_id":"inner"}})") ==
               "api 500 c: Internal Server Error\nrequest_id = inner\n");
    BOOST_TEST(api_error(500, R"({"error":"Only a title"})") == "api 500 500: Only a title\n");
    BOOST_TEST(api_error(500, R"({"message":"Only a message"})") ==
               "api 500 500: Only a message\n");
    BOOST_TEST(api_error(400, R"({"error":"e","details":["a","b",1,null,[]]})") ==
               "api 400 400: e\n : a\n : b\n");
    BOOST_TEST(api_error(400, R"({"message":"","error":"e","code":""})") == "api 400 400: e\n");
    BOOST_TEST(api_error(500, R"({"message":"first","a":1e999,"message":"last","code":1e999})") ==
               "api 500 500: last\n");
    BOOST_TEST(api_error(422,
                         " { \"\\u0065rror\" : { \"mess\\u0061ge\" : \"N\\u00f6\" , "
                         "\"details\" : { \"\\u0061\" : [ { \"message\" : [ \"\\u0062\" , 7 ] , "
                         "\"\\u0063ode\" : \"\\\\\" } , \"d\" ] , \"e\" : { } } } } ") ==
               "api 422 422: N\u00f6\na \\: b\na \\: 7\na : d\n");
}

BOOST_AUTO_TEST_CASE(prefers_words_of_errors_in_an_order) {
    const struct {
        const char* body;
        const char* expected;
    } rows[] = {
        {R"({"request_id":"out","error":{"request_id":"in","message":"m"}})",
         "api 503 503: m\nrequest_id = out\n"},
        {R"({"details":{"field":"b","message":"m","fields":{"a":"x"}}})",
         "api 503 503: Service Unavailable\na : x\n"},
        {R"({"details":{"a":[{"field":"b","message":"m"}]}})",
         "api 503 503: Service Unavailable\na : m\n"},
        {R"({"details":{"":[{"field":"b","message":"m"}]}})",
         "api 503 503: Service Unavailable\nb : m\n"},
        {R"({"details":[{"field":"b","code":"c","message":["m","n",[]]}]})",
         "api 503 503: Service Unavailable\nb c: m\nb c: n\nb c: \n"},
        // The last of a name counts.
        {R"({"error":{"message":"a"},"error":{"message":"b"}})", "api 503 503: b\n"},
        {R"({"code":"a","code":"b","type":"c"})", "api 503 b: Service Unavailable\n"},
        {R"({"type":"a","type":"b"})", "api 503 b: Service Unavailable\n"},
        {R"({"request_id":"a","request_id":"b"})",
         "api 503 503: Service Unavailable\nrequest_id = b\n"},
        {R"({"details":["a"],"details":["b"]})", "api 503 503: Service Unavailable\n : b\n"},
        {R"({"details":{"fields":["a"],"fields":["b"]}})",
         "api 503 503: Service Unavailable\n : b\n"},
        {R"({"details":[{"field":"a","field":"b","message":"m"}]})",
         "api 503 503: Service Unavailable\nb : m\n"},
    };
    for (const auto& row : rows) BOOST_TEST(api_error(503, row.body) == row.expected);
}

BOOST_AUTO_TEST_CASE(takes_no_words_of_an_error_that_is_too_deep) {
    Limits limits;
    limits.max_depth = 4;
    const auto message = [&](const char* body) {
        const auto result = flameup::decode<Get>(limited_to(limits), {503, {}, body});
        BOOST_TEST_REQUIRE(result.has_error());
        return result.error().message;
    };
    BOOST_TEST(message(R"({"message":"m","a":[[[]]]})") == "m");
    BOOST_TEST(message(R"({"message":"m","a":[[[[]]]]})") == "Service Unavailable");
}

BOOST_AUTO_TEST_CASE(survives_wrongly_typed_errors) {
    const struct {
        const char* body;
        const char* expected;
    } rows[] = {
        {R"({"error":7})", "api 503 503: 7\n"},
        {R"({"error":null,"message":null,"code":null,"details":null})",
         "api 503 503: Service Unavailable\n"},
        {R"({"error":[],"message":{},"code":[],"details":"text","request_id":{}})",
         "api 503 503: Service Unavailable\n"},
        {R"({"error":true,"message":1.5,"code":false,"details":7})",
         "api 503 503: Service Unavailable\n"},
        {R"({"error":{"code":{},"message":[],"details":{"fields":"x"}}})",
         "api 503 503: Service Unavailable\n"},
        {R"({"code":-3,"message":12,"request_id":99})", "api 503 -3: 12\nrequest_id = 99\n"},
        {R"({"details":[{"field":5,"message":6,"code":7},{}]})",
         "api 503 503: Service Unavailable\n5 7: 6\n"},
        {R"({"details":{"fields":{"a":null,"b":3,"c":{}}}})",
         "api 503 503: Service Unavailable\nb : 3\n"},
        {"[]", "api 503 503: Service Unavailable\n"},
        {"\"words\"", "api 503 503: Service Unavailable\n"},
        {"null", "api 503 503: Service Unavailable\n"},
        {"", "api 503 503: Service Unavailable\n"},
        {"<html><h1>Unavailable</h1></html>", "api 503 503: Service Unavailable\n"},
        {R"({"error":{"message":"cut sho)", "api 503 503: Service Unavailable\n"},
        {"upstream connect error", "api 503 503: Service Unavailable\n"},
        {"\xEF\xBB\xBF{}", "api 503 503: Service Unavailable\n"},
        {"{\"message\":\"\xFF\"}", "api 503 503: Service Unavailable\n"},
        {R"({"message":"m"} more)", "api 503 503: Service Unavailable\n"},
        {R"({"message":"m","a":[})", "api 503 503: Service Unavailable\n"},
        {R"({"error":{"message":"m"},"a":"\x"})", "api 503 503: Service Unavailable\n"},
    };
    for (const auto& row : rows) {
        BOOST_TEST(api_error(503, row.body) == row.expected);
        BOOST_TEST(error_of<Get>({503, {}, row.body}).body == row.body);
    }
}

BOOST_AUTO_TEST_CASE(names_statuses_of_which_the_body_says_nothing) {
    const struct {
        int status;
        const char* message;
    } rows[] = {
        {100, "Informational"},     {199, "Informational"},
        {301, "Redirection"},       {304, "Redirection"},
        {400, "Bad Request"},       {401, "Unauthorized"},
        {404, "Not Found"},         {418, "Client Error"},
        {429, "Too Many Requests"}, {500, "Internal Server Error"},
        {502, "Bad Gateway"},       {599, "Server Error"},
    };
    for (const auto& row : rows) {
        const std::string status = std::to_string(row.status);
        BOOST_TEST(api_error(row.status, "") ==
                   "api " + status + " " + status + ": " + row.message + "\n");
    }
}

BOOST_AUTO_TEST_CASE(takes_other_statuses_for_a_fault_of_the_transport) {
    for (const int status : {-1, 0, 1, 99, 600, 603, 999, 2147483647}) {
        const Error error = error_of<Get>({status, {{"X-Request-Id", "r"}}, R"({"message":"x"})"});
        BOOST_TEST(texts::of(error) ==
                   "transport " + std::to_string(status) +
                       " invalid_status: the executor returned a response without an HTTP status\n"
                       "request_id = r\n");
        BOOST_TEST(error.body == R"({"message":"x"})");
    }
}

template <class Operation> std::string missing(int status) {
    return error_of<Operation>({status, {}, ""}).missing_permission;
}

BOOST_AUTO_TEST_CASE(names_the_missing_permission_on_403) {
    BOOST_TEST(missing<flameup::CreatePerson<>>(403) == "people:write");
    BOOST_TEST(missing<flameup::GetPerson<>>(403) == "people:read");
    BOOST_TEST(missing<flameup::UpdatePerson<>>(403) == "people:write");
    BOOST_TEST(missing<flameup::UpsertPerson<>>(403) == "people:write");
    BOOST_TEST(missing<flameup::ListPeople<>>(403) == "people:read");
    BOOST_TEST(missing<flameup::SearchPeople<>>(403) == "people:read");
    BOOST_TEST(missing<flameup::BatchUpsert<>>(403) == "people:write");
    BOOST_TEST(missing<flameup::DeletePerson>(403) == "people:delete");
    BOOST_TEST(missing<flameup::GetPersonEvents<>>(403) == "people:read");
    BOOST_TEST(missing<flameup::GetStatistics>(403) == "people:read");
    BOOST_TEST(missing<flameup::DeletePerson>(401) == "");
    BOOST_TEST(missing<flameup::DeletePerson>(404) == "");
}

BOOST_AUTO_TEST_CASE(keeps_what_the_headers_say) {
    BOOST_TEST(api_error(429, "",
                         {{"x-request-id", "req_1"},
                          {"RETRY-AFTER", "Sun, 06 Nov 1994 08:49:37 GMT"},
                          {"date", "Sun, 06 Nov 1994 08:49:36 GMT"},
                          {"x-ratelimit-limit", "120"},
                          {"X-RateLimit-Remaining", "0"},
                          {"X-RateLimit-Reset", "60"}}) ==
               "api 429 429: Too Many Requests\nrequest_id = req_1\nretry_after = 1\n"
               "retry_after.date = 1994-11-06T08:49:37Z\nrate_limit.limit = 120\n"
               "rate_limit.remaining = 0\nrate_limit.reset_after = 60\n");
    const Error error = error_of<Get>({200, {{"Retry-After", "3"}}, "x"});
    BOOST_TEST((error.retry_after == flameup::RetryAfter{3, {}}));
}

BOOST_AUTO_TEST_CASE(bounds_everything_that_a_server_says) {
    constexpr std::size_t most = 1024;
    const std::string flood(10'000'000, 'x');
    BOOST_TEST(error_of<Get>({500, {}, flood}).body == flood.substr(0, most));
    BOOST_TEST(error_of<Get>({200, {}, flood}).body == flood.substr(0, most));

    const std::string words = '"' + std::string(5000, 'y') + '"';
    std::string many;
    for (int i = 0; i != 1500; ++i) many += "{\"field\":" + words + ",\"message\":" + words + "},";
    const Error error = error_of<Get>(
        {500,
         {{"X-Request-Id", flood}},
         "{\"message\":" + words + ",\"code\":" + words + ",\"details\":[" + many + "{}]}"});
    BOOST_TEST(error.message == std::string(most, 'y'));
    BOOST_TEST(error.code == std::string(most, 'y'));
    BOOST_TEST(error.request_id == flood.substr(0, most));
    BOOST_TEST(error.fields.size() == 1000u);
    BOOST_TEST(error.fields.back().path == std::string(most, 'y'));
    BOOST_TEST(error.fields.back().message == std::string(most, 'y'));

    const Error deep = error_of<GetTyped>({200, {}, "{\"traits\":{\"notes\":{" + words + ":1}}}"});
    BOOST_TEST(deep.path == "$.traits.notes[\"" + std::string(64, 'y') + "...\"]");
}

BOOST_AUTO_TEST_CASE(cuts_between_characters) {
    const std::string smile = "\xF0\x9F\x98\x80";
    for (std::size_t shift = 0; shift != 5; ++shift) {
        std::string body(shift, 'x');
        while (body.size() < 2000) body += smile;
        const std::size_t whole = shift + (1024 - shift) / 4 * 4;
        BOOST_TEST(error_of<Get>({500, {}, body}).body == body.substr(0, whole));
    }
    BOOST_TEST(error_of<Get>({500, {}, std::string(1024, 'x')}).body == std::string(1024, 'x'));
    // What is no UTF-8 is not lost for that.
    BOOST_TEST(error_of<Get>({500, {}, std::string(3000, '\x80')}).body.size() > 1000u);
}

BOOST_AUTO_TEST_CASE(makes_values_of_boost_json_in_the_storage_that_is_given) {
    const HttpResponse response{200, {}, R"({"people":[{"id":"a","traits":{"b":[1]}}]})"};
    boost::json::monotonic_resource memory;
    const boost::json::storage_ptr storage(&memory);
    const auto is_there = [&memory](const flameup::PeoplePage<>& page) {
        return page.people.at(0).traits.storage().get() == &memory &&
               page.people.at(0).traits.at("b").storage().get() == &memory;
    };
    const auto copied = flameup::decode<flameup::ListPeople<>>({}, response, {&storage});
    BOOST_TEST(is_there(copied.value()));
    const auto moved =
        flameup::decode<flameup::ListPeople<>>({}, HttpResponse(response), {&storage});
    BOOST_TEST(is_there(moved.value()));
    flameup::PeoplePage<> used = flameup::decode<flameup::ListPeople<>>({}, response).value();
    BOOST_TEST(!is_there(used));
    BOOST_TEST(flameup::decode<flameup::ListPeople<>>({}, response, used, {&storage}).has_value());
    BOOST_TEST(is_there(used));
}

BOOST_AUTO_TEST_CASE(refuses_what_its_options_say) {
    const HttpResponse response{200, {}, R"({"id":"1","traits":{"x":9223372036854775808999}})"};
    const auto rounded = flameup::decode<Get>({}, response);
    BOOST_TEST(rounded.value().traits.at("x").as_double() == 9223372036854775808999.0);
    flameup::DecodeOptions options;
    options.strictness.large_integers = true;
    const auto refused = flameup::decode<Get>({}, response, options);
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().code == "out_of_range");
    BOOST_TEST(refused.error().path == "$.traits.x");
}

const std::string odd_page =
    R"({"people":[{"userId":"a"},{"userId":"b","created_at":""},)"
    R"({"userId":"c","created_at":"2024-01-15T10:30:00"},{"userId":"d","traits":{"levels":7}},)"
    R"({"userId":"Zo\ud83d"},{"userId":"f","traits":{"plan":"test_key"}}],"total":6})";

/// The userIds of a page, and each odd element.
template <class Page>
std::string told(const Page& page, const std::vector<flameup::OddElement>& odd = {}) {
    std::string text;
    for (const auto& person : page.people) text += std::string(*person.userId) + ' ';
    for (const auto& each : odd) {
        text += '\n' + std::to_string(each.index) + ' ' + each.path + ' ' + each.code + ": " +
                each.message + ' ' + each.json;
    }
    return text;
}

BOOST_AUTO_TEST_CASE(one_odd_person_hides_the_others_unless_odd_ones_are_taken) {
    flameup::Config config;
    config.api_key = "test_key";
    const HttpResponse response{200, {}, odd_page};
    const Error refused = flameup::decode<List>(config, response).error();
    BOOST_TEST(refused.path == "$.people[1].created_at");

    flameup::OddElements odd;
    flameup::DecodeOptions options;
    options.odd = &odd;
    const auto page = flameup::decode<List>(config, response, options);
    BOOST_TEST_REQUIRE(page.has_value());
    const std::string no_time = ": the string is not an RFC 3339 timestamp ";
    const std::string expected =
        "a f "
        "\n1 $.people[1].created_at invalid_timestamp" +
        no_time +
        R"({"userId":"b","created_at":""})"
        "\n2 $.people[2].created_at invalid_timestamp" +
        no_time +
        R"({"userId":"c","created_at":"2024-01-15T10:30:00"})"
        "\n3 $.people[3].traits.levels wrong_type: expected an array, found an integer "
        R"({"userId":"d","traits":{"levels":7}})"
        "\n4 $.people[4].userId invalid_json: the escape is half of a surrogate pair "
        R"({"userId":"Zo\ud83d"})";
    BOOST_TEST(told(*page, odd.elements) == expected);

    using Views = flameup::ListPeople<Traits, View>;
    const auto views = flameup::decode<Views>(config, HttpResponse(response), options);
    BOOST_TEST_REQUIRE(views.has_value());
    BOOST_TEST(told(**views, odd.elements) == expected);

    flameup::PeoplePage<Traits> used;
    used.people.resize(9);
    BOOST_TEST(flameup::decode<List>(config, response, used, options).has_value());
    BOOST_TEST(told(used, odd.elements) == expected);
    BOOST_TEST(*flameup::to_json(used) == *flameup::to_json(*page));

    options.leniency.mend = &flameup::replace_ill_formed;
    options.leniency.timestamps_without_offset = true;
    const auto lenient = flameup::decode<List>(config, response, options);
    BOOST_TEST_REQUIRE(lenient.has_value());
    BOOST_TEST(told(*lenient) == "a c Zo\xEF\xBF\xBD f ");
    BOOST_TEST(odd.elements.size() == 2u);
    const auto lenient_views = flameup::decode<Views>(config, HttpResponse(response), options);
    BOOST_TEST_REQUIRE(lenient_views.has_value());
    BOOST_TEST(told(**lenient_views) == "a c Zo\xEF\xBF\xBD f ");

    for (const HttpResponse& failed :
         {HttpResponse{500, {}, odd_page}, HttpResponse{200, {}, odd_page + "x"},
          HttpResponse{200, {}, R"({"people":[1],"success":false})"}}) {
        BOOST_TEST(flameup::decode<List>(config, failed, options).has_error());
    }
}

BOOST_AUTO_TEST_CASE(odd_people_are_told_of_without_the_key_and_bounded) {
    flameup::Config config;
    config.api_key = "test_key";
    flameup::OddElements odd;
    flameup::DecodeOptions options;
    options.odd = &odd;
    const std::string long_text(flameup::OddElement::longest_json, 'x');
    const HttpResponse response{
        200,
        {},
        R"({"people":[{"traits":{"test_key":"test\u005fkey","notes":{"test_key":1}}},)"
        R"({"email":1,"phone":")" +
            long_text + R"("}]})"};
    BOOST_TEST(flameup::decode<List>(config, response, options).has_value());
    BOOST_TEST_REQUIRE(odd.elements.size() == 2u);
    BOOST_TEST(odd.elements[0].path == "$.people[0].traits.notes.***");
    BOOST_TEST(odd.elements[0].json == R"({"traits":{"***":"***","notes":{"***":1}}})");
    BOOST_TEST(odd.elements[1].json ==
               (R"({"email":1,"phone":")" + long_text).substr(0, long_text.size()));
}

BOOST_AUTO_TEST_CASE(searches_batches_and_events_take_odd_elements) {
    flameup::OddElements odd;
    flameup::DecodeOptions options;
    options.odd = &odd;
    const auto path_of = [&](auto operation, const char* body) {
        const auto result =
            flameup::decode<decltype(operation)>({}, HttpResponse{200, {}, body}, options);
        BOOST_TEST_REQUIRE(result.has_value());
        BOOST_TEST_REQUIRE(odd.elements.size() == 1u);
        return odd.elements[0].path + ' ' + *flameup::to_json(*result);
    };
    BOOST_TEST(path_of(flameup::SearchPeople<>(), R"({"people":[{"email":1},{"email":"a"}]})") ==
               R"($.people[0].email {"people":[{"email":"a","traits":{}}]})");
    BOOST_TEST(path_of(flameup::BatchUpsert<>(),
                       R"({"people":[{"email":1}],"created_count":1,"updated_count":0})") ==
               R"($.people[0].email {"people":[],"created_count":1,"updated_count":0})");
    BOOST_TEST(path_of(flameup::GetPersonEvents<>(), R"({"events":[{"timestamp":"now"}]})") ==
               R"($.events[0].timestamp {"events":[]})");
}

BOOST_AUTO_TEST_SUITE_END()
