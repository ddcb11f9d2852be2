#ifndef TRANSPORTS_JOB_HPP
#define TRANSPORTS_JOB_HPP

// What the example programs of the transports do: a few calls, a line each.

#include "flameup.hpp"

#include <cstdlib>
#include <iostream>
#include <optional>
#include <string_view>
#include <utility>

namespace transports {

/// Prints why a call failed, if it did.
template <class T> bool succeeded(std::string_view what, const flameup::Result<T>& result) {
    if (result) return true;
    std::cerr << what << " failed: " << to_lines(result.error()) << '\n';
    return false;
}

/// Makes a configuration of the arguments: the base URL and perhaps the API key, which the
/// environment's `FLAMEUP_API_KEY` goes before; prints the usage if they are others.
inline std::optional<flameup::Config> read_config(int count, char** values) {
    if (count < 2 || count > 3) {
        std::cerr << "usage: " << (count > 0 ? values[0] : "job") << " BASE_URL [API_KEY]\n";
        return std::nullopt;
    }
    flameup::Config config;
    config.base_url = values[1];
    config.api_key = std::getenv("FLAMEUP_API_KEY");
    if (config.api_key.empty()) config.api_key = count == 3 ? values[2] : "YOUR_API_KEY";
    return config;
}

/// Upserts a person, gets it, lists people and deletes the person, through a blocking executor.
///
/// Returns what `main` returns.
template <class Executor> int run_job(int count, char** values, Executor executor) {
    auto config = read_config(count, values);
    if (!config) return 2;
    const flameup::Client people(*std::move(config), std::move(executor));

    flameup::UpsertPerson<> upsert;
    upsert.userId = "user_12345";
    upsert.email = "jane@example.com";
    upsert.traits = boost::json::object{{"first_name", "Jane"}, {"plan", "premium"}};
    const auto upserted = people.send(upsert);
    if (!succeeded("upsert", upserted)) return 1;
    std::cout << "upserted  " << upserted->userId.value_or(upsert.userId)
              << (upserted->was_created.value_or(false) ? ", new" : ", known") << '\n';

    const auto person = people.send(flameup::GetPerson<>{upsert.userId});
    if (!succeeded("get", person)) return 1;
    std::cout << "got       " << person->email.value_or("no email") << '\n';

    flameup::ListPeople<> list;
    list.limit = 5;
    const auto page = people.send(list);
    if (!succeeded("list", page)) return 1;
    std::cout << "listed    " << page->people.size() << " people\n";

    const auto deleted = people.send(flameup::DeletePerson{upsert.userId});
    if (!succeeded("delete", deleted)) return 1;
    std::cout << "deleted   " << upsert.userId << '\n';
    return 0;
}

} // namespace transports

#endif
