// Types of users with a `TextForm`, in every place where a string can be.
#include "../examples/own_types/forms.hpp"

#include "flameup/core.hpp"
#include "flameup/describe/compare.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace types_of_users_test {

using flameup::Nullable;
using namespace own;

const Uuid uuid{{0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0, 0, 0, 0, 0, 0, 0, 0xFF}};
const char* const uuid_text = "01234567-89ab-cdef-0000-0000000000ff";

/// Bytes that may be anything, also no UTF-8: any text is read and written as it is.
struct Raw {
    std::string bytes;
    friend bool operator==(const Raw& a, const Raw& b) { return a.bytes == b.bytes; }
};

/// What a value's bounded form writes.
struct Odd {
    enum { nothing, no_utf8, quotes, outside, all, empty } what = nothing;
};

struct Traits {
    Uuid id;
    std::optional<Amount> price;
    Nullable<Time> since;
    std::vector<Uuid> friends;
    std::map<std::string, EngineString> titles;
    Raw raw;
    boost::json::object dynamic;
    FLAMEUP_DESCRIBE(Traits, (), (id, price, since, friends, titles, raw, dynamic))
    FLAMEUP_COMPARE(Traits)
};

struct FindThings {
    struct Response {
        std::vector<Uuid> ids;
        FLAMEUP_DESCRIBE(Response, (), (ids))
    };
    static constexpr flameup::Route route{"find", flameup::Method::get, "/things/{id}"};
    Uuid id;
    std::vector<Amount> prices;
    std::optional<EngineString> title;
    std::optional<Raw> raw;
    FLAMEUP_DESCRIBE(FindThings, (), (id, prices, title, raw))
};

struct NameThing {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"name", flameup::Method::put, "/names/{name}"};
    EngineString name;
    std::optional<Raw> email, nick;
    static constexpr flameup::Rule rules[] = {
        flameup::Rule::length("name", 2, 4), flameup::Rule::reserved("name", "all"),
        flameup::Rule::email("email"), flameup::Rule::any_of("email", "nick"),
        flameup::Rule::required("nick")};
    FLAMEUP_DESCRIBE(NameThing, (), (name, email, nick))
};

} // namespace types_of_users_test

template <> struct flameup::TextForm<types_of_users_test::Raw> {
    static constexpr std::string_view name = "raw";

    static const char* from_text(std::string_view text, types_of_users_test::Raw& value) {
        if (text == "bad") return "it is \x1B[31mbad\n\xFF";
        value.bytes = text;
        return nullptr;
    }
    static bool to_text(const types_of_users_test::Raw& value, std::string& out) {
        out += value.bytes;
        return value.bytes != "none";
    }
};

template <> struct flameup::TextForm<types_of_users_test::Odd> {
    static constexpr std::string_view name = "odd";
    static constexpr std::size_t longest = 5;

    static const char* from_text(std::string_view, types_of_users_test::Odd&) { return "never"; }
    static char* to_text(const types_of_users_test::Odd& value, char (&out)[longest]) {
        const auto put = [&out](std::string_view text) {
            return std::copy(text.begin(), text.end(), out);
        };
        switch (value.what) {
        case types_of_users_test::Odd::no_utf8: return put("\xC3(");
        case types_of_users_test::Odd::quotes: return put("\"\\\n\x01\x7F");
        case types_of_users_test::Odd::outside: return out + longest + 1;
        case types_of_users_test::Odd::all: return put("abcd\xC3");
        case types_of_users_test::Odd::empty: return out;
        default: return nullptr;
        }
    }
};

namespace types_of_users_test {

EngineString wide(std::string_view text) {
    EngineString result;
    BOOST_TEST(flameup::TextForm<EngineString>::from_text(text, result) == nullptr);
    return result;
}

Time at(std::int64_t milliseconds) { return Time(std::chrono::milliseconds(milliseconds)); }

Traits some_traits() {
    Traits traits{uuid, Amount{-1250}, at(-1), {uuid, Uuid{}}, {}, {"a\"\\\n\u20AC"}, {}};
    traits.titles["en"] = wide("caf\u00E9 \U0001F600");
    traits.dynamic["a"] = 1;
    return traits;
}

const std::string some_json =
    R"({"id":"01234567-89ab-cdef-0000-0000000000ff","price":"-12.50",)"
    R"("since":"1969-12-31T23:59:59.999Z","friends":["01234567-89ab-cdef-0000-0000000000ff",)"
    R"("00000000-0000-0000-0000-000000000000"],"titles":{"en":"caf)"
    "\u00E9 \U0001F600"
    R"("},"raw":"a\"\\\n)"
    "\u20AC"
    R"(","dynamic":{"a":1}})";

