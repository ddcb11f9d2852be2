// expect: flameup: on_end is callable as void(Flow, bool finished); it gets the flow back
// names: CallFlow<flameup::
// lines: 15
#include "flameup/flows.hpp"

using Loop = flameup::FrameLoop<void (*)(flameup::HttpRequest, flameup::Completion)>;
using Flow = flameup::CallFlow<flameup::GetStatistics>;

std::uint64_t add(Loop& loop, Flow flow) {
#ifdef FLAMEUP_FAIL
    return loop.add(std::move(flow), [](const flameup::Result<flameup::Statistics>&) {});
#else
    return loop.add(std::move(flow), [](const Flow&, bool) {});
#endif
}
