// The People API over WinHTTP, on Windows.
#include "winhttp.hpp"

#include "job.hpp"

#include <functional>

int main(int count, char** values) {
    transports::WinHttp win_http;
    return transports::run_job(count, values, std::ref(win_http));
}
