#ifndef FLAMEUP_JSON_FAILURE_WORD_HPP
#define FLAMEUP_JSON_FAILURE_WORD_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether a member of a response says that the request failed: `"success": false`, or an
/// `error` or `errors` that is not empty.
///
/// `rest` is the text behind the member's colon. `null`, `false`, `0` and `""` are empty, and so
/// are `errors` that are `[]` or `{}`.
constexpr bool is_failure_word(std::string_view name, std::string_view rest) noexcept {
    constexpr std::string_view space = " \t\r\n";
    const bool is_success = name == "success";
    const bool is_list = name == "errors";
    if (!is_success && !is_list && name != "error") return false;
    const std::size_t begin = rest.find_first_not_of(space);
    if (begin == std::string_view::npos) return false;
    rest.remove_prefix(begin);
    const char first = rest.front();
    if (is_success) return first == 'f';
    if (first == 'n' || first == 'f' || rest.substr(0, 2) == "\"\"") return false;
    const std::size_t second = rest.find_first_not_of(space, 1);
    const char next = second == std::string_view::npos ? '\0' : rest[second];
    if (first == '0') return next == '.' || next == 'e' || next == 'E';
    return !is_list || !((first == '[' && next == ']') || (first == '{' && next == '}'));
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
