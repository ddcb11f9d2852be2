#ifndef FLAMEUP_JSON_READ_PLAN_HPP
#define FLAMEUP_JSON_READ_PLAN_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

class ValueReader;

/// Keys that a described struct may have: its members', those of its bases included, and aliases.
inline constexpr std::size_t most_keys = 128;

/// A set of members or keys, by their numbers.
class NumberSet {
  public:
    constexpr void add(std::size_t number) noexcept { words_[number / 64] |= bit(number); }
    constexpr void remove(std::size_t number) noexcept { words_[number / 64] &= ~bit(number); }
    constexpr bool has(std::size_t number) const noexcept {
        return (words_[number / 64] & bit(number)) != 0;
    }

  private:
    static constexpr std::uint64_t bit(std::size_t number) noexcept {
        return std::uint64_t{1} << (number % 64);
    }

    std::uint64_t words_[most_keys / 64] = {};
};

/// The beginning of a key in a JSON text, with quotes and colon, to be compared in one go.
struct KeyPattern {
    static constexpr std::size_t size = 16;

    unsigned char text[size] = {};
    unsigned char mask[size] = {}; ///< 0xFF where the key has a byte.

    KeyPattern() = default;
    constexpr explicit KeyPattern(std::string_view name) {
        for (std::size_t i = 0; i != size && i != whole(name); ++i) {
            text[i] = static_cast<unsigned char>(byte_at(name, i));
            mask[i] = 0xFF;
        }
        // A text has these with escapes, or not at all: nothing that begins with a quote matches.
        for (const char c : name) {
            if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) text[0] = 0;
        }
    }

    /// Returns the size of a key with its quotes and the colon.
    static constexpr std::size_t whole(std::string_view name) noexcept { return name.size() + 3; }

    static constexpr char byte_at(std::string_view name, std::size_t i) noexcept {
        if (i == 0 || i == name.size() + 1) return '"';
        return i > name.size() ? ':' : name[i - 1];
    }

    /// Tells whether the text at `p`, of at least `size` bytes, begins as the key does.
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

/// A key of a described struct, and how its member is read.
struct ReadKey {
    KeyPattern pattern;
    const char* (*read)(ValueReader&, const char*, void*); ///< Into the member of an object.
    const char* name_text;
    std::uint32_t name_size;
    std::uint8_t number;
    std::uint8_t member; ///< The number of the member, which all of its keys share.
    bool is_required;
    bool takes_null; ///< For others, a null is as good as no member at all.

    constexpr std::string_view name() const noexcept { return {name_text, name_size}; }

    /// Returns the size of the key with its quotes and the colon.
    std::size_t whole() const noexcept { return KeyPattern::whole(name()); }

    /// Tells whether the text at `p`, of at least `KeyPattern::size` bytes, begins with the key and
    /// a colon.
    bool is_at(const char* p, const char* end) const noexcept {
        return pattern.is_at(p) && (whole() <= KeyPattern::size || is_rest_at(p, end));
    }

  private:
    bool is_rest_at(const char* p, const char* end) const noexcept {
        if (static_cast<std::size_t>(end - p) < whole()) return false;
        std::size_t i = KeyPattern::size;
        while (i != whole() && p[i] == KeyPattern::byte_at(name(), i)) ++i;
        return i == whole();
    }
};

/// How objects are read into a described struct.
struct ReadPlan {
    const ReadKey* first; ///< The members in their order, each with its aliases behind it.
    const ReadKey* last;
    bool has_required;
    void (*reset)(void*, const NumberSet& keep); ///< Makes the other members what they were first.

    /// Finds the key that stands at `p` as it is, with a colon, from `guess` on; null if none does.
    const ReadKey* find_at(const char* p, const char* end, const ReadKey* guess) const noexcept {
        if (static_cast<std::size_t>(end - p) < KeyPattern::size) return nullptr;
        for (const ReadKey* key = guess; key != last; ++key) {
            if (key->is_at(p, end)) return key;
        }
        for (const ReadKey* key = first; key != guess; ++key) {
            if (key->is_at(p, end)) return key;
        }
        return nullptr;
    }

    /// Finds a key by its name; null if there is none.
    const ReadKey* find(std::string_view name) const noexcept {
        for (const ReadKey* key = first; key != last; ++key) {
            if (key->name() == name) return key;
        }
        return nullptr;
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
