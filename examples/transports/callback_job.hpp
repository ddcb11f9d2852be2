#ifndef TRANSPORTS_CALLBACK_JOB_HPP
#define TRANSPORTS_CALLBACK_JOB_HPP

// The job of `job.hpp` as a chain of callbacks.

#include "job.hpp"

#include <functional>
#include <iostream>
#include <utility>

namespace transports {

/// The job of `job.hpp`, a callback to each step; it outlives the calls.
template <class Executor> class CallbackJob {
  public:
    /// Takes what is called at the end, with whether all went well.
    CallbackJob(flameup::Config config, Executor& executor, std::function<void(bool)> on_end)
        : people_(std::move(config), std::ref(executor)), on_end_(std::move(on_end)) {
        upsert_.userId = "user_12345";
        upsert_.email = "jane@example.com";
        list_.limit = 5;
    }

    void start() {
        people_.send(upsert_, [this](flameup::Result<flameup::UpsertedPerson<>> person) {
            if (!succeeded("upsert", person)) return on_end_(false);
            std::cout << "upserted  " << person->userId.value_or("?")
                      << (person->was_created.value_or(false) ? ", new" : ", known") << '\n';
            get();
        });
    }

  private:
    void get() {
        people_.send(flameup::GetPerson<>{upsert_.userId}, [this](const auto& person) {
            if (!succeeded("get", person)) return on_end_(false);
            std::cout << "got       " << person->email.value_or("no email") << '\n';
            list();
        });
    }
    void list() {
        people_.send(list_, [this](const auto& page) {
            if (!succeeded("list", page)) return on_end_(false);
            std::cout << "listed    " << page->people.size() << " people\n";
            remove();
        });
    }
    void remove() {
        people_.send(flameup::DeletePerson{upsert_.userId}, [this](const auto& deleted) {
            if (!succeeded("delete", deleted)) return on_end_(false);
            std::cout << "deleted   " << upsert_.userId << '\n';
            on_end_(true);
        });
    }

    flameup::Client<std::reference_wrapper<Executor>> people_;
    flameup::UpsertPerson<> upsert_;
    flameup::ListPeople<> list_;
    std::function<void(bool)> on_end_;
};

} // namespace transports

#endif
