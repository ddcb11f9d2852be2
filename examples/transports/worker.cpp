// Calls from a loop that must never wait, as a game's: a worker thread, polled once a frame.
#include "worker.hpp"

#include "job.hpp"
#include "sockets.hpp"

#include <chrono>
#include <functional>
#include <iostream>
#include <optional>
#include <thread>

namespace {

/// Runs frames until a call has its result.
template <class Call> auto wait_for(transports::Worker& worker, Call call, int& frames) {
    for (;; ++frames) {
        worker.tick();
        if (auto result = call.poll()) return *std::move(result);
        std::this_thread::sleep_for(std::chrono::milliseconds(16)); // the rest of the frame
    }
}

} // namespace

int main(int count, char** values) {
    const auto config = transports::read_config(count, values);
    if (!config) return 2;

    transports::Sockets sockets;
    transports::Worker worker{std::ref(sockets)};
    const flameup::Client people(*config, std::ref(worker));
    int frames = 0;

    flameup::UpsertPerson<> upsert;
    upsert.userId = "user_12345";
    upsert.email = "jane@example.com";
    const auto stored = wait_for(worker, people.start(upsert), frames);
    if (!transports::succeeded("upsert", stored)) return 1;
    std::cout << "upserted  " << stored->userId.value_or("?")
              << (stored->was_created.value_or(false) ? ", new" : ", known") << '\n';

    const auto person = wait_for(worker, people.start(flameup::GetPerson<>{"user_12345"}), frames);
    if (!transports::succeeded("get", person)) return 1;
    std::cout << "got       " << person->email.value_or("?") << '\n';

    // Both of these wait in the queue at once.
    auto listing = people.start(flameup::ListPeople<>{});
    auto deletion = people.start(flameup::DeletePerson{"user_12345"});
    const auto page = wait_for(worker, std::move(listing), frames);
    if (!transports::succeeded("list", page)) return 1;
    std::cout << "listed    " << page->people.size() << " people\n";
    const auto deleted = wait_for(worker, std::move(deletion), frames);
    if (!transports::succeeded("delete", deleted)) return 1;
    std::cout << "deleted   user_12345\n";
    std::clog << frames << " frames went by meanwhile\n";
}
