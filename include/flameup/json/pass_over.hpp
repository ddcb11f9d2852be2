#ifndef FLAMEUP_JSON_PASS_OVER_HPP
#define FLAMEUP_JSON_PASS_OVER_HPP

#include "flameup/json/raw_json.hpp"
#include "flameup/json/replace_ill_formed.hpp"
#include "flameup/json/value_reader.hpp"
#include "flameup/value/limits.hpp"

#include <cstddef>
#include <string>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Passes over the value at `p`, whose reading failed; its strings may be ill-formed.
///
/// `depth_left` is what the reader had at `p`. Returns the end of the value, and sets `json` to its
/// text, with U+FFFD for what is no UTF-8; null, with the problem as it was, if it is no JSON.
inline const char* pass_over(ValueReader& reader, const char* p, std::size_t depth_left,
                             std::string& json) {
    const char* const behind = find_end(p, reader.end());
    if (behind == nullptr) return nullptr;
    json.clear();
    append_well_formed(json, {p, static_cast<std::size_t>(behind - p)}, Escapes::keep);
    if (!is_json(json, deepest_nesting)) return nullptr;
    reader.leave_to(depth_left);
    return behind;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
