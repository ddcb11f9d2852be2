#ifndef FLAMEUP_VALUE_OPEN_ENUM_HPP
#define FLAMEUP_VALUE_OPEN_ENUM_HPP

#include "flameup/platform.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// A value of a described enum, or a name that the enum does not know, kept as it came.
///
/// Such names are kept as `Text`.
template <class Enum, class Text = std::string> class OpenEnum {
  public:
    using Known = Enum;   ///< The described enum.
    using Unknown = Text; ///< What holds names that the enum does not have.

    OpenEnum() = default;
    /// Makes a value that the enum has.
    OpenEnum(Enum value) : known_(value) {}

    /// Makes a value from a name that the enum does not have.
    static OpenEnum from_unknown(Text name) {
        OpenEnum result;
        result.known_.reset();
        result.unknown_ = std::move(name);
        return result;
    }

    /// Makes it a name that the enum does not have, in the memory of the one before.
    void set_unknown(std::string_view name) {
        known_.reset();
        unknown_ = name;
    }

    /// Returns the enumerator, or nothing if the name is unknown.
    std::optional<Enum> known() const noexcept { return known_; }

    /// Returns the unknown name; empty if the name is known.
    const Text& unknown() const noexcept { return unknown_; }

    friend bool operator==(const OpenEnum& a, const OpenEnum& b) {
        return a.known_ == b.known_ && a.unknown_ == b.unknown_;
    }
    friend bool operator!=(const OpenEnum& a, const OpenEnum& b) { return !(a == b); }

  private:
    std::optional<Enum> known_ = Enum{};
    Text unknown_;
};

FLAMEUP_END_NAMESPACE

#endif
