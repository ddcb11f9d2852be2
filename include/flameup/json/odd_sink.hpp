#ifndef FLAMEUP_JSON_ODD_SINK_HPP
#define FLAMEUP_JSON_ODD_SINK_HPP

#include "flameup/platform.hpp"

#include <cstddef>

FLAMEUP_BEGIN_NAMESPACE

class Secret;

namespace detail {

class ValueReader;

/// Where an element is that does not decode, in a text that is read.
struct OddPlace {
    const char* list;       ///< Where its list begins.
    const char* element;    ///< Where the element begins.
    std::size_t read;       ///< How many elements of the list were read before.
    std::size_t depth_left; ///< What `depth_left()` of the reader was at the element.
};

} // namespace detail

/// What takes elements that do not decode: an `OddElements` (`flameup/json/odd_elements.hpp`).
///
/// It has pointers to functions, so that a program that makes no `OddElements` has no code for
/// them. Programs make no other sinks.
class OddSink {
  public:
    /// Takes an element whose reading failed; returns its end, or null if it cannot be passed over.
    using Take = const char* (*)(OddSink&, detail::ValueReader&, const detail::OddPlace&);

    /// Passes the element to the function that the sink was made with.
    const char* take(detail::ValueReader& reader, const detail::OddPlace& place) {
        return take_(*this, reader, place);
    }

    /// Forgets all elements. Those to come are of a response to a request with this key, which they
    /// get without it. The key lives until the response is read.
    void begin(const Secret& key) {
        key_ = &key;
        clear_(*this);
    }

  protected:
    /// Makes a sink of its functions.
    OddSink(Take taking, void (*clearing)(OddSink&)) noexcept : take_(taking), clear_(clearing) {}
    ~OddSink() = default;
    OddSink(const OddSink&) = default;            ///< Copies the functions and the key's place.
    OddSink& operator=(const OddSink&) = default; ///< Copies the functions and the key's place.

    /// The key; null if there is none.
    const Secret* key() const noexcept { return key_; }

  private:
    Take take_;
    void (*clear_)(OddSink&);
    const Secret* key_ = nullptr;
};

FLAMEUP_END_NAMESPACE

#endif
