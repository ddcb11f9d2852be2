#include "flameup/outbox/outbox.hpp"

#include "flameup/core.hpp"
#include "flameup/drive/blocking.hpp"
#include "flameup/testing/people_service.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"
#include "texts.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(outbox_outbox)

namespace posting {

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Moment;
using flameup::Result;
using flameup::Step;
using std::chrono::milliseconds;

inline const std::string key = "ws_test_0123456789.abcdef";

inline flameup::Config config() {
    flameup::Config result;
    result.api_key = key;
    return result;
}

inline flameup::PersonInput<> person(std::string id, boost::json::object traits = {}) {
    flameup::PersonInput<> result{std::move(id)};
    if (!traits.empty()) result.traits = std::move(traits);
    return result;
}

inline Moment at(std::int64_t time) { return {milliseconds(time), std::uint64_t{1} << 63, {}}; }

/// `3 rejected 400 bad_request: no, u1`.
inline std::string of(const flameup::OutboxReport<>& report) {
    return batches::of(report.outcome) + ", " + report.person.userId;
}

/// A journal in memory, and a server in a line.
struct Device {
    std::string journal;
    batches::Ids reports{};
    batches::Ids bodies{};
    std::function<Result<HttpResponse>(const HttpRequest&)> server =
        [](const HttpRequest& request) {
            return batches::created(batches::ids_of(request).size());
        };

    void store(flameup::Outbox<>& outbox) {
        for (const auto& report : outbox.take_reports()) reports.push_back(of(report));
        const flameup::JournalWrite write = outbox.take_write();
        if (write.replaces) journal.clear();
        journal += write.bytes;
        BOOST_TEST(journal.find(key) == std::string::npos);
    }

    /// Takes steps at one time until the outbox waits; returns how long, or -1 at its end.
    std::int64_t go(flameup::Outbox<>& outbox, std::int64_t time) {
        for (;;) {
            const Step step = outbox.next(at(time));
            switch (step.kind) {
            case Step::Kind::send:
                bodies.push_back(step.request->body);
                outbox.receive(server(*step.request), at(time));
                break;
            case Step::Kind::yield: store(outbox); break;
            case Step::Kind::wait: return step.until.count() - time;
            case Step::Kind::finished: return -1;
            }
        }
    }

    /// The numbers and people in the journal, by an outbox that is made of it.
    std::string kept() const {
        flameup::Outbox<> outbox(config(), journal);
        outbox.rewrite();
        outbox.take_reports();
        std::string text;
        const std::string all = outbox.take_write().bytes;
        for (std::string_view rest = all; !rest.empty();) {
            text.append(flameup::detail::take_line(rest).json()) += '\n';
        }
        return text;
    }
};

inline flameup::OutboxOptions at_once() {
    flameup::OutboxOptions options;
    options.send_at = 1;
    options.retry.max_attempts = 1;
    return options;
}

inline Result<HttpResponse> refused(const HttpRequest&) {
    return flameup::make_error(flameup::ErrorKind::transport, "refused", "refused");
}

} // namespace posting

using namespace posting;
using batches::Ids;
using flameup::Outbox;
using flameup::OutboxOptions;

BOOST_AUTO_TEST_CASE(merges_what_waits_for_one_person) {
    Device device;
    Outbox<> outbox(config());
    BOOST_TEST(outbox.put(person("u", {{"level", 1}, {"plan", "free"}})).has_value());
    BOOST_TEST(outbox.put(person("v", {{"level", 5}})).has_value());
    BOOST_TEST(outbox.put(person("u", {{"level", 2}, {"plan", nullptr}})).has_value());
    BOOST_TEST(outbox.size() == 2u);
    const std::string u = R"({"userId":"u","traits":{"level":2,"plan":null}})";
    const std::string v = R"({"userId":"v","traits":{"level":5}})";
    BOOST_TEST(outbox.bytes() == u.size() + v.size());
    device.store(outbox);
    BOOST_TEST(device.kept() ==
               R"({"put":1,"person":)" + u + "}\n" + R"({"put":2,"person":)" + v + "}\n");
    outbox.flush();
    device.go(outbox, 0);
    BOOST_TEST((device.bodies == Ids{R"({"people":[)" + u + ',' + v + "]}"}));
    BOOST_TEST(outbox.size() == 0u);
    BOOST_TEST(outbox.bytes() == 0u);
    BOOST_TEST(device.kept() == "");
}

