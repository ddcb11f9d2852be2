#include "flameup/message/check_operation.hpp"

#include "flameup/describe/describe.hpp"
#include "flameup/describe/route.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace check_operation_test {

using flameup::Method;
using flameup::Route;
using flameup::detail::BraceOf;
using flameup::detail::Fits;
using flameup::detail::FormInJson;
using flameup::detail::RequestCheck;
using flameup::detail::ResponseCheck;
using flameup::detail::TextInUrl;

using Pair = std::pair<int, int>;

struct Place {
    Pair position;
    FLAMEUP_DESCRIBE(Place, (), (position))
};

template <Method Of> struct Operation {
    using Response = Place;
    static constexpr Route route{"do", Of, "/do/{id}"};
    std::string id;
    std::optional<std::vector<int>> numbers;
    FLAMEUP_DESCRIBE(Operation, (), (id, numbers))
};

template <Method Of> struct OperationAt {
    using Response = std::vector<Pair>;
    static constexpr Route route{"do", Of, "/do"};
    std::vector<Place> places;
    FLAMEUP_DESCRIBE(OperationAt, (), (places))
};

struct OptionalInPath {
    using Response = flameup::NoContent;
    static constexpr Route route{"do", Method::post, "/do/{id}"};
    std::optional<std::string> id;
    FLAMEUP_DESCRIBE(OptionalInPath, (), (id))
};

struct NoMember {
    using Response = flameup::NoContent;
    static constexpr Route route{"do", Method::post, "/do/{id}/{of}"};
    std::string id;
    FLAMEUP_DESCRIBE(NoMember, (), (id))
};

template <class T, class Check> constexpr bool asks = std::is_same_v<RequestCheck<T>, Check>;
template <class T, class Check> constexpr bool answers = std::is_same_v<ResponseCheck<T>, Check>;

} // namespace check_operation_test

BOOST_AUTO_TEST_SUITE(check_operation)

using namespace check_operation_test;

BOOST_AUTO_TEST_CASE(passes_what_can_be_sent) {
    BOOST_TEST((asks<Operation<Method::get>, Fits>));
    BOOST_TEST((asks<Operation<Method::post>, Fits>));
    BOOST_TEST((answers<NoMember, Fits>));
}

BOOST_AUTO_TEST_CASE(names_the_member_that_has_no_place) {
    using InBody = OperationAt<Method::put>;
    using InQuery = OperationAt<Method::delete_>;
    BOOST_TEST((asks<InBody, FormInJson<Pair, &Place::position>>));
    BOOST_TEST((asks<InQuery, TextInUrl<std::vector<Place>, &InQuery::places>>));
    BOOST_TEST((asks<OptionalInPath, TextInUrl<std::optional<std::string>, &OptionalInPath::id>>));
}

BOOST_AUTO_TEST_CASE(names_what_a_brace_names) {
    BOOST_TEST((asks<NoMember, BraceOf<NoMember, 'o', 'f'>>));
}

BOOST_AUTO_TEST_CASE(reports_a_type_in_a_response_as_the_requests_where_it_is_there_too) {
    using InBody = OperationAt<Method::put>;
    BOOST_TEST((answers<InBody, FormInJson<Pair, &Place::position>>));
    BOOST_TEST((answers<OperationAt<Method::get>, FormInJson<Pair>>));
    BOOST_TEST((answers<Operation<Method::get>, FormInJson<Pair, &Place::position>>));
}

BOOST_AUTO_TEST_SUITE_END()
