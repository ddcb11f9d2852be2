// The People API over plain POSIX sockets.
#include "sockets.hpp"

#include "job.hpp"

#include <functional>

int main(int count, char** values) {
    transports::Sockets sockets;
    return transports::run_job(count, values, std::ref(sockets));
}
