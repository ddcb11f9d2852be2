#ifndef FLAMEUP_TESTS_THREADS_HPP
#define FLAMEUP_TESTS_THREADS_HPP

#include <utility>

#if defined(__EMSCRIPTEN__) && !defined(__EMSCRIPTEN_PTHREADS__)
#define FLAMEUP_TESTS_HAVE_THREADS 0
#elif defined(__GLIBCXX__) && !defined(_GLIBCXX_HAS_GTHREADS) // mingw with Windows' own threads
#define FLAMEUP_TESTS_HAVE_THREADS 0
#else
#define FLAMEUP_TESTS_HAVE_THREADS 1
#include <thread>
#endif

namespace flameup_tests {

#if FLAMEUP_TESTS_HAVE_THREADS
using Thread = std::thread;
#else
/// Where there are no threads, runs the function before the constructor returns.
class Thread {
  public:
    template <class Function> explicit Thread(Function function) { std::move(function)(); }
    void join() {}
};
#endif

} // namespace flameup_tests

#endif
