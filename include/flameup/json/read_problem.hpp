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
    std::size_t offset = 0;
};

/// What is wrong with a JSON text, or with a value for its target.
struct ReadProblem {
    std::string code; ///< `invalid_json`, `wrong_type`, `out_of_range`, `unknown_name`, ...
    std::string message;
    JsonPlace place;

    /// Says that the place is within a member, by its key as the text has it.
    void put_in_member(std::string_view key) {
        std::string path = "$";
        append_path_name(path, key);
        place.path.replace(0, 1, path);
    }

    /// Says that the place is within an element.
    void put_in_element(std::size_t index) {
        std::string path = "$";
        append_path_index(path, index);
        place.path.replace(0, 1, path);
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
