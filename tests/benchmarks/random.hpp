#ifndef FLAMEUP_BENCHMARKS_RANDOM_HPP
#define FLAMEUP_BENCHMARKS_RANDOM_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

namespace benchmarks {

/// A sequence of numbers that is the same on every machine (SplitMix64).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// Draws from 0 to `count` - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    /// Is true so many times in a hundred.
    bool percent(std::size_t share) { return below(100) < share; }

    template <class List> const auto& pick(const List& list) {
        return *(std::begin(list) + static_cast<std::ptrdiff_t>(below(std::size(list))));
    }

    template <class List> void shuffle(List& list) {
        for (std::size_t left = list.size(); left > 1; --left) {
            std::swap(list[left - 1], list[below(left)]);
        }
    }

  private:
    std::uint64_t state_;
};

} // namespace benchmarks

#endif
