#ifndef FLAMEUP_DRIVE_UPSERT_ALL_HPP
#define FLAMEUP_DRIVE_UPSERT_ALL_HPP

#include "flameup/drive/blocking.hpp"
#include "flameup/drive/system_host.hpp"
#include "flameup/flow/people_batches.hpp"
#include "flameup/message/config.hpp"
#include "flameup/model/person.hpp"
#include "flameup/value/result.hpp"

#include <iterator>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns the traits' type of a person, or of a class derived from one; never defined.
template <class Traits> Traits traits_of(const PersonInput<Traits>&);

} // namespace detail

/// Upserts all people of a range, and reports what became of each as soon as that is settled.
///
/// The range is read once, a batch at a time: an input range will do, and it may be larger than
/// memory. Its elements are `PersonInput<Traits>`, or derive from it. `on_outcome(const
/// PersonOutcome&)` is called once for each element. The host tells the time and sleeps, as for
/// `run()`.
///
/// Errors: what ended the flow before all were sent; of kind `cancelled` if the host stopped.
/// Everybody who was not sent is then reported as `unsent`. It is no error if the server refuses a
/// person.
template <class Executor, class People, class OnOutcome, class Host>
Result<void> upsert_all(Config config, const Executor& executor, People&& people,
                        OnOutcome on_outcome, BatchesOptions options, Host& host) {
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

/// Upserts all people of a range, as the other `upsert_all`, with a `SystemHost`.
template <class Executor, class People, class OnOutcome>
Result<void> upsert_all(Config config, const Executor& executor, People&& people,
                        OnOutcome on_outcome, BatchesOptions options = {}) {
    SystemHost host;
    return upsert_all(std::move(config), executor, std::forward<People>(people),
                      std::move(on_outcome), std::move(options), host);
}

FLAMEUP_END_NAMESPACE

#endif
