#ifndef FLAMEUP_FLOW_BATCH_ANSWER_HPP
#define FLAMEUP_FLOW_BATCH_ANSWER_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/people_batches_state.hpp"
#include "flameup/json/value_reader.hpp"
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

/// A JSON value of any kind, as its text; empty for null.
struct AnyJson {
    std::string text;
};

template <> inline constexpr bool has_form_in_json<AnyJson> = true;

template <> inline const char* read_value(ValueReader& reader, const char* p, AnyJson& value) {
    const char* const behind = reader.skip(p);
    if (behind != nullptr) value.text.assign(p, behind);
    return behind;
}

/// The members of a person in the response to a batch that the flow of batches reads.
struct EchoedPerson {
    std::optional<std::string> userId;
    AnyJson success;
    AnyJson error;

    static constexpr Alias aliases[] = {{"external_id", "userId"}};
    FLAMEUP_DESCRIBE(EchoedPerson, (), (userId, success, error))
};

/// The members of the response to a batch that the flow of batches reads.
struct BatchAnswer {
    std::vector<EchoedPerson> people;
    std::optional<std::int64_t> created_count;
    std::optional<std::int64_t> updated_count;
    FLAMEUP_DESCRIBE(BatchAnswer, (), (people, created_count, updated_count))
};

/// A batch upsert for `decode` whose response is a `BatchAnswer`, not a `BatchResult`.
struct SentBatch {
    using Response = BatchAnswer;
    static constexpr Route route = BatchUpsert<NoContent>::route;
};

/// Tells whether the server may refuse, by this status, some of the people and not the request.
constexpr bool refuses_a_person(int status) noexcept {
    return status == 400 || status == 409 || status == 422;
}

/// Tells whether a single person may cause this status: the server fails when it processes that
/// person, or takes so long that a proxy gives up.
constexpr bool fails_at_a_person(int status) noexcept {
    return status == 500 || status == 502 || status == 504 || status == 520 || status == 524;
}

/// Returns the messages of an error's fields, such as `email is taken; phone is long`, or the
/// error's own message if it has no fields.
inline std::string message_of(const Error& error) {
    std::string words;
    for (const FieldError& field : error.fields) {
        if (!words.empty()) words += "; ";
        words += field.path.empty() ? field.message : field.path + ' ' + field.message;
    }
    return words.empty() ? error.message : words;
}

/// Removes a word from the beginning of a text; returns false if the text begins otherwise.
inline bool take_word(std::string_view& text, std::string_view word) {
    if (text.substr(0, word.size()) != word) return false;
    text.remove_prefix(word.size());
    return true;
}

/// Removes a person's index from the beginning of a path and returns it.
///
/// For `people[3].email`, `body.people.3.email` and `#/people/3/email` it returns 3 and leaves
/// `email`. If there is no index, it returns nothing and leaves the path as it is.
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

/// Tells whether a path begins with a member that requests send for a person.
inline bool is_member_of_a_person(std::string_view path) {
    const std::string_view member = path.substr(0, path.find_first_of(".[/"));
    constexpr std::string_view members[] = {"userId",      "external_id", "email",     "phone",
                                            "anonymousId", "traits",      "attributes"};
    return std::find(std::begin(members), std::end(members), member) != std::end(members);
}

/// People of a batch whom the server refused: their index in the batch, and the reason.
using NamedPeople = std::map<std::size_t, std::string>;

/// Returns the people of a batch whom an error names.
///
/// Empty if the error also names something else, such as an index that is not in the batch. If the
/// batch has one person, an error that names a member, such as `email`, names that person.
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

/// Returns the message of an `error`: of a string itself, of an object its member `message`.
inline std::optional<std::string> words_of(const AnyJson& error) {
    JsonScanner scanner(error.text, error.text.size()); // which were found well-formed before
    std::string_view text;
    std::string_view name;
    const char* words = error.text.data();
    if (*words == '{') {
        const char* message = nullptr;
        scanner.members(
            words, [&](const char* p) { return scanner.key(p, name); },
            [&](const char* p) {
                if (name == "message") message = p;
                return scanner.skip(p);
            });
        words = message;
    }
    if (words == nullptr || *words != '"') return std::nullopt;
    scanner.string(words, text);
    return std::string(text);
}

/// Returns why the server refused a person of a response; nothing if it stored the person.
inline std::optional<std::string> refusal_of(const EchoedPerson& person) {
    const bool is_error = !person.error.text.empty() && person.error.text != "false";
    if (!is_error && person.success.text != "false") return std::nullopt;
    const auto words = is_error ? words_of(person.error) : std::nullopt;
    return words ? words : "the server did not store this person";
}

/// Adds the people whom a response shows as refused; `sent` are the userIds of the whole batch.
inline void add_refused(const BatchAnswer& answer, const std::vector<std::string_view>& sent,
                        NamedPeople& named) {
    for (const EchoedPerson& person : answer.people) {
        const std::optional<std::string> words = refusal_of(person);
        for (std::size_t i = 0; words && person.userId && i != sent.size(); ++i) {
            if (sent[i] == *person.userId) named.emplace(i, *words);
        }
    }
}

/// Returns the fate of each person of a batch, in the order of the userIds `sent`: stored if the
/// response proves it, else `failed`.
///
/// The response proves that all are stored if its counts add up to the number of people, or of
/// different userIds. Otherwise it proves that those are stored whom it shows without a refusal.
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
