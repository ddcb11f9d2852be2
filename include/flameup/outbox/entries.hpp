#ifndef FLAMEUP_OUTBOX_ENTRIES_HPP
#define FLAMEUP_OUTBOX_ENTRIES_HPP

#include "flameup/model/person.hpp"
#include "flameup/outbox/merge.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <string_view>
#include <unordered_map>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A person in an outbox.
template <class Traits> struct OutboxEntry {
    std::int64_t number;        // in the journal
    PersonInput<Traits> person; // as merged
    std::size_t bytes;          // of the person as JSON
    std::size_t unclear = 0;    // answers that did not tell what became of the person
    bool was_sent = false;      // the server may have it
};

/// The people in an outbox, in two lists: those who wait, the oldest first, and those on their way.
///
/// Of each userId it knows the last entry that waits, into which later input is merged.
template <class Traits> class OutboxEntries {
  public:
    using Entry = OutboxEntry<Traits>;
    using List = std::list<Entry>;
    using Iterator = typename List::iterator;

    OutboxEntries() = default;
    OutboxEntries(OutboxEntries&&) = default;
    OutboxEntries& operator=(OutboxEntries&&) = default;
    OutboxEntries(const OutboxEntries&) = delete; // `last_` would point to the other one's entries
    OutboxEntries& operator=(const OutboxEntries&) = delete;
    ~OutboxEntries() = default;

    const List& waiting() const noexcept { return waiting_; }
    const List& on_way() const noexcept { return on_way_; }
    std::size_t size() const noexcept { return waiting_.size() + on_way_.size(); }
    /// The sum of the entries' `bytes`.
    std::size_t bytes() const noexcept { return bytes_; }

    /// Returns the entry that waits into which a person is merged, or null.
    Entry* find(const PersonInput<Traits>& person) const {
        const auto found = last_.find(person.userId);
        if (found == last_.end() || !can_merge(found->second->person, person)) return nullptr;
        return &*found->second;
    }

    /// Adds an entry behind the others.
    void push(Entry entry) {
        bytes_ += entry.bytes;
        waiting_.push_back(std::move(entry));
        const Iterator at = std::prev(waiting_.end());
        last_.erase(at->person.userId); // its key is part of another entry
        last_.emplace(at->person.userId, at);
    }

    /// Notes the size of an entry that was changed.
    void resize(Entry& entry, std::size_t bytes) {
        bytes_ += bytes - entry.bytes;
        entry.bytes = bytes;
    }

    /// Moves the first entry that waits behind those on their way, and returns it.
    Iterator send_first() {
        const Iterator first = waiting_.begin();
        forget(first);
        on_way_.splice(on_way_.end(), waiting_, first);
        return first;
    }

    /// Moves all on their way back to where they were: before the others.
    void take_back() {
        for (Iterator at = on_way_.begin(); at != on_way_.end(); ++at) {
            last_.emplace(at->person.userId, at); // unless a later entry is known
        }
        waiting_.splice(waiting_.begin(), on_way_);
    }

    /// Removes the first entry that waits, and returns it.
    Entry pop_first() { return remove(waiting_, waiting_.begin()); }

    /// Removes an entry on its way, and returns it.
    Entry arrive(Iterator at) { return remove(on_way_, at); }

  private:
    void forget(Iterator at) {
        const auto found = last_.find(at->person.userId);
        if (found != last_.end() && found->second == at) last_.erase(found);
    }

    Entry remove(List& list, Iterator at) {
        forget(at);
        Entry entry = std::move(*at);
        bytes_ -= entry.bytes;
        list.erase(at);
        return entry;
    }

    List waiting_, on_way_;
    std::unordered_map<std::string_view, Iterator> last_; // the keys are in the entries
    std::size_t bytes_ = 0;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
