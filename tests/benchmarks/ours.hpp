#ifndef FLAMEUP_BENCHMARKS_OURS_HPP
#define FLAMEUP_BENCHMARKS_OURS_HPP

#include "flameup/message/build_impl.hpp"
#include "flameup/message/decode_impl.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace benchmarks {

constexpr std::string_view workspace = "ws_8f14e45fceea167a5a36dedd4bea2543";

inline const flameup::Config& config() {
    static const flameup::Config shared = [] {
        flameup::Config result;
        result.api_key = "ws_benchmark.0123456789abcdef0123456789abcdef";
        result.workspace_id = std::string(workspace);
        return result;
    }();
    return shared;
}

/// Gives up where something fails that is to succeed.
inline void check_ours(bool succeeded, std::string_view what, std::string_view message) {
    if (succeeded) return;
    std::fprintf(stderr, "%.*s failed: %.*s\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(message.size()), message.data());
    std::exit(1);
}

/// Returns the `Result` itself, which programs read from as it is. Its type is written out, since
/// clang++ moves a result whose type is deduced.
template <class Operation>
flameup::Result<flameup::ResponseOf<Operation>> decode_ours(const flameup::HttpResponse& response) {
    auto result = flameup::decode<Operation>(config(), response);
    if (!result) check_ours(false, "decode", result.error().message);
    return result;
}

template <class Operation>
void build_ours(const Operation& operation, flameup::HttpRequest& request) {
    const auto built = flameup::build(config(), operation, request);
    if (!built) check_ours(false, Operation::route.name, built.error().message);
}

} // namespace benchmarks

#endif
