#ifndef FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_TABLE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_TABLE_HPP

// A table that fits a terminal.

#include "shown_text.hpp"
#include "terminal.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace people_tool {

/// Cells as `shown` returns them; each row has as many as there are names.
struct Table {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
};

/// Chooses the columns of a table that fit, and their widths.
class TableLayout {
  public:
    struct Column {
        std::size_t index, width, natural;
    };

    TableLayout(const Table& table, std::size_t width) : table_(table), width_(width) {
        for (std::size_t i = 0; i != table.names.size(); ++i) {
            columns_.push_back({i, 0, natural_width(i)});
        }
        if (total() > width) take_out_same();
        if (total() > width) take_out_last();
        widen();
    }

    const std::vector<Column>& columns() const noexcept { return columns_; }
    const std::vector<std::size_t>& same() const noexcept { return same_; }
    const std::vector<std::size_t>& left_out() const noexcept { return left_out_; }

    static constexpr std::size_t gap = 2;

  private:
    static constexpr std::size_t least = 12; // of a column that is cut

    std::size_t natural_width(std::size_t column) const {
        std::size_t width = width_of(table_.names[column]);
        for (const auto& row : table_.rows) width = (std::max)(width, width_of(row[column]));
        return (std::min)(width, width_);
    }

    std::size_t total() const {
        return std::accumulate(
            columns_.begin(), columns_.end(), std::size_t{0},
            [](std::size_t sum, const Column& column) { return sum + column.natural + gap; });
    }

    // A value that all rows have tells nothing about any of them; it is named once.
    void take_out_same() {
        const auto& rows = table_.rows;
        if (rows.size() < 2) return;
        std::vector<Column> others;
        for (const Column& column : columns_) {
            const auto is_same = [&](const auto& row) {
                return row[column.index] == rows.front()[column.index];
            };
            if (std::all_of(rows.begin(), rows.end(), is_same))
                same_.push_back(column.index);
            else
                others.push_back(column);
        }
        if (others.empty())
            same_.clear();
        else
            columns_ = std::move(others);
    }

    void take_out_last() {
        std::size_t used = 0, count = 0;
        for (const Column& column : columns_) {
            used += (std::min)(column.natural, least);
            if (count != 0 && used + count * gap > width_) break;
            ++count;
        }
        for (std::size_t i = count; i != columns_.size(); ++i)
            left_out_.push_back(columns_[i].index);
        columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(count), columns_.end());
    }

    void widen() {
        std::size_t used = columns_.empty() ? 0 : (columns_.size() - 1) * gap;
        for (Column& column : columns_) {
            column.width = (std::min)(column.natural, least);
            used += column.width;
        }
        for (bool goes_on = true; goes_on;) {
            goes_on = false;
            for (Column& column : columns_) {
                if (used >= width_ || column.width >= column.natural) continue;
                ++column.width;
                ++used;
                goes_on = true;
            }
        }
    }

    const Table& table_;
    std::size_t width_;
    std::vector<Column> columns_;
    std::vector<std::size_t> same_, left_out_;
};

/// Returns a table as lines of at most so many columns, and below it what does not fit.
inline std::string table_text(const Table& table, std::size_t width, bool has_colors) {
    const TableLayout layout(table, width);
    std::string text;
    const auto add_row = [&](const std::vector<std::string>& cells, const char* style) {
        std::string line;
        std::size_t spaces = 0; // not at the end of a line
        for (const auto& column : layout.columns()) {
            const std::string cell = cut(cells[column.index], column.width);
            if (!cell.empty()) {
                line.append(spaces, ' ').append(cell);
                spaces = 0;
            }
            spaces += column.width - width_of(cell) + TableLayout::gap;
        }
        text.append(styled(line, style, has_colors && *style != '\0')).append("\n");
    };
    add_row(table.names, bold);
    for (const auto& row : table.rows) add_row(row, "");
    const auto add_note = [&](const std::string& note) {
        text.append(styled(cut(note, width), dim, has_colors)).append("\n");
    };
    std::string same, left_out;
    for (const std::size_t index : layout.same()) {
        const std::string& cell = table.rows.front()[index];
        if (cell.empty()) continue;
        same.append(same.empty() ? "all: " : ", ").append(table.names[index] + " " + cell);
    }
    if (!same.empty()) add_note(same);
    for (const std::size_t index : layout.left_out()) {
        left_out.append(left_out.empty() ? "not shown, see --fields: " : ", ");
        left_out += table.names[index];
    }
    if (!left_out.empty()) add_note(left_out);
    return text;
}

} // namespace people_tool

#endif
