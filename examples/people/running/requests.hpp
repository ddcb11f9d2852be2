#ifndef FLAMEUP_EXAMPLES_PEOPLE_RUNNING_REQUESTS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_RUNNING_REQUESTS_HPP

// Requests that are in flight at once: each on a thread of its own, while one thread does the rest.

#include "../../network.hpp"
#include "../system/system.hpp"

#include <flameup/http/http.hpp>
#include <flameup/value/result.hpp>

#if defined(__GLIBCXX__) && !defined(_GLIBCXX_HAS_GTHREADS) // mingw with Windows' own threads
#define PEOPLE_HAS_THREADS 0
#else
#define PEOPLE_HAS_THREADS 1
#include <condition_variable>
#include <deque>
#include <mutex>
#endif

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace people_tool {

using Answer = flameup::Result<flameup::HttpResponse>;

#if PEOPLE_HAS_THREADS

/// Places for one request each, which has an executor of its own.
///
/// If there is one place, its requests are sent on the caller's thread; else each has a thread.
class Requests {
  public:
    static constexpr std::size_t most = 16;

    explicit Requests(std::vector<network::Executor> executors) {
        for (network::Executor& executor : executors) {
            places_.emplace_back().executor = std::move(executor);
        }
        if (places_.size() == 1) return;
        for (Place& place : places_) place.thread = std::thread([this, &place] { work(place); });
    }
    Requests(const Requests&) = delete;
    Requests& operator=(const Requests&) = delete;

    /// Waits for what is in flight.
    ~Requests() {
        {
            const std::lock_guard lock(mutex_);
            is_closed_ = true;
        }
        for (Place& place : places_) {
            place.wake.notify_one();
            if (place.thread.joinable()) place.thread.join();
        }
    }

    /// Sends a request, which stays where it is until `take` returns its answer.
    void send(std::size_t number, const flameup::HttpRequest& request) {
        Place& place = places_[number];
        if (places_.size() == 1) {
            place.answer = place.executor(request);
            return;
        }
        const std::lock_guard lock(mutex_);
        place.request = &request;
        place.wake.notify_one();
    }

    /// Returns the answer of a place, if it has come; each is returned once.
    std::optional<Answer> take(std::size_t number) {
        const std::lock_guard lock(mutex_);
        return std::exchange(places_[number].answer, std::nullopt);
    }

    /// An executor, for use while nothing is in flight.
    const network::Executor& executor() const { return places_.front().executor; }

    /// Waits until there is an answer, but no longer than this.
    void wait(std::chrono::milliseconds longest) {
        std::unique_lock lock(mutex_);
        answered_.wait_for(lock, longest, [this] {
            return std::any_of(places_.begin(), places_.end(),
                               [](const Place& place) { return place.answer.has_value(); });
        });
    }

  private:
    struct Place {
        network::Executor executor;
        const flameup::HttpRequest* request = nullptr; // that the thread has not begun with
        std::optional<Answer> answer;
        std::condition_variable wake;
        std::thread thread;
    };

    void work(Place& place) {
        leave_signals_to_others();
        std::unique_lock lock(mutex_);
        for (;;) {
            place.wake.wait(lock, [&] { return is_closed_ || place.request != nullptr; });
            if (place.request == nullptr) return;
            const flameup::HttpRequest& request = *std::exchange(place.request, nullptr);
            lock.unlock();
            Answer answer = place.executor(request);
            lock.lock();
            place.answer = std::move(answer);
            answered_.notify_one();
        }
    }

    std::mutex mutex_;
    std::condition_variable answered_;
    std::deque<Place> places_; // which stay where they are
    bool is_closed_ = false;
};

#else

/// One place for a request, which is sent on the caller's thread.
class Requests {
  public:
    static constexpr std::size_t most = 1;

    explicit Requests(std::vector<network::Executor> executors)
        : executor_(std::move(executors.front())) {}

    void send(std::size_t, const flameup::HttpRequest& request) { answer_ = executor_(request); }

    std::optional<Answer> take(std::size_t) { return std::exchange(answer_, std::nullopt); }

    void wait(std::chrono::milliseconds longest) {
        if (!answer_) std::this_thread::sleep_for(longest);
    }

    const network::Executor& executor() const { return executor_; }

  private:
    network::Executor executor_;
    std::optional<Answer> answer_;
};

#endif

} // namespace people_tool

#endif
