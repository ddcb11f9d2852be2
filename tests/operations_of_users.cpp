#include "flameup/client/client.hpp"
#include "flameup/describe/match_route.hpp"

#include "texts.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Operations of users: declared outside of the library, in the same way as its own.

BOOST_AUTO_TEST_SUITE(operations_of_users)

using flameup::Alias;
using flameup::Config;
using flameup::Method;
using flameup::Route;
using flameup::Scope;
using flameup::Timestamp;

struct TrackEvent {
    using Response = flameup::NoContent;
    static constexpr Route route{"track", Method::post, "/track", "events:write", Scope::account};

    std::string external_id;
    std::string event;
    boost::json::object parameters;
    std::optional<Timestamp> timestamp;

    static constexpr flameup::Rule rules[] = {flameup::Rule::length("event", 1, 10)};
    FLAMEUP_DESCRIBE(TrackEvent, (), (external_id, event, parameters, timestamp))
};

struct Device {
    std::string token;
    std::optional<std::string> platform;

    static constexpr Alias aliases[] = {{"os", "platform"}};
    static constexpr flameup::Rule rules[] = {flameup::Rule::required("token")};
    FLAMEUP_DESCRIBE(Device, (), (token, platform))
};

enum class Order { newest, oldest };
FLAMEUP_DESCRIBE_ENUM(Order, newest, oldest)

struct ListDevices {
    using Response = std::vector<Device>;
    static constexpr Route route{"list_devices", Method::get, "/people/{person}/devices/{kind}"};

    std::string person;
    std::int32_t kind = 0;
    std::vector<std::string> tag;
    std::optional<bool> active;
    std::optional<double> since;
    Order order = Order::newest;

    FLAMEUP_DESCRIBE(ListDevices, (), (person, kind, tag, active, since, order))
};

struct RenameDevice {
    using Response = Device;
    static constexpr Route route{"rename_device", Method::patch, "/devices/{token}"};

    std::string token;
    flameup::Nullable<std::string> name;

    FLAMEUP_DESCRIBE(RenameDevice, (), (token, name))
};

struct DeleteDevices {
    using Response = flameup::NoContent;
    static constexpr Route route{"delete_devices", Method::delete_, "/devices"};

    std::vector<std::string> token;

    FLAMEUP_DESCRIBE(DeleteDevices, (), (token))
};

struct Ping {
    using Response = flameup::NoContent;
    static constexpr Route route{"ping", Method::post, "/ping"};

    FLAMEUP_DESCRIBE(Ping, (), ())
};

constexpr Route routes[] = {TrackEvent::route, ListDevices::route, RenameDevice::route,
                            DeleteDevices::route, Ping::route};

Config config() {
    Config result;
    result.api_key = "test_key";
    result.base_url = "http://localhost:8080/api";
    result.workspace_id = "w1";
    return result;
}

std::string expected(const std::string& line, const std::string& body = {}) {
    return line +
           "\nAuthorization: Bearer test_key\nAccept: application/json\nUser-Agent: "
           "flameup-cpp/" FLAMEUP_VERSION "\n" +
           (body.empty() ? "" : "Content-Type: application/json\n") + '\n' + body;
}

template <class Operation> std::string built(const Operation& operation) {
    const auto request = flameup::build(config(), operation);
    BOOST_TEST_REQUIRE(request.has_value(), texts::of(request.error()));
    BOOST_TEST(request->operation == Operation::route.name);
    return texts::of(*request);
}

BOOST_AUTO_TEST_CASE(tracks_an_event_of_the_account) {
    TrackEvent track{"u1", "login", {{"level", 3}}, Timestamp{1705314600, 0}};
    BOOST_TEST(built(track) == expected("POST http://localhost:8080/api/track",
                                        R"({"external_id":"u1","event":"login",)"
                                        R"("parameters":{"level":3},)"
                                        R"("timestamp":"2024-01-15T10:30:00Z"})"));
    track.event = "";
    BOOST_TEST(texts::of_codes(flameup::build(config(), track).error()) == "event required");
    track.event = "eleven char";
    BOOST_TEST(texts::of_codes(flameup::build(config(), track).error()) == "event too_long");
    BOOST_TEST(flameup::build(config(), track, {flameup::Checks::off}).has_value());
}

