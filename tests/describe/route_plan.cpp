#include "flameup/describe/route_plan.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace route_plan_test {

struct Parent {
    std::string inherited;
    FLAMEUP_DESCRIBE(Parent, (), (inherited))
};

template <class Path> struct Operation : Parent {
    static constexpr flameup::Route route{"test", flameup::Method::post, Path::text};
    std::string id;
    int number = 0;
    std::optional<int> other;
    FLAMEUP_DESCRIBE(Operation, (Parent), (id, number, other))
};

#define FLAMEUP_TEST_PATH(Name, Text)                  \
    struct Name {                                      \
        static constexpr std::string_view text = Text; \
    };

FLAMEUP_TEST_PATH(Empty, "")
FLAMEUP_TEST_PATH(Relative, "people")
FLAMEUP_TEST_PATH(BraceFirst, "{id}")
FLAMEUP_TEST_PATH(Open, "/people/{id")
FLAMEUP_TEST_PATH(OpenAtEnd, "/people/{")
FLAMEUP_TEST_PATH(OpenTwice, "/people/{{id}}")
FLAMEUP_TEST_PATH(OpenInside, "/people/{i{id}")
FLAMEUP_TEST_PATH(Close, "/people/id}")
FLAMEUP_TEST_PATH(CloseTwice, "/people/{id}}")
FLAMEUP_TEST_PATH(CloseFirst, "/}people{")
FLAMEUP_TEST_PATH(PartBefore, "/people/x{id}")
FLAMEUP_TEST_PATH(PartBehind, "/people/{id}.json")
FLAMEUP_TEST_PATH(Adjacent, "/people/{id}{number}")
FLAMEUP_TEST_PATH(Unknown, "/people/{person}")
FLAMEUP_TEST_PATH(OtherCase, "/people/{Id}")
FLAMEUP_TEST_PATH(Unnamed, "/people/{}")
FLAMEUP_TEST_PATH(Spaced, "/people/{ id}")
FLAMEUP_TEST_PATH(Nine, "/{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}")
FLAMEUP_TEST_PATH(Query, "/people?x=1")
FLAMEUP_TEST_PATH(Fragment, "/people#x")
FLAMEUP_TEST_PATH(Space, "/pe ople")
FLAMEUP_TEST_PATH(Percent, "/pe%20ople")
FLAMEUP_TEST_PATH(LineEnd, "/people\r\nX: y")
FLAMEUP_TEST_PATH(NonAscii, "/p\u00E9ople")
FLAMEUP_TEST_PATH(Dot, "/people/./x")
FLAMEUP_TEST_PATH(DotDot, "/people/..")
FLAMEUP_TEST_PATH(Slash, "/")
FLAMEUP_TEST_PATH(Literal, "/people/a-b_c.d~e!$&'()*+,;=:@")
FLAMEUP_TEST_PATH(Two, "/a/{inherited}/b/{number}")
FLAMEUP_TEST_PATH(Eight, "/{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}")

} // namespace route_plan_test

BOOST_AUTO_TEST_SUITE(route_plan)

using namespace route_plan_test;
using flameup::detail::CheckedRoute;
using flameup::detail::make_route_plan;
using flameup::detail::RoutePlan;
using flameup::detail::RouteProblem;

template <class Path>
constexpr RouteProblem problem_of = make_route_plan<Operation<Path>>().problem;

static_assert(problem_of<Empty> == RouteProblem::no_slash);
static_assert(problem_of<Relative> == RouteProblem::no_slash);
static_assert(problem_of<BraceFirst> == RouteProblem::no_slash);
static_assert(problem_of<Open> == RouteProblem::unbalanced);
static_assert(problem_of<OpenAtEnd> == RouteProblem::unbalanced);
static_assert(problem_of<OpenTwice> == RouteProblem::unbalanced);
static_assert(problem_of<OpenInside> == RouteProblem::unbalanced);
static_assert(problem_of<Close> == RouteProblem::unbalanced);
static_assert(problem_of<CloseFirst> == RouteProblem::unbalanced);
static_assert(problem_of<CloseTwice> == RouteProblem::partial_segment);
static_assert(problem_of<PartBefore> == RouteProblem::partial_segment);
static_assert(problem_of<PartBehind> == RouteProblem::partial_segment);
static_assert(problem_of<Adjacent> == RouteProblem::partial_segment);
static_assert(problem_of<Unknown> == RouteProblem::no_member);
static_assert(problem_of<OtherCase> == RouteProblem::no_member);
static_assert(problem_of<Unnamed> == RouteProblem::no_member);
static_assert(problem_of<Spaced> == RouteProblem::no_member);
static_assert(problem_of<Nine> == RouteProblem::no_member);
static_assert(problem_of<Query> == RouteProblem::bad_character);
static_assert(problem_of<Fragment> == RouteProblem::bad_character);
static_assert(problem_of<Space> == RouteProblem::bad_character);
static_assert(problem_of<Percent> == RouteProblem::bad_character);
static_assert(problem_of<LineEnd> == RouteProblem::bad_character);
static_assert(problem_of<NonAscii> == RouteProblem::bad_character);
static_assert(problem_of<Dot> == RouteProblem::dot_segment);
static_assert(problem_of<DotDot> == RouteProblem::dot_segment);
static_assert(problem_of<Slash> == RouteProblem::none);
static_assert(problem_of<Literal> == RouteProblem::none);
static_assert(problem_of<Two> == RouteProblem::none);
static_assert(problem_of<Eight> == RouteProblem::none);

BOOST_AUTO_TEST_CASE(cuts_a_path_into_text_and_members) {
    struct Piece {
        std::string_view text;
        std::size_t member;
    };
    const auto check = [](const RoutePlan& plan, std::initializer_list<Piece> expected) {
        BOOST_TEST_REQUIRE(plan.size == expected.size());
        const RoutePlan::Piece* found = plan.pieces;
        for (const Piece& piece : expected) {
            BOOST_TEST(found->text == piece.text);
            BOOST_TEST(found->member == piece.member);
            ++found;
        }
    };
    constexpr std::size_t none = RoutePlan::no_member;
    check(CheckedRoute<Operation<Slash>>::plan, {{"/", none}});
    check(CheckedRoute<Operation<Literal>>::plan, {{Literal::text, none}});
    // The base's member is the first, `number` the third.
    check(CheckedRoute<Operation<Two>>::plan, {{"/a/", 0}, {"/b/", 2}, {"", none}});
}

BOOST_AUTO_TEST_CASE(leaves_the_other_members_to_the_query_or_the_body) {
    using Route = CheckedRoute<Operation<Two>>;
    BOOST_TEST(Route::others() == 2u);
    BOOST_TEST(!Route::NotInPath<0>::value);
    BOOST_TEST(Route::NotInPath<1>::value);
    BOOST_TEST(!Route::NotInPath<2>::value);
    BOOST_TEST(Route::NotInPath<3>::value);
    BOOST_TEST(CheckedRoute<Operation<Slash>>::others() == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
