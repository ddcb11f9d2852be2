#ifndef FLAMEUP_JSON_READ_OPTIONS_HPP
#define FLAMEUP_JSON_READ_OPTIONS_HPP

#include "flameup/json/decode_options.hpp"
#include "flameup/value/borrowed.hpp"

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

inline constexpr DecodeOptions plain_decoding{};

/// How a JSON text is read.
struct ReadOptions {
    const DecodeOptions* decode = &plain_decoding; ///< What the user chose.

    /// Whether the value may hold data of an earlier read; false for one that was just constructed.
    bool is_reused = true;

    /// Whether a byte order mark before the text is passed over.
    bool skips_mark = false;

    /// What keeps the texts that views point into, beside the JSON text. Null if the value holds no
    /// views.
    KeptBody* kept = nullptr;

    /// Set to true if unknown members of the outermost object say that the request failed; see
    /// `is_failure_word`. Null if this is not to be found out.
    bool* says_failure = nullptr;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
