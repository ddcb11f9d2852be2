#include "flameup/drive/upsert_all.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/model.hpp"

#include "json_memory.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

// The whole test program allocates through these functions; they count only while a Count exists.

namespace allocations_counter {

thread_local bool counting = false;
thread_local std::size_t allocated = 0;

// Bytes in use since counting began, and their maximum. Each block has its size before it.
thread_local std::ptrdiff_t in_use = 0;
thread_local std::ptrdiff_t most_in_use = 0;
constexpr std::size_t head = alignof(std::max_align_t);

void* allocate(std::size_t size) noexcept {
    auto* const block = static_cast<char*>(std::malloc(head + size));
    if (block == nullptr) return nullptr;
    std::memcpy(block, &size, sizeof size);
    if (counting) {
        ++allocated;
        in_use += static_cast<std::ptrdiff_t>(size);
        most_in_use = (std::max)(most_in_use, in_use);
    }
    return block + head;
}

void release(void* memory) noexcept {
    if (memory == nullptr) return;
    char* const block = static_cast<char*>(memory) - head;
    std::size_t size;
    std::memcpy(&size, block, sizeof size);
    if (counting) in_use -= static_cast<std::ptrdiff_t>(size);
    std::free(block);
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
void operator delete(void* memory) noexcept { allocations_counter::release(memory); }
void operator delete[](void* memory) noexcept { allocations_counter::release(memory); }
void operator delete(void* memory, std::size_t) noexcept { allocations_counter::release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { allocations_counter::release(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    allocations_counter::release(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    allocations_counter::release(memory);
}

BOOST_AUTO_TEST_SUITE(allocations)

using flameup::Config;
using flameup::HttpRequest;

/// Counts the allocations of this thread while it exists.
class Count {
  public:
    Count() {
        allocations_counter::allocated = 0;
        allocations_counter::in_use = allocations_counter::most_in_use = 0;
        allocations_counter::counting = true;
    }
    ~Count() { allocations_counter::counting = false; }
    Count(const Count&) = delete;
    Count& operator=(const Count&) = delete;

    std::size_t operator()() const { return allocations_counter::allocated; }

    /// Returns the maximum of the bytes in use, above those at the beginning.
    std::size_t most_bytes() const {
        return static_cast<std::size_t>(allocations_counter::most_in_use);
    }
};

/// Tells whether short strings allocate nothing; with clang 14 and libstdc++ 12 in C++23 they do.
boost::test_tools::assertion_result short_strings_are_free(boost::unit_test::test_unit_id) {
    std::string text;
    const Count count;
    text.assign("create");
    return count() == 0;
}
const boost::unit_test::precondition with_free_short_strings(&short_strings_are_free);

enum class Plan { basic, premium };
FLAMEUP_DESCRIBE_ENUM(Plan, basic, premium)

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

BOOST_AUTO_TEST_CASE(writes_short_json_into_one_piece_of_memory) {
    const flameup::PersonInput<Traits> person{
        "user_1", "somebody@example.com", "+1-555-0123", {}, {}};
    std::size_t allocated = 0;
    {
        const Count count;
        const auto json = flameup::to_json(person);
        allocated = count();
    }
    BOOST_TEST(allocated == 1u);
}

/// Makes a response with a page of people whose texts are long and all different.
template <class T> flameup::HttpResponse page(std::size_t size, std::size_t shift = 0) {
    flameup::PeoplePage<T> result;
    for (std::size_t i = 0; i != size; ++i) {
        flameup::Person<T> person;
        person.id = uuid;
        person.userId = "user_" + std::to_string(i + shift) + " with a text of some length";
        person.email = "somebody.with.a.name" + std::to_string(i) + "@example.com";
        person.status = flameup::OpenEnum<flameup::PersonStatus>::from_unknown(
            "a status that nobody knows yet");
        person.traits = traits_of(static_cast<T*>(nullptr));
        person.created_at = flameup::Timestamp{1705314600, 0};
        result.people.push_back(std::move(person));
    }
    result.total = 1000;
    return {200, {}, *flameup::to_json(result)};
}

template <class Operation>
std::size_t allocated_by_another_decode(const flameup::HttpResponse& first,
                                        const flameup::HttpResponse& second) {
    const Config shared = config();
    typename Operation::Response result;
    BOOST_TEST_REQUIRE(flameup::decode<Operation>(shared, first, result).has_value());
    bool ok = false;
    std::size_t allocated = 0;
    {
        const Count count;
        ok = flameup::decode<Operation>(shared, second, result).has_value();
        allocated = count();
    }
    BOOST_TEST(ok);
    const auto expected = flameup::decode<Operation>({}, second);
    BOOST_TEST(*flameup::to_json(result) == *flameup::to_json(*expected));
    return allocated;
}

BOOST_AUTO_TEST_CASE(decodes_into_a_used_result_without_allocating, *with_free_short_strings) {
    using List = flameup::ListPeople<Traits>;
    BOOST_TEST(allocated_by_another_decode<List>(page<Traits>(60, 100), page<Traits>(60, 200)) ==
               0u);
    BOOST_TEST(allocated_by_another_decode<List>(page<Traits>(60, 100), page<Traits>(40, 200)) ==
               0u);
    const flameup::HttpResponse person{200, {}, R"({"userId":"u","attributes":{"name":"n"}})"};
    using Get = flameup::GetPerson<Traits>;
    BOOST_TEST(allocated_by_another_decode<Get>(person, person) == 0u);
    const flameup::HttpResponse counts{200, {}, R"({"total":3,"active":2})"};
    BOOST_TEST(allocated_by_another_decode<flameup::GetStatistics>(counts, counts) == 0u);
}

/// Keeps freed blocks and returns them for requests of the same size.
class RecyclingResource : public JsonMemory {
  public:
    ~RecyclingResource() {
        for (auto& [size, blocks] : spare_) {
            for (void* block : blocks) ::operator delete(block);
        }
    }

  private:
    void* do_allocate(std::size_t size, std::size_t) override {
        auto& blocks = spare_[size];
        blocks.reserve(4096);
        if (blocks.empty()) return ::operator new(size);
        void* const block = blocks.back();
        blocks.pop_back();
        return block;
    }
    void do_deallocate(void* block, std::size_t size, std::size_t) override {
        spare_[size].push_back(block);
    }
    bool do_is_equal(const JsonMemory& other) const noexcept override { return this == &other; }

    std::map<std::size_t, std::vector<void*>> spare_;
};

BOOST_AUTO_TEST_CASE(takes_the_memory_of_dynamic_traits_from_the_users_storage,
                     *with_free_short_strings) {
    using List = flameup::ListPeople<>;
    RecyclingResource memory;
    const boost::json::storage_ptr storage(&memory);
    const Config shared = config();
    const flameup::HttpResponse first = page<boost::json::object>(60);
    const flameup::HttpResponse second = page<boost::json::object>(60, 7);
    flameup::PeoplePage<> result;
    const auto read = [&](const flameup::HttpResponse& response) {
        return flameup::decode<List>(shared, response, result, {&storage}).has_value();
    };
    BOOST_TEST_REQUIRE(read(first));
    BOOST_TEST_REQUIRE(read(second));
    std::size_t allocated = 0;
    bool ok = false;
    {
        const Count count;
        ok = read(first);
        allocated = count();
    }
    BOOST_TEST(ok);
    BOOST_TEST(allocated <= 4u); // the reader's own stack; nothing for each person
    BOOST_TEST(*flameup::to_json(result) == first.body);
}

BOOST_AUTO_TEST_CASE(moves_the_elements_of_a_list_a_few_times_whatever_their_sizes) {
    // The first element is large, so that the reader expects few: it has to grow the list often.
    std::string body = R"({"people":[{"unknown":")" + std::string(4'000'000, 'x') + "\"}";
    for (int i = 0; i != 50'000; ++i) body += ",{}";
    const flameup::HttpResponse response{200, {}, body + "]}"};
    flameup::PeoplePage<flameup::NoContent> page;
    bool is_read = false;
    std::size_t allocated = 0;
    {
        const Count count;
        is_read = flameup::decode<flameup::ListPeople<flameup::NoContent>>({}, response, page)
                      .has_value();
        allocated = count();
    }
    BOOST_TEST_REQUIRE(is_read);
    BOOST_TEST(page.people.size() == 50'001u);
    BOOST_TEST(allocated < 100u);
}

BOOST_AUTO_TEST_CASE(reads_a_page_of_views_with_few_allocations) {
    using Views = flameup::ListPeople<flameup::NoContent, std::string_view>;
    const Config shared = config();
    for (const std::size_t size : {10u, 100u, 400u}) {
        flameup::HttpResponse response = page<Traits>(size);
        std::size_t allocated = 0;
        {
            const Count count;
            const auto people = flameup::decode<Views>(shared, std::move(response));
            BOOST_TEST_REQUIRE(people.has_value());
            allocated = count();
        }
        // The body's holder, the list as it grows, and the texts with escapes.
        BOOST_TEST(allocated < 40u, size << " people: " << allocated);
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_dynamic_traits_of_a_page_in_one_place) {
    const Config shared = config();
    const auto allocated = [&](std::size_t size) {
        const flameup::HttpResponse response = page<boost::json::object>(size);
        const Count count;
        const auto people = flameup::decode<flameup::ListPeople<>>(shared, response);
        return people ? count() : 0;
    };
    // The texts id, userId, email and status are on the heap; the traits are not.
    const std::size_t few = allocated(100);
    const std::size_t many = allocated(400);
    BOOST_TEST(few > 0u);
    BOOST_TEST(many < few + 300 * 4 + 20);
}

BOOST_AUTO_TEST_CASE(takes_memory_in_proportion_to_the_body) {
    const Config shared = config();
    for (const std::size_t size : {50u, 200u, 500u}) {
        const flameup::HttpResponse typed = page<Traits>(size);
        {
            const Count count;
            const auto people = flameup::decode<flameup::ListPeople<Traits>>(shared, typed);
            BOOST_TEST_REQUIRE(people.has_value());
            BOOST_TEST(count.most_bytes() < 4 * typed.body.size());
        }
        const flameup::HttpResponse dynamic = page<boost::json::object>(size);
        const Count count;
        const auto people = flameup::decode<flameup::ListPeople<>>(shared, dynamic);
        BOOST_TEST_REQUIRE(people.has_value());
        BOOST_TEST(count.most_bytes() < 4 * dynamic.body.size());
    }
}

/// Makes people one at a time, so that they are never all in memory.
class Source {
  public:
    class Iterator {
      public:
        explicit Iterator(std::size_t index) : index_(index) {}
        flameup::PersonInput<Traits> operator*() const {
            return {"user_" + std::to_string(index_),
                    {},
                    {},
                    {},
                    traits_of(static_cast<Traits*>(nullptr))};
        }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        bool operator==(const Iterator& other) const { return index_ == other.index_; }
        bool operator!=(const Iterator& other) const { return index_ != other.index_; }

      private:
        std::size_t index_;
    };

    explicit Source(std::size_t size) : size_(size) {}
    Iterator begin() const { return Iterator(0); }
    Iterator end() const { return Iterator(size_); }

  private:
    std::size_t size_;
};

BOOST_AUTO_TEST_CASE(upserts_many_people_in_the_memory_of_few) {
    const auto answer = [](const flameup::HttpRequest&) {
        return flameup::HttpResponse{200, {}, R"({"created_count":100,"updated_count":0})"};
    };
    struct Host {
        flameup::Moment now() { return {}; }
        bool wait_until(std::chrono::milliseconds) { return true; }
    };
    const auto most_bytes = [&](std::size_t size) {
        std::size_t stored = 0;
        const Count count;
        Host host;
        const auto done = flameup::upsert_all(
            config(), answer, Source(size),
            [&](const flameup::PersonOutcome& outcome) { stored += is_stored(outcome.fate); }, {},
            host);
        const std::size_t bytes = count.most_bytes();
        BOOST_TEST(done.has_value());
        BOOST_TEST(stored == size);
        return bytes;
    };
    const std::size_t few = most_bytes(500);
    const std::size_t many = most_bytes(20'000);
    BOOST_TEST(many < few + few / 10);
}

BOOST_AUTO_TEST_CASE(takes_bounded_memory_for_dynamic_values_whatever_the_body_is) {
    struct Row {
        const char* name;
        std::string before, element, after;
    };
    const Row rows[] = {
        {"numbers", R"({"traits":{"x":[)", "0", "]}}"},
        {"empty arrays", R"({"traits":{"x":[)", "[]", "]}}"},
        {"arrays", R"({"traits":{"x":[)", "[0]", "]}}"},
        {"objects", R"({"traits":{"x":[)", R"({"a":0})", "]}}"},
        {"deep", R"({"traits":{"x":[)", R"([[[[{"a":[{"b":0}]}]]]])", "]}}"},
        {"strings", R"({"traits":{"x":[)", R"("")", "]}}"},
    };
    Config config;
    config.limits.max_body = std::size_t{4} << 20;
    config.limits.max_elements = std::size_t{2} << 20;
    for (const Row& row : rows) {
        std::string body = row.before + row.element;
        while (body.size() < (std::size_t{3} << 20)) body.append(",").append(row.element);
        const flameup::HttpResponse response{200, {}, body + row.after};
        const Count count;
        const auto result = flameup::decode<flameup::GetPerson<>>(config, response);
        const std::size_t most = count.most_bytes();
        BOOST_TEST_REQUIRE(result.has_error(), row.name);
        BOOST_TEST(result.error().code == "too_large", row.name);
        BOOST_TEST(most <= 3 * config.limits.max_elements, row.name << ": " << most);
    }
}

BOOST_AUTO_TEST_SUITE_END()
