#ifndef FLAMEUP_DRIVE_FRAME_LOOP_HPP
#define FLAMEUP_DRIVE_FRAME_LOOP_HPP

#include "flameup/client/arrival.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/drive/check_flow.hpp"
#include "flameup/drive/flow_run.hpp"
#include "flameup/drive/on_yield.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A flow in a frame loop, whatever its type.
class Framed {
  public:
    Framed() = default;
    Framed(const Framed&) = delete;
    Framed& operator=(const Framed&) = delete;
    virtual ~Framed() = default;

    virtual bool is_over() const = 0;
    virtual bool in_flight() const = 0;
    virtual void collect(const Moment& now) = 0;
    virtual void advance(const Moment& now) = 0;
    virtual bool stop() = 0;

    std::uint64_t id = 0;
};

template <class Executor, class Flow, class OnYield, class OnEnd>
class FramedFlow final : public Framed {
  public:
    FramedFlow(const Executor& executor, Flow flow, OnYield on_yield, OnEnd on_end)
        : executor_(executor), run_(std::move(flow), std::move(on_yield), std::move(on_end)) {}

    bool is_over() const override { return run_.is_over(); }
    bool in_flight() const override { return arrival_ && !is_over(); }

    /// Hands the flow its response, if it is there.
    void collect(const Moment& now) override {
        if (!arrival_ || !arrival_->is_there()) return;
        const auto arrival = std::move(arrival_);
        run_.receive(std::move(arrival->value()), now);
    }

    /// Takes one step.
    void advance(const Moment& now) override {
        run_.step(executor_, now, [this] {
            arrival_ = std::make_shared<Arrival<Result<HttpResponse>>>();
            return Completion([arrival = arrival_](Result<HttpResponse> executed) {
                arrival->put(std::move(executed));
            });
        });
    }

    bool stop() override { return run_.stop(); }

  private:
    const Executor& executor_;
    FlowRun<Flow, OnYield, OnEnd> run_;
    std::shared_ptr<Arrival<Result<HttpResponse>>> arrival_; // of the request in flight
};

} // namespace detail

