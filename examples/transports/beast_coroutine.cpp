// The People API awaited: C++20 coroutines on a program's own `io_context`.
//
// Operations are named before they are sent: g++ up to 12 at least destroys an aggregate that is
// written within a `co_await` expression twice.
#include "beast.hpp"

#include "job.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>
#include <iostream>
#include <utility>

namespace {

using Client = flameup::Client<std::reference_wrapper<transports::BeastAsync>>;

/// The job of `job.hpp`.
boost::asio::awaitable<void> run(const Client& people, bool& is_done) {
    flameup::UpsertPerson<> upsert;
    upsert.userId = "user_12345";
    upsert.email = "jane@example.com";
    const auto upserted = co_await people.send(upsert);
    if (!transports::succeeded("upsert", upserted)) co_return;
    std::cout << "upserted  " << upserted->userId.value_or("?")
              << (upserted->was_created.value_or(false) ? ", new" : ", known") << '\n';

    const flameup::GetPerson<> get{upsert.userId};
    const auto person = co_await people.send(get);
    if (!transports::succeeded("get", person)) co_return;
    std::cout << "got       " << person->email.value_or("no email") << '\n';

    flameup::ListPeople<> list;
    list.limit = 5;
    const auto page = co_await people.send(list);
    if (!transports::succeeded("list", page)) co_return;
    std::cout << "listed    " << page->people.size() << " people\n";

    const flameup::DeletePerson remove{upsert.userId};
    const auto deleted = co_await people.send(remove);
    if (!transports::succeeded("delete", deleted)) co_return;
    std::cout << "deleted   " << upsert.userId << '\n';
    is_done = true;
}

} // namespace

int main(int count, char** values) {
    const auto config = transports::read_config(count, values);
    if (!config) return 2;

    boost::asio::io_context io;
    transports::BeastAsync beast(io);
    const Client people(*config, std::ref(beast));
    bool is_done = false;
    boost::asio::co_spawn(io, run(people, is_done), boost::asio::detached);
    io.run(); // until the coroutine is over
    return is_done ? 0 : 1;
}
