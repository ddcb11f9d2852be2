#ifndef FLAMEUP_EXAMPLES_PEOPLE_CSV_READER_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_CSV_READER_HPP

// Reads comma-separated values (RFC 4180), strictly and in parts of any size.
//
// A row ends with CRLF, LF or CR. A cell in quotes may hold separators, line ends, and quotes that
// are doubled. What RFC 4180 does not allow is an error of its row: a quote in a cell that does not
// begin with one, and a character between a quote that ends a cell and the separator.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// Finds the ends of rows in an input that comes in parts.
class CsvRowEnds {
  public:
    explicit CsvRowEnds(char separator = ',') : separator_(separator) {}

    struct Found {
        std::size_t size = 0; ///< Bytes of the part that belong to the row, without its end.
        std::size_t used = 0; ///< The same, with the end.
        bool is_over = false; ///< Whether the row is over; if not, the next part continues it.
    };

    /// Looks for the end of the row in the next part of the input.
    Found find(std::string_view part) {
        for (std::size_t i = 0; i != part.size(); ++i) {
            const char byte = part[i];
            if (place_ == Place::after_return) { // which a line feed belongs to
                place_ = Place::begin;
                return {0, byte == '\n' ? i + 1 : i, true};
            }
            if (is_of_mark(byte)) continue;
            if (place_ == Place::quoted) {
                if (byte == '"') place_ = Place::closed;
            } else if (byte == '\n') {
                place_ = Place::begin;
                return {i, i + 1, true};
            } else if (byte == '\r') {
                place_ = Place::after_return;
                return {i, i + 1, false};
            } else if (byte == separator_) {
                place_ = Place::begin;
            } else if (byte == '"' && place_ != Place::plain) {
                place_ = Place::quoted;
            } else {
                place_ = Place::plain;
            }
        }
        return {part.size(), part.size(), false};
    }

  private:
    enum class Place { begin, plain, quoted, closed, after_return };

    // Whether a byte is one of the byte order mark that the input may begin with.
    bool is_of_mark(char byte) {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (mark_ == mark.size()) return false;
        const bool is_next = byte == mark[mark_];
        if (!is_next && mark_ != 0) place_ = Place::plain; // the bytes were of a cell
        mark_ = is_next ? mark_ + 1 : mark.size();
        return is_next;
    }

    char separator_;
    Place place_ = Place::begin;
    std::size_t mark_ = 0; // bytes of the mark that were found
};

/// Takes the cells out of a row without its end. Returns what is wrong with it; empty if nothing
/// is. The row has at least one cell.
inline std::string_view read_cells(std::string_view row, char separator,
                                   std::vector<std::string>& cells) {
    std::size_t count = 0, at = 0;
    for (bool is_over = false; !is_over; ++at) {
        if (cells.size() == count) cells.emplace_back();
        std::string& cell = cells[count++];
        cell.clear();
        if (at != row.size() && row[at] == '"') {
            for (++at;; ++at) {
                const std::size_t end = row.find('"', at);
                if (end == row.npos) return "a quote is not closed";
                cell += row.substr(at, end - at);
                at = end + 1;
                if (at == row.size() || row[at] != '"') break;
                cell += '"';
            }
            is_over = at == row.size();
            if (!is_over && row[at] != separator) {
                return "a cell in quotes goes on behind them; a quote in it has to be doubled";
            }
        } else {
            const std::size_t end = row.find(separator, at);
            is_over = end == row.npos;
            cell = row.substr(at, is_over ? row.npos : end - at);
            if (cell.find('"') != cell.npos) {
                return "a cell has a quote and does not begin with one";
            }
            at = end;
        }
    }
    cells.resize(count);
    return {};
}

} // namespace people_tool

#endif
