// Calls from a loop that must never wait, as a game's: libcurl, driven once a frame.
#include "curl_multi.hpp"

#include "job.hpp"

#include <chrono>
#include <functional>
#include <iostream>
#include <thread>
#include <utility>

int main(int count, char** values) {
    const auto config = transports::read_config(count, values);
    if (!config) return 2;

    transports::CurlMulti curl;
    const flameup::Client people(*config, std::ref(curl));
    int frames = 0;
    const auto run_frames_until = [&](auto call) {
        for (;; ++frames) {
            curl.tick();
            if (auto result = call.poll()) return *std::move(result);
            std::this_thread::sleep_for(std::chrono::milliseconds(16)); // the rest of the frame
        }
    };
    using transports::succeeded;

    flameup::UpsertPerson<> upsert;
    upsert.userId = "user_12345";
    upsert.email = "jane@example.com";
    if (!succeeded("upsert", run_frames_until(people.start(upsert)))) return 1;
    std::cout << "upserted  " << upsert.userId << '\n';

    // All of these are in flight at once; one is given up.
    auto getting = people.start(flameup::GetPerson<>{upsert.userId});
    auto listing = people.start(flameup::ListPeople<>{});
    auto counting = people.start(flameup::GetStatistics{});
    std::cout << "started   " << curl.pending() << " calls\n";
    counting.cancel();

    const auto person = run_frames_until(std::move(getting));
    if (!succeeded("get", person)) return 1;
    std::cout << "got       " << person->email.value_or("no email") << '\n';
    const auto page = run_frames_until(std::move(listing));
    if (!succeeded("list", page)) return 1;
    std::cout << "listed    " << page->people.size() << " people\n";
    const auto statistics = run_frames_until(std::move(counting));
    if (statistics || statistics.error().kind != flameup::ErrorKind::cancelled) return 1;
    std::cout << "cancelled the statistics\n";

    const flameup::DeletePerson deletion{upsert.userId};
    if (!succeeded("delete", run_frames_until(people.start(deletion)))) return 1;
    std::cout << "deleted   " << upsert.userId << '\n' << frames << " frames went by meanwhile\n";
}
