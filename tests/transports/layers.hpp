#ifndef FLAMEUP_TESTS_TRANSPORTS_LAYERS_HPP
#define FLAMEUP_TESTS_TRANSPORTS_LAYERS_HPP

// All layers of the library around an executor, for the tests that they keep its contract.

#include "flameup/client/layered.hpp"
#include "flameup/client/logged.hpp"
#include "flameup/client/measured.hpp"
#include "flameup/client/traced.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace transports_test {

/// What the layers have seen, on whichever threads.
struct Seen {
    std::mutex mutex;
    flameup::Metrics metrics;
    std::size_t lines = 0;

    std::size_t outcomes() const {
        std::int64_t count = 0;
        for (const auto& call : metrics.calls) count += call.count;
        return static_cast<std::size_t>(count);
    }
};

/// Puts each layer around an executor; `seen` outlives it.
template <class Executor> auto with_all_layers(Executor executor, Seen& seen) {
    flameup::LogOptions options;
    options.headers = {"Content-Type", "Connection"};
    options.max_body = 100;
    const auto now = &std::chrono::steady_clock::now;
    return flameup::layered(std::move(executor),
                            flameup::logged(
                                [&seen](const flameup::LogEvent& event) {
                                    const std::lock_guard<std::mutex> lock(seen.mutex);
                                    if (!to_string(event).empty()) ++seen.lines;
                                },
                                now, options),
                            flameup::measured(
                                [&seen](const flameup::Measurement& made) {
                                    const std::lock_guard<std::mutex> lock(seen.mutex);
                                    seen.metrics(made);
                                },
                                now),
                            flameup::traced([] { return std::optional<flameup::Traceparent>(); }));
}

} // namespace transports_test

#endif
