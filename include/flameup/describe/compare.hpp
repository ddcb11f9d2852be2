#ifndef FLAMEUP_DESCRIBE_COMPARE_HPP
#define FLAMEUP_DESCRIBE_COMPARE_HPP

// Defines what `FLAMEUP_COMPARE` declares: include it in files that compare values.

#include "flameup/describe/reflect.hpp"

#include <cstddef>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, std::size_t... Index>
bool equal_each([[maybe_unused]] const T& a, [[maybe_unused]] const T& b,
                std::index_sequence<Index...>) {
    return ((a.*member_at<T, Index>::pointer == b.*member_at<T, Index>::pointer) && ...);
}

template <class T> bool equal_members(const T& a, const T& b) {
    return equal_each(a, b, std::make_index_sequence<member_count<T>>());
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
