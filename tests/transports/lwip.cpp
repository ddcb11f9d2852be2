// `MbedTls`, and `Sockets` below it, over lwIP's stack on its loopback interface.
#include "transports/mbedtls.hpp"

#include "flameup/http/url.hpp"

#include "lwip_relay.hpp"
#include "lwip_stack.hpp"
#include "suite.hpp"

#include <memory>

#if !defined(TRANSPORTS_LWIP)
#error "lwip.cpp: the whole program is compiled with TRANSPORTS_LWIP"
#endif

namespace transports_test {

const bool is_lwip_started = (start_lwip(), true); // before the cases, whose peers need it

Execute make_executor(const Settings& settings) {
    transports::MbedTlsOptions options;
    // The default is stretched: lwIP repeats a lost packet after a second or more.
    const bool is_default = settings.timeout == Settings().timeout;
    options.timeout = is_default ? 5 * settings.timeout : settings.timeout;
    options.ca_file = settings.ca_file;
    const auto executor = std::make_shared<transports::MbedTls>(options);
    const auto relays = std::make_shared<LwipRelays>();
    return [executor, relays](const flameup::HttpRequest& request) {
        flameup::UrlParts url;
        if (flameup::split_url(request.url, url) == nullptr) relays->follow(url.port);
        return (*executor)(request);
    };
}

} // namespace transports_test
