#ifndef FLAMEUP_TESTS_FUZZ_FUZZ_HPP
#define FLAMEUP_TESTS_FUZZ_FUZZ_HPP

// What the fuzz targets share. Each defines `fuzz_one`, which libFuzzer calls with input after
// input; a `require` that does not hold ends the program, and libFuzzer then keeps the input.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fuzz {

inline void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Takes values off the front of an input; nothing is left of one that is used up.
class Input {
  public:
    explicit Input(std::string_view text) : text_(text) {}

    bool is_empty() const noexcept { return text_.empty(); }

    /// Takes a byte; 0 at the end.
    unsigned byte() noexcept {
        if (text_.empty()) return 0;
        const auto value = static_cast<unsigned char>(text_.front());
        text_.remove_prefix(1);
        return value;
    }

    /// Takes a number below a bound.
    std::size_t below(std::size_t bound) noexcept { return byte() % bound; }

    /// Takes the text up to a line feed, and drops that.
    std::string_view line() noexcept {
        const std::size_t end = text_.find('\n');
        const std::string_view line = text_.substr(0, end);
        text_.remove_prefix(end == text_.npos ? text_.size() : end + 1);
        return line;
    }

    std::string_view rest() const noexcept { return text_; }

  private:
    std::string_view text_;
};

} // namespace fuzz

void fuzz_one(fuzz::Input input);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz_one(fuzz::Input({reinterpret_cast<const char*>(data), size}));
    return 0;
}

#endif
