// The People API over plain sockets and mbedTLS.
#include "mbedtls.hpp"

#include "job.hpp"

#include <cstdlib>
#include <functional>

int main(int count, char** values) {
    transports::MbedTlsOptions options;
    const char* const file = std::getenv("SSL_CERT_FILE");
    options.ca_file = file ? file : "/etc/ssl/certs/ca-certificates.crt"; // Debian's
    transports::MbedTls executor(options);
    return transports::run_job(count, values, std::ref(executor));
}
