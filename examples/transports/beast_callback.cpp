// The People API on a program's own `io_context`: a chain of callbacks.
#include "beast.hpp"

#include "callback_job.hpp"

#include <boost/asio/io_context.hpp>

int main(int count, char** values) {
    const auto config = transports::read_config(count, values);
    if (!config) return 2;

    boost::asio::io_context io;
    transports::BeastAsync beast(io);
    bool is_done = false;
    transports::CallbackJob job(*config, beast, [&is_done](bool done) { is_done = done; });
    job.start();
    io.run(); // until no call is left
    return is_done ? 0 : 1;
}
