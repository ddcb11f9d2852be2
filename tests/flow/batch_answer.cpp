#include "flameup/flow/batch_answer.hpp"

#include "flameup/model.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(batch_answer)

using flameup::PersonFate;
using flameup::detail::people_named;

/// The index and what is left of the path, or the path alone.
std::string split(std::string_view path) {
    const auto index = flameup::detail::take_person_index(path);
    return (index ? std::to_string(*index) + ' ' : "none ") + std::string(path);
}

BOOST_AUTO_TEST_CASE(reads_whom_a_path_means) {
    const struct {
        const char* path;
        const char* split;
    } table[] = {
        {"people[3].email", "3 email"},
        {"people.3.email", "3 email"},
        {"/people/3/email", "3 email"},
        {"people/3/email", "3 email"},
        {"$.people[12].traits.plan", "12 traits.plan"},
        {"[3].email", "3 email"},
        {"$[3]", "3 "},
        {"people[3]", "3 "},
        {"/people/3", "3 "},
        {"people[18446744073709551615]", "18446744073709551615 "},
        {"", "none "},
        {"$", "none $"},
        {"/", "none /"},
        {"email", "none email"},
        {"people", "none people"},
        {"people.", "none people."},
        {"people[]", "none people[]"},
        {"people[x]", "none people[x]"},
        {"people[-1]", "none people[-1]"},
        {"people[+1]", "none people[+1]"},
        {"people[ 1]", "none people[ 1]"},
        {"people[1x].email", "none people[1x].email"},
        {"people.1st.email", "none people.1st.email"},
        {"people[18446744073709551616]", "none people[18446744073709551616]"},
        {"peoples[1].email", "none peoples[1].email"},
        {"3.email", "none 3.email"},
    };
    for (const auto& row : table) BOOST_TEST(split(row.path) == row.split, row.path);
}

BOOST_AUTO_TEST_CASE(finds_whom_an_error_names) {
    using Fields = std::vector<flameup::FieldError>;
    const struct {
        Fields fields;
        std::map<std::size_t, std::string> named;
    } table[] = {
        {{}, {}},
        {{{"people[0].email", "", "is taken"}}, {{0, "email is taken"}}},
        {{{"people[2]", "", "is unknown"}}, {{2, "is unknown"}}},
        {{{"people[2].email", "", "is taken"},
          {"/people/0/phone", "", "is long"},
          {"people.2.userId", "", "is old"}},
         {{0, "phone is long"}, {2, "email is taken; userId is old"}}},
        {{{"people[3].email", "", "is taken"}}, {}}, // there are three
        {{{"people[0].email", "", "is taken"}, {"people", "", "are too many"}}, {}},
        {{{"", "", "bad"}}, {}},
    };
    for (const auto& row : table) {
        flameup::Error error;
        error.fields = row.fields;
        BOOST_TEST((people_named(error, 3) == row.named));
    }
}

BOOST_AUTO_TEST_CASE(tells_what_an_error_says) {
    flameup::Error error =
        flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "cut off");
    BOOST_TEST(flameup::detail::message_of(error) == "cut off");
    error.fields = {{"email", "", "is taken"}, {"", "", "twice"}};
    BOOST_TEST(flameup::detail::message_of(error) == "email is taken; twice");
}

BOOST_AUTO_TEST_CASE(tells_refused_people_from_refused_requests) {
    for (int status = 300; status != 600; ++status) {
        const bool expected = status == 400 || status == 409 || status == 422;
        BOOST_TEST(flameup::detail::refuses_a_person(status) == expected, status);
    }
}

BOOST_AUTO_TEST_CASE(tells_what_became_of_a_person) {
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    constexpr std::int64_t least = (std::numeric_limits<std::int64_t>::min)();
    using Count = std::optional<std::int64_t>;
    const struct {
        Count created, updated;
        PersonFate shown, hidden; // of three, one of whom is in the answer
    } table[] = {
        {3, 0, PersonFate::created, PersonFate::created},
        {3, {}, PersonFate::created, PersonFate::created},
        {0, 3, PersonFate::updated, PersonFate::updated},
        {{}, 3, PersonFate::updated, PersonFate::updated},
        {1, 2, PersonFate::stored, PersonFate::stored},
        {3, 3, PersonFate::stored, PersonFate::stored},
        {{}, {}, PersonFate::stored, PersonFate::stored},
        {0, {}, PersonFate::stored, PersonFate::stored},
        {2, 2, PersonFate::stored, PersonFate::stored},
        {2, 0, PersonFate::stored, PersonFate::failed},
        {0, 0, PersonFate::stored, PersonFate::failed},
        {1, -5, PersonFate::stored, PersonFate::failed},
        {least, least, PersonFate::stored, PersonFate::failed},
        {most, most, PersonFate::stored, PersonFate::stored},
        {least, 3, PersonFate::updated, PersonFate::updated},
    };
    for (const auto& row : table) {
        flameup::BatchResult<> result;
        result.created_count = row.created;
        result.updated_count = row.updated;
        result.people.resize(2);
        result.people[1].userId = "shown";
        BOOST_TEST((flameup::detail::fate_of("shown", 3, result) == row.shown));
        BOOST_TEST((flameup::detail::fate_of("hidden", 3, result) == row.hidden));
    }
}

BOOST_AUTO_TEST_SUITE_END()
