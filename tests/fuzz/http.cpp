// Reads any bytes as HTTP/1.1 messages: requests in pieces of any size as a whole, and responses
// within their limits.

#include "fuzz.hpp"

#include "../../examples/http1.hpp"

#include <flameup.hpp>
#include <flameup/testing/peer_request.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Requests {
    std::vector<flameup::testing::PeerRequest> all;
    std::string problem;
};

Requests read_in_pieces(std::string_view bytes, fuzz::Input& sizes, bool whole) {
    flameup::testing::PeerRequestReader reader(4096, 1024);
    Requests requests;
    while (!bytes.empty()) {
        const std::size_t size = whole ? bytes.size() : sizes.below(32) + 1;
        reader.feed(bytes.substr(0, size));
        bytes.remove_prefix(size < bytes.size() ? size : bytes.size());
        while (auto request = reader.next()) requests.all.push_back(*std::move(request));
    }
    requests.problem = reader.problem();
    return requests;
}

void check_requests(fuzz::Input input) {
    fuzz::Input sizes(input.line());
    const Requests whole = read_in_pieces(input.rest(), sizes, true);
    const Requests pieces = read_in_pieces(input.rest(), sizes, false);
    fuzz::require(whole.problem == pieces.problem, "the same problem");
    fuzz::require(whole.all.size() == pieces.all.size(), "as many requests");
    for (std::size_t i = 0; i != whole.all.size(); ++i) {
        const auto& a = whole.all[i];
        const auto& b = pieces.all[i];
        fuzz::require(a.method == b.method && a.target == b.target && a.body == b.body, "the same");
        fuzz::require(a.headers == b.headers, "the same headers");
        fuzz::require(a.body.size() <= 4096, "bodies are bounded");
    }
}

void check_response(std::string_view bytes) {
    const auto response = http1::ResponseReader(bytes, 4096).read();
    if (!response) {
        fuzz::require(!response.error().code.empty(), "a reason");
        return;
    }
    fuzz::require(response->status >= 200 && response->status <= 599, "a final status");
    fuzz::require(response->body.size() <= 4096, "bodies are bounded");
}

} // namespace

void fuzz_one(fuzz::Input input) {
    if (input.below(2) == 0) return check_requests(input);
    check_response(input.rest());
}
