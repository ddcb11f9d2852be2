#include "../../examples/people/commands/command_line.hpp"
#include "../../examples/people/commands/completed.hpp"
#include "../../examples/people/commands/described.hpp"
#include "../../examples/people/commands/help.hpp"
#include "../../examples/people/commands/operation_json.hpp"
#include "../../examples/people/options/names.hpp"

#include <flameup/core.hpp>

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The command lines of operations that a program adds.

BOOST_AUTO_TEST_SUITE(people_arguments)

namespace added {

enum class Order { newest, oldest };
FLAMEUP_DESCRIBE_ENUM(Order, newest, oldest)

struct ListDevices {
    using Response = flameup::NoContent;
    static constexpr std::string_view summary = "Lists devices";
    static constexpr flameup::Route route{"devices", flameup::Method::get,
                                          "/people/{person}/devices/{kind}"};

    std::int32_t kind = 0;
    std::string person;
    std::vector<std::string> tag;
    std::optional<bool> active;
    std::optional<double> since;
    Order order = Order::newest;
    std::optional<flameup::Timestamp> seenAt;
    std::optional<std::string> output, help; // names that the tool has

    static constexpr flameup::Alias aliases[] = {{"device_kind", "kind"}};
    static constexpr flameup::Rule rules[] = {flameup::Rule::count("tag", 0, 3)};
    FLAMEUP_DESCRIBE(ListDevices, (),
                     (kind, person, tag, active, since, order, seenAt, output, help))
};

struct TrackEvent {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"track", flameup::Method::post, "/track"};

    std::string external_id;
    std::string event;
    boost::json::object parameters;
    std::map<std::string, std::int64_t> counts;
    flameup::Nullable<std::string> note;

    FLAMEUP_DESCRIBE(TrackEvent, (), (external_id, event, parameters, counts, note))
};

/// A program's commands: its own operations beside one of the library's.
const people_tool::Commands& commands() {
    static const people_tool::Commands list{
        people_tool::command_of<ListDevices>(nullptr, people_tool::calls),
        people_tool::command_of<TrackEvent>(nullptr, people_tool::calls),
        people_tool::command_of<flameup::GetStatistics>(nullptr, people_tool::calls)};
    return list;
}

/// Returns the JSON that a command line makes of an operation, or what is wrong with it.
std::string json_of(std::vector<std::string> words) {
    words.insert(words.begin(), "people");
    std::vector<char*> values;
    for (std::string& word : words) values.push_back(word.data());
    const people_tool::Asked asked =
        people_tool::read_command_line(static_cast<int>(values.size()), values.data(), commands());
    if (!asked.problem.empty()) return asked.problem;
    if (asked.command == nullptr || asked.help) return "help";
    std::string text;
    const flameup::Config config;
    const auto problem = people_tool::read_operation(
        {asked.arguments, config, *asked.command, commands(), {}}, text);
    return problem ? problem->error.message : text;
}

std::string names_of(const std::vector<people_tool::Completed>& list) {
    std::string names;
    for (const auto& one : list) names += (names.empty() ? "" : " ") + one.name;
    return names;
}

} // namespace added

