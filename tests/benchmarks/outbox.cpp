// The outbox: what it costs to put a person, how much memory and journal a person takes, and how
// long a journal takes to be read.
#include "harness.hpp"
#include "inputs.hpp"
#include "ours.hpp"

#include "flameup/model.hpp"
#include "flameup/outbox/outbox.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace benchmarks {
namespace {

using Person = flameup::PersonInput<PlayerTraits>;
using Outbox = flameup::Outbox<PlayerTraits>;

constexpr std::size_t count = 10'000;

/// An outbox, and the size of what it had stored.
struct Filled {
    Outbox outbox;
    std::size_t stored = 0;
};

std::string text_of(const Filled& filled) {
    return std::to_string(filled.outbox.size()) + ' ' + std::to_string(filled.stored);
}

/// Puts all people, and takes what is to be stored for each.
Filled fill(const std::vector<Person>& people) {
    Filled filled{Outbox(config())};
    for (const Person& person : people) {
        check_ours(filled.outbox.put(person).has_value(), "put", "refuses a person");
        filled.stored += filled.outbox.take_write().bytes.size();
    }
    check_ours(!filled.outbox.has_write(), "put", "has a report");
    return filled;
}

/// A journal of so many people, one entry each.
std::string journal_of(const std::vector<Person>& people) {
    Outbox outbox(config());
    for (const Person& person : people) static_cast<void>(outbox.put(person));
    return outbox.take_write().bytes;
}

} // namespace

void add_outbox() {
    const auto people = std::make_shared<std::vector<Person>>(typed_inputs(count));
    const std::string journal = journal_of(*people);
    add(
        "outbox_put_10k", "ours", Size{1, journal.size(), count}, [=] { return fill(*people); },
        text_of);
    add(
        "outbox_read_10k", "ours", Size{1, journal.size(), count},
        [=] {
            Filled filled{Outbox(config(), journal)};
            check_ours(filled.outbox.size() == count, "Outbox", "has lost a person");
            return filled;
        },
        text_of);
    // A level of a hundred players changes a hundred times.
    const auto levels = std::make_shared<std::vector<Person>>();
    for (std::size_t i = 0; i != count; ++i) {
        Person& person = levels->emplace_back();
        person.userId = (*people)[i % 100].userId;
        person.traits.emplace().level = static_cast<int>(i);
    }
    add(
        "outbox_merge_10k", "ours", Size{1, 0, count}, [=] { return fill(*levels); }, text_of);
}

} // namespace benchmarks
