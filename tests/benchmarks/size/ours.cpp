// The program over this library. With OWN_OPERATION its types are as small as those of the others;
// without, they are the library's, with rules for three more members and twelve more to read.
#include "transport.hpp"

#include <flameup.hpp>

#include <cstdlib>

struct Traits {
    std::optional<std::string> first_name;
    std::optional<std::string> plan;
    std::optional<int> level;
    std::optional<double> score;
    FLAMEUP_DESCRIBE(Traits, (), (first_name, plan, level, score))
};

#if defined(OWN_OPERATION)
struct Person {
    std::optional<std::string> id;
    std::optional<std::string> userId;
    std::optional<std::string> email;
    Traits traits{};

    static constexpr flameup::Alias aliases[] = {{"external_id", "userId"},
                                                 {"attributes", "traits"}};
    FLAMEUP_DESCRIBE(Person, (), (id, userId, email, traits))
};

struct Upsert {
    using Response = Person;
    static constexpr flameup::Route route{"upsert", flameup::Method::post, "/people/upsert"};

    std::string userId;
    std::optional<std::string> email;
    std::optional<Traits> traits;

    static constexpr flameup::Rule rules[] = {flameup::Rule::length("userId", 1, 255)};
    FLAMEUP_DESCRIBE(Upsert, (), (userId, email, traits))
};
#else
using Upsert = flameup::UpsertPerson<Traits>;
#endif

static flameup::HttpResponse send(const flameup::HttpRequest& request) {
    Answer answer = exchange(to_string(request.method).data(), request.url, request.body);
    flameup::HttpResponse response;
    response.status = answer.status;
    response.body = std::move(answer.body);
    return response;
}

int main(int count, char** values) {
    flameup::Config config;
    config.api_key = argument(count, values, 1);
    config.workspace_id = argument(count, values, 2);
    Upsert upsert;
    upsert.userId = argument(count, values, 3);
    upsert.email = argument(count, values, 4);
    upsert.traits =
        Traits{argument(count, values, 5), argument(count, values, 6),
               std::atoi(argument(count, values, 7)), std::atof(argument(count, values, 8))};

    const auto person = flameup::Client(config, send).send(upsert);
    if (person) {
        show_person(*person);
    } else if (person.error().kind == flameup::ErrorKind::decode) {
        show_problem("unreadable answer");
    } else {
        show_problem(person.error().message);
    }
}
