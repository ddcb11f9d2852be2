// Times how the library does its work beside other libraries, which first must do the same work.
#include "allocations.hpp"
#include "equality.hpp"
#include "found_peers.hpp"
#include "harness.hpp"
#include "scale.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace benchmarks {
namespace {

std::vector<Candidate> candidates;

[[noreturn]] void fail(const Candidate& candidate, const std::string& problem) {
    std::fprintf(stderr, "%s: %s %s\n", candidate.workload.c_str(), candidate.name.c_str(),
                 problem.c_str());
    std::exit(1);
}

/// Compares a candidate's results with those of its workload's first candidate.
Equality check(const Candidate& first, const Candidate& candidate) {
    Equality equality = Equality::bytes;
    for (std::size_t i = 0; i != candidate.size.inputs; ++i) {
        candidate.result(i);
        const std::string expected = first.result(i), found = candidate.result(i);
        equality = (std::min)(equality, compare(expected, found));
        if (equality != Equality::none && !expected.empty()) continue;
        const auto place = static_cast<std::size_t>(
            std::mismatch(expected.begin(), expected.end(), found.begin(), found.end()).first -
            expected.begin());
        const std::size_t from = place - (std::min)(place, std::size_t{40});
        fail(candidate, "has another result than " + first.name + " for input " +
                            std::to_string(i) + ", from byte " + std::to_string(place) +
                            " on:\n  " + expected.substr(from, 120) + "\n  " +
                            found.substr((std::min)(from, found.size()), 120));
    }
    return equality;
}

/// Counts one run for each input, after two that fill what is used again.
HeapUse count_heap_use(const Candidate& candidate) {
    for (int round = 0; round != 2; ++round) {
        for (std::size_t i = 0; i != candidate.size.inputs; ++i) candidate.run(i);
    }
    const HeapCount count;
    for (std::size_t i = 0; i != candidate.size.inputs; ++i) candidate.run(i);
    return count.use();
}

/// Returns the candidate that a workload's others are held against.
const Candidate& first_of(const std::string& workload) {
    const Candidate* first = nullptr;
    for (const Candidate& candidate : candidates) {
        if (candidate.workload != workload) continue;
        if (first == nullptr || candidate.name == "ours") first = &candidate;
    }
    return *first;
}

void register_checked(const Candidate& candidate) {
    const Candidate& first = first_of(candidate.workload);
    const bool is_first = &first == &candidate;
    if (candidate.size.inputs != first.size.inputs) fail(candidate, "has other inputs");
    const Equality equality = check(first, candidate);
    const HeapUse heap = count_heap_use(candidate);
    benchmark::RegisterBenchmark(
        (candidate.workload + '/' + candidate.name).c_str(),
        [&candidate, heap, equality, is_first](benchmark::State& state) {
            candidate.loop(state);
            const auto inputs = static_cast<double>(candidate.size.inputs);
            state.counters["allocations"] = static_cast<double>(heap.allocations) / inputs;
            state.counters["allocated_bytes"] = static_cast<double>(heap.bytes) / inputs;
            state.counters["high_water"] = static_cast<double>(heap.high_water);
            state.counters["bytes"] = static_cast<double>(candidate.size.bytes);
            state.counters["items"] = static_cast<double>(candidate.size.items);
            state.counters["first"] = is_first;
            state.counters["equal_bytes"] = equality == Equality::bytes;
        });
}

/// What adds workloads whose names begin so. `simdjson_native` is left out: valgrind may not know
/// this machine's instructions.
struct Group {
    std::string_view prefix;
    void (*add)();
};
constexpr Group groups[] = {
    {"encode", add_encode},        {"decode_p", add_decode},
    {"decode_page", add_borrowed}, {"list_url", add_urls},
    {"decode_e", add_errors},      {"validate", add_validate},
    {"round", add_rounds},         {"batch", add_batches},
    {"outbox", add_outbox},        {"decode_p", simdjson_baseline::add},
#ifdef BENCHMARKS_YYJSON
    {"decode_p", yyjson::add},
#endif
#ifdef BENCHMARKS_GLAZE
    {"encode", glaze::add_encode}, {"decode_p", glaze::add_decode},
#endif
};

/// Runs a candidate, `workload/name`, so many times: for what counts its instructions.
int run(std::string_view wanted, std::size_t times) {
    for (const Group& group : groups) {
        if (wanted.substr(0, group.prefix.size()) == group.prefix) group.add();
    }
    for (const Candidate& candidate : candidates) {
        if (candidate.workload + '/' + candidate.name != wanted) continue;
        for (std::size_t i = 0; i != times; ++i) candidate.run(i % candidate.size.inputs);
        std::printf("%zu\n", candidate.size.bytes);
        return 0;
    }
    std::fprintf(stderr, "there is no such candidate\n");
    return 1;
}

} // namespace

void add(Candidate candidate) { candidates.push_back(std::move(candidate)); }

} // namespace benchmarks

int main(int count, char** values) {
    if (count == 4 && std::string_view(values[1]) == "--run") {
        return benchmarks::run(values[2], std::strtoul(values[3], nullptr, 10));
    }
    if (count == 2 && std::string_view(values[1]) == "--scale") {
        benchmarks::print_scale();
        return 0;
    }
    benchmark::Initialize(&count, values);
    if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
    benchmark::AddCustomContext("left_out", BENCHMARKS_LEFT_OUT);
    for (const auto& group : benchmarks::groups) group.add();
    benchmarks::simdjson_native::add();
    for (const auto& candidate : benchmarks::candidates) benchmarks::register_checked(candidate);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
