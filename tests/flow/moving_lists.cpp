// What holds of a walk over any list that changes while it is read: thousands of runs, by seed.
#include "flameup/flow/people_pages.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "flow/chaotic_server.hpp"
#include "flow/scripts.hpp"
#include "random_rounds.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(moving_lists)

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::PagesOptions;
using flameup::Step;
using Pages = flameup::PeoplePages<>;

/// What changes a list while it is walked.
enum class Change {
    none,
    others,     ///< Others add and delete people, but not both between two requests.
    loop,       ///< The loop deletes each whom it gets.
    until_none, ///< The same, with an option that is for it; some cannot be deleted, others come.
};

/// A list with people who come and go.
class List {
  public:
    List(std::uint64_t seed, Change change)
        : chance_(seed), change_(change), faults_(chance_.of(50) ? 0 : chance_.below(30)),
          lies_(chance_.of(80) ? 0 : chance_.below(30)),
          most_(chance_.of(70) ? 500 : 1 + chance_.below(20)), has_total_(chance_.of(85)) {
        for (std::size_t size = chance_.below(120); size != 0; --size) {
            people_.push_back("p" + std::to_string(next_++));
        }
        there_all_along_.insert(people_.begin(), people_.end());
    }

    flameup::Result<HttpResponse> operator()(const HttpRequest& request) {
        if (chance_.of(faults_)) {
            if (chance_.of(50)) return scripts::lost("cut");
            return HttpResponse{503, {}, "<html>"};
        }
        if (was_read_) change();
        was_read_ = true;
        const std::size_t limit = (std::min)(number_in(request.url, "limit="), most_);
        const std::size_t begin = (std::min)(number_in(request.url, "offset="), people_.size());
        std::size_t end = (std::min)(begin + limit, people_.size());
        if (chance_.of(lies_)) end = begin; // an empty page, whatever is there
        std::string body = R"({"people":[)";
        for (std::size_t i = begin; i != end; ++i) {
            body += (i == begin ? "" : ",") + (R"({"id":")" + people_[i]) + "\"}";
        }
        body += ']';
        if (has_total_) body += R"(,"total":)" + std::to_string(people_.size());
        return HttpResponse{200, {}, body + '}'};
    }

    void erase(const std::string& id) {
        people_.erase(std::remove(people_.begin(), people_.end(), id), people_.end());
        there_all_along_.erase(id);
    }

    /// Those who were in the list from the first answer to the last.
    const std::set<std::string>& there_all_along() const { return there_all_along_; }
    const std::vector<std::string>& people() const { return people_; }
    bool has_total() const { return has_total_; }
    bool lies() const { return lies_ != 0; }

  private:
    static std::size_t number_in(const std::string& url, const std::string& name) {
        const std::size_t at = url.find(name);
        return at == std::string::npos ? 0 : std::stoul(url.substr(at + name.size()));
    }

    void change() {
        if (change_ != Change::others || !chance_.of(40)) return;
        const bool adds = chance_.of(40);
        for (std::size_t count = 1 + chance_.below(6); count != 0; --count) {
            if (adds) {
                const auto at = static_cast<std::ptrdiff_t>(chance_.below(people_.size() + 1));
                people_.insert(people_.begin() + at, "p" + std::to_string(next_++));
            } else if (!people_.empty()) {
                erase(std::string(people_[chance_.below(people_.size())]));
            }
        }
    }

    chaos::Chance chance_;
    Change change_;
    std::size_t faults_, lies_; // percent
    std::size_t most_;          // of people on a page
    bool has_total_;
    std::vector<std::string> people_;
    std::set<std::string> there_all_along_;
    std::size_t next_ = 0;
    bool was_read_ = false;
};

struct Walked {
    std::string wrong{};
    std::string trace{};
    bool is_unsure = false;
    bool has_failed = false;
    std::size_t people = 0;
};

