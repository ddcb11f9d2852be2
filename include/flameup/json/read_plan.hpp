#ifndef FLAMEUP_JSON_READ_PLAN_HPP
#define FLAMEUP_JSON_READ_PLAN_HPP

#include "flameup/platform.hpp"

#include <boost/config.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

class ValueReader;

/// The most keys of a described struct and its bases: names of members, and aliases.
inline constexpr std::size_t most_keys = 128;

/// What a JSON object held for a member so far: no key, null, or a value under one of its keys.
enum class MemberState : std::uint8_t { absent, null, first_value };

/// The state of a member that has a value; `key` is the number of the key that it stood under.
constexpr MemberState value_under(std::size_t key) noexcept {
    return static_cast<MemberState>(static_cast<std::size_t>(MemberState::first_value) + key);
}

constexpr bool has_value(MemberState state) noexcept { return state >= MemberState::first_value; }

/// The first bytes of a key as it stands in a JSON text, with its quotes and the colon.
///
/// They are compared as two words, which is faster than byte by byte.
struct KeyPattern {
    static constexpr std::size_t size = 16;

    unsigned char text[size] = {};
    unsigned char mask[size] = {0xFF}; ///< 0xFF where the key has a byte, 0 behind its end.

    KeyPattern() = default; ///< Matches no text.
    constexpr explicit KeyPattern(std::string_view name) {
        for (std::size_t i = 0; i != size && i != size_in_text(name); ++i) {
            text[i] = static_cast<unsigned char>(byte_at(name, i));
            mask[i] = 0xFF;
        }
        // JSON escapes these bytes, so such a key never stands in a text as it is: match nothing.
        for (const char c : name) {
            if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) text[0] = 0;
        }
    }

    /// Returns the size of a key with its quotes and the colon.
    static constexpr std::size_t size_in_text(std::string_view name) noexcept {
        return name.size() + 3;
    }

    /// Returns a byte of a key with its quotes and the colon.
    static constexpr char byte_at(std::string_view name, std::size_t i) noexcept {
        if (i == 0 || i == name.size() + 1) return '"';
        return i > name.size() ? ':' : name[i - 1];
    }

    /// Tells whether the text at `p`, of at least `size` bytes, begins with these bytes.
    bool is_at(const char* p) const noexcept {
        std::uint64_t found[2];
        std::uint64_t expected[2];
        std::uint64_t wanted[2];
        std::memcpy(found, p, size);
        std::memcpy(expected, text, size);
        std::memcpy(wanted, mask, size);
        return ((found[0] ^ expected[0]) & wanted[0]) == 0 &&
               ((found[1] ^ expected[1]) & wanted[1]) == 0;
    }
};

/// Whether an object must have the member; for `list`, null is an empty list.
enum class Required : std::uint8_t { no, value, list };

/// A key of a described struct, and how its member is read.
struct ReadKey {
    KeyPattern pattern;
    const char* (*read)(ValueReader&, const char*, void*); ///< Reads into the member of an object.
    const char* name_text;
    std::uint32_t name_size;
    std::uint8_t member;     ///< The number of the member, which all of its keys share.
    MemberState value_state; ///< The state of the member after a value under this key.
    Required required;
    bool takes_null; ///< False for members that a null leaves at their initial value.

    constexpr std::string_view name() const noexcept { return {name_text, name_size}; }

    /// Returns the size of the key with its quotes and the colon.
    std::size_t size_in_text() const noexcept { return KeyPattern::size_in_text(name()); }

    /// Tells whether the text at `p`, of at least `KeyPattern::size` bytes, begins with the key and
    /// a colon.
    bool is_at(const char* p, const char* end) const noexcept {
        return pattern.is_at(p) && (size_in_text() <= KeyPattern::size || is_rest_at(p, end));
    }

  private:
    bool is_rest_at(const char* p, const char* end) const noexcept {
        if (static_cast<std::size_t>(end - p) < size_in_text()) return false;
        std::size_t i = KeyPattern::size;
        while (i != size_in_text() && p[i] == KeyPattern::byte_at(name(), i)) ++i;
        return i == size_in_text();
    }
};

/// How objects are read into a described struct.
struct ReadPlan {
    /// How many beginnings of keys are told apart.
    static constexpr std::size_t kinds_of_start = 32;

    const ReadKey* first; ///< The members in their order, each with its aliases behind it.
    const ReadKey* last;  ///< The end of them, where a `ReadKey{}` is, which no text matches.
    bool has_required;

    /// Sets the members that have no value, and no null that they could take, to their initial
    /// values.
    void (*reset_missing)(void* object, const MemberState* states);

    /// For each kind of beginning the number, from 1 on, of the first key that begins so; then for
    /// each key that of the next one that begins as it does. 0 where there is none.
    const std::uint8_t* alike;

    /// Returns the kind of the key whose two first bytes behind the quote these are.
    static constexpr std::size_t kind_of_start(char first_byte, char second_byte) noexcept {
        const auto a = static_cast<unsigned char>(first_byte);
        const auto b = static_cast<unsigned char>(second_byte);
        return (a * std::size_t{21} ^ b) % kinds_of_start;
    }

    /// Fills `alike`, which has zeros, for so many keys.
    static constexpr void find_alike(const ReadKey* keys, std::size_t count,
                                     std::uint8_t* alike) noexcept {
        for (std::size_t i = count; i-- != 0;) {
            const std::string_view name = keys[i].name();
            const std::size_t kind =
                kind_of_start(KeyPattern::byte_at(name, 1), KeyPattern::byte_at(name, 2));
            alike[kinds_of_start + i] = alike[kind];
            alike[kind] = static_cast<std::uint8_t>(i + 1);
        }
    }

    /// Finds the key that stands at `p` without escapes and space; null if there is none.
    ///
    /// Looks at `guess` first, a key or `last`: most servers write in one order. That is inline, as
    /// it is all that most keys need.
    BOOST_FORCEINLINE const ReadKey* find_at(const char* p, const char* end,
                                             const ReadKey* guess) const noexcept {
        if (static_cast<std::size_t>(end - p) < KeyPattern::size) return nullptr;
        return guess->is_at(p, end) ? guess : find_alike_at(p, end);
    }

    /// Finds a key by its name; null if there is none.
    const ReadKey* find(std::string_view name) const noexcept {
        for (const ReadKey* key = first; key != last; ++key) {
            if (key->name() == name) return key;
        }
        return nullptr;
    }

  private:
    /// Finds the key that stands at `p` among those that begin as it does.
    BOOST_NOINLINE const ReadKey* find_alike_at(const char* p, const char* end) const noexcept {
        std::size_t number = alike[kind_of_start(p[1], p[2])];
        while (number != 0 && !first[number - 1].is_at(p, end)) {
            number = alike[kinds_of_start + number - 1];
        }
        return number != 0 ? first + (number - 1) : nullptr;
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
