// An endpoint of your own: a described struct with a route, and no change to the library.
#include <flameup.hpp>
#include <flameup/http/to_curl.hpp>

#include <cstdio>

struct Tracked {
    std::optional<bool> success;
    FLAMEUP_DESCRIBE(Tracked, (), (success))
};

struct TrackEvent {
    using Response = Tracked;
    static constexpr flameup::Route route{"track", flameup::Method::post, "/track", "events:write",
                                          flameup::Scope::account};
    std::string external_id, event;
    boost::json::object parameters;
    std::optional<flameup::Timestamp> timestamp;
    FLAMEUP_DESCRIBE(TrackEvent, (), (external_id, event, parameters, timestamp))
};

int main() {
    const flameup::Client client({"YOUR_API_KEY"}, [](const flameup::HttpRequest& request) {
        std::puts(to_curl(request).c_str()); // stands for the network
        return flameup::HttpResponse{200, {}, R"({"success": true})"};
    });
    const auto tracked = client.send(TrackEvent{"user_42", "level_up", {{"level", 7}}, {}});
    if (!tracked) return std::puts(to_string(tracked.error()).c_str()), 1;
}