Walked walk(std::uint64_t seed, Change change, bool saves) {
    Walked walked;
    List list(seed, change);
    chaos::Chance chance(seed + 1);
    hosts::Virtual host;
    host.random.seed(seed);
    flameup::ListPeople<> query;
    query.limit = 1 + static_cast<std::int64_t>(chance.below(30));
    PagesOptions options;
    options.until_none = change == Change::until_none;
    Pages flow(scripts::config(), query, options);
    std::set<std::string> seen;
    for (std::size_t steps = 0;; ++steps) {
        if (steps == 20'000) return walked.wrong = "has no end", walked;
        if (saves) {
            const flameup::Moment now = host.now_without_chance();
            flow = Pages(scripts::config(), scripts::copy_of(flow.save(now)), now, options);
        }
        const Step step = flow.next(host.now());
        if (step.kind == Step::Kind::finished) break;
        if (step.kind == Step::Kind::wait) host.wait_until(step.until);
        if (step.kind == Step::Kind::yield) {
            for (const auto& person : flow.take()) {
                if (!seen.insert(*person.id).second) walked.wrong += *person.id + " comes twice\n";
                if (change == Change::loop) list.erase(*person.id);
                if (change == Change::until_none && !chance.of(10)) list.erase(*person.id);
            }
        }
        if (step.kind != Step::Kind::send) continue;
        walked.trace += step.request->url + '\n';
        auto executed = list(*step.request);
        if (executed) walked.trace += executed->body + '\n';
        flow.receive(std::move(executed), host.now());
        // A flow that has failed is not saved: it would go on.
        if (flow.error()) saves = false;
    }
    walked.people = seen.size();
    if (flow.error()) {
        walked.is_unsure = flow.error()->code == "list_moved";
        walked.has_failed = !walked.is_unsure;
        return walked;
    }
    for (const std::string& id : list.there_all_along()) {
        if (seen.count(id) == 0) walked.wrong += id + " is missing\n";
    }
    for (const std::string& id : list.people()) {
        if (change != Change::others && seen.count(id) == 0) walked.wrong += id + " is left\n";
    }
    return walked;
}

/// Whether a list tells the walk what it needs to be complete.
bool is_told(std::uint64_t seed, Change change) {
    const List list(seed, change);
    return (list.has_total() || change == Change::none || change == Change::until_none);
}

void check(Change change) {
    constexpr std::uint64_t runs = random_rounds::of(1500);
    std::size_t unsure = 0, people = 0;
    for (std::uint64_t seed = 0; seed != runs; ++seed) {
        const List list(seed, change);
        // An empty page is the end of a list where no total says otherwise.
        if (!is_told(seed, change) ||
            (list.lies() && (!list.has_total() || change == Change::until_none)))
            continue;
        const Walked walked = walk(seed, change, false);
        BOOST_TEST_REQUIRE(walked.wrong == "",
                           "seed " << seed << ": " << walked.wrong << walked.trace);
        if (seed % 5 == 0) {
            const Walked saved = walk(seed, change, true);
            BOOST_TEST_REQUIRE(saved.wrong == "", "seed " << seed << ", saved: " << saved.wrong);
            BOOST_TEST(saved.trace == walked.trace,
                       "seed " << seed << " differs where it is saved");
        }
        if (!list.lies()) unsure += walked.is_unsure;
        people += walked.people;
    }
    BOOST_TEST_MESSAGE(unsure << " of " << runs << " are unsure, " << people << " people");
    BOOST_TEST(unsure == 0u);
    BOOST_TEST(people > 10 * runs); // or the runs show nothing
}

BOOST_AUTO_TEST_CASE(lists_each_once) { check(Change::none); }
BOOST_AUTO_TEST_CASE(lists_each_once_while_others_add_and_delete) { check(Change::others); }
BOOST_AUTO_TEST_CASE(lists_each_once_while_the_loop_deletes_them) { check(Change::loop); }
BOOST_AUTO_TEST_CASE(empties_a_list) { check(Change::until_none); }

BOOST_AUTO_TEST_SUITE_END()
