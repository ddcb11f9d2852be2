#ifndef FLAMEUP_BENCHMARKS_BATCHES_HPP
#define FLAMEUP_BENCHMARKS_BATCHES_HPP

#include <cstddef>
#include <functional>

namespace benchmarks {

/// Returns a function that upserts so many people, over a transport that answers at once, and
/// returns how many were stored: all of them, or it gives up.
std::function<std::size_t()> batch_flow(std::size_t count);

} // namespace benchmarks

#endif
