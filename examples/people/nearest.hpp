#ifndef FLAMEUP_EXAMPLES_PEOPLE_NEAREST_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_NEAREST_HPP

// Finds the known name that a mistyped one is nearest to.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// Returns how many characters are to be added, removed, replaced or swapped with the next one to
/// make `b` of `a`.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u);
            row[j] = (std::min)({replaced, last[j] + 1, row[j - 1] + 1});
            const bool is_swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_swapped) row[j] = (std::min)(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

/// Returns the name that may be meant; empty if none is near. Only a known name is returned.
template <class Names> std::string nearest(std::string_view typed, const Names& names) {
    std::string found;
    std::size_t least = typed.size() < 4 ? 2 : 3;
    if (typed.size() > 40) return found; // no name is that long
    for (const auto& name : names) {
        const std::size_t distance = edit_distance(typed, name);
        if (distance >= (std::min)(least, std::string_view(name).size())) continue;
        least = distance;
        found = name;
    }
    return found;
}

/// Returns `; did you mean NAME?`, or a text for where no name is near.
template <class Names>
std::string did_you_mean(std::string_view typed, const Names& names, std::string_view mark,
                         const std::string& otherwise) {
    const std::string name = nearest(typed, names);
    return name.empty() ? otherwise : "; did you mean " + std::string(mark) + name + "?";
}

} // namespace people_tool

#endif
