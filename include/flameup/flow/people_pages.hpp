#ifndef FLAMEUP_FLOW_PEOPLE_PAGES_HPP
#define FLAMEUP_FLOW_PEOPLE_PAGES_HPP

#include "flameup/describe/rules.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/people_pages_state.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/odd_element.hpp"
#include "flameup/json/odd_elements.hpp"
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

/// Lists all people that a query finds, one page after the other.
///
/// The flow yields after each page, whose people `take()` returns. It begins at the query's offset,
/// and ends where the offset reaches the `total` of the response, if that is above 0, or at an
/// empty page. Pages have 500 people where the query has no `limit`, and may be smaller or larger.
///
/// A person who does not decode hides no other one: `take_odd()` returns such people. If some were
/// not taken, the flow fails with the code `odd_people` at the end of the list, or before where
/// they are more than a thousand.
///
/// The list may change meanwhile. If `total` falls, or the list ends before it, the flow goes back
/// by the number of missing people, and leaves out those whom it returned before. Each person who
/// is in the list from the first request to the last is returned once, even if the loop deletes
/// people. The flow cannot notice a change that leaves `total` as it was. If people may be missing,
/// the flow fails with the code `list_moved` at the end; a flow that continues from its state
/// begins again, and returns those who were missing. To empty a list, see
/// `PagesOptions::until_none`.
///
/// If the server ignores the offset, or returns the same page four times in a row, the flow fails
/// with the code `endless`.
template <class Traits = boost::json::object> class PeoplePages {
    static_assert(sizeof(detail::OperationCheck<ListPeople<Traits>>) != 0);

  public:
    /// What `save` returns.
    using State = PeoplePagesState<Traits>;

    /// Makes a flow that has not fetched anything yet.
    PeoplePages(Config config, ListPeople<Traits> query, PagesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)) {
        state_.query = std::move(query);
        if (!state_.query.limit) state_.query.limit = 500; // the most that a page may have
        state_.start = state_.query.offset.value_or(0);
    }

    /// Continues a saved flow; the state may hold anything.
    PeoplePages(Config config, State state, const Moment& now, PagesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)), state_(std::move(state)),
          seen_(state_.seen.begin(), state_.seen.end()), sending_(state_.sending, now) {
        state_.seen.clear();
        has_odd_news_ = !state_.odd.empty();
        for (std::int64_t* count : {&state_.start, &state_.repeats, &state_.pages, &state_.listed,
                                    &state_.expected, &state_.steps}) {
            *count = std::clamp(*count, std::int64_t{0}, most_people);
        }
        if (state_.total && *state_.total < 0) state_.total.reset();
    }

    /// Saves the flow, at any step, without the API key. A flow that has failed continues with the
    /// page that it failed at.
    State save(const Moment& now) const {
        State state = save_without_seen(now);
        state.seen.assign(seen_.begin(), seen_.end());
        return state;
    }

    /// The ids that `save` copies to `State::seen`, for programs that store them in another way.
    const std::set<std::string>& seen() const noexcept { return seen_; }

    /// Saves the flow without `State::seen`; set that to `seen()` before a flow continues from it.
    State save_without_seen(const Moment& now) const {
        State state = state_;
        state.is_over = state_.is_over && !error_;
        state.sending = error_ ? SendingState{} : sending_.save(now);
        return state;
    }

    /// Returns the next step.
    Step next(const Moment& now) {
        const bool has_news = std::exchange(has_odd_news_, false);
        if (has_news || !state_.people.empty()) return Step::yield();
        if (!error_ && state_.odd.size() > (state_.is_over ? 0 : most_odd)) {
            fail(detail::odd_people(state_.odd));
        }
        if (state_.is_over) return Step::finished();
        if (state_.pages >= options_.max_pages) {
            fail_endless();
            return Step::finished();
        }
        const Result<Step> step = sending_.step(route, options_, now, [this](HttpRequest& request) {
            return flameup::build(config_, state_.query, request, options_.call);
        });
        if (step) return *step;
        fail(step.error());
        return Step::finished();
    }

    /// Takes the result of the request that was sent last; does nothing if none is in flight.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        if (!sending_.receive(executed, route, config_, options_, now)) return;
        if (!executed) return fail(std::move(executed).error());
        OddElements odd;
        DecodeOptions decoding = options_.call.decode;
        decoding.odd = &odd;
        auto page = decode<ListPeople<Traits>>(config_, *executed, decoding);
        if (!page) {
            if (page.error().kind == ErrorKind::decode) sending_.add_failed(page.error());
            return fail(std::move(page).error());
        }
        sending_.restart();
        accept(*std::move(page), std::move(odd.elements));
    }

    /// Returns the people who were fetched since the last call.
    std::vector<Person<Traits>> take() { return std::exchange(state_.people, {}); }

    /// Returns the people who do not decode, of those that were fetched since the last call.
    ///
    /// `OddElement::index` counts within the page that the server sent.
    std::vector<OddElement> take_odd() {
        has_odd_news_ = false;
        return std::exchange(state_.odd, {});
    }

    /// Puts people whom `take` returned back, before the others; `take` returns them again.
    void put_back(std::vector<Person<Traits>> people) { prepend(std::move(people), state_.people); }

    /// Puts people whom `take_odd` returned back, before the others.
    void put_back(std::vector<OddElement> odd) {
        prepend(std::move(odd), state_.odd);
        has_odd_news_ = !state_.odd.empty();
    }

    /// Why the flow ended before the end of the list; nothing if it did not.
    const std::optional<Error>& error() const noexcept { return error_; }

    /// The failed attempts at the page that is being fetched.
    const std::vector<Attempt>& attempts() const noexcept { return sending_.attempts(); }

  private:
    static constexpr const Route& route = ListPeople<Traits>::route;
    // The most steps back in a row: if the total is never reached, and if it goes up and down.
    static constexpr std::int64_t most_tries = 3;
    static constexpr std::int64_t most_falls = 12;
    static constexpr std::int64_t most_people = std::int64_t{1} << 62;
    static constexpr std::size_t most_odd = 1000; // not taken

    template <class T> static void prepend(std::vector<T> first, std::vector<T>& others) {
        first.insert(first.end(), std::make_move_iterator(others.begin()),
                     std::make_move_iterator(others.end()));
        others = std::move(first);
    }

    void fail(Error error) {
        state_.is_over = true;
        error_ = std::move(error);
    }

    void fail_endless() {
        fail(make_error(ErrorKind::decode, "endless", "the server's list does not end"));
    }

    bool is_once() const noexcept { return options_.once || options_.until_none; }

    void accept(PeoplePage<Traits> page, std::vector<OddElement> odd) {
        const auto size = static_cast<std::int64_t>(page.people.size() + odd.size());
        const std::int64_t offset = state_.query.offset.value_or(0);
        std::vector<std::string> ids;
        for (const auto& person : page.people) ids.push_back(detail::identity_of(person));
        for (const auto& person : odd) ids.push_back(detail::identity_of(person));
        const bool is_known = std::find(ids.begin(), ids.end(), std::string()) == ids.end();
        // One repetition is allowed: a list that grows by a page between two requests has one.
        const bool is_again = size != 0 && is_known && ids == state_.last;
        state_.repeats = is_again ? (std::min<std::int64_t>)(state_.repeats, 3) + 1 : 0;
        if (state_.repeats >= 3 || (is_again && page.offset.value_or(offset) != offset)) {
            return fail_endless();
        }
        ++state_.pages;
        state_.last = ids;
        if (is_once()) {
            const auto of_odd = ids.begin() + static_cast<std::ptrdiff_t>(page.people.size());
            leave_out_known(page.people, ids.begin());
            leave_out_known(odd, of_odd);
        }
        const std::size_t news = page.people.size() + odd.size();
        if (news != 0) state_.steps = 0;
        state_.listed += static_cast<std::int64_t>(news);
        state_.people = std::move(page.people);
        has_odd_news_ = !odd.empty();
        prepend(std::exchange(state_.odd, std::move(odd)), state_.odd);
        const std::int64_t next = offset + (std::min)(size, Rule::unlimited - offset);
        options_.until_none ? go_on_until_none(size, news == 0, offset, next)
                            : go_on(page.total, size, offset, next);
    }

    /// Leaves out those whose ids, of which `id` is the first, are known.
    template <class T>
    void leave_out_known(std::vector<T>& people, std::vector<std::string>::iterator id) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i != people.size(); ++i, ++id) {
            const bool has_id = !id->empty();
            const bool is_new = seen_.insert(std::move(*id)).second;
            if (has_id && !is_new) continue;
            if (kept != i) people[kept] = std::move(people[i]);
            ++kept;
        }
        people.resize(kept);
    }

    /// Moves the offset to the next page, or back to people who moved forward as others left.
    void go_on(std::optional<std::int64_t> total, std::int64_t size, std::int64_t offset,
               std::int64_t next) {
        const std::int64_t fell = fallen(total, size);
        const bool is_end = size == 0 || (total.value_or(0) > 0 && next >= *total);
        const bool is_short = size == 0 && total.value_or(0) > offset;
        const std::int64_t missing =
            (std::max<std::int64_t>)(state_.expected - state_.listed, is_short);
        const std::int64_t before = (std::max<std::int64_t>)(offset - state_.start, 0);
        const std::int64_t back = before > 0 && fell > 0 ? fell : is_end ? missing : 0;
        const bool has_unknown = seen_.count(std::string()) != 0; // whom going back lists twice
        const std::int64_t most = fell > 0 ? most_falls : most_tries;
        if (back > 0 && is_once() && !has_unknown && state_.steps < most) {
            ++state_.steps;
            state_.query.offset = offset - (std::min)(back, before);
            return;
        }
        state_.is_unsure |= back > 0;
        state_.query.offset = next;
        state_.is_over = is_end;
        if (is_end && state_.is_unsure) fail_moved();
    }

    /// Notes the total of a page, and returns by how much it fell.
    std::int64_t fallen(std::optional<std::int64_t> total, std::int64_t size) {
        // A server that does not count sends a total of 0 with people.
        if (!total || *total < 0 || (*total == 0 && size != 0)) return 0;
        total = (std::min)(*total, most_people);
        if (!state_.total) {
            state_.expected = (std::max<std::int64_t>)(*total - state_.start, 0);
        }
        const std::int64_t fell = (std::max<std::int64_t>)(state_.total.value_or(0) - *total, 0);
        state_.expected -= (std::min)(fell, state_.expected);
        state_.total = total;
        return fell;
    }

    void fail_moved() {
        fail(
            make_error(ErrorKind::decode, "list_moved",
                       "people may be missing: the list changed while it was read, or ended before "
                       "its total"));
        if (!is_once()) return;
        state_.query.offset = state_.start; // for the flow that goes on from the state
        state_.total.reset();
        state_.expected = state_.steps = 0;
        state_.is_unsure = false;
    }

    /// Fetches the same offset again, as others move there when people leave the list; the next
    /// page if this one has nobody new. Ends after a whole round without a new person.
    void go_on_until_none(std::int64_t size, bool is_known, std::int64_t offset,
                          std::int64_t next) {
        if (size == 0) {
            state_.is_over = offset == state_.start || state_.steps++ > 0;
            state_.query.offset = state_.start;
        } else if (is_known) {
            state_.query.offset = next;
        }
    }

    Config config_;
    PagesOptions options_;
    State state_; // without its `seen` and `sending`, which are in the next two
    std::set<std::string> seen_;
    detail::Sending sending_;
    bool has_odd_news_ = false; // to be yielded, even if the page had no other people
    std::optional<Error> error_;
};

FLAMEUP_END_NAMESPACE

#endif
