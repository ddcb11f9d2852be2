#include "allocations.hpp"

#include <cerrno>

#include <malloc.h>

// The program's own malloc, in front of the C library's: it sees what peers allocate as well,
// from their shared libraries too. It counts only while a HeapCount lives, in a program of one
// thread; when none does, it costs a test of one flag.

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
}

namespace {

bool counting = false;
benchmarks::HeapUse counted;
std::ptrdiff_t live = 0;

void count_live(std::ptrdiff_t bytes) {
    live += bytes;
    if (live > static_cast<std::ptrdiff_t>(counted.high_water)) {
        counted.high_water = static_cast<std::size_t>(live);
    }
}

std::ptrdiff_t usable(void* memory) {
    return memory != nullptr ? static_cast<std::ptrdiff_t>(malloc_usable_size(memory)) : 0;
}

void* count(void* memory, std::size_t size) {
    if (counting && memory != nullptr) {
        ++counted.allocations;
        counted.bytes += size;
        count_live(usable(memory));
    }
    return memory;
}

} // namespace

extern "C" {

void* malloc(std::size_t size) noexcept { return count(__libc_malloc(size), size); }

void* calloc(std::size_t number, std::size_t size) noexcept {
    return count(__libc_calloc(number, size), number * size);
}

void* realloc(void* memory, std::size_t size) noexcept {
    if (!counting) return __libc_realloc(memory, size);
    const std::ptrdiff_t before = usable(memory);
    void* const moved = __libc_realloc(memory, size);
    if (moved != nullptr || size == 0) live -= before;
    return count(moved, size);
}

void free(void* memory) noexcept {
    if (counting) live -= usable(memory);
    __libc_free(memory);
}

void* memalign(std::size_t alignment, std::size_t size) noexcept {
    return count(__libc_memalign(alignment, size), size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    return count(__libc_memalign(alignment, size), size);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size) noexcept {
    void* const made = count(__libc_memalign(alignment, size), size);
    if (made == nullptr) return ENOMEM;
    *memory = made;
    return 0;
}

} // extern "C"

namespace benchmarks {

HeapCount::HeapCount() {
    counted = {};
    live = 0;
    counting = true;
}

HeapCount::~HeapCount() { counting = false; }

bool pause_heap_count() {
    const bool was_counting = counting;
    counting = false;
    return was_counting;
}

void resume_heap_count(bool was_counting) { counting = was_counting; }

HeapUse HeapCount::use() const { return counted; }

} // namespace benchmarks
