#include "flameup/message/response_of.hpp"

#include "flameup/model/operations.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace response_of_test {

struct Answer {
    std::optional<std::string> text;
    FLAMEUP_DESCRIBE(Answer, (), (text))
};

struct Ask {
    using Response = Answer;
    static constexpr flameup::Route route{"ask", flameup::Method::get, "/ask"};
    FLAMEUP_DESCRIBE(Ask, (), ())
};

} // namespace response_of_test

BOOST_AUTO_TEST_SUITE(response_of)

using flameup::Borrowed;
using flameup::ResponseOf;
using flameup::Result;
using flameup::ResultOf;
using response_of_test::Answer;
using response_of_test::Ask;
using View = std::string_view;
using Object = boost::json::object;

template <class A, class B> constexpr bool same = std::is_same_v<A, B>;

static_assert(same<ResponseOf<Ask>, Answer>);
static_assert(same<ResultOf<Ask>, Result<Answer>>);
static_assert(same<ResponseOf<flameup::GetPerson<>>, flameup::Person<>>);
static_assert(same<ResultOf<flameup::DeletePerson>, Result<flameup::NoContent>>);
// A result that holds views keeps the body that they point into.
static_assert(same<ResultOf<flameup::GetPerson<Object, View>>,
                   Result<Borrowed<flameup::Person<Object, View>>>>);
static_assert(same<ResultOf<flameup::ListPeople<Object, View>>,
                   Result<Borrowed<flameup::PeoplePage<Object, View>>>>);

BOOST_AUTO_TEST_CASE(is_known_to_the_compiler) { BOOST_TEST((same<ResponseOf<Ask>, Answer>)); }

BOOST_AUTO_TEST_SUITE_END()
