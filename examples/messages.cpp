// The two functions that a client calls, used without one: `build` and `decode`.
#include <flameup.hpp>
#include <flameup/http/to_curl.hpp>

#include <iostream>

flameup::HttpResponse send_somehow(const flameup::HttpRequest& request) {
    std::cout << to_curl(request) << '\n';
    return {200, {}, R"({"external_id": "user_12345", "email": "jane@example.com"})"};
}

int main() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";

    const auto request = flameup::build(config, flameup::GetPerson<>{"jane@example.com"});
    if (!request) return 1;
    const flameup::HttpResponse response = send_somehow(*request);
    const auto person = flameup::decode<flameup::GetPerson<>>(config, response);
    if (!person) return 1;
    std::cout << *person->userId << '\n';
}
