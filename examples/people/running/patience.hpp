#ifndef FLAMEUP_EXAMPLES_PEOPLE_RUNNING_PATIENCE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_RUNNING_PATIENCE_HPP

// How imports and exports retry and keep to the rate.

#include "../../network.hpp"
#include "../terminal/output.hpp"
#include "progress.hpp"

#include <flameup/flow/rate_budget.hpp>
#include <flameup/flow/retry_policy.hpp>
#include <flameup/http/http.hpp>
#include <flameup/value/result.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace people_tool {

/// A policy with more attempts than the default: it survives an outage of about half a minute, and
/// a few random failures in a row make no request fail.
inline flameup::RetryPolicy patience() {
    flameup::RetryPolicy policy;
    policy.max_attempts = 9;
    policy.first_wait = std::chrono::milliseconds(250);
    return policy;
}

/// Makes a budget of so many requests a minute, even if the server allows more; null for 0.
inline std::shared_ptr<flameup::RateBudget> budget_of(std::int64_t requests_per_minute) {
    if (requests_per_minute == 0) return nullptr;
    auto budget = std::make_shared<flameup::RateBudget>(requests_per_minute);
    budget->keep_to(requests_per_minute);
    return budget;
}

/// Counts what came of a request, and tells the progress display why the next one waits.
template <class Counts>
void count_answer(Counts& counts, Progress& progress,
                  const flameup::Result<flameup::HttpResponse>& executed) {
    const bool is_good = executed && executed->status / 100 == 2;
    if (!is_good) ++counts.attempts_failed;
    progress.note(is_good    ? std::string()
                  : executed ? "HTTP " + std::to_string(executed->status)
                             : printable(executed.error().code));
}

/// Sends a request and counts it.
template <class Counts>
flameup::Result<flameup::HttpResponse> count_request(Counts& counts, Progress& progress,
                                                     const network::Executor& executor,
                                                     const flameup::HttpRequest& request) {
    ++counts.requests;
    auto executed = executor(request);
    count_answer(counts, progress, executed);
    return executed;
}

} // namespace people_tool

#endif
