// The tests of the executor over `fetch`, in node and in a browser: `tests/checks/browser.sh`
// builds and runs them.
//
// A program of its own, without Boost.Test: WebAssembly has no threads, so it is suspended where it
// waits (Asyncify), which exceptions make much larger.
#include "transports/fetch.hpp"

#include "flameup/client/call.hpp"
#include "flameup/http/response_info.hpp"
#include "flameup/testing/executor_conformance.hpp"
#include "flameup/testing/people_service.hpp"
#include "flameup/value/error_text.hpp"

#include "all_operations.hpp"
#include "node_peer.hpp"
#include "suite.hpp"

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::response_text;
using transports::Fetch;
using transports::FetchOptions;
using transports_test::NodePeer;
using Executed = flameup::Result<flameup::HttpResponse>;

int passed = 0, failed = 0;

void expect(const std::string& name, bool holds, const std::string& found = {}) {
    ++(holds ? passed : failed);
    if (!holds) std::printf("FAILED %s\n%s\n", name.c_str(), found.c_str());
}

void pump() { emscripten_sleep(1); }

FetchOptions few(int timeout, std::size_t max_body = 16 * 1024 * 1024) {
    FetchOptions options;
    options.timeout = std::chrono::milliseconds(timeout);
    options.max_body = max_body;
    return options;
}

/// Returns the status and the body, or the error's code.
std::string text_of(const Executed& executed) {
    return executed ? std::to_string(executed->status) + ' ' + executed->body
                    : executed.error().code;
}

/// What `fetch` does differently, and why no executor over it can do what the check asks for.
struct Deviation {
    std::string_view check, reason;
};
constexpr Deviation deviations[] = {
    {"sends a query as it is", "the URL standard encodes ' in a query, which means the same"},
    {"sends headers of one name separately and in their order", "fetch joins them by commas"},
    {"returns headers of one name separately and in their order", "fetch joins them by commas"},
    {"passes over 100 Continue", "node refuses one that it did not ask for"},
    {"a connection reset in a body without a length is a transport error",
     "node takes it for the end of the body"},
};

void keeps_the_contract() {
    Fetch fetch(few(1500));
    NodePeer peer(5000);
    const auto report = flameup::testing::check_callback_executor(std::ref(fetch), pump, peer);
    for (const auto& check : report.checks) {
        const Deviation* known = nullptr;
        for (const Deviation& deviation : deviations) {
            if (deviation.check == check.name) known = &deviation;
        }
        if (known) {
            std::printf("deviation: %s: %s\n", check.name.c_str(), known->reason.data());
            expect(check.name + " is still a deviation", !check.passed());
        } else if (!check.is_note) {
            expect(check.name, check.passed(), check.problem);
        }
    }
}

flameup::HttpRequest get(std::string url, flameup::Headers headers = {}) {
    flameup::HttpRequest request;
    request.url = std::move(url);
    request.headers = std::move(headers);
    return request;
}

