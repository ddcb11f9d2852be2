#ifndef FLAMEUP_TESTS_JSON_MEMORY_HPP
#define FLAMEUP_TESTS_JSON_MEMORY_HPP

#include <boost/json/storage_ptr.hpp>

#include <type_traits>

/// The base of memory resources, whose name and home differ between versions of Boost.JSON.
using JsonMemory = std::remove_pointer_t<decltype(boost::json::storage_ptr().get())>;

#endif
