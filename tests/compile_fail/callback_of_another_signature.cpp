// expect: flameup: done is callable as void(Result<Response>)
// lines: 15
#include "flameup/client/client.hpp"
#include "flameup/model.hpp"

flameup::Call
send(const flameup::Client<void (*)(flameup::HttpRequest, flameup::Completion)>& client) {
#ifdef FLAMEUP_FAIL
    return client.send(flameup::GetStatistics{}, [](int) {});
#else
    return client.send(flameup::GetStatistics{},
                       [](const flameup::Result<flameup::Statistics>&) {});
#endif
}
