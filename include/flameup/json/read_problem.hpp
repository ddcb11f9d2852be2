#ifndef FLAMEUP_JSON_READ_PROBLEM_HPP
#define FLAMEUP_JSON_READ_PROBLEM_HPP

#include "flameup/text/field_path.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A place in a JSON text.
struct JsonPlace {
    std::string path = "$"; ///< As `$.people[17].created_at`.
    std::size_t offset = 0; ///< In bytes.
};

/// Why a JSON text cannot be read.
struct ReadProblem {
    /// `invalid_json`, `wrong_type`, `out_of_range`, `unknown_name`, `invalid_timestamp`,
    /// `unknown_member`, `missing`, `too_large` or `too_deep`.
    std::string code;
    std::string message; ///< May quote up to 64 bytes of the text, which come from the server.
    JsonPlace place;

    /// Prepends a member to the path. `key` is as in the JSON text, with its escapes.
    void prepend_member(std::string_view key) {
        std::string path = "$";
        append_path_name(path, key);
        place.path.replace(0, 1, path);
    }

    /// Prepends an element to the path.
    void prepend_element(std::size_t index) {
        std::string path = "$";
        append_path_index(path, index);
        place.path.replace(0, 1, path);
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
