#ifndef FLAMEUP_OUTBOX_JOURNAL_HPP
#define FLAMEUP_OUTBOX_JOURNAL_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/model/person.hpp"
#include "flameup/platform.hpp"
#include "flameup/text/decimal.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// What the user of an `Outbox` has to store: lines of its journal.
struct JournalWrite {
    bool replaces = false; ///< `bytes` take the place of the whole journal, at once; else append.
    std::string bytes;     ///< Empty if there is nothing to store, and `replaces` is false.
};

namespace detail {

/// A record of the journal: a person who was put into an entry, or entries that are over.
///
/// The second `put` of an entry is merged into the first. A record stands in a line of its own:
/// eight hexadecimal digits, the CRC-32 of the rest; a space; the record as JSON, which has no line
/// feed; a line feed.
template <class Traits> struct JournalRecord {
    std::int64_t put = 0;                        // the number of the entry, from 1; 0 for none
    std::optional<PersonInput<Traits>> person{}; // there with `put`
    std::vector<std::int64_t> done{};            // the numbers of entries
    FLAMEUP_DESCRIBE(JournalRecord, (), (put, person, done))
};

/// The number of an entry is at most this.
inline constexpr std::int64_t most_entries = std::int64_t{1} << 62;

constexpr std::array<std::uint32_t, 256> make_crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte != 256; ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit != 8; ++bit) {
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB8'8320 : 0);
        }
        table[byte] = value;
    }
    return table;
}

/// Returns the CRC-32 of a text, as Ethernet, gzip and PNG have it (ISO 3309).
inline std::uint32_t crc32(std::string_view text) noexcept {
    static constexpr std::array<std::uint32_t, 256> table = make_crc_table();
    std::uint32_t value = 0xFFFF'FFFF;
    for (const char each : text) {
        value = (value >> 8) ^ table[(value ^ static_cast<unsigned char>(each)) & 0xFF];
    }
    return ~value;
}

/// The eight digits and the space before a record.
inline std::string line_head(std::string_view json) {
    std::string head(9, ' ');
    std::uint32_t value = crc32(json);
    for (std::size_t i = 8; i-- != 0; value >>= 4) head[i] = "0123456789abcdef"[value & 15];
    return head;
}

/// Appends a record that puts a person, who is JSON, into an entry.
inline void append_put(std::string& journal, std::int64_t number, std::string_view person) {
    std::string json = R"({"put":)";
    append_integer(json, number);
    json.append(R"(,"person":)").append(person) += '}';
    journal.append(line_head(json)).append(json) += '\n';
}

/// Appends a record that says which entries are over.
inline void append_done(std::string& journal, const std::vector<std::int64_t>& numbers) {
    std::string json = R"({"done":[)";
    for (const std::int64_t number : numbers) {
        if (json.back() != '[') json += ',';
        append_integer(json, number);
    }
    json += "]}";
    journal.append(line_head(json)).append(json) += '\n';
}

/// The lines that are to be stored next.
///
/// Nothing is appended where the journal is to be replaced: its replacement is made when it is
/// taken, of what is in the outbox then.
class JournalWriter {
  public:
    /// Continues a journal of this size.
    explicit JournalWriter(std::size_t size) : size_(size) {}

    void note_put(std::int64_t number, std::string_view person) {
        if (!replaces_) append_put(lines_, number, person);
    }
    void note_done(const std::vector<std::int64_t>& numbers) {
        if (!replaces_ && !numbers.empty()) append_done(lines_, numbers);
    }

    /// Replaces the journal with the next write.
    void rewrite() noexcept {
        replaces_ = true;
        lines_.clear();
    }

    /// Replaces the journal where most of it is over, which bounds its size by that of so many
    /// entries of so many bytes together.
    void shorten(std::size_t entries, std::size_t bytes) noexcept {
        constexpr std::size_t frame = 64, least = std::size_t{64} << 10;
        if (size_ + lines_.size() > 2 * (bytes + frame * entries) + least) rewrite();
    }

    bool replaces() const noexcept { return replaces_; }
    bool is_empty() const noexcept { return !replaces_ && lines_.empty(); }

    /// Returns what is to be stored; `append_all(std::string&)` writes the whole journal.
    template <class AppendAll> JournalWrite take(AppendAll append_all) {
        JournalWrite write{std::exchange(replaces_, false), std::exchange(lines_, {})};
        if (write.replaces) {
            append_all(write.bytes);
            size_ = 0;
        }
        size_ += write.bytes.size();
        return write;
    }

  private:
    std::size_t size_; // of what was taken
    bool replaces_ = false;
    std::string lines_;
};

/// A line of a journal that is read.
struct JournalLine {
    std::string_view text; // without its line feed
    bool is_torn;          // it has no line feed: the write of it did not come to its end

    std::string_view json() const noexcept { return text.substr((std::min)(text.size(), head)); }
    bool is_damaged() const {
        return text.size() < head || text.substr(0, head) != line_head(json());
    }

  private:
    static constexpr std::size_t head = 9;
};

/// Takes the first line off a journal. Precondition: the journal is not empty.
inline JournalLine take_line(std::string_view& journal) noexcept {
    const std::size_t end = journal.find('\n');
    const JournalLine line{journal.substr(0, end), end == std::string_view::npos};
    journal.remove_prefix(line.is_torn ? journal.size() : end + 1);
    return line;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
