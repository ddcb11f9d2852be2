#ifndef FLAMEUP_BENCHMARKS_EQUALITY_HPP
#define FLAMEUP_BENCHMARKS_EQUALITY_HPP

#include <string_view>

namespace benchmarks {

/// How alike two results are.
enum class Equality {
    none,
    /// The same JSON, but for the order of members and the last digit of numbers, or the same URL,
    /// but for which of the characters that need no encoding are encoded.
    values,
    bytes,
};

Equality compare(std::string_view a, std::string_view b);

} // namespace benchmarks

#endif
