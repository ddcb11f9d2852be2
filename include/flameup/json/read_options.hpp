#ifndef FLAMEUP_JSON_READ_OPTIONS_HPP
#define FLAMEUP_JSON_READ_OPTIONS_HPP

#include "flameup/json/strictness.hpp"

#include <boost/json/storage_ptr.hpp>

#include <string>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

struct OddElements;

/// How a JSON text is read.
struct ReadOptions {
    Strictness strictness{};
    Leniency leniency{};

    /// Takes the elements that do not decode; null if one of them is an error.
    OddElements* odd = nullptr;

    /// Whether the value may hold data of an earlier read; false for one that was just constructed.
    bool is_reused = true;

    /// The memory of values of Boost.JSON's types. By default each keeps the memory that it has,
    /// and those within lists and maps share one memory resource.
    boost::json::storage_ptr storage{};

    /// An empty string that gets the decoded text of all strings with escapes: views point into it,
    /// or into the JSON text. Null if the value holds no views.
    std::string* unescaped = nullptr;

    /// Whether a byte order mark before the text is passed over.
    bool skips_mark = false;

    /// Set to true if unknown members of the outermost object say that the request failed; see
    /// `is_failure_word`. Null if this is not to be found out.
    bool* says_failure = nullptr;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
