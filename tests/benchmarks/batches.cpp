// The flow that upserts any number of people, over a transport that answers at once. Its people are
// made as they are asked for: what it takes from the heap must not grow with their number.
#include "batches.hpp"

#include "harness.hpp"
#include "inputs.hpp"
#include "ours.hpp"

#include "flameup/flows.hpp"
#include "flameup/model.hpp"

#include <chrono>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace benchmarks {
namespace {

using Person = flameup::PersonInput<PlayerTraits>;

constexpr std::size_t different_people = 1000;

/// So many people, of whom the thousandth next is the same again.
class Crowd {
  public:
    class Iterator {
      public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Person;
        using difference_type = std::ptrdiff_t;
        using pointer = const Person*;
        using reference = const Person&;

        Iterator(const std::vector<Person>* people, std::size_t at) : people_(people), at_(at) {}
        reference operator*() const { return (*people_)[at_ % people_->size()]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
        friend bool operator!=(const Iterator& a, const Iterator& b) { return a.at_ != b.at_; }

      private:
        const std::vector<Person>* people_;
        std::size_t at_;
    };

    Crowd(const std::vector<Person>& people, std::size_t count) : people_(&people), count_(count) {}
    Iterator begin() const { return {people_, 0}; }
    Iterator end() const { return {people_, count_}; }

  private:
    const std::vector<Person>* people_;
    std::size_t count_;
};

/// A clock that stands still: nothing is waited for.
struct Host {
    flameup::Moment now() { return {std::chrono::milliseconds(0), 0, {}}; }
    bool wait_until(std::chrono::milliseconds) { return true; }
};

/// The server's answer to a batch of a hundred, whoever is in it.
flameup::HttpResponse answer() {
    std::string body = R"({"people":[)";
    for (const std::string& person : person_bodies(100, Dialect::overview)) {
        body += (body.back() == '[' ? "" : ",") + person;
    }
    return {200,
            {{"Content-Type", "application/json"}},
            body + R"(],"created_count":0,"updated_count":100})"};
}

void add_flow(const std::string& workload, std::size_t count) {
    add(workload, "ours", Size{1, 0, count}, batch_flow(count),
        [](std::size_t stored) { return std::to_string(stored); });
}

} // namespace

std::function<std::size_t()> batch_flow(std::size_t count) {
    const auto people = std::make_shared<const std::vector<Person>>(typed_inputs(different_people));
    const auto response = std::make_shared<const flameup::HttpResponse>(answer());
    return [=] {
        std::size_t stored = 0;
        Host host;
        const auto executor = [&](const flameup::HttpRequest&) { return *response; };
        const auto done = flameup::upsert_all(
            config(), executor, Crowd(*people, count),
            [&](const flameup::PersonOutcome& outcome) { stored += is_stored(outcome.fate); },
            flameup::BatchesOptions{}, host);
        check_ours(done && stored == count, "upsert_all", "not all people were stored");
        return stored;
    };
}

void add_batches() {
    add_flow("batch_flow_10k", 10'000);
    add_flow("batch_flow_100k", 100'000);
}

} // namespace benchmarks
