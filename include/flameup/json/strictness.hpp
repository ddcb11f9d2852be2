#ifndef FLAMEUP_JSON_STRICTNESS_HPP
#define FLAMEUP_JSON_STRICTNESS_HPP

#include "flameup/platform.hpp"

#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// What is refused in a JSON text although RFC 8259 allows it; by default, nothing is.
///
/// The default suits responses, to which servers add members. `full()` suits texts that people
/// write and files that a program has written itself.
struct Strictness {
    /// Members that a described struct does not have; the code is `unknown_member`. Without this,
    /// they are skipped.
    bool unknown_members = false;

    /// Objects with a member twice, or under two of its names; the code is `duplicate_member`.
    /// Without this, the last value counts.
    bool duplicate_members = false;

    /// Integers of more than 64 bits in values of Boost.JSON's own types; the code is
    /// `out_of_range`. Without this, they become the nearest double, which may be another number.
    bool large_integers = false;

    /// Returns the strictness that refuses all of it.
    static constexpr Strictness full() noexcept { return {true, true, true}; }
};

/// What is taken in a JSON text although it is wrong; by default, nothing is.
///
/// This suits data that other programs wrote, and that nobody can mend at once.
struct Leniency {
    /// Writes a copy of the text that is well-formed, which is then read: `replace_ill_formed` of
    /// `flameup/json/replace_ill_formed.hpp` puts U+FFFD in place of what is no UTF-8 and of half a
    /// surrogate pair. Offsets of errors count in the copy. Where this is null, the code for such
    /// text is `invalid_json`.
    void (*mend)(std::string_view json, std::string& copy) = nullptr;

    /// Timestamps without an offset, such as `2024-01-15T10:30:00`, which are taken as UTC. Without
    /// this, the code is `invalid_timestamp`.
    bool timestamps_without_offset = false;
};

FLAMEUP_END_NAMESPACE

#endif
