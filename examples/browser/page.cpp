// What the page `index.html` does: lists, searches and upserts people. The page calls the functions
// at the end, and `show` and `tell` of its script are called here.
#include "../transports/fetch.hpp"

#include <flameup.hpp>
#include <flameup/src_typed.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>

EM_JS(void, page_tell, (const char* text), { tell(UTF8ToString(text)); })
EM_JS(void, page_show, (const char* people), { show(UTF8ToString(people)); })

namespace {

struct Traits {
    std::optional<std::string> plan;
    FLAMEUP_DESCRIBE(Traits, (), (plan))
};

transports::Fetch fetch;
flameup::Config config;
flameup::Call running;

void tell(const std::string& text) { page_tell(text.c_str()); }

/// Shows the people of a result, or tells why there is none.
template <class Page> void show(const flameup::Result<Page>& page) {
    if (!page) {
        // A newer call took its place.
        if (page.error().kind != flameup::ErrorKind::cancelled) tell(to_lines(page.error()));
        return;
    }
    const auto people = flameup::to_json(page->people);
    if (!people) return tell(to_lines(people.error()));
    page_show(people->c_str());
}

/// Sends an operation in place of the one that is on its way.
template <class Operation, class Done> void send(const Operation& operation, Done done) {
    running.cancel();
    running = flameup::Client(config, std::ref(fetch)).send(operation, std::move(done));
}

} // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void page_use(const char* base_url, const char* api_key) {
    config.base_url = base_url;
    config.api_key = api_key;
}

EMSCRIPTEN_KEEPALIVE void page_list() {
    flameup::ListPeople<Traits> list;
    list.limit = 100;
    send(list, [](const flameup::Result<flameup::PeoplePage<Traits>>& page) { show(page); });
}

EMSCRIPTEN_KEEPALIVE void page_search(const char* text) {
    flameup::SearchPeople<Traits> search;
    search.q = text;
    send(search, [](const flameup::Result<flameup::FoundPeople<Traits>>& page) { show(page); });
}

EMSCRIPTEN_KEEPALIVE void page_upsert(const char* user_id, const char* email, const char* plan) {
    flameup::UpsertPerson<Traits> upsert;
    upsert.userId = user_id;
    if (*email != '\0') upsert.email = email;
    if (*plan != '\0') upsert.traits = Traits{plan};
    send(upsert, [](const flameup::Result<flameup::UpsertedPerson<Traits>>& person) {
        if (!person) {
            if (person.error().kind != flameup::ErrorKind::cancelled)
                tell(to_lines(person.error()));
            return;
        }
        tell(person->was_created.value_or(false) ? "The person is new." : "The person is updated.");
        page_list();
    });
}

} // extern "C"
