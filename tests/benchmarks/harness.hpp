#ifndef FLAMEUP_BENCHMARKS_HARNESS_HPP
#define FLAMEUP_BENCHMARKS_HARNESS_HPP

#include "allocations.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

namespace benchmarks {

/// What is known of a workload's size.
struct Size {
    std::size_t inputs = 1; ///< Inputs that are taken in turn, one in a run.
    std::size_t bytes = 0;  ///< Bytes of text that a run reads or writes; 0 for none to tell.
    std::size_t items = 0;  ///< Things that a run handles, as people; 0 for none to tell.
};

/// One way to do a workload. The others are held against the one named `ours`, if there is one.
struct Candidate {
    std::string workload;
    std::string name;
    Size size;
    std::function<void(std::size_t)> run; ///< Runs once, on the input of that number.
    std::function<std::string(std::size_t)> result;
    std::function<void(benchmark::State&)> loop;
};

void add(Candidate candidate);

/// Adds a candidate: `run(index)`, or `run()` if there is one input, is what is timed, with the
/// destruction of what it returns; `text` turns that into text, to be equal for all candidates.
template <class Run, class Text>
void add(std::string workload, std::string name, Size size, Run run, Text text) {
    const auto on = [](Run& function, [[maybe_unused]] std::size_t index) -> decltype(auto) {
        if constexpr (std::is_invocable_v<Run&, std::size_t>) {
            return function(index);
        } else {
            return function();
        }
    };
    Candidate candidate;
    candidate.workload = std::move(workload);
    candidate.name = std::move(name);
    candidate.size = size;
    candidate.run = [run, on](std::size_t index) mutable {
        auto&& value = on(run, index);
        benchmark::DoNotOptimize(&value);
    };
    candidate.result = [run, on, text](std::size_t index) mutable {
        return std::string(text(on(run, index)));
    };
    candidate.loop = [run, on, count = size.inputs](benchmark::State& state) mutable {
        std::size_t index = 0;
        for ([[maybe_unused]] auto _ : state) {
            auto&& value = on(run, index);
            benchmark::DoNotOptimize(&value);
            benchmark::ClobberMemory();
            if (++index == count) index = 0;
        }
    };
    add(std::move(candidate));
}

/// Adds a candidate whose `run` takes what `prepare()` returned, which is neither timed nor
/// counted.
template <class Prepare, class Run, class Text>
void add_prepared(std::string workload, std::string name, Size size, Prepare prepare, Run run,
                  Text text) {
    Candidate candidate;
    candidate.workload = std::move(workload);
    candidate.name = std::move(name);
    candidate.size = size;
    candidate.run = [prepare, run](std::size_t) mutable {
        auto input = uncounted(prepare);
        auto&& value = run(std::move(input));
        benchmark::DoNotOptimize(&value);
    };
    candidate.result = [prepare, run, text](std::size_t) mutable {
        return std::string(text(run(prepare())));
    };
    candidate.loop = [prepare, run](benchmark::State& state) mutable {
        for ([[maybe_unused]] auto _ : state) {
            state.PauseTiming();
            auto input = prepare();
            state.ResumeTiming();
            auto&& value = run(std::move(input));
            benchmark::DoNotOptimize(&value);
            benchmark::ClobberMemory();
        }
    };
    add(std::move(candidate));
}

// One function for each group of workloads; a peer that is compiled apart has its own, and adds to
// workloads that are there.
void add_encode();
void add_decode();
void add_urls();
void add_errors();
void add_rounds();
void add_batches();
void add_outbox();
void add_validate();
void add_borrowed();
namespace simdjson_baseline {
void add();
}
namespace simdjson_native {
void add();
}
namespace yyjson { // where it is there, as glaze
void add();
}
namespace glaze {
void add_encode();
void add_decode();
} // namespace glaze

} // namespace benchmarks

#endif
