#ifndef FLAMEUP_FLOW_PEOPLE_PAGES_HPP
#define FLAMEUP_FLOW_PEOPLE_PAGES_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// Where a `PeoplePages` is, to be written as JSON and read back.
template <class Traits> struct PeoplePagesState {
    ListPeople<Traits> query{};           ///< As it was given, with the offset of the next page.
    std::vector<Person<Traits>> people{}; ///< Fetched, and not taken yet.
    std::vector<std::string> seen{};      ///< The ids of all people, with `PagesOptions::once`.
    std::vector<std::string> last{};      ///< The ids of the page before.
    std::int64_t repeats = 0;             ///< How many times in a row that page came again.
    std::int64_t pages = 0;               ///< Fetched so far.
    bool is_over = false;                 ///< The end of the list is reached.
    SendingState sending{};               ///< Of the request for the next page.
    FLAMEUP_DESCRIBE(PeoplePagesState, (),
                     (query, people, seen, last, repeats, pages, is_over, sending))
};

/// How pages are fetched.
struct PagesOptions : FlowOptions {
    /// Whether to leave out a person who comes a second time, as a list that changes between two
    /// requests has some twice.
    ///
    /// The ids of all people are then kept until the end, and saved: to read back a state with some
    /// hundred thousand of them takes larger `Limits`. People without ids are never left out.
    bool once = false;
    std::int64_t max_pages = 100'000; ///< Then the flow fails, with the code `endless`.
};

/// Lists all people that a query finds, one page after the other.
///
/// The flow yields after each page, whose people `take()` returns. It begins at the query's offset,
/// and ends where the offset reaches the `total` of the response, if that is above 0, or at an
/// empty page. Pages may be smaller or larger than `limit`. Where the server ignores the offset, or
/// returns the same page four times in a row, the flow fails with the code `endless`.
template <class Traits = boost::json::object> class PeoplePages {
  public:
    /// What `save` returns.
    using State = PeoplePagesState<Traits>;

    /// Makes a flow that has not fetched anything yet.
    PeoplePages(Config config, ListPeople<Traits> query, PagesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)) {
        state_.query = std::move(query);
    }

    /// Goes on where a saved flow was; the state may come from anywhere.
    PeoplePages(Config config, State state, const Moment& now, PagesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)), state_(std::move(state)),
          seen_(state_.seen.begin(), state_.seen.end()), sending_(state_.sending, now) {
        state_.seen.clear();
        state_.repeats = (std::max<std::int64_t>)(state_.repeats, 0);
        state_.pages = (std::max<std::int64_t>)(state_.pages, 0);
    }

    /// Saves the flow, at any step, without the API key. One that has failed goes on with the page
    /// that it failed at.
    State save(const Moment& now) const {
        State state = state_;
        state.seen.assign(seen_.begin(), seen_.end());
        state.is_over = state_.is_over && !error_;
        state.sending = error_ ? SendingState{} : sending_.save(now);
        return state;
    }

    /// Returns what is to be done next.
    Step next(const Moment& now) {
        if (!state_.people.empty()) return Step::yield();
        if (state_.is_over) return Step::finished();
        if (state_.pages >= options_.max_pages) {
            fail_endless();
            return Step::finished();
        }
        const Result<Step> step = sending_.step(route, options_, now, [this](HttpRequest& request) {
            return build(config_, state_.query, request);
        });
        if (step) return *step;
        fail(step.error());
        return Step::finished();
    }

    /// Takes what came of the request that was sent last; ignores what comes without one.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        if (!sending_.receive(executed, route, config_, options_, now)) return;
        if (!executed) return fail(std::move(executed).error());
        auto page = decode<ListPeople<Traits>>(config_, *executed);
        if (!page) {
            if (page.error().kind == ErrorKind::decode) sending_.add_failed(page.error());
            return fail(std::move(page).error());
        }
        sending_.restart();
        accept(*std::move(page));
    }

    /// Takes the people who were fetched; nobody is left.
    std::vector<Person<Traits>> take() { return std::exchange(state_.people, {}); }

    /// Puts people who were taken back in front of those who are left, to be taken again.
    void put_back(std::vector<Person<Traits>> people) {
        people.insert(people.end(), std::make_move_iterator(state_.people.begin()),
                      std::make_move_iterator(state_.people.end()));
        state_.people = std::move(people);
    }

    /// Why the flow ended before the list did; nothing if it did not.
    const std::optional<Error>& error() const noexcept { return error_; }

    /// The failed attempts at the page that is being fetched.
    const std::vector<Attempt>& attempts() const noexcept { return sending_.attempts(); }

  private:
    static constexpr const Route& route = ListPeople<Traits>::route;

    void fail(Error error) {
        state_.is_over = true;
        error_ = std::move(error);
    }

    // The Flameup id or else the userId, with a letter before it; empty for a person without both.
    static std::string id_of(const Person<Traits>& person) {
        if (person.id) return "i" + *person.id;
        return person.userId ? "u" + *person.userId : std::string();
    }

    void fail_endless() {
        fail(make_error(ErrorKind::decode, "endless", "the server's list does not end"));
    }

    void accept(PeoplePage<Traits> page) {
        const auto size = static_cast<std::int64_t>(page.people.size());
        const std::int64_t offset = state_.query.offset.value_or(0);
        std::vector<std::string> ids;
        for (const Person<Traits>& person : page.people) ids.push_back(id_of(person));
        const bool is_known = std::find(ids.begin(), ids.end(), std::string()) == ids.end();
        // Once is no fault: a list that grows by a page between two requests has a page twice.
        const bool is_again = size != 0 && is_known && ids == state_.last;
        state_.repeats = is_again ? (std::min<std::int64_t>)(state_.repeats, 3) + 1 : 0;
        if (state_.repeats >= 3 || (is_again && page.offset.value_or(offset) != offset)) {
            return fail_endless();
        }
        ++state_.pages;
        state_.last = ids;
        state_.query.offset = offset + (std::min)(size, Rule::unlimited - offset);
        const std::int64_t total = page.total.value_or(0);
        state_.is_over = size == 0 || (total > 0 && *state_.query.offset >= total);
        state_.people = std::move(page.people);
        if (!options_.once) return;
        std::size_t kept = 0;
        for (std::size_t i = 0; i != ids.size(); ++i) {
            if (!ids[i].empty() && !seen_.insert(std::move(ids[i])).second) continue;
            if (kept != i) state_.people[kept] = std::move(state_.people[i]);
            ++kept;
        }
        state_.people.resize(kept);
    }

    Config config_;
    PagesOptions options_;
    State state_; // without its `seen` and `sending`, which are in the next two
    std::set<std::string> seen_;
    detail::Sending sending_;
    std::optional<Error> error_;
};

FLAMEUP_END_NAMESPACE

#endif
