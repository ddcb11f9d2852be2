#ifndef FLAMEUP_EXAMPLES_PEOPLE_RUNNING_SUMMARY_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_RUNNING_SUMMARY_HPP

// The summary at the end of a long task: a line of words on a terminal, else JSON.

#include "../system/system.hpp"
#include "progress.hpp"

#include <flameup/json/to_json.hpp>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace people_tool {

inline std::string words_of(std::string name, std::int64_t count) {
    for (char& letter : name) letter = letter == '_' ? ' ' : letter;
    return count == 0 ? "" : std::to_string(count) + " " + name;
}
inline std::string words_of(std::string name, const std::optional<std::int64_t>& count) {
    return words_of(std::move(name), count.value_or(0));
}
inline std::string words_of(const std::string&, double seconds) {
    return clock_text(static_cast<std::int64_t>(seconds + 0.5));
}

/// Returns the counts of a described struct, without those that are zero, as
/// `100 lines: 98 created, 2 rejected, 1 requests, 0:07`.
template <class Counts> std::string summary_words(const Counts& counts) {
    std::string text;
    const char* separator = "";
    using All = boost::describe::describe_members<Counts, boost::describe::mod_public>;
    boost::mp11::mp_for_each<All>([&](auto member) {
        const std::string words = words_of(member.name, counts.*member.pointer);
        if (words.empty()) return;
        text.append(separator).append(words);
        separator = text.size() == words.size() ? ": " : ", ";
    });
    return text.empty() ? "nothing" : text;
}

/// Returns the line for a stream.
template <class Counts> std::string summary_line(const Counts& counts, int stream) {
    if (is_terminal(stream)) return summary_words(counts) + "\n";
    const auto text = flameup::to_json(counts); // cannot fail: there are numbers alone
    return text ? *text + "\n" : "";
}

} // namespace people_tool

#endif
