#ifndef FLAMEUP_OUTBOX_READ_JOURNAL_HPP
#define FLAMEUP_OUTBOX_READ_JOURNAL_HPP

#include "flameup/flow/people_batches_state.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/json/strictness.hpp"
#include "flameup/message/config.hpp"
#include "flameup/outbox/entries.hpp"
#include "flameup/outbox/journal.hpp"
#include "flameup/outbox/merge.hpp"
#include "flameup/outbox/outbox_report.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// What a journal says; the text may be anything.
template <class Traits> class JournalReader {
  public:
    using Entry = OutboxEntry<Traits>;

    JournalReader(const Config& config, std::string_view journal) : limits_(config.limits) {
        // What was put is read, however small a configuration's responses are.
        limits_.max_body = journal.size();
        limits_.max_elements = (std::max)(limits_.max_elements, Limits().max_elements);
        while (!journal.empty()) {
            const JournalLine line = take_line(journal);
            if (line.is_torn) {
                is_whole = false; // what it says was not stored: nobody counts on it
            } else if (line.is_damaged()) {
                if (damaged_++ == 0) first_damaged_ = line.text;
            } else {
                read(line);
            }
        }
        is_whole &= reports.empty() && damaged_ == 0;
        if (damaged_ != 0) report_damage();
    }

    std::list<Entry> entries;                  // in their order; without their `bytes`
    std::vector<OutboxReport<Traits>> reports; // of what cannot be read
    std::int64_t last_number = 0;              // of all records
    bool is_whole = true;                      // all of it was read

  private:
    void read(const JournalLine& line) {
        auto record = from_json<JournalRecord<Traits>>(line.json(), limits_, Strictness::full());
        if (!record) return report_unreadable(line, record.error().message);
        for (const std::int64_t number : record->done) {
            const auto found = places_.find(number);
            if (found == places_.end()) continue;
            entries.erase(found->second);
            places_.erase(found);
        }
        if (record->put == 0 && !record->person) return;
        if (record->put < 1 || record->put > most_entries || !record->person) {
            return report_unreadable(line, "the number of an entry or the person is missing");
        }
        last_number = (std::max)(last_number, record->put);
        const auto found = places_.find(record->put);
        if (found == places_.end()) {
            entries.push_back({record->put, *std::move(record->person), 0, 0, true});
            places_.emplace(record->put, std::prev(entries.end()));
        } else if (can_merge(found->second->person, *record->person)) {
            merge_person(found->second->person, *std::move(record->person));
        } else {
            report_unreadable(line, "the entry is another person's");
        }
    }

    void report_unreadable(const JournalLine& line, const std::string& why) {
        reports.push_back({{},
                           {0, PersonFate::unsent, 0, "unreadable_record", writable(why)},
                           writable(std::string(line.text))});
    }

    void report_damage() {
        std::string message = "lines of the journal that are not as they were stored: ";
        append_integer(message, damaged_);
        reports.push_back({{},
                           {0, PersonFate::unsent, 0, "damaged_journal", std::move(message)},
                           writable(std::string(first_damaged_))});
    }

    Limits limits_;
    std::unordered_map<std::int64_t, typename std::list<Entry>::iterator> places_;
    std::size_t damaged_ = 0;
    std::string_view first_damaged_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
