// The People API over Boost.Beast, one call after another.
#include "beast.hpp"

#include "job.hpp"

#include <functional>

int main(int count, char** values) {
    transports::Beast beast;
    return transports::run_job(count, values, std::ref(beast));
}
