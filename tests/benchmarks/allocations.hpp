#ifndef FLAMEUP_BENCHMARKS_ALLOCATIONS_HPP
#define FLAMEUP_BENCHMARKS_ALLOCATIONS_HPP

#include <cstddef>

namespace benchmarks {

/// What the program took from the heap, through `malloc` and its kin: `new` is built on them.
struct HeapUse {
    std::size_t allocations = 0; ///< Calls that returned memory; a `realloc` is one.
    std::size_t bytes = 0;       ///< Bytes that were asked for.
    std::size_t high_water = 0;  ///< The most bytes that were live at once, beyond the start's.
};

/// Counts the heap use of the whole program while it lives; one at a time.
class HeapCount {
  public:
    HeapCount();
    ~HeapCount();
    HeapCount(const HeapCount&) = delete;
    HeapCount& operator=(const HeapCount&) = delete;

    HeapUse use() const;
};

bool pause_heap_count();
void resume_heap_count(bool was_counting);

/// Calls a function whose heap use does not count.
template <class Function> auto uncounted(Function& function) {
    struct Pause {
        bool was_counting = pause_heap_count();
        ~Pause() { resume_heap_count(was_counting); }
    } const pause;
    return function();
}

} // namespace benchmarks

#endif
