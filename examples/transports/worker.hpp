#ifndef TRANSPORTS_WORKER_HPP
#define TRANSPORTS_WORKER_HPP

// A blocking executor on a thread of its own, for a loop that must never wait, as a game's.
//
// Copy this file into your project. Link with -pthread.

#include "flameup/client/executor.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace transports {

/// Runs requests one after another on a worker thread; calls complete in `tick()` only.
///
/// Requests may be started and stopped on any thread, also within completions. Neither that nor
/// `tick()` waits for the worker. Pass it to a client by `std::ref`.
class Worker {
  public:
    using Response = flameup::Result<flameup::HttpResponse>;
    using Execute = std::function<Response(const flameup::HttpRequest&)>;

    /// Starts the thread, on which alone the blocking executor is called.
    ///
    /// Beyond `max_queued` waiting requests, further ones fail with the code `queue_full`.
    explicit Worker(Execute execute, std::size_t max_queued = 64)
        : shared_(std::make_shared<Shared>()), max_queued_(max_queued),
          thread_([shared = shared_, execute = std::move(execute)] { run(*shared, execute); }) {}
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Waits for the request in flight; what has not been delivered completes here as `cancelled`.
    ~Worker() {
        Jobs dropped; // without the lock, for what completes may come back here
        {
            const std::lock_guard lock(shared_->mutex);
            shared_->is_closed = true;
            dropped.splice(dropped.end(), shared_->waiting);
        }
        shared_->wake.notify_one();
        thread_.join();
        dropped.splice(dropped.begin(), shared_->done);
    }

    /// Queues a request; returns what takes it from the queue.
    ///
    /// A request in flight runs on when it is stopped, and its response is dropped.
    std::function<void()> operator()(flameup::HttpRequest request, flameup::Completion completion) {
        Jobs job;
        job.push_back({std::move(request), std::move(completion), std::nullopt, 0,
                       std::chrono::steady_clock::now()});
        const std::lock_guard lock(shared_->mutex);
        const std::uint64_t id = job.front().id = ++shared_->last_id;
        if (shared_->is_closed) return {}; // the call is dropped, as all others are
        if (shared_->waiting.size() >= max_queued_) {
            job.front().response = flameup::make_error(flameup::ErrorKind::transport, "queue_full",
                                                       "too many requests are waiting");
            shared_->done.splice(shared_->done.end(), job);
            return {};
        }
        shared_->waiting.splice(shared_->waiting.end(), job);
        shared_->wake.notify_one();
        return [shared = shared_, id] { shared->drop(id); };
    }

    /// Completes the calls whose responses are there; returns how many, at once if there are none.
    std::size_t tick() {
        Jobs done; // and no member behind it: what completes may destroy this worker
        {
            const std::lock_guard lock(shared_->mutex);
            done.swap(shared_->done);
        }
        for (Job& job : done) job.completion(*std::move(job.response));
        return done.size();
    }

  private:
    struct Job {
        flameup::HttpRequest request;
        flameup::Completion completion;
        std::optional<Response> response;
        std::uint64_t id;
        std::chrono::steady_clock::time_point queued;
    };
    // Lists, so that a job moves between them without copies and allocations under the lock.
    using Jobs = std::list<Job>;

    struct Shared {
        std::mutex mutex;
        std::condition_variable wake;
        Jobs waiting;
        Jobs done;
        std::uint64_t last_id = 0;
        bool is_closed = false;

        void drop(std::uint64_t id) {
            Jobs dropped;
            const std::lock_guard lock(mutex);
            const auto found = std::find_if(waiting.begin(), waiting.end(),
                                            [id](const Job& job) { return job.id == id; });
            if (found != waiting.end()) dropped.splice(dropped.end(), waiting, found);
        }
    };

    static void run(Shared& shared, const Execute& execute) {
        Jobs job;
        std::unique_lock lock(shared.mutex);
        for (;;) {
            shared.wake.wait(lock, [&] { return shared.is_closed || !shared.waiting.empty(); });
            if (shared.waiting.empty()) return;
            job.splice(job.end(), shared.waiting, shared.waiting.begin());
            lock.unlock();
            job.front().response = finish(job.front(), execute);
            lock.lock();
            shared.done.splice(shared.done.end(), job);
        }
    }

    /// Has a request sent, whose time runs since it was queued.
    static Response finish(Job& job, const Execute& execute) {
        using std::chrono::milliseconds;
        if (auto& timeout = job.request.timeout_ms) {
            const auto waited = std::chrono::steady_clock::now() - job.queued;
            *timeout -= std::chrono::duration_cast<milliseconds>(waited).count();
            if (*timeout <= 0) {
                return flameup::make_error(flameup::ErrorKind::transport, "timed_out",
                                           "the time limit ended before the request could be sent");
            }
        }
        return execute(job.request);
    }

    std::shared_ptr<Shared>
        shared_; // with the functions that stop requests, which may outlive this
    std::size_t max_queued_;
    std::thread thread_;
};

} // namespace transports

#endif
