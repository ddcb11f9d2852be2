// expect: flameup: a flow has Step next(const Moment&) and
// lines: 15
#include "flameup/drive/frame_loop.hpp"
#include "flameup/flow/call_flow.hpp"
#include "flameup/model.hpp"

using Loop = flameup::FrameLoop<void (*)(flameup::HttpRequest, flameup::Completion)>;

std::uint64_t add(Loop& loop, const flameup::Config& config) {
#ifdef FLAMEUP_FAIL
    static_cast<void>(config);
    return loop.add(flameup::GetStatistics(), [](const auto&, bool) {});
#else
    return loop.add(flameup::CallFlow(config, flameup::GetStatistics()), [](const auto&, bool) {});
#endif
}
