// A transport of your own: a function that takes a request and returns a response.
#include <flameup.hpp>

#include <iostream>
#include <map>

namespace engine { // stands for the HTTP module of a game engine
struct Call {
    std::string method, url, content;
    std::multimap<std::string, std::string> headers;
    std::int64_t timeout_ms = 0;

    int status = 0;
    std::multimap<std::string, std::string> response_headers;
    std::string response_content, problem;

    bool perform() {
        if (headers.count("Authorization") == 0) return problem = "no credentials", false;
        status = 200;
        response_headers = {{"Content-Type", "application/json"}, {"X-RateLimit-Remaining", "119"}};
        response_content = R"({"total": 15420, "active": 14200})";
        return true;
    }
};
} // namespace engine

flameup::Result<flameup::HttpResponse> send_by_engine(const flameup::HttpRequest& request) {
    engine::Call call;
    call.method = to_string(request.method);
    call.url = request.url;
    call.content = request.body;
    call.timeout_ms = request.timeout_ms.value_or(30'000);
    for (const auto& header : request.headers) call.headers.emplace(header.name, header.value);
    if (!call.perform())
        return make_error(flameup::ErrorKind::transport, "transport_failed", call.problem);
    flameup::HttpResponse response;
    response.status = call.status;
    response.body = call.response_content;
    for (const auto& [name, value] : call.response_headers) response.headers.add(name, value);
    return response;
}

int main() {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    const flameup::Client people(config, send_by_engine);

    flameup::HttpResponse response; // filled by `send`, for its headers
    const auto statistics = people.send(flameup::GetStatistics{}, response);
    if (!statistics) {
        std::cerr << statistics.error() << '\n';
        return 1;
    }
    std::cout << *statistics->active << " of " << *statistics->total << " people are active, "
              << *rate_limit(response.headers).remaining << " requests are left\n";
}