flameup::Config config_of_types() {
    flameup::Config config;
    config.api_key = "key";
    config.base_url = "https://host";
    return config;
}

template <class T> std::string problem(std::string_view text) {
    const auto value = flameup::from_json<T>(text);
    if (value) return "none";
    return value.error().code + " offset " + std::to_string(value.error().offset.value_or(0)) +
           ' ' + value.error().message;
}

template <class T> std::string fields_of(const T& result) {
    if (result) return "none";
    std::string text;
    for (const auto& field : result.error().fields) {
        text += (text.empty() ? "" : "; ") + field.path + ' ' + field.code + ' ' + field.message;
    }
    return text;
}

} // namespace types_of_users_test

BOOST_AUTO_TEST_SUITE(types_of_users)

using namespace types_of_users_test;

BOOST_AUTO_TEST_CASE(are_written_and_read_as_strings) {
    BOOST_TEST(flameup::to_json(some_traits()).value() == some_json);
    const auto read = flameup::from_json<Traits>(some_json);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST((*read == some_traits()));
    BOOST_TEST(flameup::to_json(uuid).value() == '"' + std::string(uuid_text) + '"');
    BOOST_TEST((flameup::from_json<Uuid>('"' + std::string(uuid_text) + '"').value() == uuid));
}

BOOST_AUTO_TEST_CASE(are_left_out_and_null_as_other_types) {
    Traits traits;
    const std::string rest = R"("friends":[],"titles":{},"raw":"","dynamic":{}})";
    const std::string nil = R"({"id":"00000000-0000-0000-0000-000000000000",)";
    BOOST_TEST(flameup::to_json(traits).value() == nil + rest);
    traits.since = flameup::null;
    BOOST_TEST(flameup::to_json(traits).value() == nil + R"("since":null,)" + rest);
    const auto read = flameup::from_json<Traits>(R"({"id":null,"price":null,"since":null})");
    BOOST_TEST((read.value() == traits));
}

BOOST_AUTO_TEST_CASE(are_read_into_used_results) {
    using Get = flameup::GetPerson<Traits>;
    flameup::Person<Traits> person;
    person.traits = some_traits();
    person.traits.titles["old"] = wide("old");
    const char16_t* const memory = person.traits.titles["en"].units.data();
    const std::string body = R"({"traits":{"titles":{"en":"\ud83d\ude00\u0000"},)"
                             R"("friends":["01234567-89ab-CDEF-0000-0000000000FF"]}})";
    BOOST_TEST(flameup::decode<Get>(config_of_types(), {200, {}, body}, person).has_value());
    Traits expected;
    expected.titles["en"].units = {0xD83D, 0xDE00, 0};
    expected.friends = {uuid};
    BOOST_TEST((person.traits == expected));
    BOOST_TEST((person.traits.titles["en"].units.data() == memory));
}

BOOST_AUTO_TEST_CASE(say_what_is_wrong_with_a_string_and_where) {
    BOOST_TEST(problem<Traits>(R"({"friends":[")" + std::string(uuid_text) + R"(","0123"]})") ==
               "invalid_uuid offset 51 at $.friends[1]: the string is not a valid uuid: it has not "
               "36 characters");
    BOOST_TEST(problem<Traits>(R"({"titles":{"a":["b"]}})") ==
               "wrong_type offset 15 at $.titles.a: expected a string (text), found an array");
    BOOST_TEST(problem<Traits>(R"({"price":12.5})") ==
               "wrong_type offset 9 at $.price: expected a string (decimal), found a number");
    BOOST_TEST(problem<Traits>(R"({"raw":"bad"})") ==
               "invalid_raw offset 7 at $.raw: the string is not a valid raw: it is ?[31mbad??");
    BOOST_TEST(problem<Traits>("{\"raw\":\"\xFF\"}").substr(0, 30) ==
               "invalid_json offset 8 at $.raw");
    BOOST_TEST(problem<Traits>(R"({"since":"yesterday"})") ==
               "invalid_date-time offset 9 at $.since: the string is not a valid date-time: it is "
               "not of RFC 3339");
    for (const char* const text : {"", "1", "1.2", ".12", "1.234", "12", "-.12", "--1.00", "1..00",
                                   "+1.00", "123456789.00", "1.\xC2\xA0"}) {
        BOOST_TEST(problem<Amount>('"' + std::string(text) + '"').substr(0, 15) ==
                   "invalid_decimal");
    }
    for (const std::size_t i : {0u, 8u, 9u, 23u, 35u}) {
        std::string text = uuid_text;
        text[i] = i == 8 || i == 23 ? 'a' : '-';
        BOOST_TEST(problem<Uuid>('"' + text + '"').substr(0, 12) == "invalid_uuid", text);
    }
}

