// What holds for any server, network, chance and interruption: thousands of runs, by seed.
#include "flameup/flow/people_batches.hpp"

#include "flameup/client/client.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"
#include "flow/chaotic_server.hpp"
#include "random_rounds.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(simulation)

using batches::Flow;
using batches::People;
using chaos::Chance;
using flameup::PersonFate;
using flameup::Step;
using std::chrono::milliseconds;

enum class Interruption {
    none,
    saves, ///< Between any two steps it is saved, and goes on from the JSON.
    loses, ///< At times it goes on from the JSON while a request is in flight, which is lost.
};

/// A person whose email and traits say which entry of the input it is.
flameup::PersonInput<> entry(Chance& chance, std::size_t index, std::size_t ids) {
    flameup::PersonInput<> person{"u" + std::to_string(chance.below(ids))};
    person.email = person.userId + '.' + std::to_string(index) + "@example.com";
    person.traits = boost::json::object{{"entry", index}};
    switch (chance.below(24)) {
    case 0: person.userId.clear(); break;
    case 1: person.email = "nobody"; break;
    case 2: person.phone = chaos::poison; break;
    case 5: person.phone = chaos::crash; break;
    case 3: person.traits->emplace("text", std::string(chance.below(600), 'x')); break;
    case 4: person.traits->emplace("text", "\xFF"); break;
    default: break;
    }
    return person;
}

