#ifndef FLAMEUP_TEXT_HAS_TEXT_FORM_HPP
#define FLAMEUP_TEXT_HAS_TEXT_FORM_HPP

#include "flameup/platform.hpp"

#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE

template <class T> struct TextForm; // `flameup/text/text_form.hpp`, which specialisations include

namespace detail {

/// Whether a type has a `TextForm`.
template <class T, class = void> struct has_text_form : std::false_type {};
template <class T>
struct has_text_form<T, std::void_t<decltype(sizeof(TextForm<T>))>> : std::true_type {};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
