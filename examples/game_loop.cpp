// A game's loop: each frame takes one step of each flow; at shutdown an unfinished flow is saved.
#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

struct PlayerTraits {
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (level))
};
using Upsert = flameup::UpsertPerson<PlayerTraits>;
using Storing = flameup::CallFlow<Upsert>;
using Players = flameup::PeoplePages<PlayerTraits>;

/// Stands for an engine's asynchronous HTTP module: requests complete in a later `tick()`.
class EngineHttp {
  public:
    void operator()(flameup::HttpRequest request, flameup::Completion completion) {
        waiting_.emplace_back(std::move(request), std::move(completion));
    }
    void tick() {
        const auto sent = std::exchange(waiting_, {});
        for (const auto& [request, completion] : sent) completion(service_(request));
    }

  private:
    std::vector<std::pair<flameup::HttpRequest, flameup::Completion>> waiting_;
    flameup::testing::PeopleService service_;
};

int main() {
    EngineHttp http;
    flameup::SystemHost host; // clocks, sleep and random numbers; an engine has its own
    flameup::FrameLoop flows(std::ref(http));
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";

    std::string unfinished; // a flow that was stopped, as JSON
    const auto on_stored = [&](const Storing& flow, bool finished) {
        if (!finished) {
            unfinished = *to_json(flow.save(host.now()));
        } else if (const auto& person = *flow.outcome()) {
            std::cout << "stored level " << *person->traits.level << '\n';
        } else {
            std::cout << "failed: " << person.error() << '\n';
        }
    };
    const auto store_level = [&](int level) {
        Upsert upsert;
        upsert.userId = "player_1";
        upsert.traits = PlayerTraits{level};
        return flows.add(Storing(config, upsert), on_stored);
    };
    const auto play = [&](int frames) {
        for (int frame = 0; frame != frames; ++frame) {
            const flameup::Moment now = host.now();
            http.tick();
            flows.tick(now);
            host.wait_until(now.time + std::chrono::milliseconds(16));
        }
    };

    store_level(1);
    play(4);
    flows.add(
        Players(config, {}), // a flow that yields: once for each page
        [](Players& pages) { std::cout << "listed " << pages.take().size() << "\n"; },
        [](const Players& pages, bool) { std::cout << (pages.error() ? "failed\n" : "all\n"); });
    play(8);
    const auto storing = store_level(2);
    play(1);
    flows.stop(storing); // the game ends: the request is cancelled, and the flow saved

    const auto state = flameup::from_json<Storing::State>(unfinished); // in the next session
    if (!state) return 1;
    flows.add(Storing(config, *state, host.now()), on_stored);
    play(4);
    return flows.size() == 0 ? 0 : 1;
}
