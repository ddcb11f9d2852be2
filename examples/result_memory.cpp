// Where results have their memory: reused, as views into the response, in a resource of yours.
#include <flameup.hpp>

#include <boost/json/monotonic_resource.hpp>

#include <iostream>

template <class Text> struct PlayerTraits {
    std::optional<Text> first_name;
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (first_name, level))
};

flameup::HttpResponse receive() {
    return {
        200, {}, R"({"people": [{"userId": "user_12345", "traits": {"first_name": "J\u00e9"}}]})"};
}

int main() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";

    // Filled again for each page: no allocation once its strings are long enough.
    using List = flameup::ListPeople<PlayerTraits<std::string>>;
    List::Response page;
    for (int i = 0; i != 3; ++i) {
        if (!flameup::decode<List>(config, receive(), page)) return 1;
        std::cout << *page.people.at(0).userId << '\n';
    }

    // Its strings are views into the response's body, which the result owns.
    using Views = flameup::ListPeople<PlayerTraits<std::string_view>, std::string_view>;
    const auto views = flameup::decode<Views>(config, receive());
    if (!views) return 1;
    const flameup::PeoplePage<PlayerTraits<std::string_view>, std::string_view>& people = **views;
    std::cout << *people.people.at(0).traits.first_name << '\n';

    // The memory of its dynamic traits is the caller's.
    boost::json::monotonic_resource memory;
    const boost::json::storage_ptr storage(&memory);
    const auto dynamic = flameup::decode<flameup::ListPeople<>>(config, receive(), {&storage});
    if (!dynamic) return 1;
    std::cout << dynamic->people.at(0).traits << '\n';
}
