#ifndef FLAMEUP_FLOW_BATCH_ANSWER_HPP
#define FLAMEUP_FLOW_BATCH_ANSWER_HPP

#include "flameup/flow/person_outcome.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/error.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether a status means that the server refuses some of the people, and not the request.
constexpr bool refuses_a_person(int status) noexcept {
    return status == 400 || status == 409 || status == 422;
}

/// Returns an error's message: that of each field if it has any, `email is taken; phone is long`.
inline std::string message_of(const Error& error) {
    std::string words;
    for (const FieldError& field : error.fields) {
        if (!words.empty()) words += "; ";
        words += field.path.empty() ? field.message : field.path + ' ' + field.message;
    }
    return words.empty() ? error.message : words;
}

/// Takes the index from the front of a path, and leaves the rest: of `people[3].email`,
/// `people.3.email` or `/people/3/email` returns 3 and leaves `email`.
inline std::optional<std::size_t> take_person_index(std::string_view& path) {
    const std::size_t begin = path.substr(0, 1) == "/" || path.substr(0, 1) == "$" ? 1 : 0;
    std::string_view rest = path.substr(begin);
    if (rest.substr(0, 1) == ".") rest.remove_prefix(1);
    constexpr std::string_view people = "people";
    if (rest.substr(0, people.size()) == people) rest.remove_prefix(people.size());
    if (rest.empty() || std::string_view("[./").find(rest.front()) == std::string_view::npos) {
        return std::nullopt;
    }
    rest.remove_prefix(1);
    std::size_t index = 0;
    const auto taken = std::from_chars(rest.data(), rest.data() + rest.size(), index);
    if (taken.ec != std::errc()) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(taken.ptr - rest.data()));
    if (rest.substr(0, 1) == "]") rest.remove_prefix(1);
    if (!rest.empty() && rest.front() != '.' && rest.front() != '/') return std::nullopt;
    path = rest.substr((std::min)(rest.size(), std::size_t{1}));
    return index;
}

/// Returns the indexes of those people of a batch whom an error names, each with its message.
///
/// Empty if the error also names something else, such as an index that is not in the batch.
inline std::map<std::size_t, std::string> people_named(const Error& error, std::size_t count) {
    std::map<std::size_t, std::string> named;
    for (const FieldError& field : error.fields) {
        std::string_view path = field.path;
        const std::optional<std::size_t> index = take_person_index(path);
        if (!index || *index >= count) return {};
        std::string& words = named[*index];
        if (!words.empty()) words += "; ";
        words.append(path).append(path.empty() ? "" : " ").append(field.message);
    }
    return named;
}

/// Returns what became of a person of a batch of `count` people that the server accepted.
template <class Traits>
PersonFate fate_of(const std::string& user_id, std::size_t count,
                   const BatchResult<Traits>& result) {
    const auto all = static_cast<std::int64_t>(count);
    const bool is_counted = result.created_count && result.updated_count;
    const auto within = [all](const std::optional<std::int64_t>& said) {
        return std::clamp(said.value_or(0), std::int64_t{0}, all);
    };
    const std::int64_t created = within(result.created_count);
    const std::int64_t updated = within(result.updated_count);
    if (created == all && updated == 0) return PersonFate::created;
    if (updated == all && created == 0) return PersonFate::updated;
    if (!is_counted || created + updated >= all) return PersonFate::stored;
    // The server counts fewer people than were sent: those that it returns are confirmed.
    const bool is_shown =
        std::any_of(result.people.begin(), result.people.end(),
                    [&user_id](const auto& person) { return person.userId == user_id; });
    return is_shown ? PersonFate::stored : PersonFate::failed;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
