#ifndef FLAMEUP_BENCHMARKS_SCALE_HPP
#define FLAMEUP_BENCHMARKS_SCALE_HPP

namespace benchmarks {

/// Prints what a byte takes in bodies of 1 kB to 16 MB, and a person among 10^3 to 10^6.
void print_scale();

} // namespace benchmarks

#endif