BOOST_AUTO_TEST_CASE(operations_of_a_program_have_their_commands) {
    struct Row {
        std::vector<std::string> words;
        std::string expected;
    };
    const Row rows[] = {
        {{"devices", "ada", "3"}, R"({"person":"ada","kind":3})"}, // in the order of the path
        {{"devices", "ada", "--device-kind=3"}, R"({"kind":3,"person":"ada"})"},
        {{"devices", R"({"device_kind":1,"person":"a"})", "--kind", "2"},
         R"({"person":"a","kind":2})"},
        {{"devices", "ada", "3", "--tag", "a", "--tag=b"},
         R"({"tag":["a","b"],"person":"ada","kind":3})"},
        {{"devices", "{}", "--active", "--since=-1.5e3"}, R"({"active":true,"since":-1500.0})"},
        {{"devices", "{}", "--active", "false"}, R"({"active":false})"},
        {{"devices", "{}", "--active=no"}, "--active needs true or false"},
        {{"devices", "{}", "--since=x"}, "--since needs a number"},
        {{"devices", "{}", "--order", "oldest"}, R"({"order":"oldest"})"},
        {{"devices", "{}", "--order", "oldets"},
         "--order needs one of: newest, oldest; did you mean oldest?"},
        {{"devices", "{}", "--seen-at", "2024-01-15"}, R"({"seenAt":"2024-01-15T00:00:00Z"})"},
        {{"devices", "ada"}, "devices needs KIND; see people devices --help"},
        {{"devices", "ada", "x"}, "--kind needs a whole number of at most 64 bits"},
        {{"devices", "{}", "--output", "json"}, "{}"}, // the tool's
        {{"devices", "--help"}, "help"},
        {{"devcies", "ada"}, "there is no such command; did you mean devices? See people --help"},
        {{"track", "u1", "--event", "login", "--parameter", "a=1", "--count", "b:=2"},
         R"({"event":"login","parameters":{"a":"1"},"counts":{"b":2},"external_id":"u1"})"},
        {{"track", "--external_id=u1", "--note", "null"}, R"({"external_id":"u1","note":"null"})"},
        {{"stats", "x"}, "stats takes options, and JSON as {...}; see people stats --help"},
    };
    for (const Row& row : rows) {
        const std::string found = added::json_of(row.words);
        BOOST_TEST_CONTEXT(row.words.front() << " " << row.words.back()) {
            BOOST_TEST(found == row.expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(operations_of_a_program_have_their_help) {
    const std::string page = people_tool::page_of(added::commands()[0]);
    const std::string_view expected = R"(usage: people devices PERSON KIND [OPTIONS]
       people devices JSON|@FILE|- [OPTIONS]

Lists devices.

  --kind N               KIND as an option
  --person TEXT          PERSON as an option
  --tag TEXT             0 to 3; may be repeated
  --active true|false
  --since NUMBER
  --order newest|oldest
  --seen-at TIME         2024-01-15 or 2024-01-15T10:30:00Z
  (output)               only in the JSON
  (help)                 only in the JSON
)";
    BOOST_TEST(page.substr(0, expected.size()) == expected);
    BOOST_TEST(page.find("\nExample:\n  people devices ada 10 --order newest") != page.npos);
    BOOST_TEST(people_tool::page_of(added::commands()[1]).find("\nPOST /track.\n") != page.npos);
}

BOOST_AUTO_TEST_CASE(operations_of_a_program_are_completed) {
    const auto options = people_tool::completed_options(&added::commands()[0]);
    const std::string names = added::names_of(options);
    BOOST_TEST(names.find(" kind person tag active since order seen-at") != names.npos);
    BOOST_TEST(names.find("output") == names.rfind("output"));
    for (const auto& option : options) {
        if (option.name == "order")
            BOOST_TEST(people_tool::joined(option.choices, " ") == "newest oldest");
        if (option.name == "active")
            BOOST_TEST(people_tool::joined(option.choices, " ") == "true false");
    }
    BOOST_TEST(added::names_of(people_tool::completed_words(nullptr, added::commands())) ==
               "devices track stats");
}

BOOST_AUTO_TEST_CASE(the_nearest_name_is_found) {
    struct Row {
        std::string_view typed, name;
    };
    const std::vector<std::string_view> names{"list", "import", "export", "upsert", "q"};
    for (const auto& [typed, name] :
         {Row{"lsit", "list"}, Row{"lst", "list"}, Row{"lisst", "list"}, Row{"imprt", "import"},
          Row{"exprot", "export"}, Row{"LIST", ""}, Row{"", ""}, Row{"x", ""}, Row{"xyz", ""},
          Row{"list", "list"}, Row{"upserting", ""}}) {
        BOOST_TEST(people_tool::nearest(typed, names) == name);
    }
    BOOST_TEST(people_tool::nearest(std::string(1'000'000, 'l'), names).empty());
    BOOST_TEST(people_tool::edit_distance("ab", "ba") == 1u);
    BOOST_TEST(people_tool::edit_distance("", "abc") == 3u);
    BOOST_TEST(people_tool::edit_distance("kitten", "sitting") == 3u);
}

BOOST_AUTO_TEST_CASE(names_have_one_form) {
    for (const std::string_view name : {"userId", "user_id", "user-id", "UserId"}) {
        BOOST_TEST(people_tool::kebab(name) == "user-id");
    }
    BOOST_TEST(people_tool::kebab("q") == "q");
    BOOST_TEST(people_tool::joined(people_tool::choices_in("a|b|c"), ",") == "a,b,c");
    BOOST_TEST(people_tool::choices_in("FILE").empty());
}

BOOST_AUTO_TEST_SUITE_END()
