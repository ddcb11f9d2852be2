#ifndef FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_NAMES_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_NAMES_HPP

// How names are written and listed, and which known name a mistyped one is nearest to.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// Returns a name as options have it: `user-id` for `userId`, `user_id` and `user-id`.
inline std::string kebab(std::string_view name) {
    std::string text;
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        if (is_capital && !text.empty() && text.back() != '-') text += '-';
        text += c == '_' ? '-' : is_capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// Returns the texts between the bars of `a|b`; none without a bar.
inline std::vector<std::string_view> choices_in(std::string_view value) {
    std::vector<std::string_view> choices;
    while (value.find('|') != value.npos) {
        choices.push_back(value.substr(0, value.find('|')));
        value.remove_prefix(choices.back().size() + 1);
    }
    if (!choices.empty()) choices.push_back(value);
    return choices;
}

template <class Names> std::string joined(const Names& names, std::string_view mark) {
    std::string text;
    for (const auto& name : names) text.append(text.empty() ? "" : mark).append(name);
    return text;
}

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

/// Returns the only name that begins with a text, or ends with it behind a `-`; or an empty text.
template <class Names> std::string only_part(std::string_view typed, const Names& names) {
    std::string found;
    if (typed.size() < 2) return found;
    for (const std::string_view name : names) {
        const bool begins = name.substr(0, typed.size()) == typed;
        const bool ends = name.size() > typed.size() &&
                          name.substr(name.size() - typed.size()) == typed &&
                          name[name.size() - typed.size() - 1] == '-';
        if (!begins && !ends) continue;
        if (!found.empty()) return {};
        found = name;
    }
    return found;
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
    return found.empty() ? only_part(typed, names) : found;
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