BOOST_AUTO_TEST_CASE(sends_nothing_before_the_journal_is_stored) {
    Outbox<> outbox(config(), {}, at_once());
    BOOST_TEST(outbox.put(person("u")).has_value());
    for (int i = 0; i != 3; ++i) BOOST_TEST((outbox.next(at(0)).kind == Step::Kind::yield));
    BOOST_TEST(outbox.has_write());
    outbox.take_write();
    BOOST_TEST(!outbox.has_write());
    BOOST_TEST((outbox.next(at(0)).kind == Step::Kind::send));
    BOOST_TEST(outbox.put(person("v")).has_value());
    BOOST_TEST((outbox.next(at(0)).kind == Step::Kind::yield));
}

BOOST_AUTO_TEST_CASE(whoever_is_on_the_way_does_not_change) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    BOOST_TEST(outbox.put(person("u", {{"n", 1}})).has_value());
    device.server = [&](const HttpRequest&) {
        if (device.bodies.size() == 1) {
            BOOST_TEST(outbox.put(person("u", {{"n", 2}})).has_value());
            BOOST_TEST(outbox.put(person("u", {{"n", 3}})).has_value());
            BOOST_TEST(outbox.size() == 2u);
            device.store(outbox);
        }
        return Result<HttpResponse>(batches::created(1));
    };
    device.go(outbox, 0);
    BOOST_TEST((device.bodies == Ids{R"({"people":[{"userId":"u","traits":{"n":1}}]})",
                                     R"({"people":[{"userId":"u","traits":{"n":3}}]})"}));
}

BOOST_AUTO_TEST_CASE(of_one_person_sends_one_entry_after_the_other) {
    Device device;
    Outbox<> outbox(config());
    for (const char* const id : {"x", "y", "y", "z"}) {
        flameup::PersonInput<> input = person("u");
        input.anonymousId = id;
        BOOST_TEST(outbox.put(input).has_value());
    }
    BOOST_TEST(outbox.put(person("v")).has_value());
    outbox.flush();
    device.go(outbox, 0);
    BOOST_TEST(
        (device.bodies == Ids{R"({"people":[{"userId":"u","anonymousId":"x"}]})",
                              R"({"people":[{"userId":"u","anonymousId":"y"}]})",
                              R"({"people":[{"userId":"u","anonymousId":"z"},{"userId":"v"}]})"}));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_together_in_a_request_is_not_merged) {
    Device device;
    OutboxOptions options;
    options.max_body = 100;
    Outbox<> outbox(config(), {}, options);
    BOOST_TEST(outbox.put(person("u", {{"a", std::string(30, 'a')}})).has_value());
    BOOST_TEST(outbox.put(person("u", {{"b", std::string(30, 'b')}})).has_value());
    BOOST_TEST(outbox.put(person("u", {{"c", 1}})).has_value());
    BOOST_TEST(outbox.size() == 3u);
    const auto large = outbox.put(person("u", {{"d", std::string(80, 'd')}}));
    BOOST_TEST(large.error().code == "too_large");
    outbox.flush();
    device.go(outbox, 0);
    BOOST_TEST(device.bodies.size() == 3u);
    BOOST_TEST(device.reports.empty());
}

BOOST_AUTO_TEST_CASE(refuses_who_breaks_a_rule) {
    Outbox<> outbox(config());
    flameup::PersonInput<> wrong = person("u");
    wrong.email = "nobody";
    const auto put = outbox.put(wrong);
    BOOST_TEST_REQUIRE(!put.has_value());
    BOOST_TEST(texts::of_codes(put.error()) == "email invalid_email");
    BOOST_TEST(outbox.size() == 0u);
    BOOST_TEST(!outbox.has_write());
}

