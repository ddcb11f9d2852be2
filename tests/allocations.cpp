#include "flameup/build.hpp"
#include "flameup/model.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

// The whole test program allocates through these; they count only inside a Count's scope.

namespace allocations_counter {

thread_local bool counting = false;
thread_local std::size_t allocated = 0;

void* allocate(std::size_t size) noexcept {
    if (counting) ++allocated;
    return std::malloc(size != 0 ? size : 1);
}

void* allocate_or_abort(std::size_t size) {
    void* const memory = allocate(size);
    if (memory == nullptr) std::abort();
    return memory;
}

} // namespace allocations_counter

void* operator new(std::size_t size) { return allocations_counter::allocate_or_abort(size); }
void* operator new[](std::size_t size) { return allocations_counter::allocate_or_abort(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocations_counter::allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocations_counter::allocate(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

BOOST_AUTO_TEST_SUITE(allocations)

using flameup::Config;
using flameup::HttpRequest;

/// Counts what this thread allocates while it lives.
class Count {
  public:
    Count() {
        allocations_counter::allocated = 0;
        allocations_counter::counting = true;
    }
    ~Count() { allocations_counter::counting = false; }
    Count(const Count&) = delete;
    Count& operator=(const Count&) = delete;

    std::size_t operator()() const { return allocations_counter::allocated; }
};

/// Tells whether short strings allocate nothing; clang 14 gets libstdc++ 12 wrong in C++23.
boost::test_tools::assertion_result short_strings_are_free(boost::unit_test::test_unit_id) {
    std::string text;
    const Count count;
    text.assign("create");
    return count() == 0;
}
const boost::unit_test::precondition with_free_short_strings(&short_strings_are_free);

enum class Plan { basic, premium };
BOOST_DESCRIBE_ENUM(Plan, basic, premium)

struct Traits {
    std::string name;
    flameup::Nullable<Plan> plan;
    std::optional<double> score;
    std::vector<std::int64_t> levels;
    std::map<std::string, std::string> notes;
    std::optional<flameup::Timestamp> last_login;

    FLAMEUP_DESCRIBE(Traits, (), (name, plan, score, levels, notes, last_login))
};

constexpr char uuid[] = "550e8400-e29b-41d4-a716-446655440000";
const std::string text = "quotes \" and \xC3\xA9\n" + std::string(300, 'x');

Traits traits_of(Traits*) {
    return {text,
            Plan::premium,
            0.1,
            {1, -2, 3},
            {{"a", text}, {"b\n", ""}},
            flameup::Timestamp{1705314600, 5}};
}

boost::json::object traits_of(boost::json::object*) {
    return {{"name", text}, {"plan", nullptr}, {"score", 0.1}, {"levels", {1, -2, 3}}};
}

/// One of each operation, with every parameter.
template <class T> auto operations() {
    using namespace flameup;
    const T traits = traits_of(static_cast<T*>(nullptr));
    const PersonInput<T> input{"user_1", "a@example.com", "+1-555-0123", text, traits};
    CreatePerson<T> create;
    static_cast<PersonInput<T>&>(create) = input;
    UpsertPerson<T> upsert;
    static_cast<PersonInput<T>&>(upsert) = input;
    const Timestamp moment{1705314600, 123456789};
    return std::make_tuple(
        create, GetPerson<T>{uuid}, UpdatePerson<T>{uuid, traits}, upsert,
        ListPeople<T>{500, 1000, PersonStatus::unsubscribed, text, moment, moment},
        SearchPeople<T>{text, "a@example.com", text, 10},
        BatchUpsert<T>{std::vector<PersonInput<T>>(100, input)}, DeletePerson{uuid},
        GetPersonEvents<T>{uuid, 50}, GetStatistics{});
}

Config config() {
    Config result;
    result.api_key = "ws_test_placeholder." + std::string(64, '0');
    result.workspace_id = "workspace of a name that fits in no short string";
    result.user_agent = "a-game-with-a-long-name/12.34.56 (and some more words)";
    result.headers = {{"X-A-Header-With-A-Long-Name", "and a value that is long as well"}};
    return result;
}

template <class Operation> bool build_into(HttpRequest& request, const Operation& operation) {
    static const Config shared = config();
    return flameup::build(shared, operation, request).has_value();
}

template <class T> void check_each_alone() {
    const auto check = [](const auto& operation) {
        HttpRequest request;
        BOOST_TEST_REQUIRE(build_into(request, operation));
        const HttpRequest first = request;
        bool ok = true;
        std::size_t allocated = 0;
        {
            const Count count;
            for (int i = 0; i != 3; ++i) ok = build_into(request, operation) && ok;
            allocated = count();
        }
        BOOST_TEST(ok);
        BOOST_TEST(allocated == 0u, first.operation << " allocates " << allocated << " times");
        BOOST_TEST((request == first));
    };
    std::apply([&](const auto&... operation) { (check(operation), ...); }, operations<T>());
}

BOOST_AUTO_TEST_CASE(counts) {
    const Count count;
    const std::string one(100, 'x');
    const std::vector<int> two(100);
    const std::size_t allocated = count();
    BOOST_TEST(allocated == 2u);
}

BOOST_AUTO_TEST_CASE(builds_each_operation_again_without_allocating, *with_free_short_strings) {
    check_each_alone<Traits>();
    check_each_alone<boost::json::object>();
}

BOOST_AUTO_TEST_CASE(builds_all_operations_in_turn_without_allocating, *with_free_short_strings) {
    const auto typed = operations<Traits>();
    const auto dynamic = operations<boost::json::object>();
    HttpRequest request;
    const auto build_all = [&] {
        bool ok = true;
        const auto each = [&](const auto&... operation) {
            ((ok = build_into(request, operation) && ok), ...);
        };
        std::apply(each, typed);
        std::apply(each, dynamic);
        return ok;
    };
    BOOST_TEST_REQUIRE(build_all());
    bool ok = false;
    std::size_t allocated = 0;
    {
        const Count count;
        ok = build_all() && build_all();
        allocated = count();
    }
    BOOST_TEST(ok);
    BOOST_TEST(allocated == 0u);
}

BOOST_AUTO_TEST_CASE(keeps_its_memory_when_a_build_is_refused, *with_free_short_strings) {
    flameup::UpsertPerson<Traits> upsert;
    upsert.userId = "u";
    upsert.traits = traits_of(static_cast<Traits*>(nullptr));
    HttpRequest request;
    BOOST_TEST_REQUIRE(build_into(request, upsert));
    BOOST_TEST(!build_into(request, flameup::DeletePerson{"no UUID"}));
    const Count count;
    const bool ok = build_into(request, upsert);
    const std::size_t allocated = count();
    BOOST_TEST((ok && allocated == 0));
}

BOOST_AUTO_TEST_CASE(grows_in_few_steps_and_not_far_beyond_what_is_needed) {
    const auto batch = std::get<6>(operations<Traits>());
    HttpRequest request;
    std::size_t allocated = 0;
    {
        const Count count;
        BOOST_TEST_REQUIRE(build_into(request, batch));
        allocated = count();
    }
    BOOST_TEST(allocated < 60u);
    BOOST_TEST(request.body.size() > 100'000u);
    BOOST_TEST(request.body.capacity() < 4 * request.body.size());
    BOOST_TEST(request.url.capacity() < 10 * request.url.size());
    const std::size_t capacity = request.body.capacity();
    for (int i = 0; i != 100; ++i) BOOST_TEST_REQUIRE(build_into(request, batch));
    BOOST_TEST(request.body.capacity() == capacity);
}

BOOST_AUTO_TEST_SUITE_END()
