#ifndef FLAMEUP_TESTS_RANDOM_ROUNDS_HPP
#define FLAMEUP_TESTS_RANDOM_ROUNDS_HPP

// How often tests repeat themselves with other random input, which takes long in an emulator.

#ifndef FLAMEUP_TEST_DIVISOR
#define FLAMEUP_TEST_DIVISOR 1
#endif

namespace random_rounds {

/// All of these rounds, or the part of them that checks/platform.sh asks for where it emulates.
template <class Number> constexpr Number of(Number all) { return all / FLAMEUP_TEST_DIVISOR; }

} // namespace random_rounds

#endif
