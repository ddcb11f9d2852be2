#ifndef FLAMEUP_PLATFORM_HPP
#define FLAMEUP_PLATFORM_HPP

// What differs between compilers, libraries and builds. The one header with conditional code.

// The C++ standard of this unit: Microsoft's __cplusplus is C++98's unless an option says
// otherwise.
#if defined(_MSVC_LANG)
#define FLAMEUP_STANDARD _MSVC_LANG
#else
#define FLAMEUP_STANDARD __cplusplus
#endif
#if FLAMEUP_STANDARD < 201703L
#error "flameup needs C++17 or newer, as by -std=c++17 or /std:c++17"
#endif

#include <boost/version.hpp>
#if BOOST_VERSION < 108100
#error "flameup needs Boost 1.81 or newer"
#endif

#define FLAMEUP_VERSION "0.1.0"

// An inline namespace carries the version, so that two vendored versions can live in one program.
#define FLAMEUP_BEGIN_NAMESPACE \
    namespace flameup {         \
    inline namespace v0_1 {
#define FLAMEUP_END_NAMESPACE \
    }                         \
    }

// Boost.Describe's empty lists are extensions to clang's -Wpedantic: before 19 a GNU one, then
// C++20's.
#if defined(__clang__)
#define FLAMEUP_QUIET_BEGIN                                                         \
    _Pragma("clang diagnostic push")                                                \
        _Pragma("clang diagnostic ignored \"-Wgnu-zero-variadic-macro-arguments\"") \
            _Pragma("clang diagnostic ignored \"-Wc++20-extensions\"")
#define FLAMEUP_QUIET_END _Pragma("clang diagnostic pop")
#else
#define FLAMEUP_QUIET_BEGIN
#define FLAMEUP_QUIET_END
#endif

// Hands arguments on one by one: Microsoft's older preprocessor takes `__VA_ARGS__` for one.
#define FLAMEUP_EXPAND(...) __VA_ARGS__

// Whether this unit has exceptions.
#if defined(__cpp_exceptions) || defined(__EXCEPTIONS) || defined(_CPPUNWIND)
#define FLAMEUP_HAS_EXCEPTIONS 1
#else
#define FLAMEUP_HAS_EXCEPTIONS 0
#endif

// Whether this unit has C++20's coroutines; without them, nothing that awaits is ever instantiated.
#if defined(__cpp_impl_coroutine)
#include <coroutine>
#define FLAMEUP_HAS_COROUTINES true
#define FLAMEUP_CO_AWAIT co_await
#define FLAMEUP_CO_RETURN co_return
#else
#define FLAMEUP_HAS_COROUTINES false
#define FLAMEUP_CO_AWAIT
#define FLAMEUP_CO_RETURN return
#endif

// Marks a template of types as a view, outside of all namespaces, where there are C++20's ranges.
#if FLAMEUP_STANDARD > 201703L
#include <version>
#endif
#if defined(__cpp_lib_ranges)
#define FLAMEUP_MARK_VIEW(Range) \
    template <class... T> inline constexpr bool std::ranges::enable_view<Range<T...>> = true;
#else
#define FLAMEUP_MARK_VIEW(Range)
#endif

// Whether the standard library's conversions of floating-point numbers may be used where it
// declares them. Apple's libraries declare them also for systems that do not have them.
#include <cstddef> // defines libc++'s macros
#if defined(FLAMEUP_NO_FLOAT_CHARCONV)
#define FLAMEUP_HAS_FLOAT_CHARCONV false
#elif !defined(__APPLE__)
#define FLAMEUP_HAS_FLOAT_CHARCONV true
#elif defined(_LIBCPP_AVAILABILITY_HAS_FROM_CHARS_FLOATING_POINT) && \
    _LIBCPP_AVAILABILITY_HAS_FROM_CHARS_FLOATING_POINT
#define FLAMEUP_HAS_FLOAT_CHARCONV true // to_chars came before
#else
#define FLAMEUP_HAS_FLOAT_CHARCONV false
#endif

// What converts floating-point numbers without the standard library. It is not even read where that
// is known to do it.
#if FLAMEUP_HAS_FLOAT_CHARCONV && \
    ((defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE >= 12) || defined(_MSC_VER))
#define FLAMEUP_DECIMAL_SEARCH_HEADER "flameup/text/float_bits.hpp"
#define FLAMEUP_SHORTEST_DIGITS_HEADER "flameup/text/float_bits.hpp"
#else
#define FLAMEUP_DECIMAL_SEARCH_HEADER "flameup/text/decimal_search.hpp"
#define FLAMEUP_SHORTEST_DIGITS_HEADER "flameup/json/shortest_digits.hpp"
#endif

// How many bytes of text are looked at together, and by what: see `text/special_bytes.hpp`.
#if defined(FLAMEUP_NO_SIMD) || !defined(__GNUC__)
#define FLAMEUP_HAS_SIMD false
#elif defined(__SSE2__)
#define FLAMEUP_HAS_SIMD true
#define FLAMEUP_TEXT_BLOCK Sse2TextBlock
#define FLAMEUP_TEXT_BLOCK_HEADER "flameup/text/text_block_sse2.hpp"
#elif defined(__AARCH64EL__) && defined(__ARM_NEON)
#define FLAMEUP_HAS_SIMD true
#define FLAMEUP_TEXT_BLOCK NeonTextBlock
#define FLAMEUP_TEXT_BLOCK_HEADER "flameup/text/text_block_neon.hpp"
#else
#define FLAMEUP_HAS_SIMD false
#endif
#if !FLAMEUP_HAS_SIMD
#define FLAMEUP_TEXT_BLOCK PlainTextBlock
#define FLAMEUP_TEXT_BLOCK_HEADER "flameup/text/text_block_plain.hpp"
#endif

// Whether JSON values that nobody reads are passed over by code of their own, which needs SIMD and
// is too large for programs that are built for size: see `json/skip_value.hpp`.
#if FLAMEUP_HAS_SIMD && !defined(__OPTIMIZE_SIZE__)
#define FLAMEUP_HAS_VALUE_SKIPPER true
#else
#define FLAMEUP_HAS_VALUE_SKIPPER false
#endif

// Whether `src_typed.hpp` defines the program's `boost::throw_exception`, or leaves it to the host.
#if defined(FLAMEUP_NO_THROW_EXCEPTION)
#define FLAMEUP_DEFINE_THROW_EXCEPTION(...)
#else
#define FLAMEUP_DEFINE_THROW_EXCEPTION(...) \
    BOOST_NORETURN void throw_exception(__VA_ARGS__) { std::abort(); }
#endif

#endif