/// One run of a flow against a chaotic server, with all that it did.
class Run {
  public:
    Run(std::uint64_t seed, Interruption interruption)
        : chance_(seed), interruptions_(seed + 1), interruption_(interruption),
          server_(seed + 2, host_) {
        host_.random.seed(seed);
        const std::size_t size = chance_.below(80);
        const std::size_t count = chance_.below(size == 0 ? 301 : size < 8 ? 41 : 13);
        const std::size_t ids = 1 + chance_.below(2 * count + 1);
        for (std::size_t i = 0; i != count; ++i) input_.push_back(entry(chance_, i, ids));
        options_.max_people = count > 40 ? 100 : 1 + chance_.below(20);
        if (chance_.of(20)) options_.max_body = 100 + chance_.below(3000);
        options_.retry.max_attempts = 1 + chance_.below(8);
        options_.retry.max_wait = milliseconds(1 + chance_.below(120'000));
        if (chance_.of(50)) {
            options_.budget = std::make_shared<flameup::RateBudget>(
                static_cast<std::int64_t>(chance_.below(200)));
        }
        flow_.emplace(batches::config(), options_);
        go();
        check_outcomes();
        check_service();
    }

    /// All that was done and when, a line each.
    std::string trace;
    /// What must not be, a line each.
    std::string wrong;
    std::size_t stored = 0, rejected = 0, failed = 0, unsent = 0, sent_again = 0;
    std::size_t unconfirmed = 0, crashed = 0;

  private:
    void fail(const std::string& what) { wrong += what + '\n'; }

    void go() {
        const std::size_t most = 1000 + 200 * input_.size();
        for (std::size_t steps = 0;; ++steps) {
            if (steps == most) return fail("no end after " + std::to_string(steps) + " steps");
            if (interruption_ != Interruption::none) save_and_restore();
            const flameup::Moment now = host_.now();
            const Step step = flow_->next(now);
            switch (step.kind) {
            case Step::Kind::send: {
                note("send " + step.request->body);
                check_request(*step.request);
                const auto indexes = indexes_of(*step.request);
                const bool lost = interruption_ == Interruption::loses && interruptions_.of(15);
                if (lost) uncertain_.insert(indexes.begin(), indexes.end());
                if (lost && interruptions_.of(50)) break; // also to the server
                auto executed = server_(*step.request);
                if (lost) break;
                note("gets " + (executed ? std::to_string(executed->status) + ' ' + executed->body
                                         : executed.error().code));
                learn(indexes, executed);
                flow_->receive(std::move(executed), host_.now());
                break;
            }
            case Step::Kind::wait: {
                note("wait until " + std::to_string(step.until.count()));
                const milliseconds cap =
                    (std::max)(options_.retry.max_wait, milliseconds(options_.budget ? 61'000 : 0));
                if (step.until - now.time > cap)
                    fail("waits beyond the cap: " +
                         std::to_string((step.until - now.time).count()) + " ms");
                if (step.until <= now.time) fail("waits for the past");
                host_.wait_until(step.until);
                break;
            }
            case Step::Kind::yield: feed(); break;
            case Step::Kind::finished:
                while (at_ != input_.size()) flow_->add(input_[at_++]);
                return take();
            }
        }
    }

    void save_and_restore() {
        const flameup::Moment now = host_.now_without_chance();
        const auto text = flameup::to_json(flow_->save(now));
        if (!text) return fail("is not saved: " + text.error().message);
        const auto state = flameup::from_json<Flow::State>(*text);
        if (!state) return fail("is not read: " + state.error().message);
        if (state->added != static_cast<std::int64_t>(at_)) fail("is elsewhere in the input");
        flow_.emplace(batches::config(), *state, now, options_);
        if (*text != *flameup::to_json(flow_->save(now))) fail("is not saved as it was: " + *text);
    }

    void feed() {
        take();
        // Not always as many as it would take.
        std::size_t most = 1 + chance_.below(120);
        for (; flow_->wants_more() && at_ != input_.size() && most != 0; --most) {
            flow_->add(input_[at_++]);
        }
        if (at_ == input_.size()) flow_->close();
    }

    void take() {
        for (flameup::PersonOutcome& outcome : flow_->take()) {
            note(batches::of(outcome));
            const auto index = static_cast<std::size_t>(outcome.index);
            if (!outcomes_.emplace(index, std::move(outcome)).second) fail("two outcomes for one");
        }
    }

    void note(const std::string& what) {
        trace += std::to_string(host_.time.count()) + ' ' + what + '\n';
    }

    static std::vector<std::size_t> indexes_of(const flameup::HttpRequest& request) {
        std::vector<std::size_t> indexes;
        const boost::json::value body = boost::json::parse(request.body);
        for (const boost::json::value& person : body.at("people").as_array()) {
            indexes.push_back(static_cast<std::size_t>(person.at("traits").at("entry").as_int64()));
        }
        return indexes;
    }

    /// Notes who may be stored, and at whom alone the server failed last.
    void learn(const std::vector<std::size_t>& indexes,
               const flameup::Result<flameup::HttpResponse>& executed) {
        const int status = executed ? executed->status : 0;
        const bool is_refused =
            status == 400 || status == 409 || status == 413 || status == 422 || status == 429 ||
            (status == 503 && executed->headers.find("Retry-After") != nullptr) ||
            (!executed &&
             (executed.error().code == "refused" || executed.error().code == "resolve_failed"));
        if (!is_refused) uncertain_.insert(indexes.begin(), indexes.end());
        for (const std::size_t index : indexes) {
            const bool fails = status == 500 || status == 502 ||
                               (executed && executed->body.find("come back") != std::string::npos);
            failed_alone_[index] = fails && indexes.size() == 1;
        }
        if (status / 100 == 2) stored_after_ = time_;
        ++time_;
    }

    void check_request(const flameup::HttpRequest& request) {
        if (request.body.size() > options_.max_body) fail("too large a body");
        const boost::json::value body = boost::json::parse(request.body);
        const auto& people = body.at("people").as_array();
        if (people.empty() || people.size() > options_.max_people) fail("too many people");
        std::int64_t last = -1;
        for (const boost::json::value& person : people) {
            const std::int64_t index = person.at("traits").at("entry").as_int64();
            if (index <= last) fail("not in order");
            last = index;
            if (outcomes_.count(static_cast<std::size_t>(index)) != 0) {
                fail("sent again: " + std::to_string(index));
            }
            if (!sent_.insert(static_cast<std::size_t>(index)).second) ++sent_again;
        }
    }

    void check_outcomes() {
        for (std::size_t i = 0; i != input_.size(); ++i) {
            const auto found = outcomes_.find(i);
            if (found == outcomes_.end()) {
                fail("lost: " + std::to_string(i));
                continue;
            }
            const flameup::PersonOutcome& outcome = found->second;
            const bool was_sent = sent_.count(i) != 0;
            switch (outcome.fate) {
            case PersonFate::rejected:
                ++rejected;
                if (!may_be_rejected(i, outcome)) {
                    fail("rejected without a reason: " + batches::of(outcome));
                }
                break;
            case PersonFate::failed:
                ++failed;
                if (outcome.code == "unconfirmed") ++unconfirmed;
                if (!was_sent) fail("failed, and was not sent: " + batches::of(outcome));
                break;
            case PersonFate::unsent:
                ++unsent;
                if (uncertain_.count(i) != 0) {
                    fail("unsent, and may be stored: " + batches::of(outcome));
                }
                break;
            default:
                ++stored;
                if (!was_sent) fail("stored, and was not sent: " + batches::of(outcome));
                if (input_[i].phone == chaos::crash) fail("stored, and cannot be");
            }
        }
        if (outcomes_.size() != input_.size()) fail("outcomes of nobody");
        if ((failed - unconfirmed + unsent != 0) != flow_->error().has_value()) {
            fail("an error, or none");
        }
    }

    bool may_be_rejected(std::size_t index, const flameup::PersonOutcome& outcome) {
        if (outcome.status >= 500 || outcome.message == "come back") {
            if (outcome.status >= 500) ++crashed;
            return failed_alone_[index] && stored_after_ != 0;
        }
        const auto body =
            flameup::build(batches::config(), flameup::BatchUpsert<>{{input_[index]}});
        return !body || body->body.size() > options_.max_body ||
               server_.is_too_large(body->body.size()) || input_[index].phone == chaos::poison;
    }

    // Of one person's entries the last one that is confirmed is there, or a later one that failed.
    void check_service() {
        host_.time += std::chrono::hours(1);
        const flameup::Client client(batches::config(), server_.service());
        flameup::ListPeople<> list;
        list.limit = 500;
        const auto page = client.send(list);
        if (!page) return fail("the service has no list");
        std::map<std::string, std::size_t> there;
        for (const flameup::Person<>& person : page->people) {
            const auto index = static_cast<std::size_t>(person.traits.at("entry").as_int64());
            there.emplace(*person.userId, index);
            const flameup::PersonInput<>& sent = input_[index];
            if (person.userId != sent.userId || person.email != sent.email) {
                fail("is not as it was sent: " + std::to_string(index));
            }
        }
        std::map<std::string, std::set<std::size_t>> expected; // any of them
        for (const auto& [index, outcome] : outcomes_) {
            std::set<std::size_t>& any = expected[input_[index].userId];
            if (flameup::is_stored(outcome.fate)) any = {index};
            // An attempt before may have stored whom the server failed at or turned away then.
            const bool is_unsure = outcome.status >= 500 || outcome.message == "come back";
            if (outcome.fate == PersonFate::failed ||
                (outcome.fate == PersonFate::rejected && is_unsure)) {
                if (any.empty()) any.insert(none);
                any.insert(index);
            }
        }
        for (const auto& [id, any] : expected) {
            const auto found = there.find(id);
            const std::size_t index = found == there.end() ? none : found->second;
            if (any.empty() ? index != none : any.count(index) == 0) {
                fail("the service has another: " + id);
            }
        }
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    Chance chance_;
    Chance interruptions_;
    Interruption interruption_;
    hosts::Virtual host_;
    chaos::Server server_;
    People input_;
    std::size_t at_ = 0;
    flameup::BatchesOptions options_;
    std::optional<Flow> flow_;
    std::map<std::size_t, flameup::PersonOutcome> outcomes_;
    std::set<std::size_t> sent_;
    std::set<std::size_t> uncertain_;          // who may be stored, by an answer or for want of one
    std::map<std::size_t, bool> failed_alone_; // in the last request for each
    std::size_t time_ = 1, stored_after_ = 0;  // in requests
};

constexpr std::uint64_t runs = random_rounds::of(2000);

BOOST_AUTO_TEST_CASE(accounts_for_all_and_does_the_same_where_it_is_saved_at_every_step) {
    std::size_t stored = 0, rejected = 0, failed = 0, unsent = 0, sent_again = 0;
    std::size_t unconfirmed = 0, crashed = 0;
    for (std::uint64_t seed = 0; seed != runs; ++seed) {
        const Run run(seed, Interruption::none);
        BOOST_TEST_REQUIRE(run.wrong == "", "seed " << seed << ": " << run.wrong);
        if (seed % 3 == 0) {
            const Run saved(seed, Interruption::saves);
            BOOST_TEST_REQUIRE(saved.wrong == "", "seed " << seed << ", saved: " << saved.wrong);
            BOOST_TEST((saved.trace == run.trace), "seed " << seed << " differs where it is saved");
        }
        if (seed % 8 == 0) BOOST_TEST((Run(seed, Interruption::none).trace == run.trace), seed);
        stored += run.stored;
        rejected += run.rejected;
        failed += run.failed;
        unsent += run.unsent;
        sent_again += run.sent_again;
        unconfirmed += run.unconfirmed;
        crashed += run.crashed;
    }
    BOOST_TEST_MESSAGE(stored << " stored, " << rejected << " rejected, " << failed << " failed, "
                              << unsent << " unsent, " << sent_again << " sent again, "
                              << unconfirmed << " unconfirmed, " << crashed << " crashed");
    for (const std::size_t each :
         {stored, rejected, failed, unsent, sent_again, 10 * unconfirmed, 10 * crashed}) {
        BOOST_TEST(each > runs / 2); // or the runs show nothing
    }
}

BOOST_AUTO_TEST_CASE(accounts_for_all_where_requests_in_flight_are_lost) {
    for (std::uint64_t seed = 0; seed != runs / 3; ++seed) {
        const Run run(seed, Interruption::loses);
        BOOST_TEST_REQUIRE(run.wrong == "", "seed " << seed << ": " << run.wrong);
        if (seed % 8 == 0) BOOST_TEST((Run(seed, Interruption::loses).trace == run.trace), seed);
    }
}

BOOST_AUTO_TEST_SUITE_END()
