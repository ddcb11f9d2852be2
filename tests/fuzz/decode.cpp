// Decodes any body as the response of any operation: with typed and dynamic traits, into a new
// result and into one that was used before, as views; all of them must agree.

#include "fuzz.hpp"

#include <flameup.hpp>
#include <flameup/json/odd_elements.hpp>
#include <flameup/json/replace_ill_formed.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

enum class Plan { free, basic, premium };
FLAMEUP_DESCRIBE_ENUM(Plan, free, basic, premium)

struct Pet {
    std::string name;
    std::optional<int> age;
    FLAMEUP_DESCRIBE(Pet, (), (name, age))
};

template <class Text> struct Traits {
    Text name{};
    std::optional<Plan> plan{};
    std::optional<flameup::OpenEnum<Plan>> open{};
    flameup::Nullable<std::int64_t> level{};
    std::optional<double> score{};
    float ratio = 1.5F;
    std::uint8_t small_number = 7;
    bool active = false;
    std::vector<std::string> tags{};
    std::vector<Pet> pets{};
    std::map<std::string, int> counts{};
    std::optional<flameup::Timestamp> last_login{};
    boost::json::value anything{};
    static constexpr flameup::Alias aliases[] = {{"first_name", "name"}, {"labels", "tags"}};
    FLAMEUP_DESCRIBE(Traits, (),
                     (name, plan, open, level, score, ratio, small_number, active, tags, pets,
                      counts, last_login, anything))
};

/// Traits of which all texts are views, or strings.
template <class Text> struct Texts {
    Text name{};
    std::optional<Text> first_name{};
    std::vector<Text> tags{};
    std::map<Text, Text> notes{};
    FLAMEUP_DESCRIBE(Texts, (), (name, first_name, tags, notes))
};
using Views = Texts<std::string_view>;
using Owners = Texts<std::string>;

const flameup::Config config = [] {
    flameup::Config made;
    made.limits.max_elements = std::size_t{1} << 20;
    return made;
}();

template <class T> std::string text_of(const T& value) {
    const auto text = flameup::to_json(value);
    fuzz::require(text.has_value(), "what was read can be written");
    return *text;
}

/// How the responses are decoded.
struct Choice {
    flameup::OddElements odd{}, odd_again{};
    flameup::DecodeOptions first{}, again{};

    Choice(const Choice&) = delete; // it points into itself
    Choice& operator=(const Choice&) = delete;
    Choice(bool takes_odd, bool is_lenient) {
        if (is_lenient) first.leniency = again.leniency = {&flameup::replace_ill_formed, true};
        if (takes_odd) first.odd = &odd;
        if (takes_odd) again.odd = &odd_again;
    }

    /// Both were decoded: the odd elements are the same, and can be written.
    void check_odd(bool is_decoded) const {
        fuzz::require(!is_decoded || odd.elements == odd_again.elements,
                      "the same elements are odd");
        for (const flameup::OddElement& element : odd.elements) text_of(element);
    }
};

/// What decodes as a whole decodes to the same by any choice.
template <class Operation, class Taken>
void check_strict(const flameup::HttpResponse& response, const Taken& taken, const Choice& choice) {
    const auto strict = flameup::decode<Operation>(config, response);
    if (!strict) return;
    fuzz::require(taken && choice.odd.elements.empty(), "what decodes has no odd elements");
    if constexpr (!std::is_same_v<flameup::ResponseOf<Operation>, flameup::NoContent>) {
        fuzz::require(text_of(*taken) == text_of(*strict),
                      "what decodes is the same by any choice");
    }
}

/// Decodes into a new result and into the one of the input before.
template <class Operation> void check(const flameup::HttpResponse& response, Choice& choice) {
    using Response = flameup::ResponseOf<Operation>;
    static Response used{};
    const auto fresh = flameup::decode<Operation>(config, response, choice.first);
    const auto again = flameup::decode<Operation>(config, response, used, choice.again);
    choice.check_odd(fresh.has_value());
    check_strict<Operation>(response, fresh, choice);
    fuzz::require(fresh.has_value() == again.has_value(), "a used result is accepted as a new one");
    if (!fresh) {
        fuzz::require(fresh.error() == again.error(), "a used result gives the same error");
        return;
    }
    if constexpr (!std::is_same_v<Response, flameup::NoContent>) {
        const std::string text = text_of(*fresh);
        fuzz::require(text_of(used) == text, "a used result is the same as a new one");
        const auto reread = flameup::from_json<Response>(text, config.limits);
        fuzz::require(reread && text_of(*reread) == text, "what is written is read again");
    }
}

template <class Viewing, class Owning>
void check_views(const flameup::HttpResponse& response, Choice& choice) {
    const auto owned = flameup::decode<Owning>(config, response, choice.first);
    flameup::HttpResponse given = response;
    const auto viewed = flameup::decode<Viewing>(config, std::move(given), choice.again);
    choice.check_odd(owned.has_value());
    fuzz::require(owned.has_value() == viewed.has_value(), "views are accepted as strings are");
    if (!owned) {
        fuzz::require(owned.error() == viewed.error(), "views give the same error");
        fuzz::require(given.body == response.body, "the body is given back");
    } else {
        fuzz::require(text_of(*owned) == text_of(**viewed), "views are the same as strings");
    }
}

} // namespace

void fuzz_one(fuzz::Input input) {
    using Typed = Traits<std::string>;
    const std::size_t which = input.below(16);
    const std::size_t status = input.below(8);
    flameup::HttpResponse response;
    response.status = status == 0 ? 207 : status == 1 ? 202 : 200;
    response.body = input.rest();
    Choice choice(status == 2 || status == 3, status == 3 || status == 4);
    switch (which) {
    case 0: return check<flameup::GetPerson<>>(response, choice);
    case 1: return check<flameup::GetPerson<Typed>>(response, choice);
    case 2: return check<flameup::ListPeople<>>(response, choice);
    case 3: return check<flameup::ListPeople<Typed>>(response, choice);
    case 4: return check<flameup::SearchPeople<Typed>>(response, choice);
    case 5: return check<flameup::UpsertPerson<Typed>>(response, choice);
    case 6: return check<flameup::CreatePerson<>>(response, choice);
    case 7: return check<flameup::UpdatePerson<Typed>>(response, choice);
    case 8: return check<flameup::BatchUpsert<>>(response, choice);
    case 9: return check<flameup::BatchUpsert<Typed>>(response, choice);
    case 10: return check<flameup::GetPersonEvents<>>(response, choice);
    case 11: return check<flameup::GetStatistics>(response, choice);
    case 12: return check<flameup::DeletePerson>(response, choice);
    case 13:
        return check_views<flameup::ListPeople<Views, std::string_view>,
                           flameup::ListPeople<Owners>>(response, choice);
    case 14:
        return check_views<flameup::GetPerson<Views, std::string_view>, flameup::GetPerson<Owners>>(
            response, choice);
    default:
        return check_views<flameup::BatchUpsert<Views, std::string_view>,
                           flameup::BatchUpsert<Owners>>(response, choice);
    }
}
