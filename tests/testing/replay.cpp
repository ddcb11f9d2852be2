#include "flameup/testing/replay.hpp"

#include "flameup/client/client.hpp"
#include "flameup/client/layered.hpp"
#include "flameup/model.hpp"
#include "flameup/testing/people_service.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(replay)

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;
using flameup::testing::Redaction;
using flameup::testing::Replay;
using flameup::testing::ReplayOptions;

flameup::Config config() {
    flameup::Config made;
    made.api_key = "YOUR_API_KEY";
    made.user_agent = "quickstart";
    return made;
}

struct ReplayedTraits {
    std::optional<std::string> first_name;
    flameup::Nullable<std::string> plan;
    std::optional<int> level;
    FLAMEUP_DESCRIBE(ReplayedTraits, (), (first_name, plan, level))
};

/// What the calls of the quickstart return.
template <class Client> std::string quickstart(const Client& people) {
    std::string story;
    const auto tell = [&story](const auto& result, auto text_of) {
        story += result ? text_of(*result) : texts::of(result.error());
        story += '\n';
    };
    flameup::CreatePerson<ReplayedTraits> create;
    create.userId = "user_12345";
    create.email = "jane@example.com";
    create.traits = ReplayedTraits{"Jane", "premium", 7};
    tell(people.send(create), [](const auto& jane) { return "created " + *jane.userId; });
    tell(people.send(flameup::UpsertPerson<ReplayedTraits>{create}),
         [](const auto& again) { return *again.was_created ? "new" : "known"; });
    flameup::BatchUpsert<ReplayedTraits> batch;
    for (const char* id : {"user_001", "user_002"}) {
        batch.people.emplace_back();
        batch.people.back().userId = id;
    }
    tell(people.send(batch), [](const auto& made) { return std::to_string(*made.created_count); });
    flameup::ListPeople<ReplayedTraits> list;
    list.limit = 50;
    list.status = flameup::PersonStatus::active;
    tell(people.send(list), [](const auto& page) { return std::to_string(page.people.size()); });
    flameup::SearchPeople<ReplayedTraits> search;
    search.email = "jane@example.com";
    tell(people.send(search),
         [](const auto& found) { return found.people.at(0).traits.first_name.value_or("?"); });
    flameup::UpdatePerson<ReplayedTraits> update;
    update.person_id = "user_12345";
    update.traits.plan = flameup::null;
    update.traits.level = 8;
    tell(people.send(update), [](const auto& now) { return std::to_string(*now.traits.level); });
    tell(people.send(flameup::GetPersonEvents<>{"user_12345"}),
         [](const auto& list_of) { return std::to_string(list_of.events.size()); });
    tell(people.send(flameup::GetStatistics{}),
         [](const auto& counted) { return std::to_string(*counted.total); });
    tell(people.send(flameup::DeletePerson{"user_12345"}), [](const auto&) { return "deleted"; });
    tell(people.send(flameup::GetPerson<ReplayedTraits>{"user_12345"}),
         [](const auto&) { return "still there"; });
    return story;
}

BOOST_AUTO_TEST_CASE(answers_the_quickstart_as_it_was_recorded) {
    std::ifstream file(FLAMEUP_TEST_DATA "/recordings/quickstart.ndjson", std::ios::binary);
    const std::string recording{std::istreambuf_iterator<char>(file), {}};
    std::string lines;
    flameup::testing::PeopleService service;
    const flameup::Client recording_client(
        config(), flameup::layered(std::ref(service),
                                   flameup::testing::recorded([&lines](const std::string& line) {
                                       lines += line + '\n';
                                   })));
    const std::string story = quickstart(recording_client);
    BOOST_TEST(lines == recording);
    for (const bool in_order : {true, false}) {
        ReplayOptions options;
        options.in_order = in_order;
        Result<Replay> replay = Replay::parse(recording, options);
        BOOST_TEST_REQUIRE(replay.has_value(), texts::of(replay.error()));
        BOOST_TEST(replay->left() == 10u);
        BOOST_TEST(quickstart(flameup::Client(config(), std::ref(*replay))) == story);
        BOOST_TEST(replay->left() == 0u);
        const auto more =
            flameup::Client(config(), std::ref(*replay)).send(flameup::GetStatistics{});
        BOOST_TEST(texts::of(more.error()) ==
                   "transport 0 invalid_request: no recorded exchange is left\n");
    }
}