BOOST_AUTO_TEST_CASE(are_in_paths_and_queries) {
    FindThings find{uuid, {{1}, {-99'999'999'99}}, wide("a b&\u00E9"), {}};
    const auto request = flameup::build(config_of_types(), find);
    BOOST_TEST_REQUIRE(request.has_value());
    BOOST_TEST(request->url == "https://host/things/" + std::string(uuid_text) +
                                   "?prices=0.01&prices=-99999999.99&title=a%20b%26%C3%A9");

    find.prices = {{100'000'000'00}, {0}};
    find.title = EngineString{{0xDC00}};
    find.raw = Raw{"none"};
    BOOST_TEST(fields_of(flameup::build(config_of_types(), find)) ==
               "prices invalid_decimal has no text as decimal; "
               "title ill_formed_utf8 must be well-formed UTF-8; "
               "raw invalid_raw has no text as raw");
}

BOOST_AUTO_TEST_CASE(obey_the_rules_for_strings) {
    const auto found = [](std::string_view name, std::optional<Raw> email,
                          std::optional<Raw> nick) {
        return fields_of(flameup::build(config_of_types(), NameThing{wide(name), email, nick}));
    };
    BOOST_TEST(found("\u00E9\U0001F600", Raw{"a@b"}, Raw{"n"}) == "none");
    BOOST_TEST(found("a", Raw{"no"}, {}) ==
               "name too_short must have at least 2 characters; "
               "email invalid_email must be an email address; nick required is required");
    BOOST_TEST(found("all", Raw{}, Raw{}) ==
               "name reserved must not be all, which is an operation's path; "
               "email invalid_email must be an email address; "
               "email any_of is missing: at least one of email, nick is needed");
    BOOST_TEST(
        found("abcde", Raw{"none"}, Raw{"n"}) ==
        "name too_long must have at most 4 characters; email invalid_raw has no text as raw");
    BOOST_TEST(found("..", {}, Raw{"n"}) ==
               "name dot_segment must not be . or .., which URL software removes");
    BOOST_TEST(found("", {}, Raw{"n"}) ==
               "name required must not be empty; name required must not be empty");
}

BOOST_AUTO_TEST_CASE(cannot_break_the_text_around_them) {
    const auto written = [](Odd odd) { return flameup::to_json(std::vector<Odd>{odd, odd}); };
    BOOST_TEST(written({Odd::quotes}).value() == R"(["\"\\\n\u0001)"
                                                 "\x7F"
                                                 R"(","\"\\\n\u0001)"
                                                 "\x7F\"]");
    BOOST_TEST(written({Odd::empty}).value() == R"(["",""])");
    for (const auto what : {Odd::no_utf8, Odd::all}) {
        BOOST_TEST(fields_of(written({what})) == "[0] ill_formed_utf8 must be well-formed UTF-8; "
                                                 "[1] ill_formed_utf8 must be well-formed UTF-8");
    }
    for (const auto what : {Odd::nothing, Odd::outside}) {
        BOOST_TEST(fields_of(written({what})) ==
                   "[0] invalid_odd has no text as odd; [1] invalid_odd has no text as odd");
    }
    for (std::size_t size = 0; size != 400; ++size) { // whatever room there is in the buffer
        const Raw raw{std::string(size, '"')};
        BOOST_TEST((flameup::from_json<Raw>(flameup::to_json(raw).value()).value() == raw));
    }
}

BOOST_AUTO_TEST_CASE(can_have_any_value) {
    using limits = std::numeric_limits<std::int64_t>;
    for (const std::int64_t count :
         {(limits::min)(), (limits::max)(), -62'167'219'200'001, 253'402'300'800'000}) {
        BOOST_TEST(fields_of(flameup::to_json(at(count))) ==
                   " invalid_date-time has no text as date-time");
    }
    const std::int64_t counts[] = {-62'167'219'200'000, -1'001, -1'000, -999, 0, 1, 999,
                                   253'402'300'799'999};
    for (const std::int64_t count : counts) {
        const auto text = flameup::to_json(at(count));
        BOOST_TEST((flameup::from_json<Time>(text.value()).value() == at(count)));
    }
    for (const std::int64_t cents : {(limits::min)(), (limits::max)()}) {
        BOOST_TEST(flameup::to_json(Amount{cents}).has_error());
    }
}

BOOST_AUTO_TEST_SUITE_END()
