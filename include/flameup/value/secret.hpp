#ifndef FLAMEUP_VALUE_SECRET_HPP
#define FLAMEUP_VALUE_SECRET_HPP

#include "flameup/platform.hpp"

#include <iosfwd>
#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// A string that no stream, formatter or JSON writer prints: an API key.
///
/// Streams get `***`; formatting and JSON do not compile. `reveal()` is the only way to the text.
class Secret {
  public:
    Secret() = default;
    /// Takes a text.
    Secret(std::string text) : text_(std::move(text)) {}
    /// Takes a text, or none where the pointer is null, as `std::getenv` returns it.
    Secret(const char* text) : text_(text != nullptr ? text : "") {}

    /// Returns the text itself, good for as long as the secret is.
    const std::string& reveal() const noexcept { return text_; }
    /// Tells whether the text is empty.
    bool empty() const noexcept { return text_.empty(); }

    friend bool operator==(const Secret& a, const Secret& b) { return a.text_ == b.text_; }
    friend bool operator!=(const Secret& a, const Secret& b) { return !(a == b); }

    template <class Traits>
    friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& stream,
                                                        const Secret&) {
        return stream << "***";
    }

  private:
    std::string text_;
};

FLAMEUP_END_NAMESPACE

#endif
