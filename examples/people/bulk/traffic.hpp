#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_TRAFFIC_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_TRAFFIC_HPP

// Moves the lanes of an import: sends their requests, takes the answers, and waits for them.

#include "../running/host.hpp"
#include "../running/patience.hpp"
#include "../running/progress.hpp"
#include "../running/requests.hpp"
#include "import_state.hpp"
#include "lanes.hpp"

#include <flameup/flow/moment.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

namespace people_tool {

/// Has threads that use the lanes: it is destroyed before them. `record` takes a lane's outcomes.
class Traffic {
  public:
    /// Each lane has an executor of its own.
    Traffic(Lanes& lanes, std::vector<network::Executor> executors, Host& host, Progress& progress,
            ImportCounts& counts)
        : lanes_(lanes), host_(host), progress_(progress), counts_(counts),
          requests_(std::move(executors)) {}

    /// Gives the lanes the answers that have come.
    template <class Record> void take_answers(const Record& record) {
        for (std::size_t i = 0; i != lanes_.all().size(); ++i) {
            Lane& lane = lanes_.all()[i];
            auto answer = lane.in_flight ? requests_.take(i) : std::nullopt;
            if (!answer) continue;
            lane.in_flight = false;
            count_answer(counts_, progress_, *answer);
            lane.flow.receive(*std::move(answer), host_.now());
            record(lane);
        }
    }

    /// Takes a step of each lane that waits for neither people nor an answer, as long as `goes_on`
    /// returns true.
    template <class Record, class GoesOn>
    void advance(const Record& record, const GoesOn& goes_on) {
        wakes_at_ = (std::chrono::milliseconds::max)();
        for (std::size_t i = 0; i != lanes_.all().size() && goes_on(); ++i) {
            Lane& lane = lanes_.all()[i];
            if (lane.in_flight || lane.flow.wants_more()) continue;
            const flameup::Step step = lane.flow.next(host_.now());
            switch (step.kind) {
            case flameup::Step::Kind::send:
                lanes_.send(lane);
                ++counts_.requests;
                requests_.send(i, *step.request);
                break;
            case flameup::Step::Kind::wait:
                if (std::exchange(lane.until, step.until) != step.until) host_.say_wait(step.until);
                wakes_at_ = (std::min)(wakes_at_, step.until);
                break;
            case flameup::Step::Kind::yield: record(lane); break;
            case flameup::Step::Kind::finished: lane.is_over = true; break;
            }
        }
    }

    /// Takes the answers of all that is in flight, and sends nothing more; calls `save` in between.
    template <class Record, class Save> void finish(const Record& record, const Save& save) {
        wakes_at_ = (std::chrono::milliseconds::max)();
        while (lanes_.are_in_flight()) {
            rest();
            take_answers(record);
            save();
        }
    }

    /// Waits until there is an answer or a lane can go on; not for long, as a signal may come.
    void rest() {
        constexpr std::chrono::milliseconds longest{100};
        const std::chrono::milliseconds time = host_.now().time;
        progress_.show();
        if (time < wakes_at_) requests_.wait((std::min)(wakes_at_ - time, longest));
    }

    /// An executor, for use while nothing is in flight.
    const network::Executor& executor() const { return requests_.executor(); }

  private:
    Lanes& lanes_;
    Host& host_;
    Progress& progress_;
    ImportCounts& counts_;
    std::chrono::milliseconds wakes_at_{0}; // when the first wait of a lane ends
    Requests requests_;
};

} // namespace people_tool

#endif
