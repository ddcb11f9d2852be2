// People who do not decode: reported, while the others are there.
#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/json/odd_elements.hpp>
#include <flameup/json/or_json.hpp>
#include <flameup/json/replace_ill_formed.hpp>

#include <iostream>

struct PlayerTraits {
    flameup::OrJson<int> level; // a number, or the JSON that it was
    FLAMEUP_DESCRIBE(PlayerTraits, (), (level))
};

flameup::HttpResponse respond(const flameup::HttpRequest&) { // as a server with odd data
    return {200,
            {},
            R"({"people":[{"userId":"ada","traits":{"level":"seven"}},)"
            R"({"userId":"bob","email":7},)"
            R"({"userId":"Zo\ud83d","created_at":"2024-01-15T10:30:00"}],"total":3})"};
}

int main() {
    const flameup::Client people(flameup::Config{"YOUR_API_KEY"}, respond);
    const flameup::ListPeople<PlayerTraits> list{};

    flameup::OddElements odd;
    flameup::CallOptions call;
    call.decode.odd = &odd; // gets the elements that do not decode
    call.decode.leniency.mend = &flameup::replace_ill_formed;
    call.decode.leniency.timestamps_without_offset = true;
    const auto page = people.send(list, call);
    if (!page || page->people.size() != 2 || odd.elements.size() != 1) return 1;
    const flameup::OddElement& bob = odd.elements[0];
    std::cout << bob.path << ": " << bob.message << " in " << bob.json << '\n'
              << "ada's level is " << page->people[0].traits.level.json() << '\n';

    flameup::SystemHost host;
    flameup::PagesOptions options;
    options.call = call;
    for (const auto& person : flameup::each_person(people, list, host, options)) {
        if (!person) std::cout << person.error() << '\n'; // the loop goes on behind it
    }
}
