#ifndef FLAMEUP_TESTING_TEXT_RULES_HPP
#define FLAMEUP_TESTING_TEXT_RULES_HPP

#include "flameup/text/ascii.hpp"
#include "flameup/text/text_forms.hpp"

#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

using detail::ascii_lower;
using detail::is_uuid;

/// Returns a text with its ASCII letters in lower case.
inline std::string ascii_lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = ascii_lower(c);
    return result;
}

/// Tells whether a text contains another, ignoring ASCII case.
inline bool contains_text(std::string_view text, std::string_view part) {
    return ascii_lower(text).find(ascii_lower(part)) != std::string::npos;
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
