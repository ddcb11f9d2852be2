#ifndef ENGINES_SLOW_NETWORK_HPP
#define ENGINES_SLOW_NETWORK_HPP

// What stands behind the doubles of engines. Programs that run in an engine do not have it.

#include <flameup/macros_begin.hpp>

#include <flameup/client/executor.hpp>
#include <flameup/testing/people_service.hpp>

#include <flameup/macros_end.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <utility>

namespace engines {

/// Sends the requests of a double, as a callback executor: returns what stops the request.
using Network = std::function<std::function<void()>(flameup::HttpRequest, flameup::Completion)>;

/// The network that the double of an engine uses; a program sets it first.
inline Network& network() {
    static Network used;
    return used;
}

/// Answers from memory, each request some frames after it was sent.
class SlowNetwork {
  public:
    explicit SlowNetwork(int frames) : frames_(frames) {}

    std::function<void()> operator()(flameup::HttpRequest request, flameup::Completion completion) {
        const std::uint64_t id = ++last_id_;
        waiting_->push_back({id, frames_, std::move(request), std::move(completion)});
        return [waiting = std::weak_ptr(waiting_), id] {
            const auto all = waiting.lock();
            if (all) all->remove_if([id](const Waiting& one) { return one.id == id; });
        };
    }

    /// Lets one frame go by.
    void tick() {
        std::list<Waiting> due; // what completes may send and stop others
        for (auto at = waiting_->begin(); at != waiting_->end();) {
            const auto one = at++;
            if (--one->frames <= 0) due.splice(due.end(), *waiting_, one);
        }
        for (const Waiting& one : due) one.completion(service(one.request));
    }

    /// Counts the requests in flight.
    std::size_t pending() const { return waiting_->size(); }

    flameup::testing::PeopleService service;

  private:
    struct Waiting {
        std::uint64_t id;
        int frames;
        flameup::HttpRequest request;
        flameup::Completion completion;
    };

    int frames_;
    std::uint64_t last_id_ = 0;
    std::shared_ptr<std::list<Waiting>> waiting_ = std::make_shared<std::list<Waiting>>();
};

} // namespace engines

#endif
