// What the programs of this folder need to run on the machine that compiles them.
#include "device.hpp"

#include <boost/throw_exception.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>

void show(const char* text) { std::fputs(text, stdout); }

namespace boost {
[[noreturn]] void throw_exception(const std::exception&) { std::abort(); }
[[noreturn]] void throw_exception(const std::exception&, const source_location&) { std::abort(); }
} // namespace boost
