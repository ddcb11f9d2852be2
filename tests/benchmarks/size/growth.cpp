// Builds the requests and reads the responses of the first OPERATIONS of the library's operations.
#include "transport.hpp"

#include <flameup.hpp>

struct Traits {
    std::optional<std::string> first_name;
    std::optional<std::string> plan;
    std::optional<int> level;
    std::optional<double> score;
    FLAMEUP_DESCRIBE(Traits, (), (first_name, plan, level, score))
};

/// Keeps the compiler from knowing what a value is, and that nothing comes of it.
template <class T> static void hide(T& value) { __asm__ volatile("" : : "r"(&value) : "memory"); }

template <class Operation> static void call(const flameup::Config& config) {
    Operation operation{};
    hide(operation);
    flameup::HttpRequest request;
    if (!flameup::build(config, operation, request)) return;
    const Answer answer = exchange(to_string(request.method).data(), request.url, request.body);
    const flameup::HttpResponse response{answer.status, {}, answer.body};
    auto result = flameup::decode<Operation>(config, response);
    hide(result);
}

int main(int count, char** values) {
    flameup::Config config;
    config.api_key = argument(count, values, 1);
    call<flameup::UpsertPerson<Traits>>(config);
#if OPERATIONS >= 2
    call<flameup::ListPeople<Traits>>(config);
#endif
#if OPERATIONS >= 4
    call<flameup::GetPerson<Traits>>(config);
    call<flameup::UpdatePerson<Traits>>(config);
#endif
#if OPERATIONS >= 10
    call<flameup::CreatePerson<Traits>>(config);
    call<flameup::SearchPeople<Traits>>(config);
    call<flameup::BatchUpsert<Traits>>(config);
    call<flameup::DeletePerson>(config);
    call<flameup::GetPersonEvents<Traits>>(config);
    call<flameup::GetStatistics>(config);
#endif
}
