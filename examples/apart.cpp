// Builds requests and reads responses with the declarations alone: `apart/codec.cpp` compiles what
// these need. A large program has many files like this one.
#include "apart/player_traits.hpp"

#include <flameup/message/build.hpp>
#include <flameup/message/decode.hpp>

#include <iostream>

int main() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    flameup::UpsertPerson<PlayerTraits> upsert;
    upsert.userId = "user_12345";
    upsert.traits = PlayerTraits{"Jane", 7};
    const auto request = flameup::build(config, upsert);
    if (!request) return 1;
    std::cout << request->url << ' ' << request->body << '\n';

    const flameup::HttpResponse response{200, {}, R"({"people": [{"userId": "user_12345"}]})"};
    const auto page = flameup::decode<flameup::ListPeople<PlayerTraits>>(config, response);
    if (!page) return 1;
    std::cout << *page->people.at(0).userId << '\n';
}
