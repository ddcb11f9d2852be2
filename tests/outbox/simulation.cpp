// Nobody is lost, whatever the server and the network do, and wherever the program is killed: runs
// by seed, with a crash at every write of the journal and at every exchange.
#include "flameup/outbox/outbox.hpp"

#include "flameup/core.hpp"
#include "flameup/json/from_json.hpp"

#include "flow/chaotic_server.hpp"
#include "random_rounds.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(outbox_simulation)

namespace crashing {

using chaos::Chance;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Step;
using std::chrono::milliseconds;

/// Each input has a trait of its own, `p7`, and others that later input changes, `k0` to `k2`.
using Traits = std::map<std::string, flameup::Nullable<std::int64_t>>;
using Person = flameup::PersonInput<Traits>;
using Outbox = flameup::Outbox<Traits>;
using Stored = std::map<std::string, std::map<std::string, std::int64_t>>;

inline std::string own_trait(std::size_t input) { return 'p' + std::to_string(input); }

/// The inputs whose traits a person has.
inline std::vector<std::size_t> inputs_of(const Person& person) {
    std::vector<std::size_t> inputs;
    if (!person.traits) return inputs;
    for (const auto& trait : *person.traits) {
        if (trait.first[0] == 'p') inputs.push_back(std::stoul(trait.first.substr(1)));
    }
    return inputs;
}

/// Where the program is killed.
struct Crashes {
    std::size_t percent = 0; ///< Of all points, by chance.
    std::size_t at = 0;      ///< The one point, from 1; 0 for none.
    std::size_t way = 0;     ///< How at that point: 0 before what is done, 1 amid it, 2 after it.
};

/// A device that is killed and started again, and a server.
class Run {
  public:
    Run(std::uint64_t seed, Crashes crashes)
        : chance_(seed), fate_(seed + 1), crashes_(crashes), faults_(chance_.below(60)) {
        config_.api_key = "test_key";
        options_.max_people = 1 + chance_.below(5);
        options_.send_at = 1 + chance_.below(5);
        options_.send_after = milliseconds(chance_.below(20'000));
        options_.retry.max_attempts = 1 + chance_.below(3);
        if (chance_.of(30)) options_.max_entries = 1 + chance_.below(5);
        if (chance_.of(20)) options_.max_bytes = 60 + chance_.below(300);
        if (chance_.of(20)) options_.max_body = 80 + chance_.below(100);
        start();
        for (std::size_t actions = 5 + chance_.below(25); actions != 0; --actions) act();
        faults_ = 0; // from now on all is well
        is_refusing_ = false;
        put("end", {});
        outbox_->set_online(true);
        for (std::size_t i = 0; outbox_->size() != 0 || outbox_->has_write(); ++i) {
            if (i == 500) {
                fail("no end");
                break;
            }
            outbox_->flush();
            go();
            time_ += milliseconds(60'000);
        }
        check();
    }

    std::string wrong;      ///< What must not be, a line each.
    std::size_t points = 0; ///< Where the program was, or might have been, killed.
    std::size_t delivered = 0, reported = 0, lost = 0, sent_again = 0, replaced = 0;

  private:
    struct Input {
        std::string id;
        std::map<std::string, flameup::Nullable<std::int64_t>> traits;
        bool is_kept = false; // its write was stored
        bool is_reported = false;
    };

    void fail(const std::string& what) { wrong += what + '\n'; }

    flameup::Moment now() { return {time_, chance_.below(1'000'000'007) * 18'446'744'073u, {}}; }

    void start() {
        ++starts_;
        outbox_.emplace(config_, disk_, options_);
    }

    void act() {
        switch (chance_.below(13)) {
        case 0: outbox_->set_online(false); break;
        case 1: outbox_->set_online(true); break;
        case 2: outbox_->flush(); break;
        case 3: time_ += milliseconds(chance_.below(100'000)); break;
        case 4: time_ -= milliseconds(chance_.below(100'000)); break;
        case 5: outbox_->close(time_ + milliseconds(chance_.below(5'000))); break;
        case 12: outbox_->rewrite(); break;
        case 6: is_refusing_ = !is_refusing_; break;
        default: put('u' + std::to_string(chance_.below(4)), chance_.below(3)); break;
        }
        if (chance_.of(60)) go();
    }

    void put(std::string id, std::optional<std::size_t> key) {
        Person person{std::move(id)};
        Traits& traits = person.traits.emplace();
        traits[own_trait(inputs_.size())] = 1;
        if (key) {
            auto& value = traits['k' + std::to_string(*key)];
            value = static_cast<std::int64_t>(inputs_.size());
            if (chance_.of(25)) value = flameup::null;
            if (chance_.of(15)) person.phone = chaos::poison;
            if (chance_.of(10)) person.phone = "1";
            if (chance_.of(10)) person.anonymousId = 'a' + std::to_string(chance_.below(2));
        }
        inputs_.push_back({person.userId, traits});
        const auto taken = outbox_->put(std::move(person));
        if (taken) return;
        if (taken.error().code != "too_large") fail("is not taken: " + taken.error().code);
        inputs_.pop_back();
    }

    bool is_crash() {
        ++points;
        return points == crashes_.at || (crashes_.percent != 0 && fate_.of(crashes_.percent));
    }
    bool checks() { return fate_.of(10); } // which takes its time
    enum class Crash { none, before, during, after };
    Crash next_crash() {
        if (!is_crash()) return Crash::none;
        const std::size_t way = crashes_.percent != 0 ? fate_.below(3) : crashes_.way;
        return way == 0 ? Crash::before : way == 1 ? Crash::during : Crash::after;
    }

    /// Takes steps until the outbox waits.
    void go() {
        for (std::size_t steps = 0; steps != 400; ++steps) {
            const Step step = outbox_->next(now());
            switch (step.kind) {
            case Step::Kind::wait:
                if (step.until <= time_) fail("waits for the past");
                if (step.until - time_ > milliseconds(60'000)) fail("waits too long");
                return;
            case Step::Kind::finished: start(); return;
            case Step::Kind::send: exchange(*step.request); break;
            case Step::Kind::yield: store(); break;
            }
        }
        fail("does not stop");
    }

    void store() {
        const Crash crash = next_crash();
        if (chance_.of(80)) { // else it takes the write first
            for (const auto& report : outbox_->take_reports()) note(report);
        }
        if (!outbox_->has_write()) return crash != Crash::none ? kill() : void();
        const flameup::JournalWrite write = outbox_->take_write();
        const std::size_t cut = fate_.below(write.bytes.size() + 1);
        if (!write.replaces && checks()) check_journal(disk_ + write.bytes.substr(0, cut));
        if (write.replaces) ++replaced;
        if (crash == Crash::during && !write.replaces) disk_.append(write.bytes, 0, cut);
        if (crash == Crash::none || crash == Crash::after) {
            disk_ = write.replaces ? write.bytes : disk_ + write.bytes;
            for (Input& input : inputs_) input.is_kept |= !is_gone_.count(&input - inputs_.data());
        }
        if (crash != Crash::none || checks()) check_journal(disk_);
        if (crash != Crash::none) kill();
    }

    void exchange(const HttpRequest& request) {
        const Crash crash = next_crash();
        if (crash == Crash::before) return kill();
        auto executed = answer(request);
        if (chance_.of(20)) { // while the request is in flight
            put('u' + std::to_string(chance_.below(4)), chance_.below(3));
            if (chance_.of(50)) outbox_->rewrite();
            const std::size_t before = starts_;
            store();
            if (starts_ != before) return; // it was killed
        }
        time_ += milliseconds(chance_.below(2'000));
        if (crash == Crash::during) return kill();
        outbox_->receive(std::move(executed), now());
        if (crash != Crash::none || checks()) check_journal(disk_);
        if (crash != Crash::none) kill();
    }

    /// What was put and not stored is lost; nobody said that it was kept.
    void kill() {
        for (std::size_t i = 0; i != inputs_.size(); ++i) {
            if (!inputs_[i].is_kept) is_gone_.insert(static_cast<std::ptrdiff_t>(i));
        }
        start();
    }

    void note(const flameup::OutboxReport<Traits>& report) {
        const std::string& code = report.outcome.code;
        const bool is_poisoned = report.person.phone == chaos::poison;
        switch (report.outcome.fate) {
        case flameup::PersonFate::rejected:
            if (report.outcome.status == 500) break; // three times, while it stored others
            if (!is_poisoned) fail("rejected without a reason: " + report.outcome.message);
            break;
        case flameup::PersonFate::failed:
        case flameup::PersonFate::unsent:
            if (code != "outbox_full" && code != "unconfirmed") fail("reported for " + code);
            break;
        default: fail("reported as stored");
        }
        for (const std::size_t input : inputs_of(report.person)) {
            inputs_[input].is_reported = true;
            if (report.outcome.fate == flameup::PersonFate::unsent && has(input)) {
                fail("unsent, and the server has it: " + own_trait(input));
            }
        }
    }

    bool has(std::size_t input) const {
        const auto found = stored_.find(inputs_[input].id);
        return found != stored_.end() && found->second.count(own_trait(input)) != 0;
    }

    /// The journal has all that was kept, and is neither stored nor reported.
    void check_journal(const std::string& journal) {
        Outbox outbox(config_, journal);
        outbox.rewrite();
        if (!outbox.take_reports().empty()) fail("the journal cannot be read");
        const std::string entries = outbox.take_write().bytes;
        for (std::size_t i = 0; i != inputs_.size(); ++i) {
            const Input& input = inputs_[i];
            if (input.is_kept && !input.is_reported && !has(i) &&
                entries.find('"' + own_trait(i) + '"') == std::string::npos) {
                fail("not in the journal: " + own_trait(i));
            }
        }
    }

    flameup::Result<HttpResponse> answer(const HttpRequest& request) {
        const auto batch = flameup::from_json<flameup::BatchUpsert<Traits>>(request.body).value();
        std::set<std::string> ids;
        bool is_refused = false;
        for (const Person& person : batch.people) {
            if (!ids.insert(person.userId).second) fail("one person twice in a request");
            is_refused |= is_refusing_ && person.phone == chaos::poison;
            for (const std::size_t input : inputs_of(person)) {
                if (disk_.find('"' + own_trait(input) + '"') == std::string::npos) {
                    fail("sent before it was stored: " + own_trait(input));
                }
                if (has(input)) ++sent_again;
            }
        }
        if (batch.people.size() > options_.max_people) fail("too many people");
        const bool is_faulty = chance_.of(faults_);
        const std::size_t fault = chance_.below(8);
        if (is_faulty && fault < 4) return failure(fault);
        if (is_refused) return HttpResponse{400, {}, R"({"message":"no such number"})"};
        for (const Person& person : batch.people) {
            auto& traits = stored_[person.userId];
            for (const auto& trait : *person.traits) {
                if (trait.second.is_null())
                    traits.erase(trait.first);
                else
                    traits[trait.first] = *trait.second;
            }
        }
        if (is_faulty && fault < 6) return failure(fault - 4);
        if (is_faulty) return HttpResponse{200, {}, "{}"};
        return HttpResponse{
            200, {}, R"({"updated_count":)" + std::to_string(batch.people.size()) + '}'};
    }

    static flameup::Result<HttpResponse> failure(std::size_t fault) {
        switch (fault) {
        case 0: return flameup::make_error(flameup::ErrorKind::transport, "timeout", "timeout");
        case 1: return HttpResponse{500, {}, "<html>"};
        case 2: return flameup::make_error(flameup::ErrorKind::transport, "refused", "refused");
        default: return HttpResponse{429, {{"Retry-After", "1"}}, {}};
        }
    }

    void check() {
        std::map<std::pair<std::string, std::string>, std::set<std::int64_t>> expected;
        for (std::size_t i = 0; i != inputs_.size(); ++i) {
            const Input& input = inputs_[i];
            if (has(i)) ++delivered;
            if (input.is_reported) ++reported;
            if (!input.is_kept) ++lost;
            if (input.is_kept && !has(i) && !input.is_reported) fail("lost: " + own_trait(i));
            // The last one that arrived counts, or a later one of which a report says otherwise.
            for (const auto& trait : input.traits) {
                if (!has(i) || trait.first[0] != 'k') continue;
                auto& any = expected[{input.id, trait.first}];
                if (any.empty()) any.insert(none);
                if (!input.is_reported) any.clear();
                any.insert(trait.second.is_null() ? none : *trait.second);
            }
        }
        for (const auto& [place, any] : expected) {
            const auto& traits = stored_[place.first];
            const auto found = traits.find(place.second);
            const std::int64_t value = found == traits.end() ? none : found->second;
            if (any.count(value) == 0) {
                fail("not in order: " + place.first + ' ' + place.second + ' ' +
                     std::to_string(value));
            }
        }
    }

    static constexpr std::int64_t none = -1;

    Chance chance_, fate_;
    Crashes crashes_;
    std::size_t faults_; // percent
    std::size_t starts_ = 0;
    flameup::Config config_;
    flameup::OutboxOptions options_;
    milliseconds time_{1'000'000};
    std::optional<Outbox> outbox_;
    std::string disk_;
    Stored stored_; // by the server
    std::vector<Input> inputs_;
    std::set<std::ptrdiff_t> is_gone_; // the inputs that a crash took
    bool is_refusing_ = true;
};

} // namespace crashing

using crashing::Run;

BOOST_AUTO_TEST_CASE(nobody_is_lost_by_a_crash_at_any_write_or_exchange) {
    std::size_t runs = 0;
    for (std::uint64_t seed = 0; seed != random_rounds::of(30u); ++seed) {
        const std::size_t points = Run(seed, {}).points;
        for (std::size_t at = 1; at <= points; ++at) {
            for (std::size_t way = 0; way != 3; ++way) {
                const Run run(seed, {0, at, way});
                BOOST_TEST_REQUIRE(run.wrong == "", "seed " << seed << ", killed at " << at << ", "
                                                            << way << ": " << run.wrong);
                ++runs;
            }
        }
    }
    BOOST_TEST(runs > random_rounds::of(1'000u));
    BOOST_TEST_MESSAGE(runs << " runs");
}

BOOST_AUTO_TEST_CASE(nobody_is_lost_by_any_number_of_crashes) {
    std::size_t delivered = 0, reported = 0, lost = 0, sent_again = 0, replaced = 0, points = 0;
    for (std::uint64_t seed = 1'000; seed != 1'000 + random_rounds::of(1'500u); ++seed) {
        const Run run(seed, {static_cast<std::size_t>(seed % 4 * 8), 0, 0});
        BOOST_TEST_REQUIRE(run.wrong == "", "seed " << seed << ": " << run.wrong);
        delivered += run.delivered;
        reported += run.reported;
        lost += run.lost;
        sent_again += run.sent_again;
        replaced += run.replaced;
        points += run.points;
    }
    BOOST_TEST_MESSAGE(delivered << " delivered, " << reported << " reported, " << lost
                                 << " never kept, " << sent_again << " sent again, " << replaced
                                 << " replaced, " << points << " points");
    BOOST_TEST(delivered > random_rounds::of(5'000u));
    BOOST_TEST(reported > random_rounds::of(1'000u));
    BOOST_TEST(lost > random_rounds::of(100u));
    BOOST_TEST(sent_again > random_rounds::of(1'000u));
    BOOST_TEST(replaced > random_rounds::of(50u));
}

BOOST_AUTO_TEST_SUITE_END()
