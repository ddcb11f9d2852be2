#include "flameup/text/text_form.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace text_form_test {

struct None {};
struct Bounded {
    int size = 0; // of its text; below 0, it has none
};
struct Growing {
    std::string text; // no text if empty
};

} // namespace text_form_test

namespace flameup {

template <> struct TextForm<text_form_test::Bounded> {
    static constexpr std::string_view name = "bounded";
    static constexpr std::size_t longest = 3;
    static const char* from_text(std::string_view, text_form_test::Bounded&) { return nullptr; }
    static char* to_text(const text_form_test::Bounded& value, char (&out)[longest]) {
        if (value.size < 0) return nullptr;
        for (int i = 0; i < value.size && i < 3; ++i) out[i] = 'x';
        char* const begin = out; // a size above 3 is a fault of this form
        return begin + value.size;
    }
};

template <> struct TextForm<text_form_test::Growing> {
    static constexpr std::string_view name = "growing";
    static const char* from_text(std::string_view, text_form_test::Growing&) { return nullptr; }
    static bool to_text(const text_form_test::Growing& value, std::string& out) {
        out += value.text;
        return !value.text.empty();
    }
};

} // namespace flameup

BOOST_AUTO_TEST_SUITE(text_form)

using namespace text_form_test;
using flameup::detail::CheckedForm;
using flameup::detail::has_text_form;
using flameup::detail::is_form_name;

static_assert(!has_text_form<None>::value && !has_text_form<std::string>::value);
static_assert(has_text_form<Bounded>::value && has_text_form<Growing>::value);
static_assert(CheckedForm<Bounded>::is_bounded && CheckedForm<Bounded>::longest == 3);
static_assert(!CheckedForm<Growing>::is_bounded);
static_assert(is_form_name("a") && is_form_name("date-time_9"));
static_assert(is_form_name("abcdefghijklmnopqrstuvwxyz012345"));
static_assert(!is_form_name("abcdefghijklmnopqrstuvwxyz0123456"));
static_assert(!is_form_name("") && !is_form_name("A") && !is_form_name("a b"));

BOOST_AUTO_TEST_CASE(writes_texts_one_over_the_other) {
    flameup::detail::FormText<Bounded> bounded;
    BOOST_TEST((bounded.write({3}) == "xxx"));
    BOOST_TEST((bounded.write({0}) == ""));
    BOOST_TEST(!bounded.write({-1}).has_value());
    BOOST_TEST(!bounded.write({4}).has_value()); // an end that is not in the memory

    flameup::detail::FormText<Growing> growing;
    const std::string text(100, 'x');
    BOOST_TEST((growing.write({text}) == text));
    BOOST_TEST((growing.write({"ab"}) == "ab"));
    BOOST_TEST(!growing.write({}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
