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
    ListPeople<Traits> query{};           ///< Its offset is the next page's.
    std::vector<Person<Traits>> people{}; ///< Fetched, and not taken yet.
    std::vector<std::string> seen{};      ///< Ids, where people are reported once.
    std::vector<std::string> last{};      ///< Ids of the page before.
    std::int64_t repeats = 0;             ///< Of that page, one after the other.
    std::int64_t pages = 0;
    bool is_over = false;
    SendingState sending{};
    FLAMEUP_DESCRIBE(PeoplePagesState, (),
                     (query, people, seen, last, repeats, pages, is_over, sending))
};

/// How pages are walked.
struct PagesOptions : FlowOptions {
    /// Whether a person who comes twice, as the list moved between two pages, is left out.
    ///
    /// The ids of all people are then kept until the end, and saved: a state of more than some
    /// hundred thousand takes larger `Limits` to be read back. People without ids are not compared.
    bool once = false;
    std::int64_t max_pages = 100'000; ///< Then the flow fails, with the code `endless`.
};

/// Lists all people that a query finds, a page after the other.
///
/// Each page is yielded; `take()` gives its people. Begins at the query's offset; the end is where
/// `total` is reached, or an empty page. A total that is not above 0 is none. The server may make
/// pages smaller than asked for, or larger. One that ignores the offset, or repeats a page three
/// times, ends the flow with the error `endless`.
template <class Traits = boost::json::object> class PeoplePages {
  public:
    using State = PeoplePagesState<Traits>;

    PeoplePages(Config config, ListPeople<Traits> query, PagesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)) {
        state_.query = std::move(query);
    }

    /// Goes on where a saved flow was.
    PeoplePages(Config config, State state, const Moment& now, PagesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)), state_(std::move(state)),
          seen_(state_.seen.begin(), state_.seen.end()), sending_(state_.sending, now) {
        state_.seen.clear();
        state_.repeats = (std::max<std::int64_t>)(state_.repeats, 0);
        state_.pages = (std::max<std::int64_t>)(state_.pages, 0);
    }

    /// Saves a flow; one that has failed goes on with the page that it failed at.
    State save(const Moment& now) const {
        State state = state_;
        state.seen.assign(seen_.begin(), seen_.end());
        state.is_over = state_.is_over && !error_;
        state.sending = error_ ? SendingState{} : sending_.save(now);
        return state;
    }

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

    /// Takes the people of the page that was yielded.
    std::vector<Person<Traits>> take() { return std::exchange(state_.people, {}); }

    /// Gives back people who were taken, to be yielded again before all others.
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

    // Empty for a person without any id, who is never taken for another.
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
        // A list that moves by a page between two requests repeats one too.
        const bool is_again = size != 0 && is_known && ids == state_.last;
        state_.repeats = is_again ? (std::min<std::int64_t>)(state_.repeats, 3) + 1 : 0;
        if (state_.repeats >= 3 || (is_again && page.offset.value_or(offset) != offset)) {
            return fail_endless();
        }
        ++state_.pages;
        state_.last = ids;
        state_.query.offset = offset + (std::min)(size, unlimited - offset);
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
    State state_; // but for what the next two hold
    std::set<std::string> seen_;
    detail::Sending sending_;
    std::optional<Error> error_;
};

FLAMEUP_END_NAMESPACE

#endif
