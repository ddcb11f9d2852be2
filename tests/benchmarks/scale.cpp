// Whether time grows with the work alone: what the library takes for a byte in small and in large
// bodies, and for a person among few and among many.
#include "scale.hpp"

#include "allocations.hpp"
#include "batches.hpp"
#include "decode.hpp"
#include "ours.hpp"
#include "rapidjson.hpp"

#include "flameup/json/to_json.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/model.hpp"
#include "flameup/value/limits.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace benchmarks {
namespace {

using List = flameup::ListPeople<PlayerTraits>;
using Batch = flameup::BatchUpsert<PlayerTraits>;

constexpr std::size_t sizes[] = {1'000, 16'000, 256'000, 4'000'000, 16'000'000};
constexpr std::size_t crowds[] = {1'000, 10'000, 100'000, 1'000'000};

double seconds_since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// A work on a text of some size.
class Work {
  public:
    Work(std::function<void()> run, std::size_t bytes) : run_(std::move(run)), bytes_(bytes) {
        run_(); // fills what is used again
    }

    /// Times some runs, as many as a clock of microseconds needs.
    void measure() {
        for (;; runs_ *= 2) {
            const std::clock_t start = std::clock();
            for (std::size_t i = 0; i != runs_; ++i) run_();
            const double seconds = seconds_since(start);
            if (seconds < 0.02) continue;
            best_ = (std::min)(best_, seconds / static_cast<double>(runs_));
            return;
        }
    }

    /// The nanoseconds for each byte, by the best of the measurements.
    double nanoseconds() const { return best_ * 1e9 / static_cast<double>(bytes_); }

  private:
    std::function<void()> run_;
    std::size_t bytes_;
    std::size_t runs_ = 1;
    double best_ = std::numeric_limits<double>::infinity();
};

/// How many people make a text of so many bytes, if some make another.
std::size_t people_of(std::size_t bytes, std::size_t people, const std::string& text) {
    return (std::max)(bytes * people / text.size(), std::size_t{1});
}

void check_count(std::size_t found, std::size_t wanted) {
    check_ours(found == wanted, "scale", "a page has another number of people");
}

Work reading(const flameup::HttpResponse& response, std::size_t count) {
    return {[response, count] { check_count(decode_ours<List>(response)->people.size(), count); },
            response.body.size()};
}

Work reading_into_used(const flameup::HttpResponse& response, std::size_t count) {
    return {[response, count, page = flameup::PeoplePage<PlayerTraits>()]() mutable {
                const auto done = flameup::decode<List>(config(), response, page);
                if (!done) check_ours(false, "decode", done.error().message);
                check_count(page.people.size(), count);
            },
            response.body.size()};
}

/// What a peer takes for the same, beside which the growth is to be seen: that of caches and of
/// `malloc` is its own too.
Work reading_by_peer(const flameup::HttpResponse& response, std::size_t count) {
    using Page = flameup::PeoplePage<PlayerTraits>;
    return {[response, count, reader = std::make_shared<rapid::Reader>(4 << 20)] {
                check_count(reader->read<Page>(response.body).people.size(), count);
            },
            response.body.size()};
}

Work passing_over(const flameup::HttpResponse& response) {
    return {[response] { decode_ours<flameup::GetStatistics>(response); }, response.body.size()};
}

Work writing(std::size_t bytes) {
    const Batch some{typed_inputs(100)};
    Batch batch{typed_inputs(people_of(bytes, 100, *flameup::to_json(some)))};
    const std::size_t size = flameup::to_json(batch)->size();
    return {[batch = std::move(batch), text = std::string()]() mutable {
                constexpr std::size_t depth = flameup::Limits().depth();
                check_ours(flameup::detail::JsonWriter(text, depth).write_document(batch), "write",
                           "a batch is not written");
            },
            size};
}

/// Prints the time for each byte, in bodies of each size.
void print_bytes() {
    const std::string some = page_body(page_size, Dialect::overview, Order::documented);
    std::vector<std::vector<Work>> rows;
    for (const std::size_t size : sizes) {
        const std::size_t count = people_of(size, page_size, some);
        const flameup::HttpResponse response{
            200, {}, page_body(count, Dialect::overview, Order::documented)};
        rows.push_back({reading(response, count), reading_into_used(response, count),
                        passing_over(response), writing(size), reading_by_peer(response, count)});
    }
    for (int round = 0; round != 7; ++round) {
        for (auto& row : rows) {
            for (Work& work : row) work.measure();
        }
    }
    std::printf("%12s %14s %14s %14s %14s %14s\n", "size", "read", "read, used", "pass over",
                "write", "RapidJSON read");
    for (std::size_t i = 0; i != rows.size(); ++i) {
        std::printf("%9zu kB", sizes[i] / 1000);
        for (const Work& work : rows[i]) std::printf(" %9.3f ns/B", work.nanoseconds());
        std::printf("\n");
    }
}

HeapUse heap_use(const std::function<std::size_t()>& flow) {
    const HeapCount count;
    flow();
    return count.use();
}

/// Prints the time for each person, over as many people in all for each number of them, and what
/// the flow takes from the heap.
void print_people() {
    constexpr std::size_t all = crowds[std::size(crowds) - 1];
    std::printf("%12s %12s %12s\n", "people", "each", "heap at most");
    for (const std::size_t count : crowds) {
        const auto flow = batch_flow(count);
        const HeapUse heap = heap_use(flow);
        const std::clock_t start = std::clock();
        for (std::size_t done = 0; done != all; done += count) flow();
        std::printf("%12zu %9.2f us %9.0f kB\n", count,
                    seconds_since(start) * 1e6 / static_cast<double>(all),
                    static_cast<double>(heap.high_water) / 1e3);
    }
}

} // namespace

void print_scale() {
    std::printf("Time for a byte, of pages that are read and of batches that are written:\n\n");
    print_bytes();
    std::printf("\nTime for a person, through PeopleBatches:\n\n");
    print_people();
}

} // namespace benchmarks
