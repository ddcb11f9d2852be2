#ifndef FLAMEUP_FLOW_BATCH_ANSWER_HPP
#define FLAMEUP_FLOW_BATCH_ANSWER_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/person_outcome.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/error.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// What the flow of batches reads of a person in an answer: who it is, and what is said against it.
struct EchoedPerson {
    std::optional<std::string> userId;
    boost::json::value success;
    boost::json::value error;

    static constexpr Alias aliases[] = {{"external_id", "userId"}};
    FLAMEUP_DESCRIBE(EchoedPerson, (), (userId, success, error))
};

/// What the flow of batches reads of an answer.
struct BatchAnswer {
    std::vector<EchoedPerson> people;
    std::optional<std::int64_t> created_count;
    std::optional<std::int64_t> updated_count;
    FLAMEUP_DESCRIBE(BatchAnswer, (), (people, created_count, updated_count))
};

/// A batch as `decode` takes it, whose answer is read as far as the flow needs it.
struct SentBatch {
    using Response = BatchAnswer;
    static constexpr Route route = BatchUpsert<NoContent>::route;
};

/// Tells whether a status means that the server refuses some of the people, and not the request.
constexpr bool refuses_a_person(int status) noexcept {
    return status == 400 || status == 409 || status == 422;
}

/// Tells whether a status may come of a single person at whom the server fails, or at whom it takes
/// so long that a proxy gives up.
constexpr bool fails_at_a_person(int status) noexcept {
    return status == 500 || status == 502 || status == 504 || status == 520 || status == 524;
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

/// Takes a word from the front of a text, if it is there.
inline bool take_word(std::string_view& text, std::string_view word) {
    if (text.substr(0, word.size()) != word) return false;
    text.remove_prefix(word.size());
    return true;
}

/// Takes the index from the front of a path, and leaves the rest: of `people[3].email`,
/// `body.people.3.email` or `#/people/3/email` returns 3 and leaves `email`.
inline std::optional<std::size_t> take_person_index(std::string_view& path) {
    std::string_view rest = path;
    const auto take_separator = [&rest] { return take_word(rest, ".") || take_word(rest, "/"); };
    if (!take_word(rest, "#")) take_word(rest, "$");
    take_separator();
    if (take_word(rest, "body") && !take_separator()) return std::nullopt;
    take_word(rest, "people");
    const bool is_bracket = take_word(rest, "[");
    if (!is_bracket && (rest.size() == path.size() || !take_separator())) return std::nullopt;
    std::size_t index = 0;
    const auto taken = std::from_chars(rest.data(), rest.data() + rest.size(), index);
    if (taken.ec != std::errc()) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(taken.ptr - rest.data()));
    if (is_bracket && !take_word(rest, "]")) return std::nullopt;
    if (!rest.empty() && !take_separator()) return std::nullopt;
    path = rest;
    return index;
}

/// Tells whether a path is that of a member which a person is sent with.
inline bool is_member_of_a_person(std::string_view path) {
    const std::string_view member = path.substr(0, path.find_first_of(".[/"));
    constexpr std::string_view members[] = {"userId",      "external_id", "email",     "phone",
                                            "anonymousId", "traits",      "attributes"};
    return std::find(std::begin(members), std::end(members), member) != std::end(members);
}

/// People of a batch by their index in it, each with what is said against it.
using NamedPeople = std::map<std::size_t, std::string>;

/// Returns those people of a batch whom an error names.
///
/// Empty if the error also names something else, such as an index that is not in the batch. Of a
/// batch of one person, a member of a person names that one.
inline NamedPeople people_named(const Error& error, std::size_t count) {
    NamedPeople named;
    for (const FieldError& field : error.fields) {
        std::string_view path = field.path;
        std::optional<std::size_t> index = take_person_index(path);
        if (!index && count == 1 && is_member_of_a_person(path)) index = 0;
        if (!index || *index >= count) return {};
        std::string& words = named[*index];
        if (!words.empty()) words += "; ";
        words.append(path).append(path.empty() ? "" : " ").append(field.message);
    }
    return named;
}

/// Returns what is said against a person in an answer; nothing for one whom the server stored.
inline std::optional<std::string> refusal_of(const EchoedPerson& person) {
    const auto is_false = [](const boost::json::value& value) {
        return value.is_bool() && !value.as_bool();
    };
    const boost::json::value* words = &person.error;
    const bool is_error = !words->is_null() && !is_false(*words);
    if (!is_error && !is_false(person.success)) return std::nullopt;
    if (words->is_object()) words = words->as_object().if_contains("message");
    if (words == nullptr || !words->is_string()) return "the server did not store this person";
    return std::string(words->as_string().data(), words->as_string().size());
}

/// Adds those whom an answer shows as refused; `sent` are the userIds of the whole batch.
inline void add_refused(const BatchAnswer& answer, const std::vector<std::string_view>& sent,
                        NamedPeople& named) {
    for (const EchoedPerson& person : answer.people) {
        const std::optional<std::string> words = refusal_of(person);
        for (std::size_t i = 0; words && person.userId && i != sent.size(); ++i) {
            if (sent[i] == *person.userId) named.emplace(i, *words);
        }
    }
}

/// Returns what an answer proves of those whom a batch had, by their userIds: that they are stored,
/// or else nothing, which is `failed`.
///
/// It proves all of them where its counts add up to the people, or to the different ones of them;
/// else those whom it shows.
inline std::vector<PersonFate> fates_of(const std::vector<std::string_view>& sent,
                                        const BatchAnswer& answer) {
    const auto all = static_cast<std::int64_t>(sent.size());
    const auto said = [all](const std::optional<std::int64_t>& count) {
        return std::clamp(count.value_or(0), std::int64_t{0}, all + 1);
    };
    const std::int64_t created = said(answer.created_count);
    const std::int64_t updated = said(answer.updated_count);
    const std::int64_t sum = created + updated;
    const auto different = [&sent] {
        const std::set<std::string_view> ids(sent.begin(), sent.end());
        return static_cast<std::int64_t>(ids.size());
    };
    if (sum == all || (sum != 0 && sum == different())) {
        PersonFate fate = PersonFate::stored;
        if (created == all) fate = PersonFate::created;
        if (created == 0) fate = PersonFate::updated;
        return std::vector<PersonFate>(sent.size(), fate);
    }
    std::set<std::string_view> shown;
    for (const EchoedPerson& person : answer.people) {
        if (person.userId && !refusal_of(person)) shown.insert(*person.userId);
    }
    std::vector<PersonFate> fates;
    fates.reserve(sent.size());
    for (const std::string_view id : sent) {
        fates.push_back(shown.count(id) != 0 ? PersonFate::stored : PersonFate::failed);
    }
    return fates;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