BOOST_AUTO_TEST_CASE(sends_at_a_count_or_an_age_or_on_demand) {
    Device device;
    OutboxOptions options;
    options.send_at = 3;
    options.send_after = milliseconds(5'000);
    Outbox<> outbox(config(), {}, options);
    BOOST_TEST(device.go(outbox, 0) == 5'000);
    BOOST_TEST(outbox.put(person("a")).has_value());
    BOOST_TEST(device.go(outbox, 1'000) == 5'000);
    BOOST_TEST(outbox.put(person("b")).has_value());
    BOOST_TEST(device.go(outbox, 2'000) == 4'000);
    BOOST_TEST(device.bodies.empty());
    BOOST_TEST(device.go(outbox, 6'000) == 5'000);
    BOOST_TEST(device.bodies.size() == 1u); // by age
    for (const char* const id : {"c", "d", "e"}) BOOST_TEST(outbox.put(person(id)).has_value());
    BOOST_TEST(device.go(outbox, 7'000) == 5'000);
    BOOST_TEST(device.bodies.size() == 2u); // by count
    BOOST_TEST(outbox.put(person("f")).has_value());
    BOOST_TEST(device.go(outbox, 8'000) == 5'000);
    outbox.flush();
    BOOST_TEST(outbox.put(person("g")).has_value());
    BOOST_TEST(device.go(outbox, 8'000) == 5'000);
    BOOST_TEST(device.bodies.back() == R"({"people":[{"userId":"f"},{"userId":"g"}]})");
    BOOST_TEST(device.bodies.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_clock_that_jumps_makes_nobody_wait_longer) {
    Device device;
    Outbox<> outbox(config());
    BOOST_TEST(outbox.put(person("a")).has_value());
    BOOST_TEST(device.go(outbox, 1'000'000) == 30'000);
    BOOST_TEST(device.go(outbox, 0) == 30'000);
    BOOST_TEST(device.go(outbox, 30'000) == 30'000);
    BOOST_TEST(device.bodies.size() == 1u);

    Outbox<> failing(config(), {}, at_once());
    device.server = refused;
    BOOST_TEST(failing.put(person("a")).has_value());
    BOOST_TEST(device.go(failing, 1'000'000) == 1'000); // the shortest pause
    BOOST_TEST(device.go(failing, 0) == 30'000);
    BOOST_TEST(device.go(failing, 60'000) == 1'000);
    BOOST_TEST(device.bodies.size() == 3u);

    OutboxOptions options;
    options.send_after = (milliseconds::max)();
    Outbox<> patient(config(), {}, options);
    BOOST_TEST(patient.put(person("a")).has_value());
    BOOST_TEST(device.go(patient, 0) == std::int64_t{366} * 24 * 3600 * 1000);
    options.send_after = milliseconds(-1);
    Outbox<> hasty(config(), {}, options);
    BOOST_TEST(device.go(hasty, 0) == 1'000);
    BOOST_TEST(hasty.put(person("a")).has_value());
    device.go(hasty, 0);
    BOOST_TEST(device.bodies.size() == 4u);
}

BOOST_AUTO_TEST_CASE(whoever_was_not_stored_is_sent_again_before_the_others) {
    Device device;
    OutboxOptions options = at_once();
    Outbox<> outbox(config(), {}, options);
    device.server = refused;
    BOOST_TEST(outbox.put(person("u", {{"a", 1}})).has_value());
    BOOST_TEST(device.go(outbox, 0) == 1'000);
    BOOST_TEST_REQUIRE(outbox.error().has_value());
    BOOST_TEST(outbox.error()->code == "refused");
    BOOST_TEST(outbox.put(person("v")).has_value());
    BOOST_TEST(outbox.put(person("u", {{"b", 2}})).has_value());
    BOOST_TEST(outbox.size() == 2u);
    BOOST_TEST(device.go(outbox, 500) == 500);
    device.server = Device().server;
    device.go(outbox, 1'000);
    BOOST_TEST(!outbox.error().has_value());
    BOOST_TEST((device.bodies ==
                Ids{R"({"people":[{"userId":"u","traits":{"a":1}}]})",
                    R"({"people":[{"userId":"u","traits":{"a":1,"b":2}},{"userId":"v"}]})"}));
    BOOST_TEST(device.reports.empty());
    BOOST_TEST(device.kept() == "");
}

BOOST_AUTO_TEST_CASE(pauses_grow_and_end_when_the_connection_is_back) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    device.server = refused;
    BOOST_TEST(outbox.put(person("u")).has_value());
    std::vector<std::int64_t> pauses;
    std::int64_t time = 0;
    for (int i = 0; i != 9; ++i) time += pauses.emplace_back(device.go(outbox, time));
    BOOST_TEST((pauses == std::vector<std::int64_t>{1'000, 1'000, 1'000, 2'000, 4'000, 8'000,
                                                    16'000, 30'000, 30'000}));
    outbox.set_online(true); // which is not new
    BOOST_TEST(device.go(outbox, time - 1) == 1);
    outbox.set_online(false);
    BOOST_TEST(device.go(outbox, time + 100'000) == 30'000);
    const std::size_t sent = device.bodies.size();
    device.server = Device().server;
    outbox.set_online(true);
    device.go(outbox, time - 1);
    BOOST_TEST(device.bodies.size() == sent + 1);
    BOOST_TEST(outbox.size() == 0u);
}

BOOST_AUTO_TEST_CASE(without_a_connection_a_batch_does_not_go_on) {
    Device device;
    OutboxOptions options = at_once();
    options.retry.max_attempts = 5;
    Outbox<> outbox(config(), {}, options);
    BOOST_TEST(outbox.put(person("u")).has_value());
    device.server = [&](const HttpRequest& request) {
        outbox.set_online(false);
        return refused(request);
    };
    BOOST_TEST(device.go(outbox, 0) == 30'000);
    BOOST_TEST(device.go(outbox, 30'000) == 30'000);
    BOOST_TEST(device.bodies.size() == 1u);
    device.server = refused;
    outbox.set_online(true);
    BOOST_TEST(device.go(outbox, 30'000) <= 500); // the batch's own wait
    device.server = Device().server;
    outbox.set_online(false);
    outbox.set_online(true);
    device.go(outbox, 30'000);
    BOOST_TEST(device.bodies.size() == 3u);
    BOOST_TEST(outbox.size() == 0u);
}

BOOST_AUTO_TEST_CASE(reports_whom_the_server_refuses) {
    Device device;
    Outbox<> outbox(config());
    device.server = [](const HttpRequest& request) -> Result<HttpResponse> {
        return batches::Refusing{{"bad"}}(batches::ids_of(request), request);
    };
    for (const char* const id : {"a", "bad", "b"}) BOOST_TEST(outbox.put(person(id)).has_value());
    outbox.flush();
    device.go(outbox, 0);
    BOOST_TEST(batches::joined(device.reports) == "2 rejected 400 400: no, bad");
    BOOST_TEST(outbox.size() == 0u);
    BOOST_TEST(device.kept() == "");
}

BOOST_AUTO_TEST_CASE(batches_know_what_those_before_learned) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    const auto strict = [](const HttpRequest& request) -> Result<HttpResponse> {
        const Ids ids = batches::ids_of(request);
        if (ids.size() > 2) return HttpResponse{413, {}, {}};
        return batches::Refusing{{"x", "y"}}(ids, request);
    };
    device.server = strict;
    for (const char* const id : {"a", "b", "c", "d"}) {
        BOOST_TEST(outbox.put(person(id)).has_value());
    }
    device.go(outbox, 0);
    BOOST_TEST(device.bodies.size() == 5u); // of four, and of one each
    for (const char* const id : {"e", "f", "g", "h"}) {
        BOOST_TEST(outbox.put(person(id)).has_value());
    }
    device.go(outbox, 0);
    BOOST_TEST(device.bodies.size() == 9u);
    // The server has stored others: so it refuses these two, and not everybody.
    for (const char* const id : {"x", "y"}) BOOST_TEST(outbox.put(person(id)).has_value());
    device.go(outbox, 0);
    BOOST_TEST(device.reports.size() == 2u);
    BOOST_TEST(outbox.size() == 0u);

    Outbox<> next(config(), {}, at_once());
    for (const char* const id : {"x", "y"}) BOOST_TEST(next.put(person(id)).has_value());
    device.go(next, 0);
    BOOST_TEST(next.size() == 2u); // it may refuse everybody
    BOOST_TEST(next.error()->status == 400);
    BOOST_TEST(next.put(person("a")).has_value());
    device.go(next, 60'000);
    BOOST_TEST(next.size() == 0u);
    BOOST_TEST(device.reports.size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_report_is_in_the_journal_until_it_is_taken) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    device.server = [](const HttpRequest&) { return batches::refusal(400); };
    BOOST_TEST(outbox.put(person("bad")).has_value());
    device.journal = outbox.take_write().bytes;
    const Step step = outbox.next(at(0));
    BOOST_TEST_REQUIRE((step.kind == Step::Kind::send));
    outbox.receive(device.server(*step.request), at(0));
    while (outbox.next(at(0)).kind != Step::Kind::yield) {
    }
    BOOST_TEST(outbox.size() == 0u);
    outbox.rewrite();
    BOOST_TEST(!outbox.has_write()); // it would not have the person
    BOOST_TEST(outbox.take_write().bytes == "");
    BOOST_TEST(device.kept() != "");
    BOOST_TEST(outbox.take_reports().size() == 1u);
    BOOST_TEST(outbox.has_write());
    device.store(outbox);
    BOOST_TEST(device.kept() == "");
    BOOST_TEST(device.journal == "");
}

BOOST_AUTO_TEST_CASE(after_three_answers_that_tell_nothing_a_person_is_reported) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    device.server = [](const HttpRequest&) { return HttpResponse{200, {}, "{}"}; };
    BOOST_TEST(outbox.put(person("u")).has_value());
    BOOST_TEST(device.go(outbox, 0) == 1'000);
    BOOST_TEST(outbox.error()->code == "unconfirmed");
    BOOST_TEST(device.go(outbox, 1'000) == 1'000);
    BOOST_TEST(device.reports.empty());
    device.go(outbox, 2'000);
    BOOST_TEST((device.reports ==
                Ids{"1 failed 0 unconfirmed: the server did not confirm this person, u"}));
    BOOST_TEST(device.bodies.size() == 3u);
    BOOST_TEST(outbox.size() == 0u);
}

BOOST_AUTO_TEST_CASE(a_wrong_key_loses_nobody) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    device.server = [](const HttpRequest&) { return batches::refusal(401); };
    for (int i = 0; i != 150; ++i) {
        BOOST_TEST(outbox.put(person("u" + std::to_string(i))).has_value());
    }
    std::int64_t time = 0;
    for (int i = 0; i != 20; ++i) time += device.go(outbox, time);
    BOOST_TEST(outbox.error()->status == 401);
    BOOST_TEST(outbox.size() == 150u);
    BOOST_TEST(device.bodies.size() == 20u);
    device.server = Device().server;
    device.go(outbox, time);
    BOOST_TEST(outbox.size() == 0u);
    BOOST_TEST(device.bodies.size() == 22u);
    BOOST_TEST(device.reports.empty());
}

BOOST_AUTO_TEST_CASE(the_oldest_who_waits_leaves_a_full_outbox) {
    Device device;
    OutboxOptions options;
    options.max_entries = 2;
    Outbox<> outbox(config(), {}, options);
    for (const char* const id : {"a", "b", "a", "c"}) {
        BOOST_TEST(outbox.put(person(id)).has_value());
    }
    BOOST_TEST(outbox.size() == 2u);
    device.go(outbox, 0);
    BOOST_TEST((device.reports == Ids{"1 unsent 0 outbox_full: the outbox had no room, a"}));
    outbox.flush();
    device.server = [&](const HttpRequest&) {
        BOOST_TEST(outbox.put(person("d")).has_value()); // all others are on their way
        BOOST_TEST(outbox.size() == 2u);
        return batches::created(2);
    };
    device.go(outbox, 0);
    BOOST_TEST((device.reports == Ids{"1 unsent 0 outbox_full: the outbox had no room, a",
                                      "4 unsent 0 outbox_full: the outbox had no room, d"}));
    BOOST_TEST(device.kept() == "");

    options.max_entries = 100;
    options.max_bytes = 50;
    Outbox<> small(config(), {}, options);
    BOOST_TEST(small.put(person("a", {{"t", std::string(10, 'x')}})).has_value());
    BOOST_TEST(small.put(person("b")).has_value());
    BOOST_TEST(small.size() == 1u);
    BOOST_TEST(small.bytes() == 14u);
    BOOST_TEST(small.take_reports().at(0).person.userId == "a");
}

BOOST_AUTO_TEST_CASE(continues_from_its_journal) {
    Device device;
    {
        Outbox<> outbox(config());
        BOOST_TEST(outbox.put(person("u", {{"a", 1}})).has_value());
        BOOST_TEST(outbox.put(person("v")).has_value());
        device.store(outbox);
        BOOST_TEST(outbox.put(person("u", {{"b", nullptr}})).has_value());
        device.store(outbox);
        BOOST_TEST(outbox.put(person("w")).has_value()); // which is not stored
    }
    for (const bool is_second : {false, true}) {
        Outbox<> outbox(config(), device.journal);
        BOOST_TEST(outbox.size() == 2u);
        BOOST_TEST(!outbox.has_write());
        BOOST_TEST(outbox.put(person("u", {{"c", 3}})).has_value());
        if (is_second) device.go(outbox, 0); // without delay
    }
    const std::string u = R"({"userId":"u","traits":{"a":1,"b":null,"c":3}})";
    BOOST_TEST((device.bodies == Ids{R"({"people":[)" + u + R"(,{"userId":"v"}]})"}));
    BOOST_TEST(device.kept() == "");
    Outbox<> outbox(config(), device.journal);
    BOOST_TEST(outbox.put(person("x")).has_value());
    device.store(outbox);
    BOOST_TEST(device.kept() == "{\"put\":3,\"person\":{\"userId\":\"x\"}}\n");
}

BOOST_AUTO_TEST_CASE(a_journal_that_is_cut_anywhere_has_all_that_was_stored_whole) {
    Device device;
    Outbox<> outbox(config());
    std::vector<std::size_t> ends;
    for (const char* const id : {"a", "b", "c"}) {
        BOOST_TEST(outbox.put(person(id)).has_value());
        device.store(outbox);
        ends.push_back(device.journal.size());
    }
    for (std::size_t size = 0; size <= device.journal.size(); ++size) {
        std::size_t whole = 0;
        for (const std::size_t end : ends) whole += end <= size;
        Outbox<> cut(config(), std::string_view(device.journal).substr(0, size));
        BOOST_TEST(cut.size() == whole);
        BOOST_TEST(cut.take_reports().empty());
        const bool is_torn = size != 0 && device.journal[size - 1] != '\n';
        BOOST_TEST(cut.has_write() == is_torn); // before anything is appended
        BOOST_TEST(cut.take_write().replaces == is_torn);
    }
}

BOOST_AUTO_TEST_CASE(all_that_is_taken_is_read_whatever_the_limits) {
    flameup::Config small = config();
    small.limits = flameup::Limits::for_devices();
    small.limits.max_body = 10;
    small.limits.max_elements = 10;
    Outbox<> outbox(small);
    boost::json::value nested(std::string(1'000, 'x'));
    std::size_t depth = 0;
    while (outbox.put(person("u" + std::to_string(depth), {{"n", nested}}))) {
        nested = boost::json::array({nested});
        ++depth;
    }
    BOOST_TEST(depth == 5u);
    const std::string journal = outbox.take_write().bytes;
    Outbox<> next(small, journal);
    BOOST_TEST(next.size() == depth);
    BOOST_TEST(next.take_reports().empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_reported) {
    using namespace flameup::detail;
    Device device;
    append_put(device.journal, 1, R"({"userId":"a"})");
    device.journal += "this is no line\n";
    append_put(device.journal, 2, R"({"userId":"b","level":1})");
    append_put(device.journal, 1, R"({"userId":"b"})");
    append_put(device.journal, 0, R"({"userId":"b"})");
    append_put(device.journal, 3, R"({"userId":""})");
    append_done(device.journal, {4, -1});
    append_put(device.journal, std::int64_t{1} << 62, R"({"userId":"c"})");
    device.journal += "00000000 {}\n";
    Outbox<> outbox(config(), device.journal);
    BOOST_TEST(outbox.size() == 2u);
    Ids seen;
    for (const auto& report : outbox.take_reports()) seen.push_back(of(report) + report.record);
    const auto line = [](std::int64_t number, const char* json) {
        std::string text;
        append_put(text, number, json);
        text.pop_back();
        return text;
    };
    const std::string unreadable = "0 unsent 0 unreadable_record: ";
    BOOST_TEST(
        (seen ==
         Ids{unreadable + "at $.person: there is no member level, " +
                 line(2, R"({"userId":"b","level":1})"),
             unreadable + "the entry is another person's, " + line(1, R"({"userId":"b"})"),
             unreadable + "the number of an entry or the person is missing, " +
                 line(0, R"({"userId":"b"})"),
             "0 unsent 0 damaged_journal: lines of the journal that are not as they were stored: "
             "2, this is no line",
             "3 rejected 0 invalid_request: userId must not be empty, "}));
    device.store(outbox);
    BOOST_TEST(device.journal == line(1, R"({"userId":"a"})") + '\n' +
                                     line(std::int64_t{1} << 62, R"({"userId":"c"})") + '\n');
}

BOOST_AUTO_TEST_CASE(whatever_happens_to_a_journal_is_reported_or_not_there) {
    Device device;
    Outbox<> outbox(config());
    for (const char* const id : {"a", "b", "c", "d"}) {
        BOOST_TEST(outbox.put(person(id, {{"n", 1}})).has_value());
        device.store(outbox);
    }
    std::mt19937_64 random(1);
    const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
    for (int round = 0; round != 500; ++round) {
        std::string journal = device.journal;
        for (std::size_t changes = below(4); changes != 0; --changes) {
            const std::size_t place = below(journal.size());
            switch (below(4)) {
            case 0: journal[place] = static_cast<char>(random()); break;
            case 1: journal.erase(place, 1 + below(40)); break;
            case 2: journal.insert(place, journal.substr(below(journal.size()), 50)); break;
            default: journal.insert(place, 1 + below(20), '\0'); break;
            }
        }
        Outbox<> read(config(), journal);
        const bool is_reported = !read.take_reports().empty();
        if (journal.find(device.journal) == 0) {
            BOOST_TEST(read.size() >= 4u);
        } else if (read.size() < 4 && !journal.empty() && journal.back() == '\n') {
            // A line that is gone as a whole cannot be known.
            const auto lines = std::count(journal.begin(), journal.end(), '\n');
            BOOST_TEST((is_reported || lines < 4));
        }
        Outbox<> again(config(), read.has_write() ? read.take_write().bytes : journal);
        BOOST_TEST(again.size() == read.size());
        BOOST_TEST(again.take_reports().empty());
        BOOST_TEST(!again.has_write());
    }
}

BOOST_AUTO_TEST_CASE(a_write_that_failed_is_followed_by_the_whole_journal) {
    Device device;
    Outbox<> outbox(config());
    BOOST_TEST(outbox.put(person("a")).has_value());
    outbox.take_write(); // the disk is full
    outbox.rewrite();
    BOOST_TEST(outbox.put(person("b")).has_value());
    BOOST_TEST((outbox.next(at(0)).kind == Step::Kind::yield));
    device.journal = "torn";
    device.store(outbox);
    BOOST_TEST(Outbox<>(config(), device.journal).size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_journal_does_not_grow_with_what_is_over) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    std::size_t most = 0, replaced = 0;
    for (int i = 0; i != 2'000; ++i) {
        BOOST_TEST(outbox.put(person("u", {{"n", i}})).has_value());
        const std::size_t before = device.journal.size();
        device.go(outbox, i);
        most = (std::max)(most, device.journal.size());
        replaced += device.journal.size() < before;
    }
    BOOST_TEST(most <= std::size_t{66} << 10);
    BOOST_TEST((replaced == 2u || replaced == 3u));
    Outbox<> idle(config());
    for (int i = 0; i != 20'000; ++i) BOOST_TEST(idle.put(person("u", {{"n", i}})).has_value());
    BOOST_TEST(idle.take_write().bytes.size() < std::size_t{66} << 10); // nobody stored it
}

BOOST_AUTO_TEST_CASE(closed_it_sends_all_and_ends) {
    Device device;
    Outbox<> outbox(config());
    BOOST_TEST(outbox.put(person("a")).has_value());
    outbox.close(milliseconds(5'000));
    device.server = [](const HttpRequest& request) {
        BOOST_TEST(request.timeout_ms.value_or(0) == 4'000);
        return batches::created(1);
    };
    BOOST_TEST(device.go(outbox, 1'000) == -1);
    BOOST_TEST(device.bodies.size() == 1u);
    BOOST_TEST(device.kept() == "");
}

BOOST_AUTO_TEST_CASE(closed_it_ends_at_its_time_and_whoever_is_left_is_in_the_journal) {
    Device device;
    Outbox<> outbox(config());
    BOOST_TEST(outbox.put(person("a")).has_value());
    outbox.close(milliseconds(1'500));
    device.server = refused;
    BOOST_TEST(device.go(outbox, 0) <= 500);
    BOOST_TEST(device.go(outbox, 1'500) == -1);
    BOOST_TEST(outbox.put(person("b")).has_value());
    BOOST_TEST(device.go(outbox, 1'501) == -1);
    BOOST_TEST(Outbox<>(config(), device.journal).size() == 2u);

    Outbox<> offline(config());
    BOOST_TEST(offline.put(person("a")).has_value());
    offline.set_online(false);
    offline.close(milliseconds(1'500));
    BOOST_TEST(device.go(offline, 0) == -1);
    offline.set_online(true);
    device.server = Device().server;
    BOOST_TEST(device.go(offline, 0) == -1);
    BOOST_TEST(offline.size() == 0u);
}

BOOST_AUTO_TEST_CASE(closed_it_ends_at_its_time_though_nothing_is_taken) {
    Outbox<> outbox(config());
    BOOST_TEST(outbox.put(person("u")).has_value());
    outbox.close(milliseconds(1000));
    for (const std::int64_t time : {0, 500, 999, 1000}) {
        BOOST_TEST((outbox.next(at(time)).kind == Step::Kind::yield));
    }
    BOOST_TEST((outbox.next(at(1000)).kind == Step::Kind::finished));
    BOOST_TEST((outbox.next(at(2000)).kind == Step::Kind::finished));
    BOOST_TEST(outbox.size() == 1u);
    outbox.close(milliseconds(3000)); // again
    BOOST_TEST((outbox.next(at(2000)).kind == Step::Kind::yield));
    Device device;
    BOOST_TEST(device.go(outbox, 2000) == -1);
    BOOST_TEST(outbox.size() == 0u);
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_when_it_is_closed_counts) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    BOOST_TEST(outbox.put(person("a")).has_value());
    device.store(outbox);
    BOOST_TEST((outbox.next(at(0)).kind == Step::Kind::send));
    outbox.close(milliseconds(100));
    outbox.receive(batches::created(1), at(200));
    BOOST_TEST(device.go(outbox, 200) == -1);
    BOOST_TEST(device.kept() == "");
    outbox.receive(batches::created(1), at(200)); // which nobody asked for
}

BOOST_AUTO_TEST_CASE(obeys_a_rate_budget) {
    Device device;
    OutboxOptions options = at_once();
    options.budget = std::make_shared<flameup::RateBudget>(1);
    Outbox<> outbox(config(), {}, options);
    BOOST_TEST(outbox.put(person("a")).has_value());
    device.go(outbox, 0);
    BOOST_TEST(outbox.put(person("b")).has_value());
    BOOST_TEST(device.go(outbox, 0) == 61'000);
    BOOST_TEST(device.bodies.size() == 1u);
    device.go(outbox, 61'000);
    BOOST_TEST(device.bodies.size() == 2u);
}

BOOST_AUTO_TEST_CASE(is_moved_at_any_time) {
    Device device;
    Outbox<> outbox(config(), {}, at_once());
    BOOST_TEST(outbox.put(person("a", {{"n", 1}})).has_value());
    Outbox<> second = std::move(outbox);
    BOOST_TEST(second.put(person("a", {{"m", 2}})).has_value());
    BOOST_TEST(second.size() == 1u);
    device.store(second);
    BOOST_TEST((second.next(at(0)).kind == Step::Kind::send));
    Outbox<> third(config());
    third = std::move(second);
    third.receive(batches::created(1), at(0));
    device.go(third, 0);
    BOOST_TEST(device.kept() == "");
    BOOST_TEST(third.size() == 0u);
}

struct PlayerTraits {
    std::optional<int> level;
    flameup::Nullable<std::string> plan;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (level, plan))
};

BOOST_AUTO_TEST_CASE(has_traits_of_any_type) {
    Outbox<PlayerTraits> outbox(config());
    flameup::PersonInput<PlayerTraits> input{"u"};
    input.traits.emplace().level = 1;
    BOOST_TEST(outbox.put(input).has_value());
    input.traits.emplace().plan = flameup::null;
    BOOST_TEST(outbox.put(input).has_value());
    const std::string journal = outbox.take_write().bytes;
    Outbox<PlayerTraits> next(config(), journal);
    next.take_write();
    const Step step = next.next(at(0));
    BOOST_TEST_REQUIRE((step.kind == Step::Kind::send));
    BOOST_TEST(step.request->body ==
               R"({"people":[{"userId":"u","traits":{"level":1,"plan":null}}]})");
}

BOOST_AUTO_TEST_CASE(works_against_the_service) {
    flameup::testing::PeopleService service;
    hosts::Virtual host;
    Device device;
    Outbox<> outbox(config());
    BOOST_TEST(outbox.put(person("u", {{"a", 1}, {"b", 2}})).has_value());
    outbox.close(host.time + milliseconds(60'000));
    service.fail_next(500);
    BOOST_TEST(
        flameup::run(outbox, std::ref(service), host, [&](Outbox<>& flow) { device.store(flow); }));
    Outbox<> second(config(), device.journal);
    BOOST_TEST(second.put(person("u", {{"b", nullptr}})).has_value());
    second.close(host.time + milliseconds(60'000));
    BOOST_TEST(
        flameup::run(second, std::ref(service), host, [&](Outbox<>& flow) { device.store(flow); }));
    flameup::GetPerson<> get{"u"};
    const auto stored =
        flameup::decode<flameup::GetPerson<>>(config(), service(*flameup::build(config(), get)));
    BOOST_TEST_REQUIRE(stored.has_value());
    BOOST_TEST(boost::json::serialize(stored->traits) == R"({"a":1})");
}

BOOST_AUTO_TEST_SUITE_END()
