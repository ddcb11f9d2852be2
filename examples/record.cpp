// Records what the API answers, and answers from the recording: for tests without a network.
#include <flameup.hpp>
#include <flameup/client/layered.hpp>
#include <flameup/testing/people_service.hpp>
#include <flameup/testing/replay.hpp>

#include <iostream>

int main() {
    using namespace flameup::testing;
    const flameup::Config config{"YOUR_API_KEY"};
    flameup::UpsertPerson<> jane;
    jane.userId = "user_12345";
    jane.email = "jane@example.com";

    const auto redaction = Redaction::of({"$.email"}); // which the recording does not show
    if (!redaction) return 1;
    std::string lines;
    const auto sink = [&lines](const std::string& line) { lines += line + '\n'; };
    const flameup::Client api(config,
                              flameup::layered(PeopleService(), recorded(sink, *redaction)));
    if (!api.send(jane)) return 1;

    auto replay = Replay::parse(lines, {true, *redaction});
    if (!replay) return 1;
    const flameup::Client replayed(config, std::ref(*replay));
    const auto same = replayed.send(jane);
    jane.userId = "user_67890";
    const auto other = replayed.send(jane);
    if (!same || other || replay->left() != 0) return 1;
    std::cout << "replayed " << *same->userId << ", then: " << other.error().message << '\n';
}
