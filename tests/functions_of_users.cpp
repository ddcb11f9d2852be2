// Functions of users' own namespaces, found by their types, do not take the place of the library's.

#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/outbox/outbox.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace greedy {

enum class Plan { basic, premium };
FLAMEUP_DESCRIBE_ENUM(Plan, basic, premium)

struct Pet {
    std::string name;
    FLAMEUP_DESCRIBE(Pet, (), (name))
};

struct Traits {
    std::string name;
    std::optional<Plan> plan;
    std::optional<flameup::OpenEnum<Plan>> open;
    std::vector<Pet> pets;
    std::map<std::string, Pet> named;
    flameup::Nullable<std::int64_t> level;
    static constexpr flameup::Rule rules[] = {flameup::Rule::length("name", 1, 20)};
    FLAMEUP_DESCRIBE(Traits, (), (name, plan, open, pets, named, level))
};

struct Operation {
    using Response = Traits;
    static constexpr flameup::Route route{"op", flameup::Method::post, "/people/{plan}", ""};
    Plan plan = Plan::premium;
    Traits traits;
    FLAMEUP_DESCRIBE(Operation, (), (plan, traits))
};

// A call that finds one of these by its arguments does not compile.
#define FLAMEUP_TEST_GREEDY(name) template <class... T> void name(T&&...) = delete;
FLAMEUP_TEST_GREEDY(append_put)
FLAMEUP_TEST_GREEDY(assign_integer)
FLAMEUP_TEST_GREEDY(assign_real)
FLAMEUP_TEST_GREEDY(await)
FLAMEUP_TEST_GREEDY(build)
FLAMEUP_TEST_GREEDY(can_merge)
FLAMEUP_TEST_GREEDY(check)
FLAMEUP_TEST_GREEDY(decode)
FLAMEUP_TEST_GREEDY(enum_name)
FLAMEUP_TEST_GREEDY(find_member)
FLAMEUP_TEST_GREEDY(find_unwritable)
FLAMEUP_TEST_GREEDY(for_each_child)
FLAMEUP_TEST_GREEDY(from_json)
FLAMEUP_TEST_GREEDY(is_absent)
FLAMEUP_TEST_GREEDY(is_empty)
FLAMEUP_TEST_GREEDY(is_given)
FLAMEUP_TEST_GREEDY(is_stored)
FLAMEUP_TEST_GREEDY(merge_person)
FLAMEUP_TEST_GREEDY(merge_traits)
FLAMEUP_TEST_GREEDY(read_json)
FLAMEUP_TEST_GREEDY(read_list)
FLAMEUP_TEST_GREEDY(read_map)
FLAMEUP_TEST_GREEDY(read_member)
FLAMEUP_TEST_GREEDY(read_number)
FLAMEUP_TEST_GREEDY(read_optional)
FLAMEUP_TEST_GREEDY(read_struct)
FLAMEUP_TEST_GREEDY(read_text)
FLAMEUP_TEST_GREEDY(read_value)
FLAMEUP_TEST_GREEDY(reconstruct)
FLAMEUP_TEST_GREEDY(redact)
FLAMEUP_TEST_GREEDY(reserve)
FLAMEUP_TEST_GREEDY(reset_absent)
FLAMEUP_TEST_GREEDY(reset_members)
FLAMEUP_TEST_GREEDY(run)
FLAMEUP_TEST_GREEDY(scalar_text)
FLAMEUP_TEST_GREEDY(send)
FLAMEUP_TEST_GREEDY(text_of)
FLAMEUP_TEST_GREEDY(to_json)
FLAMEUP_TEST_GREEDY(validate)
FLAMEUP_TEST_GREEDY(write)
FLAMEUP_TEST_GREEDY(write_checked)
FLAMEUP_TEST_GREEDY(write_element)
FLAMEUP_TEST_GREEDY(write_string)
FLAMEUP_TEST_GREEDY(write_value)
#undef FLAMEUP_TEST_GREEDY

} // namespace greedy

BOOST_AUTO_TEST_SUITE(functions_of_users)

BOOST_AUTO_TEST_CASE(are_not_called_by_the_library) {
    const std::string text = R"({"name":"a","plan":"premium","open":"new","pets":[{"name":"Rex"}],)"
                             R"("named":{"x":{"name":"Y"}},"level":null})";
    const auto traits = flameup::from_json<greedy::Traits>(text);
    BOOST_TEST(flameup::to_json(traits.value()).value() == text);
    flameup::Config config;
    config.api_key = flameup::Secret("fl_live_0123456789abcdef");
    const greedy::Operation operation{greedy::Plan::basic, *traits};
    const auto request = flameup::build(config, operation);
    BOOST_TEST(request.value().body == R"({"traits":)" + text + "}");
    BOOST_TEST(flameup::validate(config, operation).has_value());
    const flameup::HttpResponse response{200, {}, text};
    BOOST_TEST(flameup::decode<greedy::Operation>(config, response).value().pets.at(0).name ==
               "Rex");
    const flameup::Client client(config, [&](const flameup::HttpRequest&) {
        return flameup::Result<flameup::HttpResponse>(response);
    });
    BOOST_TEST(client.send(operation).value().name == "a");
    flameup::CallFlow<greedy::Operation> flow(config, operation);
    const flameup::Step step = flow.next({});
    BOOST_TEST((step.kind == flameup::Step::Kind::send));
    flow.receive(response, {});
    BOOST_TEST(flow.outcome()->value().name == "a");
}

BOOST_AUTO_TEST_CASE(are_not_called_by_flows_of_people) {
    flameup::Config config;
    config.api_key = flameup::Secret("fl_live_0123456789abcdef");
    flameup::PersonInput<greedy::Traits> person{"u"};
    person.traits.emplace().name = "a";
    flameup::Outbox<greedy::Traits> outbox(config);
    BOOST_TEST(outbox.put(person).has_value());
    BOOST_TEST(outbox.put(person).has_value());
    const std::string journal = outbox.take_write().bytes;
    flameup::Outbox<greedy::Traits> next(config, journal);
    BOOST_TEST((next.next({}).kind == flameup::Step::Kind::send));
    next.receive(flameup::HttpResponse{200, {}, R"({"created_count":1})"}, {});
    BOOST_TEST(next.size() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
