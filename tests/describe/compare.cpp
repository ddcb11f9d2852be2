#include "flameup/describe/compare.hpp"

#include "flameup/model.hpp"

#include <boost/describe/operators.hpp>
#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// In an unnamed namespace, clang looks for functions that nobody calls; these are no fault of
// users.
namespace {

enum class Size { small, large };
FLAMEUP_DESCRIBE_ENUM(Size, small, large)

struct Shirt {
    Size size = Size::small;
    FLAMEUP_DESCRIBE(Shirt, (), (size))
    FLAMEUP_COMPARE(Shirt)
};

} // namespace

namespace compare_test {

template <class T, class = void> struct compares : std::false_type {};
template <class T>
struct compares<T, std::void_t<decltype(std::declval<const T&>() == std::declval<const T&>())>>
    : std::true_type {};

struct Plan {
    std::string name;
    int seats = 0;
    FLAMEUP_DESCRIBE(Plan, (), (name, seats))
    FLAMEUP_COMPARE(Plan)
};

/// Derives from a model type and adds a member, without operators.
struct Member : flameup::Person<Plan> {
    int number = 0;
};

/// The same with operators of its own.
struct Ranked : flameup::Person<Plan> {
    int rank = 0;
    friend bool operator==(const Ranked& a, const Ranked& b) { return a.rank == b.rank; }
    friend bool operator!=(const Ranked& a, const Ranked& b) { return !(a == b); }
};

/// A described struct of a user's whose operator is a template for all such types.
template <class Traits> struct Team {
    flameup::Person<Traits> captain;
    FLAMEUP_DESCRIBE(Team, (), (captain))
};
template <class Traits> bool operator==(const Team<Traits>& a, const Team<Traits>& b) {
    return a.captain == b.captain;
}

/// Structs of a user's whose operators are those of Boost.Describe.
using boost::describe::operators::operator==;
using boost::describe::operators::operator!=;

struct Pair {
    flameup::Person<Plan> one, other;
    FLAMEUP_DESCRIBE(Pair, (), (one, other))
};

struct Player : flameup::UpsertPerson<Plan> {
    using Base = flameup::UpsertPerson<Plan>;
    int score = 0;
    FLAMEUP_DESCRIBE(Player, (Base), (score))
};

static_assert(compares<flameup::Person<>>::value && compares<flameup::BatchUpsert<>>::value);
static_assert(!compares<Member>::value); // the base's would leave the number out
static_assert(std::is_aggregate_v<flameup::PersonInput<>>);

template <class T> void check_differ(const T& a, const T& b) {
    BOOST_TEST((a == a && b == b && !(a == b) && !(b == a)));
    BOOST_TEST((a != b && !(a != a) && !(b != b)));
}

} // namespace compare_test

BOOST_AUTO_TEST_SUITE(compare_described)

using namespace compare_test;
using namespace flameup;

BOOST_AUTO_TEST_CASE(compares_every_member) {
    check_differ(Plan{"gold", 1}, Plan{"gold", 2});
    check_differ(Plan{"gold", 1}, Plan{"tin", 1});

    Person<> ann;
    ann.email = "ann@example.com";
    ann.traits["level"] = 1;
    Person<> other = ann;
    check_differ(ann, Person<>());
    other.traits["level"] = 2;
    check_differ(ann, other);
    other = ann;
    other.last_seen_at = Timestamp{1, 0};
    check_differ(ann, other);
    other = ann;
    other.status = PersonStatus::bounced;
    check_differ(ann, other);

    Event<Plan> event;
    event.parameters.seats = 5;
    check_differ(event, Event<Plan>());
    Statistics statistics;
    statistics.recent = 0;
    check_differ(statistics, Statistics());
    BOOST_TEST((NoContent() == NoContent()));
    BOOST_TEST((GetStatistics() == GetStatistics()));
}

BOOST_AUTO_TEST_CASE(compares_the_members_of_bases_and_of_members) {
    UpsertedPerson<Plan> created;
    created.was_created = true;
    check_differ(created, UpsertedPerson<Plan>());
    UpsertedPerson<Plan> named;
    named.userId = "u";
    check_differ(named, UpsertedPerson<Plan>());

    UpsertPerson<Plan> upsert;
    upsert.userId = "u";
    check_differ(upsert, UpsertPerson<Plan>());
    BatchUpsert<Plan> batch;
    batch.people.resize(2);
    batch.people[1].traits = Plan{"gold", 1};
    BatchUpsert<Plan> larger = batch;
    larger.people[1].traits->seats = 2;
    check_differ(batch, larger);
    BOOST_TEST((std::vector<Person<>>(2) == std::vector<Person<>>(2)));
    PeoplePage<> page;
    page.people.resize(1);
    check_differ(page, PeoplePage<>());
    check_differ(GetPerson<>{"a"}, GetPerson<>{"b"});
    check_differ(DeletePerson{"a"}, DeletePerson{"b"});
}

BOOST_AUTO_TEST_CASE(leaves_the_operators_of_users_alone) {
    Ranked first, second;
    first.email = "ann@example.com";
    BOOST_TEST((first == second));
    second.rank = 1;
    check_differ(first, second);
    Pair pair, changed;
    changed.other.userId = "u";
    check_differ(pair, changed);
    Player player, better;
    better.score = 1;
    check_differ(player, better);
    Team<Plan> team, other;
    BOOST_TEST((team == other));
    other.captain.userId = "u";
    BOOST_TEST(!(team == other));
}

BOOST_AUTO_TEST_CASE(describes_in_an_unnamed_namespace) {
    BOOST_TEST(flameup::detail::member_count<Shirt> == 1u);
    BOOST_TEST(flameup::detail::enum_name(Size::large) == "large");
}

BOOST_AUTO_TEST_SUITE_END()