std::string recording_of(const std::vector<flameup::UpsertPerson<>>& people,
                         const Redaction& redaction = {}) {
    std::string lines;
    int count = 0;
    const auto executor = [&count](const HttpRequest&) -> Result<HttpResponse> {
        if (++count == 3)
            return flameup::make_error(flameup::ErrorKind::cancelled, "stopped", "no");
        return HttpResponse{200, {{"X-Count", std::to_string(count)}}, "{}"};
    };
    const flameup::Client client(config(),
                                 flameup::layered(executor, flameup::testing::recorded(
                                                                [&lines](const std::string& line) {
                                                                    lines += line + "\r\n \n";
                                                                },
                                                                redaction)));
    for (const auto& person : people) static_cast<void>(client.send(person));
    return lines;
}

flameup::UpsertPerson<> person(std::string id, std::string email = {}) {
    flameup::UpsertPerson<> operation;
    operation.userId = std::move(id);
    if (!email.empty()) operation.email = std::move(email);
    return operation;
}

/// The count in the response, or the error.
std::string sent(Replay& replay, const flameup::UpsertPerson<>& operation) {
    HttpResponse response;
    const auto result = flameup::Client(config(), std::ref(replay)).send(operation, response);
    return result ? *response.headers.find("X-Count") : texts::of(result.error());
}

BOOST_AUTO_TEST_CASE(answers_in_order_or_by_match) {
    const std::string recording =
        recording_of({person("a"), person("b"), person("c"), person("a")});
    Replay in_order = *Replay::parse(recording);
    BOOST_TEST(sent(in_order, person("b")) ==
               "transport 0 invalid_request: no recorded exchange matches; the nearest is that of "
               "line 1: $.userId was \"a\", and is \"b\"\n");
    BOOST_TEST(sent(in_order, person("a")) == "1");
    BOOST_TEST(sent(in_order, person("b")) == "2");
    BOOST_TEST(sent(in_order, person("c")) == "cancelled 0 stopped: no\n");
    BOOST_TEST(in_order.left() == 1u);

    ReplayOptions options;
    options.in_order = false;
    Replay by_match = *Replay::parse(recording, options);
    BOOST_TEST(sent(by_match, person("b")) == "2");
    BOOST_TEST(sent(by_match, person("a")) == "1");
    BOOST_TEST(sent(by_match, person("a")) == "4");
    BOOST_TEST(sent(by_match, person("a")) ==
               "transport 0 invalid_request: no recorded exchange matches; the nearest is that of "
               "line 5: $.userId was \"c\", and is \"a\"\n");
    BOOST_TEST(by_match.left() == 1u);
}

