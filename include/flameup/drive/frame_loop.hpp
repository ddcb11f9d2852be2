#ifndef FLAMEUP_DRIVE_FRAME_LOOP_HPP
#define FLAMEUP_DRIVE_FRAME_LOOP_HPP

#include "flameup/client/call.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/drive/on_yield.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
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

    virtual bool in_flight() const = 0;
    virtual void collect(const Moment& now) = 0;
    virtual void advance(const Moment& now) = 0;
    virtual bool stop() = 0;

    std::uint64_t id = 0;
    bool is_over = false;
};

template <class Executor, class Flow, class OnYield, class OnEnd>
class FramedFlow final : public Framed {
  public:
    FramedFlow(const Executor& executor, Flow flow, OnYield on_yield, OnEnd on_end)
        : executor_(executor), flow_(std::move(flow)), on_yield_(std::move(on_yield)),
          on_end_(std::move(on_end)) {}
    FramedFlow(const FramedFlow&) = delete;
    FramedFlow& operator=(const FramedFlow&) = delete;
    ~FramedFlow() override { call_.cancel(); }

    bool in_flight() const override { return arrival_ && !is_over; }

    /// Takes the response, if it is there.
    void collect(const Moment& now) override {
        if (!arrival_ || !arrival_->is_there.load(std::memory_order_acquire)) return;
        const std::shared_ptr<Arrival> arrival = std::move(arrival_);
        flow_.receive(*std::move(arrival->executed), now);
    }

    /// Makes one step.
    void advance(const Moment& now) override {
        const Step step = flow_.next(now);
        switch (step.kind) {
        case Step::Kind::send:
            arrival_ = std::make_shared<Arrival>();
            call_ = Call(executor_, std::move(*step.request),
                         Completion([arrival = arrival_](Result<HttpResponse> executed) {
                             arrival->executed = std::move(executed);
                             arrival->is_there.store(true, std::memory_order_release);
                         }));
            break;
        case Step::Kind::wait: break;
        case Step::Kind::yield:
            is_yielding_ = true;
            if (!goes_on(on_yield_, flow_)) is_stopped_ = true;
            is_yielding_ = false;
            if (is_stopped_) end(false);
            break;
        case Step::Kind::finished: end(true); break;
        }
        if (is_over) call_.cancel(); // also where the executor stopped the flow
    }

    /// Ends the flow; from within `on_yield`, which has it, as soon as that returns.
    bool stop() override {
        if (is_over || std::exchange(is_stopped_, true)) return false;
        if (!is_yielding_) end(false);
        return true;
    }

  private:
    struct Arrival {
        std::optional<Result<HttpResponse>> executed;
        std::atomic<bool> is_there{false};
    };

    void end(bool finished) {
        if (std::exchange(is_over, true)) return;
        call_.cancel();
        on_end_(std::move(flow_), finished);
    }

    const Executor& executor_;
    Flow flow_;
    OnYield on_yield_;
    OnEnd on_end_;
    std::shared_ptr<Arrival> arrival_;
    Call call_;
    bool is_yielding_ = false;
    bool is_stopped_ = false;
};

} // namespace detail

/// Moves any number of flows, a step each time that it is ticked, as once a frame.
///
/// Never waits. At most `max_in_flight` requests are on their way at once; flows take turns. All
/// calls of it, and what it calls, are on one thread; the executor may complete on others.
template <class Executor> class FrameLoop {
    static_assert(detail::is_callback<Executor>,
                  "flameup: a FrameLoop needs an executor that is callable as "
                  "void(flameup::HttpRequest, flameup::Completion) const");

  public:
    explicit FrameLoop(Executor executor, std::size_t max_in_flight = 4)
        : executor_(std::move(executor)),
          max_in_flight_((std::max)(max_in_flight, std::size_t{1})) {}
    FrameLoop(const FrameLoop&) = delete;
    FrameLoop& operator=(const FrameLoop&) = delete;

    /// Adds a flow; returns its number, for `stop()`.
    ///
    /// `on_yield(flow)` takes what the flow has and gives what it lacks; it may return false to
    /// stop. `on_end(flow, finished)` gets the flow back: not finished is one that was stopped,
    /// which can be saved or go on. Both may add flows and stop any, but not destroy the loop.
    /// Destroying the loop drops its flows, and calls neither.
    template <class Flow, class OnYield, class OnEnd>
    std::uint64_t add(Flow flow, OnYield on_yield, OnEnd on_end) {
        flows_.push_back(std::make_shared<detail::FramedFlow<Executor, Flow, OnYield, OnEnd>>(
            executor_, std::move(flow), std::move(on_yield), std::move(on_end)));
        return flows_.back()->id = ++last_id_;
    }

    /// Stops a flow, here and now or when its `on_yield` returns; returns false if it is over.
    bool stop(std::uint64_t id) {
        const auto at = std::find_if(flows_.begin(), flows_.end(),
                                     [id](const auto& flow) { return flow->id == id; });
        if (at == flows_.end()) return false;
        const std::shared_ptr<detail::Framed> flow = *at; // what ends may add flows
        const bool stopped = flow->stop();
        sweep();
        return stopped;
    }

    /// Makes a step of each flow that has something to do; does nothing within a tick.
    void tick(const Moment& now) {
        if (std::exchange(is_ticking_, true)) return;
        const std::size_t count = flows_.size(); // those that are added now come behind
        std::size_t in_flight = 0;
        std::size_t first = count; // the one behind the last that sent
        Moment moment = now;
        for (std::size_t i = 0; i != count; ++i) {
            detail::Framed& flow = *flows_[i];
            if (first == count && flow.id > last_sender_) first = i;
            moment.random = mix(moment.random + flow.id);
            if (!flow.is_over) flow.collect(moment);
            if (flow.in_flight()) ++in_flight;
        }
        for (std::size_t i = 0; i != count && in_flight < max_in_flight_; ++i) {
            const std::shared_ptr<detail::Framed> flow = flows_[(first + i) % count];
            if (flow->is_over || flow->in_flight()) continue;
            moment.random = mix(moment.random + flow->id);
            flow->advance(moment);
            if (!flow->in_flight()) continue;
            last_sender_ = flow->id;
            ++in_flight;
        }
        is_ticking_ = false;
        sweep();
    }

    /// The flows that are not over.
    std::size_t size() const noexcept {
        return static_cast<std::size_t>(std::count_if(
            flows_.begin(), flows_.end(), [](const auto& flow) { return !flow->is_over; }));
    }

  private:
    // Steps of Steele, Lea and Flood's SplitMix64: one draw of the host is one for each flow.
    static std::uint64_t mix(std::uint64_t value) {
        value += 0x9E37'79B9'7F4A'7C15;
        value = (value ^ (value >> 30)) * 0xBF58'476D'1CE4'E5B9;
        value = (value ^ (value >> 27)) * 0x94D0'49BB'1331'11EB;
        return value ^ (value >> 31);
    }

    // Within a tick and what it calls, flows keep their places.
    void sweep() {
        if (is_ticking_) return;
        flows_.erase(std::remove_if(flows_.begin(), flows_.end(),
                                    [](const auto& flow) { return flow->is_over; }),
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
