// The People API over cpp-httplib.
#include "httplib.hpp"

#include "job.hpp"

#include <csignal>
#include <functional>

int main(int count, char** values) {
    std::signal(SIGPIPE, SIG_IGN); // cpp-httplib may write to a connection that is closed
    transports::Httplib httplib;
    return transports::run_job(count, values, std::ref(httplib));
}
