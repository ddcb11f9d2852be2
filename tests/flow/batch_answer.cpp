#include "flameup/flow/batch_answer.hpp"

#include "flameup/model.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
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
        {"body.people[3].email", "3 email"},
        {"body.people.3", "3 "},
        {"/body/people/3/email", "3 email"},
        {"#/people/3/email", "3 email"},
        {"#/people/3", "3 "},
        {"#/body/people/3/traits/plan", "3 traits/plan"},
        {"[3]/email", "3 email"},
        {"/people/3", "3 "},
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
        {"people[3", "none people[3"},
        {"people[3]email", "none people[3]email"},
        {"body[3].email", "none body[3].email"},
        {"bodypeople[3]", "none bodypeople[3]"},
        {"#", "none #"},
    };
    for (const auto& row : table) BOOST_TEST(split(row.path) == row.split, row.path);
    const auto most = std::to_string((std::numeric_limits<std::size_t>::max)());
    BOOST_TEST(split("people[" + most + "]") == most + ' ');
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

BOOST_AUTO_TEST_CASE(a_persons_members_name_the_one_who_is_alone) {
    const struct {
        const char* path;
        bool is_named;
    } table[] = {{"email", true},       {"userId", true}, {"external_id", true},
                 {"traits.plan", true}, {"traits", true}, {"attributes[0]", true},
                 {"phone/0", true},     {"body", false},  {"workspace_id", false},
                 {"emails", false},     {"", false},      {"people", false}};
    for (const auto& row : table) {
        flameup::Error error;
        error.fields = {{row.path, "", "is bad"}};
        BOOST_TEST(people_named(error, 1).size() == (row.is_named ? 1u : 0u), row.path);
        BOOST_TEST(people_named(error, 2).empty());
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

/// A letter each: created, updated, stored, failed.
std::string fates(const std::vector<std::string_view>& sent, const std::string& answer) {
    const auto read =
        flameup::decode<flameup::detail::SentBatch>({}, flameup::HttpResponse{200, {}, answer});
    BOOST_TEST_REQUIRE(read.has_value());
    std::string letters;
    for (const PersonFate fate : flameup::detail::fates_of(sent, *read)) {
        letters += flameup::detail::enum_name(fate)[0];
    }
    return letters;
}

BOOST_AUTO_TEST_CASE(counts_that_add_up_prove_all) {
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    constexpr std::int64_t least = (std::numeric_limits<std::int64_t>::min)();
    using Count = std::optional<std::int64_t>;
    const struct {
        Count created, updated;
        const char* fates; // of three, the last of whom is in the answer
    } table[] = {
        {3, 0, "ccc"},       {3, {}, "ccc"},       {0, 3, "uuu"},  {{}, 3, "uuu"},
        {1, 2, "sss"},       {3, 3, "ffs"},        {4, 0, "ffs"},  {{}, {}, "ffs"},
        {0, {}, "ffs"},      {2, 2, "ffs"},        {2, 0, "ffs"},  {0, 0, "ffs"},
        {1, -5, "ffs"},      {least, 3, "uuu"},    {-1, 4, "ffs"}, {least, least, "ffs"},
        {most, most, "ffs"}, {most, least, "ffs"},
    };
    for (const auto& row : table) {
        std::string body = R"({"people":[{"email":"a@b.c"},{"external_id":"c"}])";
        if (row.created) body += ",\"created_count\":" + std::to_string(*row.created);
        if (row.updated) body += ",\"updated_count\":" + std::to_string(*row.updated);
        body += '}';
        BOOST_TEST(fates({"a", "b", "c"}, body) == row.fates, body);
    }
}

BOOST_AUTO_TEST_CASE(counts_of_different_people_prove_all) {
    BOOST_TEST(fates({"a", "b", "a"}, R"({"created_count":2})") == "sss");
    BOOST_TEST(fates({"a", "b", "a"}, R"({"created_count":3})") == "ccc");
    BOOST_TEST(fates({"a", "b", "a"}, R"({"updated_count":2})") == "uuu");
    BOOST_TEST(fates({"a", "b", "a"}, R"({"created_count":1})") == "fff");
    BOOST_TEST(fates({"a", "a", "a", "b", "b"}, R"({"created_count":2,"updated_count":3})") ==
               "sssss");
    BOOST_TEST(fates({"a", "a", "a", "b", "b"}, R"({"created_count":2,"updated_count":1})") ==
               "fffff");
    BOOST_TEST(fates({"a", "b", "a"}, R"({"people":[{"userId":"a"}]})") == "sfs");
}

BOOST_AUTO_TEST_CASE(what_is_said_against_an_echo_is_no_proof) {
    const struct {
        const char* person;
        const char* words; // nothing where the person is stored
    } table[] = {
        {R"({"userId":"a"})", nullptr},
        {R"({"userId":"a","error":null,"success":true})", nullptr},
        {R"({"userId":"a","error":false})", nullptr},
        {R"({"userId":"a","error":"is blocked"})", "is blocked"},
        {R"({"userId":"a","error":{"code":"c","message":"is blocked"}})", "is blocked"},
        {R"({"userId":"a","error":{}})", "the server did not store this person"},
        {R"({"userId":"a","error":"a\u00e4\n\"b\""})", "a\u00e4\n\"b\""},
        {R"({"userId":"a","error":{"mess\u0061ge":"x","message" : "is \u0062locked" }})",
         "is blocked"},
        {R"({"userId":"a","error":{"message":{"message":"deep"}}})",
         "the server did not store this person"},
        {R"({"userId":"a","error":[{"message":"in a list"}]})",
         "the server did not store this person"},
        {R"({"userId":"a","error":[[[[{}]]]]})", "the server did not store this person"},
        {R"({"userId":"a","error":0})", "the server did not store this person"},
        {R"({"userId":"a","error":true})", "the server did not store this person"},
        {R"({"userId":"a","error":"is blocked","error":null})", nullptr},
        {R"({"userId":"a","error":"is blocked","success":null})", "is blocked"},
        {R"({"userId":"a","success":{"success":false}})", nullptr},
        {R"({"userId":"a","error":"","success":true})", ""},
        {R"({"userId":"a","success":false})", "the server did not store this person"},
        {R"({"userId":"a","success":false,"error":"is blocked"})", "is blocked"},
    };
    for (const auto& row : table) {
        const std::string body = std::string(R"({"people":[)") + row.person + "]}";
        BOOST_TEST(fates({"a"}, body) == (row.words == nullptr ? "s" : "f"), body);
        const auto answer =
            flameup::decode<flameup::detail::SentBatch>({}, flameup::HttpResponse{200, {}, body});
        flameup::detail::NamedPeople named, expected;
        if (row.words != nullptr) expected = {{1, row.words}, {2, row.words}};
        flameup::detail::add_refused(*answer, {"b", "a", "a"}, named);
        BOOST_TEST((named == expected), body);
    }
}

BOOST_AUTO_TEST_SUITE_END()
