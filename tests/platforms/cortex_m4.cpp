// What a Cortex-M4 needs to run a program of this folder: vectors, start, heap, and output by the
// debugger's semihosting. The program ends with a line of the most stack and heap that it used.
#include "device.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>

extern "C" {
extern char data_source[], data_begin[], data_end[], bss_begin[], bss_end[], heap_begin[],
    stack_begin[], stack_end[];
extern void (*const constructors_begin[])();
extern void (*const constructors_end[])();
int main();
}

namespace {

constexpr std::uint32_t paint = 0xDEADBEEF;

char* heap_end = heap_begin;

/// Asks the debugger for a service; see "Semihosting for AArch32 and AArch64" of Arm.
void semihost(int operation, const void* argument) {
    register int r0 __asm__("r0") = operation;
    register const void* r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

/// Ends the program with the figures, or in failure.
[[noreturn]] void end(bool works) {
    constexpr int exit = 0x18;
    constexpr std::uintptr_t application_exit = 0x20026, runtime_error = 0x20023;
    for (;;)
        semihost(exit, reinterpret_cast<const void*>(works ? application_exit : runtime_error));
}

[[noreturn]] void fail(const char* what) {
    show(what);
    show("\n");
    end(false);
}

void fault() { fail("fault"); }

void show_number(std::size_t number) {
    char digits[12];
    char* p = digits + sizeof digits;
    *--p = '\0';
    do *--p = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    show(p);
}

} // namespace

void show(const char* text) {
    constexpr int write0 = 0x04;
    semihost(write0, text);
}

extern "C" {

void reset_handler() {
    for (char *to = data_begin, *from = data_source; to != data_end;) *to++ = *from++;
    for (char* to = bss_begin; to != bss_end;) *to++ = 0;
    std::uint32_t here = 0;
    auto* const stack = reinterpret_cast<std::uint32_t*>(stack_begin);
    for (std::uint32_t* p = stack; p + 16 < &here; ++p) *p = paint;
    for (auto constructor = constructors_begin; constructor != constructors_end; ++constructor)
        (*constructor)();
    const bool works = main() == 0;
    const std::uint32_t* used = stack;
    while (*used == paint) ++used;
    show("stack ");
    show_number(static_cast<std::size_t>(stack_end - reinterpret_cast<const char*>(used)));
    show(" heap ");
    show_number(static_cast<std::size_t>(heap_end - heap_begin));
    show("\n");
    end(works);
}

__attribute__((section(".vectors"), used)) void (*const vectors[16])() = {
    reinterpret_cast<void (*)()>(stack_end), reset_handler, fault, fault, fault, fault, fault};

/// Newlib's `malloc` takes its memory from here.
void* _sbrk(std::ptrdiff_t size) {
    if (size > stack_begin - heap_end) return reinterpret_cast<void*>(-1);
    char* const begin = heap_end;
    heap_end += size;
    return begin;
}

void abort() { fail("abort"); }

// Newlib's `assert` and `exit` may name these.
int _kill(int, int) { fail("kill"); }
int _getpid() { return 1; }
void _exit(int) { fail("exit"); }
}

// What libstdc++ would do by exceptions, which it brings with their whole machinery.
namespace std {
void __throw_length_error(const char* what) { fail(what); }
void __throw_logic_error(const char* what) { fail(what); }
void __throw_out_of_range(const char* what) { fail(what); }
void __throw_out_of_range_fmt(const char* what, ...) { fail(what); }
void __throw_bad_alloc() { fail("no memory"); }
void __throw_bad_array_new_length() { fail("no memory"); }
void __throw_bad_function_call() { fail("empty function"); }
} // namespace std

void* operator new(std::size_t size) {
    void* const memory = std::malloc(size);
    if (memory == nullptr) fail("no memory");
    return memory;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
