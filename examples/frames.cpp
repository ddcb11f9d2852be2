// Calls that do not block: with a callback, and polled once a frame.
#include <flameup.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

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
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    const flameup::Client people(config, std::ref(http));

    flameup::UpsertPerson<> upsert;
    upsert.userId = "user_12345";
    people.send(upsert, [](flameup::Result<flameup::UpsertedPerson<>> person) {
        if (person) std::cout << "upserted " << *person->userId << '\n';
    });

    auto counting = people.start(flameup::GetStatistics{});
    for (bool running = true; running;) { // the game's loop
        http.tick();
        if (const auto statistics = counting.poll()) {
            if (!*statistics) return 1;
            std::cout << "counted  " << *(*statistics)->total << '\n';
            running = false;
        }
    }
}
