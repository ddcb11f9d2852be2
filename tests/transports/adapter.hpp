#ifndef FLAMEUP_TESTS_TRANSPORTS_ADAPTER_HPP
#define FLAMEUP_TESTS_TRANSPORTS_ADAPTER_HPP

// What the tests of blocking adapters share: making one, and its result for an answer.

#include "flameup/http/headers.hpp"
#include "flameup/testing/peer_script.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace transports_test {

/// Makes an executor of an adapter that has TLS.
template <class Adapter, class Options> Execute execute_by(const Settings& settings) {
    Options options;
    options.timeout = settings.timeout;
    options.ca_file = settings.ca_file;
    return [adapter = std::make_shared<Adapter>(options)](const flameup::HttpRequest& request) {
        return (*adapter)(request);
    };
}

/// An adapter with low limits, and a peer.
template <class Adapter, class Options> struct Fixture {
    transports::SocketPeer peer;
    Options options = [] {
        Options few;
        few.timeout = std::chrono::milliseconds(300);
        few.max_body = 1000;
        return few;
    }();
    Adapter adapter{options};

    /// Returns the status, or the error's code.
    std::string code(const std::string& url, flameup::Headers headers = {}) {
        flameup::HttpRequest request;
        request.url = url;
        request.headers = std::move(headers);
        const auto response = adapter(request);
        return response ? std::to_string(response->status) : response.error().code;
    }
    std::string code_of_answer(std::string text,
                               flameup::testing::PeerEnd end = flameup::testing::PeerEnd::close) {
        return code(peer.play({{flameup::testing::PeerAnswer{{std::move(text)}, end, {}, {}}}}));
    }
};

} // namespace transports_test

#endif
