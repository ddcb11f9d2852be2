#include "flameup/openapi/needed_members.hpp"

#include "flameup/model/operations.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace needed_members_test {

using flameup::Rule;
using flameup::detail::default_of;
using flameup::detail::is_needed;

struct Loose {
    std::optional<int> a;
    boost::json::object b;
    FLAMEUP_DESCRIBE(Loose, (), (a, b))
};

struct Tight {
    int a = 0;
    FLAMEUP_DESCRIBE(Tight, (), (a))
};

struct All {
    std::string text;
    std::optional<std::string> optional;
    flameup::Nullable<int> nullable;
    std::optional<int> required;
    std::vector<All> list;
    std::map<std::string, int> map;
    boost::json::object object;
    boost::json::value value;
    Loose loose;
    Tight tight;
    static constexpr Rule rules[] = {Rule::required("required")};
    FLAMEUP_DESCRIBE(All, (),
                     (text, optional, nullable, required, list, map, object, value, loose, tight))
};

static_assert(is_needed<All, 0>());
static_assert(!is_needed<All, 1>());
static_assert(!is_needed<All, 2>());
static_assert(is_needed<All, 3>());
static_assert(is_needed<All, 4>());
static_assert(!is_needed<All, 5>());
static_assert(!is_needed<All, 6>());
static_assert(is_needed<All, 7>());
static_assert(!is_needed<All, 8>());
static_assert(is_needed<All, 9>());

using ListPeople = flameup::ListPeople<boost::json::object>;
static_assert(default_of<ListPeople>("limit") == 50);
static_assert(default_of<ListPeople>("offset") == 0);
static_assert(!default_of<ListPeople>("status"));

} // namespace needed_members_test

BOOST_AUTO_TEST_SUITE(openapi_needed_members)

BOOST_AUTO_TEST_CASE(has_the_defaults_of_the_documents) {
    using flameup::detail::default_of;
    BOOST_TEST(default_of<flameup::SearchPeople<boost::json::object>>("limit").value() == 10);
}

BOOST_AUTO_TEST_SUITE_END()