void keeps_its_limits() {
    NodePeer peer(5000);
    Fetch fetch(few(5000, 1000));
    const auto execute = flameup::testing::blocking(std::ref(fetch), pump);
    for (const std::size_t size : {1000u, 1001u, 200'000u}) {
        const std::string body(size, 'x');
        const PeerAnswer sized{{response_text(200, {}, body)}, {}, {}, {}};
        const PeerAnswer closed{
            {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body}, PeerEnd::close, {}, {}};
        for (const PeerAnswer& answer : {sized, closed}) {
            const std::string found = text_of(execute(get(peer.play({{answer}}) + "/people")));
            expect("a body of " + std::to_string(size) + " bytes where 1000 are the most",
                   found == (size > 1000 ? "too_large" : "200 " + body), found);
        }
    }
    const PeerAnswer stall{
        {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nxxx"}, PeerEnd::stall, {}, {}};
    flameup::HttpRequest hurried = get(peer.play({{stall}}) + "/people");
    hurried.timeout_ms = 150;
    const double begin = emscripten_get_now();
    std::string found = text_of(execute(hurried));
    const double taken = emscripten_get_now() - begin;
    expect("ends a request after its own time", found == "timed_out" && taken > 140 && taken < 4000,
           found + " after " + std::to_string(taken));

    Fetch short_of_time(few(100));
    const PeerAnswer slow{
        flameup::testing::pieces_of(response_text(200, {}, std::string(300, 'x')), 1), {}, {}, {}};
    flameup::HttpRequest patient = get(peer.play({{slow, slow}}) + "/people");
    const auto execute_soon = flameup::testing::blocking(std::ref(short_of_time), pump);
    found = text_of(execute_soon(patient));
    expect("has a time limit of its own", found == "timed_out", found);
    patient.timeout_ms = 20'000;
    found = text_of(execute_soon(patient));
    expect("gives a request a longer time", found == "200 " + std::string(300, 'x'), found);
}

void tells_what_it_cannot_send() {
    NodePeer peer;
    Fetch fetch(few(5000));
    const auto execute = flameup::testing::blocking(std::ref(fetch), pump);
    const std::string url = peer.play({}) + "/people";
    const std::string key = "a_key_that_no_message_may_show";
    const flameup::Header rows[] = {{"", "a"},          {"X:", "a"},
                                    {"X Y", "a"},       {"X\n", "a"},
                                    {"X", "a\r\nY: b"}, {"X", std::string("a\0b", 3)}};
    for (const flameup::Header& header : rows) {
        const auto executed = execute(get(url, {{"Authorization", key}, header}));
        expect("refuses the header " + header.name, text_of(executed) == "invalid_header",
               text_of(executed));
        expect("does not show the key",
               executed.has_error() && to_lines(executed.error()).find(key) == std::string::npos);
    }
    for (const char* const wrong :
         {"", "/people", "ftp://127.0.0.1/", "http:///", "http://a:b:c/"}) {
        const std::string found = text_of(execute(get(wrong)));
        expect(std::string("refuses the URL ") + wrong, found == "invalid_request", found);
    }
    expect("sent nothing", peer.finish().empty());
    std::string found = text_of(execute(get(peer.refusing_url() + "/people")));
    expect("tells in node that a connection was refused", found == "refused", found);
    found = text_of(execute(get("http://no-such-host.invalid/people")));
    expect("tells in node that a name is unknown", found == "resolve_failed", found);
    const PeerAnswer cut{
        {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nxxx"}, PeerEnd::close, {}, {}};
    found = text_of(execute(get(peer.play({{cut}}) + "/people")));
    expect("tells that a response was cut", found == "cut", found);
}

void gives_bytes_as_they_are() {
    const std::string bytes = "\xE9\xFF \xC3\xA9";
    const auto value_of = [](const flameup::Headers& headers) {
        const std::string* const found = headers.find("X-Bytes");
        return found ? *found : std::string();
    };
    NodePeer peer;
    Fetch fetch(few(5000));
    const auto execute = flameup::testing::blocking(std::ref(fetch), pump);
    const std::string url =
        peer.play({{{{response_text(200, {{"X-Bytes", bytes}}, "a")}, {}, {}, {}}}}) + "/people";
    const auto executed = execute(get(url, {{"X-Bytes", bytes}}));
    expect("returns the bytes of a header", executed && value_of(executed->headers) == bytes,
           text_of(executed));
    const auto received = peer.finish();
    expect("sends the bytes of a header",
           received.size() == 1 && value_of(received[0].headers) == bytes);
}

const PeerAnswer silence{{}, PeerEnd::stall, {}, {}};

/// Counts completions by their codes, and perhaps does more.
struct Log {
    std::vector<std::string> codes;

    flameup::Completion completion(std::function<void()> then = [] {}) {
        return flameup::Completion([this, then](const Executed& executed) {
            codes.push_back(text_of(executed));
            then();
        });
    }
    std::string text() const {
        std::string all;
        for (const std::string& code : codes) all += code + ' ';
        return all;
    }
};

void completes_each_call_once() {
    NodePeer peer(60'000);
    const std::string url = peer.play({{silence, silence, silence, silence}}) + "/people";
    Log log;
    auto* const fetch = new Fetch(few(60'000));
    for (int i = 0; i != 3; ++i) { // each of them would send another one
        (*fetch)(get(url), log.completion([&] { (*fetch)(get(url), log.completion()); }));
    }
    expect("counts what is in flight", fetch->pending() == 3);
    while (peer.finish().size() != 3) pump();
    expect("opens connections", peer.open() == 3);
    delete fetch;
    expect("cancels what is in flight where it is destroyed, and takes nothing then",
           log.text() == "dropped dropped dropped dropped dropped dropped ", log.text());
    for (int i = 0; i != 2000 && peer.open() != 0; ++i) pump();
    expect("closes their connections", peer.open() == 0);
    expect("completes each once", log.codes.size() == 6, log.text());

    log.codes.clear();
    std::function<void()> stop;
    {
        Fetch gone(few(60'000));
        stop = gone(get(peer.play({{silence}}) + "/people"), log.completion());
    }
    stop();
    expect("may be told to stop when it is gone", log.text() == "dropped ", log.text());

    log.codes.clear();
    Fetch kept(few(60'000));
    flameup::Call call(std::ref(kept), get(peer.play({{silence}}) + "/people"), log.completion());
    while (peer.finish().empty()) pump();
    expect("cancels once", call.cancel() && !call.cancel() && kept.pending() == 0);
    for (int i = 0; i != 2000 && peer.open() != 0; ++i) pump();
    expect("closes a cancelled connection", peer.open() == 0);
    expect("completes a cancelled call once", log.text() == "cancelled ", log.text());

    log.codes.clear();
    auto own = std::make_unique<Fetch>(few(60'000));
    const std::string plain = peer.play({{{{response_text(200, {}, "a")}, {}, {}, {}}, silence}});
    (*own)(get(plain + "/people"), log.completion([&] { own.reset(); }));
    while (log.codes.empty()) pump();
    expect("may be destroyed in a completion", log.text() == "200 a " && own == nullptr,
           log.text());
}

/// For browsers, in which there is no peer; `odd` is the origin of the server `Odd` of browser.py.
void meets_an_odd_server(const std::string& odd) {
    Fetch fetch(few(5000, 1000));
    const auto execute = flameup::testing::blocking(std::ref(fetch), pump);
    std::string bytes;
    for (int i = 0; i != 256; ++i) bytes += static_cast<char>(static_cast<unsigned char>(i));
    const struct {
        const char *path, *found;
        flameup::Headers headers;
    } rows[] = {
        {"/bytes", nullptr, {}},     {"/bytes", "invalid_header", {{"Host", "elsewhere"}}},
        {"/large", "too_large", {}}, {"/redirect", "invalid_response", {}},
        {"/cut", "cut", {}},         {"/bytes", nullptr, {}},
    };
    for (const auto& row : rows) {
        const std::string found = text_of(execute(get(odd + row.path, row.headers)));
        expect(row.path, found == (row.found ? row.found : "200 " + bytes), found);
    }
    flameup::HttpRequest hurried = get(odd + "/stall");
    hurried.timeout_ms = 300;
    const double begin = emscripten_get_now();
    const std::string found = text_of(execute(hurried));
    const double taken = emscripten_get_now() - begin;
    expect("ends a request after its own time", found == "timed_out" && taken > 290 && taken < 4000,
           found + " after " + std::to_string(taken));
    Log log;
    {
        Fetch dropped(few(60'000));
        flameup::Call call(std::ref(dropped), get(odd + "/stall"), log.completion());
        dropped(get(odd + "/stall"), log.completion());
        for (int i = 0; i != 50; ++i) pump();
        expect("cancels once", call.cancel() && !call.cancel());
    }
    for (int i = 0; i != 50; ++i) pump();
    expect("completes each call once", log.text() == "cancelled dropped ", log.text());

    execute(get(odd + "/bytes"));
    flameup::HttpRequest post = get(odd + "/drop"); // on a connection that was kept
    post.method = flameup::Method::post;
    post.body = "{}";
    expect("a dropped request fails", text_of(execute(post)) == "transport_failed");
    const std::string count = text_of(execute(get(odd + "/count")));
    expect("sends a dropped request at most twice", count == "200 1" || count == "200 2", count);
    if (count == "200 2") std::printf("deviation: the browser sent a dropped POST again\n");
}

void performs_every_operation(const char* base_url, flameup::testing::Dialect dialect) {
    Fetch fetch(few(10'000));
    const transports_test::Execute execute = flameup::testing::blocking(std::ref(fetch), pump);
    flameup::testing::PeopleServiceOptions options;
    options.dialect = dialect;
    options.requests_per_minute = 0;
    const flameup::testing::PeopleService memory(options);
    for (const char* const workspace : {"", "workspace_2"}) {
        using transports_test::config;
        const auto over_network =
            transports_test::perform_all({config(base_url, workspace), execute});
        const auto in_memory = transports_test::perform_all(
            {config("https://api.flameup.ai/api/v1", workspace), memory});
        expect("makes as many calls", over_network.size() == in_memory.size());
        for (std::size_t i = 0; i != in_memory.size(); ++i) {
            expect("gives what the service in memory gives", over_network[i] == in_memory[i],
                   "expected " + in_memory[i] + "\nfound    " + over_network[i]);
        }
    }
    flameup::HttpResponse response;
    const transports_test::Client client(transports_test::config(base_url, ""), execute);
    expect("counts", client.send(flameup::GetStatistics{}, response).has_value());
    expect("identifies responses", !flameup::request_id(response.headers).empty());
}

} // namespace

int main(int count, char** values) {
    if (count != 3 && count != 4) {
        std::printf("usage: fetch OVERVIEW_URL REFERENCE_URL [ODD_ORIGIN, in a browser]\n");
        emscripten_force_exit(2);
    }
    performs_every_operation(values[1], flameup::testing::Dialect::overview);
    performs_every_operation(values[2], flameup::testing::Dialect::reference);
    if (count == 4) {
        meets_an_odd_server(values[3]);
    } else {
        keeps_its_limits();
        tells_what_it_cannot_send();
        gives_bytes_as_they_are();
        completes_each_call_once();
        keeps_the_contract();
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    std::fflush(stdout);
    emscripten_force_exit(failed != 0);
}
