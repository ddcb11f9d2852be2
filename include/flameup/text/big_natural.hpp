#ifndef FLAMEUP_TEXT_BIG_NATURAL_HPP
#define FLAMEUP_TEXT_BIG_NATURAL_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// An integer from 0 to less than 2^5120, of 32-bit words.
///
/// Results beyond the range are undefined, but nothing is written out of bounds.
class BigNatural {
  public:
    explicit BigNatural(std::uint32_t value = 0) noexcept { push(value); }

    /// Multiplies by a factor that is not 0 and adds a number.
    void multiply_and_add(std::uint32_t factor, std::uint32_t addend) noexcept {
        std::uint64_t carry = addend;
        for (std::size_t i = 0; i != size_; ++i) {
            carry += std::uint64_t{words_[i]} * factor;
            words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        push(static_cast<std::uint32_t>(carry));
    }

    /// Multiplies by a factor that is not 0.
    void multiply(std::uint64_t factor) noexcept {
        BigNatural low(*this);
        low.multiply_and_add(static_cast<std::uint32_t>(factor), 0);
        const auto high = static_cast<std::uint32_t>(factor >> 32);
        if (high == 0) {
            *this = low;
            return;
        }
        multiply_and_add(high, 0);
        shift_left(32);
        add(low);
    }

    /// Subtracts a number that is not greater.
    void subtract(const BigNatural& other) noexcept {
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i != size_; ++i) {
            const std::uint64_t word = std::uint64_t{words_[i]} - other.words_[i] - borrow;
            words_[i] = static_cast<std::uint32_t>(word);
            borrow = word >> 63;
        }
        while (size_ != 0 && words_[size_ - 1] == 0) --size_;
    }

    void multiply_by_power_of_5(std::int64_t power) noexcept {
        constexpr std::uint32_t largest = 1220703125; // 5 to the power of 13
        for (; power >= 13; power -= 13) multiply_and_add(largest, 0);
        for (; power > 0; --power) multiply_and_add(5, 0);
    }

    /// Multiplies by 2 to the power of `bits`.
    void shift_left(std::int64_t bits) noexcept {
        multiply_and_add(std::uint32_t{1} << bits % 32, 0);
        const auto words = static_cast<std::size_t>(bits / 32);
        if (words >= most_words || size_ > most_words - words) return;
        if (words == 0 || size_ == 0) return;
        for (std::size_t i = size_; i != 0; --i) words_[i - 1 + words] = words_[i - 1];
        for (std::size_t i = 0; i != words; ++i) words_[i] = 0;
        size_ += words;
    }

    /// Returns a number below, equal to or above 0 if this is less than, equal to or greater than
    /// `other`.
    int compare(const BigNatural& other) const noexcept {
        if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
        for (std::size_t i = size_; i != 0; --i) {
            if (words_[i - 1] != other.words_[i - 1]) {
                return words_[i - 1] < other.words_[i - 1] ? -1 : 1;
            }
        }
        return 0;
    }

  private:
    static constexpr std::size_t most_words = 160;

    /// Adds a word above the others, unless it is 0.
    void push(std::uint32_t word) noexcept {
        if (word != 0 && size_ != most_words) words_[size_++] = word;
    }

    /// Adds a number that has at most as many words.
    void add(const BigNatural& other) noexcept {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i != size_; ++i) {
            carry += std::uint64_t{words_[i]} + other.words_[i];
            words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        push(static_cast<std::uint32_t>(carry));
    }

    std::size_t size_ = 0; // words in use; the last one is not 0, all behind it are 0
    std::uint32_t words_[most_words] = {};
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