/// Moves any number of flows in a loop of frames: each `tick` takes at most one step of each flow.
///
/// Nothing waits. At most `max_in_flight` requests, or 1 if that is 0, are in flight at once; flows
/// take turns. All its functions, and what it calls, are for one thread; the executor may complete
/// requests on others.
///
///     flameup::FrameLoop loop(std::ref(executor));
///     loop.add(flameup::CallFlow(config, operation),
///              [](flameup::CallFlow<Operation> flow, bool finished) { use(flow.outcome()); });
///     while (running) loop.tick(now()); // a `Moment`, once a frame
template <class Executor> class FrameLoop {
    using Check = std::conditional_t<detail::is_callback<Executor>, detail::Fits,
                                     detail::ExecutorOfFrameLoop<Executor>>;
    static_assert(sizeof(Check) != 0);

  public:
    /// Makes a loop without flows. An executor with state is passed by `std::ref`, and outlives it.
    explicit FrameLoop(Executor executor, std::size_t max_in_flight = 4)
        : executor_(std::move(executor)),
          max_in_flight_((std::max)(max_in_flight, std::size_t{1})) {}
    FrameLoop(const FrameLoop&) = delete;
    FrameLoop& operator=(const FrameLoop&) = delete;

    /// Adds a flow, whose first step is taken in the next `tick`; returns its number, for `stop`.
    ///
    /// `on_yield(Flow&)` takes the flow's results and gives it input; it may return false to stop
    /// the flow. `on_end(Flow, bool finished)` is called once and gets the flow back, with its
    /// results; if it is not finished, it was stopped, and can be saved or be added again. Both may
    /// add flows and stop any, but not destroy the loop. Destroying the loop cancels the requests
    /// of its flows and destroys the flows: no `on_end` is called.
    template <class Flow, class OnYield, class OnEnd>
    std::uint64_t add(Flow flow, OnYield on_yield, OnEnd on_end) {
        using FlowCheck = std::conditional_t<detail::fits<Check>,
                                             detail::FlowRunCheck<Flow, OnYield, OnEnd>, Check>;
        if constexpr (!detail::fits<FlowCheck>) {
            return detail::refuse<std::uint64_t>(FlowCheck());
        } else {
            flows_.push_back(std::make_shared<detail::FramedFlow<Executor, Flow, OnYield, OnEnd>>(
                executor_, std::move(flow), std::move(on_yield), std::move(on_end)));
            return flows_.back()->id = ++last_id_;
        }
    }

    /// Adds a flow that never yields, as a `CallFlow`, as the other `add`.
    template <class Flow, class OnEnd> std::uint64_t add(Flow flow, OnEnd on_end) {
        return add(std::move(flow), detail::StopAtYield(), std::move(on_end));
    }

    /// Stops a flow and calls its `on_end` before this returns, or when its `on_yield` returns.
    ///
    /// Its request in flight is cancelled. Returns false if there is no such flow any more.
    bool stop(std::uint64_t id) {
        const auto at = std::find_if(flows_.begin(), flows_.end(),
                                     [id](const auto& flow) { return flow->id == id; });
        if (at == flows_.end()) return false;
        const std::shared_ptr<detail::Framed> flow = *at; // on_end may add flows, and move all
        const bool stopped = flow->stop();
        sweep();
        return stopped;
    }

    /// Takes a step of each flow that has something to do; does nothing within a tick.
    ///
    /// `now.random` is 64 uniform random bits, fresh for every tick; each flow gets its own from
    /// them.
    void tick(const Moment& now) {
        if (std::exchange(is_ticking_, true)) return;
        const std::size_t count = flows_.size(); // flows added in this tick begin in the next
        std::size_t in_flight = 0;
        std::size_t first = count; // the flow behind the one that sent last
        Moment moment = now;
        for (std::size_t i = 0; i != count; ++i) {
            detail::Framed& flow = *flows_[i];
            if (first == count && flow.id > last_sender_) first = i;
            moment.random = mix(moment.random + flow.id);
            if (!flow.is_over()) flow.collect(moment);
            if (flow.in_flight()) ++in_flight;
        }
        for (std::size_t i = 0; i != count && in_flight < max_in_flight_; ++i) {
            const std::shared_ptr<detail::Framed> flow = flows_[(first + i) % count];
            if (flow->is_over() || flow->in_flight()) continue;
            moment.random = mix(moment.random + flow->id);
            flow->advance(moment);
            if (!flow->in_flight()) continue;
            last_sender_ = flow->id;
            ++in_flight;
        }
        is_ticking_ = false;
        sweep();
    }

    /// Counts the flows that are not over.
    std::size_t size() const noexcept {
        return static_cast<std::size_t>(std::count_if(
            flows_.begin(), flows_.end(), [](const auto& flow) { return !flow->is_over(); }));
    }

  private:
    // A step of SplitMix64 (Steele, Lea, Flood 2014), which makes one random number of another.
    static std::uint64_t mix(std::uint64_t value) {
        value += 0x9E37'79B9'7F4A'7C15;
        value = (value ^ (value >> 30)) * 0xBF58'476D'1CE4'E5B9;
        value = (value ^ (value >> 27)) * 0x94D0'49BB'1331'11EB;
        return value ^ (value >> 31);
    }

    // Removes the flows that are over; not within a tick, which counts on their places.
    void sweep() {
        if (is_ticking_) return;
        flows_.erase(std::remove_if(flows_.begin(), flows_.end(),
                                    [](const auto& flow) { return flow->is_over(); }),
                     flows_.end());
    }

    Executor executor_;
    std::size_t max_in_flight_;
    std::vector<std::shared_ptr<detail::Framed>> flows_;
    std::uint64_t last_id_ = 0;
    std::uint64_t last_sender_ = 0;
    bool is_ticking_ = false;
};

FLAMEUP_END_NAMESPACE

#endif
