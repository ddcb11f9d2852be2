// The People API on a program's own `io_context`: a chain of callbacks.
#include "beast.hpp"

#include "job.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <iostream>
#include <utility>

namespace {

/// The job of `job.hpp`, a callback to each step; it outlives the calls.
class Job {
  public:
    Job(flameup::Config config, transports::BeastAsync& beast)
        : people_(std::move(config), std::ref(beast)) {
        upsert_.userId = "user_12345";
        upsert_.email = "jane@example.com";
        list_.limit = 5;
    }

    void start() {
        people_.send(upsert_, [this](flameup::Result<flameup::UpsertedPerson<>> person) {
            if (!transports::succeeded("upsert", person)) return;
            std::cout << "upserted  " << person->userId.value_or("?")
                      << (person->was_created.value_or(false) ? ", new" : ", known") << '\n';
            get();
        });
    }

    bool is_done() const { return is_done_; }

  private:
    void get() {
        people_.send(flameup::GetPerson<>{upsert_.userId}, [this](const auto& person) {
            if (!transports::succeeded("get", person)) return;
            std::cout << "got       " << person->email.value_or("no email") << '\n';
            list();
        });
    }
    void list() {
        people_.send(list_, [this](const auto& page) {
            if (!transports::succeeded("list", page)) return;
            std::cout << "listed    " << page->people.size() << " people\n";
            remove();
        });
    }
    void remove() {
        people_.send(flameup::DeletePerson{upsert_.userId}, [this](const auto& deleted) {
            if (!transports::succeeded("delete", deleted)) return;
            std::cout << "deleted   " << upsert_.userId << '\n';
            is_done_ = true;
        });
    }

    flameup::Client<std::reference_wrapper<transports::BeastAsync>> people_;
    flameup::UpsertPerson<> upsert_;
    flameup::ListPeople<> list_;
    bool is_done_ = false;
};

} // namespace

int main(int count, char** values) {
    const auto config = transports::read_config(count, values);
    if (!config) return 2;

    boost::asio::io_context io;
    transports::BeastAsync beast(io);
    Job job(*config, beast);
    job.start();
    io.run(); // until no call is left
    return job.is_done() ? 0 : 1;
}
