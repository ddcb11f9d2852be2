#ifndef FLAMEUP_MODEL_STATISTICS_HPP
#define FLAMEUP_MODEL_STATISTICS_HPP

#include "flameup/describe/describe.hpp"

#include <cstdint>
#include <optional>

FLAMEUP_BEGIN_NAMESPACE

/// How many people a workspace has (People API, "Get People Statistics").
struct Statistics {
    std::optional<std::int64_t> total;        ///< All people.
    std::optional<std::int64_t> active;       ///< People whose status is `active`.
    std::optional<std::int64_t> unsubscribed; ///< People whose status is `unsubscribed`.
    std::optional<std::int64_t> bounced;      ///< People whose status is `bounced`.
    std::optional<std::int64_t> recent; ///< `recent`, whose period the documentation does not say.

    FLAMEUP_DESCRIBE(Statistics, (), (total, active, unsubscribed, bounced, recent))

    friend bool operator==(const Statistics& a, const Statistics& b) {
        return a.total == b.total && a.active == b.active && a.unsubscribed == b.unsubscribed &&
               a.bounced == b.bounced && a.recent == b.recent;
    }
    friend bool operator!=(const Statistics& a, const Statistics& b) { return !(a == b); }
};

FLAMEUP_END_NAMESPACE

#endif
