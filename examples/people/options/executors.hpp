#ifndef FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_EXECUTORS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_EXECUTORS_HPP

// The executors: the network, a stored response, or the in-memory service.

#include "../../http1.hpp"
#include "../../network.hpp"
#include "../terminal/output.hpp"
#include "options.hpp"

#include <flameup.hpp>
#include <flameup/client/layered.hpp>
#include <flameup/client/logged.hpp>
#include <flameup/testing/people_service.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>

namespace people_tool {

/// Makes the in-memory service with sample people; the same in each run.
inline network::Executor sample_service(const flameup::Config& config) {
    namespace json = boost::json;
    flameup::testing::PeopleServiceOptions options;
    if (!config.workspace_id.empty()) options.default_workspace = config.workspace_id;
    flameup::testing::PeopleService service(options);
    flameup::BatchUpsert<> batch;
    batch.people = {
        {"ada", "ada@example.com", "+44 20 7946 0001", {}, json::object{{"plan", "pro"}}},
        {"grace", "grace@example.com", {}, {}, json::object{{"plan", "free"}, {"seats", 3}}},
        {"linus", "linus@example.com", {}, {}, json::object{}}};
    const flameup::Client client(flameup::Config{"YOUR_API_KEY"}, std::cref(service));
    // Fails if the workspace is refused; the user's own request then reports it.
    [[maybe_unused]] const auto stored = client.send(batch);
    service.add_event(options.default_workspace, "ada", "signed_up", {{"source", "web"}});
    service.set_status(options.default_workspace, "linus", flameup::PersonStatus::unsubscribed);
    return service;
}

/// Reads a response message from a file; `-` is standard input.
inline flameup::Result<flameup::HttpResponse> read_reply(const std::string& name,
                                                         const flameup::Limits& limits) {
    std::FILE* const file = name == "-" ? stdin : std::fopen(name.c_str(), "rb");
    std::string message;
    bool good = file != nullptr;
    char block[4096];
    while (good && message.size() <= 2 * limits.max_body) {
        const std::size_t size = std::fread(block, 1, sizeof block, file);
        message.append(block, size);
        good = std::ferror(file) == 0;
        if (size == 0) break;
    }
    const std::string why = reason();
    if (file != nullptr && file != stdin) std::fclose(file);
    if (good) return http1::read_response(message, limits);
    return flameup::make_error(flameup::ErrorKind::transport, "unreadable_reply",
                               "cannot read " + name + ": " + why);
}

/// With `--verbose`, prints a line for each request, and one for what came of it.
inline network::Executor with_lines(network::Executor executor) {
    if (!printing().is_verbose) return executor;
    const auto sink = [](const flameup::LogEvent& event) {
        std::fprintf(stderr, "people: %s\n", shown(to_string(event)).c_str());
    };
    return flameup::layered(std::move(executor),
                            flameup::logged(sink, &std::chrono::steady_clock::now));
}

/// Returns the executor that the arguments ask for; over a network it can be cancelled.
inline network::Executor choose_executor(const Arguments& arguments, const flameup::Config& config,
                                         const network::IsCancelled& is_cancelled = {}) {
    if (arguments.reply) {
        return with_lines([name = *arguments.reply, limits = config.limits](
                              const flameup::HttpRequest&) { return read_reply(name, limits); });
    }
    if (is_in_memory(arguments)) {
        print_note(std::string(arguments.demo ? "" : "no API key and no base URL: ") +
                   "an in-memory service with sample people answers, and keeps nothing");
        return with_lines(sample_service(config));
    }
    return with_lines(
        network::make_executor(arguments.transport.value_or(""), config.limits, is_cancelled));
}

} // namespace people_tool

#endif
