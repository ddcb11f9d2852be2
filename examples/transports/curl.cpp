// The People API over libcurl.
#include "curl.hpp"

#include "job.hpp"

#include <functional>

int main(int count, char** values) {
    transports::Curl curl;
    return transports::run_job(count, values, std::ref(curl));
}
