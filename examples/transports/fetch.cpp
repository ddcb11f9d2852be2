// Calls that complete on the event loop of JavaScript: in a browser, or here in node.
#include "fetch.hpp"

#include "job.hpp"

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace {

using transports::succeeded;

/// Upserts a person, gets it, lists people and deletes the person; each call starts the next one.
class Job {
  public:
    explicit Job(flameup::Config config) : people_(std::move(config), std::ref(fetch_)) {}

    void upsert() {
        flameup::UpsertPerson<> upsert;
        upsert.userId = user_;
        upsert.email = "jane@example.com";
        upsert.traits = boost::json::object{{"first_name", "Jane"}, {"plan", "premium"}};
        people_.send(upsert, [this](const flameup::Result<flameup::UpsertedPerson<>>& person) {
            if (!succeeded("upsert", person)) return end(1);
            std::cout << "upserted  " << user_
                      << (person->was_created.value_or(false) ? ", new" : ", known") << '\n';
            get();
        });
    }

  private:
    void get() {
        people_.send(flameup::GetPerson<>{user_},
                     [this](const flameup::Result<flameup::Person<>>& person) {
                         if (!succeeded("get", person)) return end(1);
                         std::cout << "got       " << person->email.value_or("no email") << '\n';
                         list();
                     });
    }

    void list() {
        people_.send(flameup::ListPeople<>{},
                     [this](const flameup::Result<flameup::PeoplePage<>>& page) {
                         if (!succeeded("list", page)) return end(1);
                         std::cout << "listed    " << page->people.size() << " people\n";
                         remove();
                     });
    }

    void remove() {
        people_.send(flameup::DeletePerson{user_},
                     [this](const flameup::Result<flameup::NoContent>& deleted) {
                         if (!succeeded("delete", deleted)) return end(1);
                         std::cout << "deleted   " << user_ << '\n';
                         end(0);
                     });
    }

    void end(int code) {
        std::cout.flush();
        emscripten_force_exit(code);
    }

    const std::string user_ = "user_12345";
    transports::Fetch fetch_;
    flameup::Client<std::reference_wrapper<transports::Fetch>> people_;
};

} // namespace

int main(int count, char** values) {
    auto config = transports::read_config(count, values);
    if (!config) return 2;
    static Job job(*std::move(config)); // the event loop begins when this function returns
    job.upsert();
    return 0;
}