BOOST_AUTO_TEST_CASE(says_what_differs_most_of_all) {
    const std::string line =
        R"({"operation":"op","request":{"body":"BODY","method":"POST","url":"http://h/a",)"
        R"("headers":[]},"response":{"status":200,"headers":[]}})";
    struct Row {
        const char* recorded;
        HttpRequest request;
        const char* expected;
    };
    const auto request = [](std::string body, std::string url = "http://h/a",
                            std::string operation = "op",
                            flameup::Method method = flameup::Method::post) {
        return HttpRequest{method, std::move(url), {}, std::move(body), std::move(operation)};
    };
    const Row rows[] = {
        {"{}", request("{}", "http://h/b"), "the URL was http://h/a, and is http://h/b"},
        {"{}", request("{}", "http://h/b", "po"), "the operation was op, and is po"},
        {"{}", request("{}", "http://h/a", "op", flameup::Method::get),
         "the method was POST, and is GET"},
        {"x", request("y"), "the body was x, and is y"},
        {"x", request(""), "the body was x, and is empty"},
        {"[1,2]", request("[1]"), "$ had 2 elements, and has 1"},
        {"[1,{\\\"a\\\":[2]}]", request("[1,{\"a\":[3]}]"), "$[1].a[0] was 2, and is 3"},
        {"{\\\"a\\\":1}", request("{}"), "$.a was 1, and is absent"},
        {"{}", request("{\"a\":null}"), "$.a was absent, and is null"},
        {"{\\\"a\\\":1}", request("[]"), "$ was {\"a\":1}, and is []"},
    };
    for (const Row& row : rows) {
        std::string text = line;
        text.replace(text.find("BODY"), 4, row.recorded);
        Result<Replay> replay = Replay::parse(text);
        BOOST_TEST_REQUIRE(replay.has_value(), texts::of(replay.error()));
        const Result<HttpResponse> result = (*replay)(row.request);
        BOOST_TEST_REQUIRE(result.has_error());
        BOOST_TEST(result.error().message ==
                   std::string("no recorded exchange matches; the nearest is that of line 1: ") +
                       row.expected);
        BOOST_TEST(replay->left() == 1u);
    }
    std::string text = line;
    text.replace(text.find("BODY"), 4, "{\\\"a\\\":1,\\\"b\\\":2}");
    Replay same = *Replay::parse(text);
    BOOST_TEST(same(request("{ \"b\": 2, \"a\": 1 }")).has_value()); // the same JSON
}

BOOST_AUTO_TEST_CASE(matches_what_the_recording_does_not_show) {
    const Redaction redaction = *Redaction::of({"$.email"});
    const std::string recording = recording_of({person("a", "jane@example.com")}, redaction);
    BOOST_TEST(recording.find("jane") == recording.npos);
    Replay with = *Replay::parse(recording, {true, redaction});
    BOOST_TEST(sent(with, person("a", "jane@example.com")) == "1");
    Replay without = *Replay::parse(recording);
    BOOST_TEST(sent(without, person("a", "jane@example.com")) ==
               "transport 0 invalid_request: no recorded exchange matches; the nearest is that of "
               "line 1: $.email was \"***\", and is \"jane@example.com\"\n");
}

BOOST_AUTO_TEST_CASE(completes_calls_of_callback_clients) {
    Replay replay = *Replay::parse(recording_of({person("a")}));
    std::string got;
    flameup::Client(config(), std::ref(replay)).send(person("a"), [&got](const auto& result) {
        got = result ? "done" : result.error().code;
    });
    BOOST_TEST(got == "done");
}

BOOST_AUTO_TEST_CASE(gives_bodies_of_any_bytes_back) {
    Replay replay =
        *Replay::parse(R"({"operation":"","request":{"method":"GET","url":"","headers":[]},)"
                       R"("response":{"encoded":"%FF%00a","status":200,"headers":[]}})");
    BOOST_TEST(replay(HttpRequest()).value().body == std::string("\xFF\0a", 3));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_recording) {
    const std::string good = R"({"operation":"","request":{"method":"GET","url":"","headers":[]},)"
                             R"("response":{"status":200,"headers":[]}})";
    const std::string neither =
        R"({"operation":"","request":{"method":"GET","url":"","headers":[]}})";
    BOOST_TEST(Replay::parse("")->left() == 0u);
    BOOST_TEST(Replay::parse("\n\n" + good)->left() == 1u);
    const auto message = [&good](const std::string& line) {
        const auto replay = Replay::parse(good + "\n\n" + line + '\n' + good);
        BOOST_TEST_REQUIRE(replay.has_error());
        return replay.error().message.substr(0, 8) + replay.error().code;
    };
    BOOST_TEST(message(neither) == "line 3: invalid_exchange");
    BOOST_TEST(message("{\"operation\":1}") == "line 3: wrong_type");
    BOOST_TEST(message("{\"other\":1}") == "line 3: unknown_member");
    BOOST_TEST(message("x") == "line 3: invalid_json");
}

BOOST_AUTO_TEST_SUITE_END()