BOOST_AUTO_TEST_CASE(fills_paths_and_queries_with_members_of_many_types) {
    ListDevices list{"a/b", -7, {"x y", "z"}, true, 0.5, Order::oldest};
    BOOST_TEST(built(list) ==
               expected("GET http://localhost:8080/api/workspaces/w1/people/a%2Fb/devices/-7"
                        "?tag=x%20y&tag=z&active=true&since=0.5&order=oldest"));
    list = {"p", 0, {}, {}, {}, Order::newest};
    BOOST_TEST(built(list) ==
               expected("GET http://localhost:8080/api/workspaces/w1/people/p/devices/0"
                        "?order=newest"));
}

BOOST_AUTO_TEST_CASE(sends_bodies_only_with_methods_that_have_them) {
    BOOST_TEST(
        built(RenameDevice{"t", flameup::null}) ==
        expected("PATCH http://localhost:8080/api/workspaces/w1/devices/t", R"({"name":null})"));
    BOOST_TEST(built(RenameDevice{"t", {}}) ==
               expected("PATCH http://localhost:8080/api/workspaces/w1/devices/t", "{}"));
    BOOST_TEST(built(DeleteDevices{{"a", "b"}}) ==
               expected("DELETE http://localhost:8080/api/workspaces/w1/devices?token=a&token=b"));
    BOOST_TEST(built(Ping{}) == expected("POST http://localhost:8080/api/workspaces/w1/ping"));
}

BOOST_AUTO_TEST_CASE(refuses_what_would_break_the_message) {
    BOOST_TEST(texts::of_codes(flameup::build(config(), RenameDevice{"..", {}}).error()) ==
               "token dot_segment");
    ListDevices list{"", 0, {"\xFF"}, {}, {}, static_cast<Order>(5)};
    BOOST_TEST(texts::of_codes(flameup::build(config(), list, {flameup::Checks::off}).error()) ==
               "person required; tag ill_formed_utf8; order unknown_name");
}

BOOST_AUTO_TEST_CASE(decodes_into_the_users_types) {
    const auto devices = flameup::decode<ListDevices>(
        {}, {200, {}, R"([{"token":"a","os":"linux"},{"platform":"mac","token":"b"}])"});
    BOOST_TEST_REQUIRE(devices.has_value(), texts::of(devices.error()));
    BOOST_TEST_REQUIRE(devices->size() == 2u);
    BOOST_TEST((*devices)[0].token == "a");
    BOOST_TEST((*devices)[0].platform.value() == "linux");
    BOOST_TEST((*devices)[1].platform.value() == "mac");
    BOOST_TEST(
        texts::of(flameup::decode<ListDevices>({}, {200, {}, R"([{"token":"a"},{}])"}).error()) ==
        "decode 200 missing: the response does not decode at $[1]: the member token is "
        "missing\npath = $[1]\noffset = 16\n");
    BOOST_TEST(flameup::decode<TrackEvent>({}, {202, {}, ""}).has_value());
    BOOST_TEST(flameup::decode<TrackEvent>({}, {403, {}, ""}).error().missing_permission ==
               "events:write");
}

BOOST_AUTO_TEST_CASE(goes_through_the_client_and_back_through_the_routes) {
    const flameup::Client client(config(), [](const flameup::HttpRequest& request) {
        const std::string target =
            request.url.substr(std::string("http://localhost:8080/api").size());
        const auto match = flameup::match_route(routes, request.method, target);
        BOOST_TEST_REQUIRE(match.has_value(), target);
        BOOST_TEST(match->route->name == request.operation);
        if (match->route->name != "rename_device") return flameup::HttpResponse{204, {}, ""};
        BOOST_TEST(match->workspace == "w1");
        return flameup::HttpResponse{200, {}, R"({"token":")" + match->path[0].value + "\"}"};
    });
    BOOST_TEST(client.send(TrackEvent{"u1", "login", {}, {}}).has_value());
    BOOST_TEST(client.send(Ping{}).has_value());
    BOOST_TEST(client.send(DeleteDevices{{"a"}}).has_value());
    const auto device = client.send(RenameDevice{"t/1?", "new"});
    BOOST_TEST_REQUIRE(device.has_value(), texts::of(device.error()));
    BOOST_TEST(device->token == "t/1?");
}

BOOST_AUTO_TEST_SUITE_END()
