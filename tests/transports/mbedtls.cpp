#include "transports/mbedtls.hpp"

#include "adapter.hpp"

namespace transports_test {

Execute make_executor(const Settings& settings) {
    return execute_by<transports::MbedTls, transports::MbedTlsOptions>(settings);
}

} // namespace transports_test
