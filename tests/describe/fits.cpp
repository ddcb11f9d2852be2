#include "flameup/describe/fits.hpp"

#include "flameup/describe/describe.hpp"
#include "flameup/model/operations.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace fits_test {

using flameup::detail::Fits;
using flameup::detail::FormInJson;
using flameup::detail::JsonCheck;

using Pair = std::pair<int, int>;

struct Undescribed {
    int size = 0;
};

struct Node {
    std::vector<Node> children;
    std::string name;
    FLAMEUP_DESCRIBE(Node, (), (children, name))
};

struct Odd {
    std::vector<Odd> children;
    std::optional<Pair> place;
    Undescribed other;
    FLAMEUP_DESCRIBE(Odd, (), (children, place, other))
};

struct Derived : Odd {
    FLAMEUP_DESCRIBE(Derived, (Odd), ())
};

struct Holder {
    std::string name;
    std::map<std::string, std::vector<Derived>> odd;
    FLAMEUP_DESCRIBE(Holder, (), (name, odd))
};

struct Key {
    std::string text;
    operator std::string_view() const { return text; }
};

template <class T, class Check> constexpr bool is = std::is_same_v<JsonCheck<T>, Check>;

} // namespace fits_test

BOOST_AUTO_TEST_SUITE(fits)

using namespace fits_test;

BOOST_AUTO_TEST_CASE(finds_no_misfit_in_what_has_a_form_in_json) {
    BOOST_TEST((is<std::string, Fits>));
    BOOST_TEST((is<Node, Fits>));
    BOOST_TEST((is<std::map<Key, int>, Fits>)); // a key needs no form of its own
    BOOST_TEST((is<flameup::PeoplePage<>, Fits>));
}

BOOST_AUTO_TEST_CASE(names_a_type_that_is_in_no_struct_alone) {
    BOOST_TEST((is<Undescribed, FormInJson<Undescribed>>));
    BOOST_TEST((is<std::vector<std::optional<Pair>>, FormInJson<Pair>>));
    BOOST_TEST((is<std::map<std::string, Key>, FormInJson<Key>>));
}

BOOST_AUTO_TEST_CASE(names_the_first_member_that_does_not_fit) {
    BOOST_TEST((is<Odd, FormInJson<Pair, &Odd::place>>));
    BOOST_TEST((is<Holder, FormInJson<Pair, &Odd::place>>));
    BOOST_TEST((is<flameup::PersonInput<Undescribed>,
                   FormInJson<Undescribed, &flameup::PersonInput<Undescribed>::traits>>));
}

BOOST_AUTO_TEST_SUITE_END()
