// Builds the request of a typed upsert and reads its answer; with TEN_OPERATIONS that of all
// operations. With REAL one of the traits is a floating-point number. Shows what it made.
#include "device.hpp"

#include <flameup/core.hpp>

#include <optional>
#include <string>

#if !defined(REAL)
#define REAL int
#endif

struct Traits {
    std::optional<std::string> firmware;
    std::optional<int> level;
    std::optional<REAL> volts;
    FLAMEUP_DESCRIBE(Traits, (), (firmware, level, volts))
};

static void show_all(const flameup::Error& error) {
    show(error.code.c_str());
    show(" ");
    show(error.path.c_str());
    show("\n");
}

static const char* text_of(const std::optional<std::string>& text) {
    return text ? text->c_str() : "none";
}

static void show_all(const flameup::Person<Traits>& person) {
    for (const auto& text : {person.id, person.userId, person.traits.firmware}) {
        show(text_of(text));
        show(" ");
    }
    show(person.traits.level == 7 ? "7" : "not 7");
    show(person.traits.volts == REAL{3} ? " 3\n" : " not 3\n");
}

/// Shows the request of an operation; returns what its answer is read to.
template <class Operation>
static flameup::ResultOf<Operation> answer_to(const Operation& operation, const char* answer) {
    flameup::Config config;
    config.api_key = "key";
    flameup::HttpRequest request;
    if (auto built = flameup::build(config, operation, request); !built) return built.error();
    show(to_string(request.method).data());
    show(" ");
    show(request.url.c_str());
    show(" ");
    show(request.body.c_str());
    show("\n");
    return flameup::decode<Operation>(config, flameup::HttpResponse{200, {}, answer});
}

static void upsert(const char* user, const char* answer) {
    flameup::UpsertPerson<Traits> operation;
    operation.userId = user;
    operation.traits = Traits{"1.0 \"\xC3\xA4\"", 7, REAL{3}};
    const auto person = answer_to(operation, answer);
    if (person)
        show_all(*person);
    else
        show_all(person.error());
}

#if defined(TEN_OPERATIONS)
/// Shows one more operation, and how many people, events or members it answered with.
template <class Operation, class Count>
static void more(const Operation& operation, const char* answer, Count count) {
    const auto result = answer_to(operation, answer);
    if (!result) return show_all(result.error());
    const std::string counted = std::to_string(count(*result));
    show(counted.c_str());
    show("\n");
}

static void nine_operations() {
    const auto one = [](const auto& person) { return person.id == "p1" ? 1 : 0; };
    const auto people = [](const auto& page) { return static_cast<int>(page.people.size()); };
    const char* const person = R"({"id": "p1", "traits": {"level": 7.0}})";
    const char* const page = R"({"people": [{"id": "p1"}, {"id": "p2"}], "total": 2e0})";
    flameup::CreatePerson<Traits> create;
    create.userId = "device 1";
    more(create, person, one);
    more(flameup::GetPerson<Traits>{"device 1"}, person, one);
    more(flameup::UpdatePerson<Traits>{"device 1", {"1.1", {}, {}}}, person, one);
    flameup::ListPeople<Traits> list;
    list.limit = 2;
    list.created_since = flameup::Timestamp{1'700'000'000, 0};
    more(list, page, people);
    flameup::SearchPeople<Traits> search;
    search.q = "device";
    more(search, page, people);
    flameup::BatchUpsert<Traits> batch;
    batch.people.resize(2);
    batch.people[0].userId = "device 1";
    batch.people[1].userId = "device 2";
    more(batch, page, people);
    more(flameup::DeletePerson{"device 1"}, "", [](const auto&) { return 0; });
    more(flameup::GetPersonEvents<Traits>{"device 1", {}}, R"({"events": [{"id": "e1"}]})",
         [](const auto& events) { return static_cast<int>(events.events.size()); });
    more(flameup::GetStatistics{}, R"({"total": 3})",
         [](const auto& statistics) { return statistics.total == 3 ? 3 : 0; });
}
#endif

int main() {
    upsert("device 1", R"({"id": "p1", "userId": "device 1", "was_created": true,
        "traits": {"firmware": "1.0 \"\u00e4\"", "level": 7.0, "volts": 3.00, "other": [1e9]}})");
    upsert("device 1", R"({"traits": {"level": 7.5}})");
    upsert("device 1", R"({"traits": )");
    upsert("", "");
#if defined(TEN_OPERATIONS)
    nine_operations();
#endif
    return 0;
}
