#ifndef FLAMEUP_DRIVE_UPSERT_ALL_HPP
#define FLAMEUP_DRIVE_UPSERT_ALL_HPP

#include "flameup/client/executor.hpp"
#include "flameup/describe/fits.hpp"
#include "flameup/drive/blocking.hpp"
#include "flameup/drive/check_flow.hpp"
#include "flameup/drive/system_host.hpp"
#include "flameup/flow/people_batches.hpp"
#include "flameup/message/config.hpp"
#include "flameup/model/person.hpp"
#include "flameup/value/result.hpp"

#include <iterator>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns the traits' type of a person, or of a class derived from one; never defined.
template <class Traits> Traits traits_of(const PersonInput<Traits>&);

namespace begin_of {
using std::begin;
/// Returns the traits' type of a range's people, where it has people; never defined.
template <class Range> auto traits(Range& range) -> decltype(detail::traits_of(*begin(range)));
} // namespace begin_of

template <class Range, class = void> inline constexpr bool has_people = false;
template <class Range>
inline constexpr bool
    has_people<Range, std::void_t<decltype(begin_of::traits(std::declval<Range&>()))>> = true;

/// The check of a range for `upsert_all()`.
template <class Range> struct RangeOfUpsertAll {
    static_assert(has_people<Range>,
                  "flameup: upsert_all() needs a range of PersonInput<Traits>, or of a class that "
                  "derives from it");
};

/// The check of a function that is no `on_outcome` of `upsert_all()`.
template <class OnOutcome> struct TakesPersonOutcome {
    static_assert(std::is_invocable_v<OnOutcome&, const PersonOutcome&>,
                  "flameup: on_outcome is callable as void(const PersonOutcome&)");
};

template <class Range, class OnOutcome>
using PeopleCheck =
    std::conditional_t<!has_people<Range>, RangeOfUpsertAll<Range>,
                       std::conditional_t<std::is_invocable_v<OnOutcome&, const PersonOutcome&>,
                                          Fits, TakesPersonOutcome<OnOutcome>>>;

/// The check of what `upsert_all` is called with.
template <class Executor, class Range, class OnOutcome>
using UpsertAllCheck = std::conditional_t<is_blocking<Executor>, PeopleCheck<Range, OnOutcome>,
                                          ExecutorOfUpsertAll<Executor>>;

} // namespace detail

/// Upserts all people of a range, and reports what became of each as soon as that is settled.
///
/// The range is read once, a batch at a time: an input range will do, and it may be larger than
/// memory. Its elements are `PersonInput<Traits>`, or derive from it. `on_outcome(const
/// PersonOutcome&)` is called once for each element. The host tells the time and sleeps, as for
/// `run()`; without one, a `SystemHost` does.
///
/// Errors: what ended the flow before all were sent; of kind `cancelled` if the host stopped.
/// Everybody who was not sent is then reported as `unsent`. It is no error if the server refuses a
/// person.
template <class Executor, class People, class OnOutcome, class Host = SystemHost>
Result<void> upsert_all(Config config, const Executor& executor, People&& people,
                        OnOutcome on_outcome, BatchesOptions options = {}, Host&& host = Host()) {
    using Check = detail::UpsertAllCheck<Executor, std::remove_reference_t<People>, OnOutcome>;
    if constexpr (!detail::fits<Check>) {
        return detail::refuse<Result<void>>(Check());
    } else {
        using std::begin;
        using std::end;
        auto at = begin(people);
        const auto last = end(people);
        using Traits = decltype(detail::traits_of(*at));
        PeopleBatches<Traits> flow(std::move(config), std::move(options));
        const auto feed = [&](PeopleBatches<Traits>& batches) {
            for (const PersonOutcome& outcome : batches.take()) on_outcome(outcome);
            for (; batches.wants_more() && at != last; ++at) batches.add(*at);
            if (at == last) batches.close();
        };
        if (!run(flow, executor, host, feed)) flow.cancel();
        feed(flow);
        for (; at != last; ++at) {
            flow.add(*at);
            feed(flow);
        }
        if (flow.error()) return *flow.error();
        return {};
    }
}

FLAMEUP_END_NAMESPACE

#endif
