// Serves the in-memory service over HTTP/1.1 on a port of this machine, for clients in any language
// and for tests of what a client does when the network fails.
#include "server/listener.hpp"
#include "server/options.hpp"
#include "server/session.hpp"

#include <flameup/testing/people_service.hpp>
#include <flameup/value/timestamp_chrono.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace people_server;

enum ExitCode { success, failed, refused };

int report(const std::string& message, ExitCode code) {
    std::fprintf(stderr, "people_server: %s\n", message.c_str());
    return code;
}

int print(std::string_view text) {
    const std::size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
    if (written == text.size() && std::fflush(stdout) == 0) return success;
    return report("cannot write to the standard output", failed);
}

flameup::testing::PeopleServiceOptions service_options(const Options& options) {
    flameup::testing::PeopleServiceOptions result;
    result.dialect = options.dialect;
    result.requests_per_minute = options.rate_limit;
    result.workspaces = options.workspaces;
    if (!options.workspaces.empty()) result.default_workspace = options.workspaces.front();
    for (const std::string& key : options.api_keys) {
        result.keys.emplace_back();
        result.keys.back().key = key;
        result.keys.back().workspace = result.default_workspace;
    }
    result.clock = [] {
        return flameup::from_time_point(std::chrono::system_clock::now())
            .value_or(flameup::Timestamp());
    };
    const auto new_uuid = std::make_shared<boost::uuids::random_generator>();
    result.new_id = [new_uuid] { return to_string((*new_uuid)()); };
    return result;
}

/// Returns the function that serves a new connection, with TLS or without.
Listener::Welcome make_welcome(const Options& options, Site& site) {
    if (options.certificate.empty()) {
        return [&site](tcp::socket socket) { serve(beast::tcp_stream(std::move(socket)), site); };
    }
    const TlsStreams streams(options.certificate, options.private_key);
    return [&site, streams](tcp::socket socket) { serve(streams(std::move(socket)), site); };
}

void set_up(const Options& options, Site& site) {
    site.scheme = options.certificate.empty() ? "http" : "https";
    site.idle_timeout = std::chrono::seconds(options.idle_timeout);
    site.max_connections = options.max_connections;
    site.headers = headers_for(options.allow_origin);
    if (options.chaos) site.chaos.emplace(*options.chaos);
}

/// Serves until a signal; then running requests have two seconds to finish.
int serve_until_signal(asio::io_context& context, Listener& listener, Site& site) {
    asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](error_code, int) {
        site.stopping = true;
        listener.close();
        for (Connection* const connection : site.connections) connection->stop();
        context.stop();
    });
    if (print(site.scheme + "://" + site.host + "/api/v1\n") != success) return failed;
    context.run();
    context.restart();
    context.run_for(std::chrono::seconds(2));
    return success;
}

int run(const Options& options) {
    Site site(service_options(options));
    set_up(options, site);
    asio::io_context context(1); // destroyed before the site, which its connections use
    const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), options.port);
    Listener listener(context, endpoint, site, make_welcome(options, site));
    site.host = "127.0.0.1:" + std::to_string(listener.endpoint().port());
    site.outage = [&](std::chrono::milliseconds duration) {
        listener.interrupt(duration);
        for (Connection* const connection : site.connections) connection->reset();
    };
    return serve_until_signal(context, listener, site);
}

} // namespace

int main(int count, char** words) {
#if defined(SIGPIPE) // which Windows does not have
    std::signal(SIGPIPE, SIG_IGN);
#endif
    Options options;
    const std::string problem = read_options(count, words, options);
    if (!problem.empty()) return report(problem, refused);
    if (options.help) return print(usage);
    try {
        return run(options);
    } catch (const std::exception& error) {
        return report(error.what(), failed);
    }
}
