#ifndef FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_CHECKSUM_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_SYSTEM_CHECKSUM_HPP

// A checksum, by which changed input and damaged files are noticed.

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace people_tool {

/// Adds up bytes as FNV-1a with 64 bits, which notices every change of a single byte.
class Checksum {
  public:
    Checksum& add(std::string_view bytes) noexcept {
        for (const char byte : bytes) {
            value_ ^= static_cast<unsigned char>(byte);
            value_ *= 0x100000001B3;
        }
        return *this;
    }

    std::uint64_t value() const noexcept { return value_; }

    /// Returns 16 hexadecimal digits.
    std::string text() const {
        char digits[17];
        std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(value_));
        return digits;
    }

  private:
    std::uint64_t value_ = 0xCBF29CE484222325;
};

} // namespace people_tool

#endif
