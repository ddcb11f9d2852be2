// An operation of one's own: a described struct with a route, and no change to the library.
#include <flameup.hpp>

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
    const auto print = [](const flameup::HttpRequest& request) { // stands for the network
        std::puts(to_curl(request).c_str());
        return flameup::HttpResponse{200, {}, R"({"success": true})"};
    };
    const flameup::Client client(flameup::Config{"YOUR_API_KEY"}, print);
    const TrackEvent event{"user_42", "level_up", {{"level", 7}}, flameup::Timestamp{1705314600}};
    const flameup::Result<Tracked> tracked = client.send(event);
    std::puts(tracked ? "tracked" : tracked.error().message.c_str());
    return tracked && tracked->success == true ? 0 : 1;
}
