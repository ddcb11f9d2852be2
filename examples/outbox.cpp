// An outbox: people are kept in a file until the server has stored them, also across runs.
#include "file_journal.hpp"

#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/outbox/outbox.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

int main() {
    using std::chrono::seconds;
    const flameup::testing::PeopleService service; // in memory; your transport takes its place
    flameup::SystemHost host;
    FileJournal file;
    std::string journal;
    if (const auto error = file.open("outbox.journal", journal)) {
        return std::cerr << "cannot open the journal: " << error.message() << '\n', 1;
    }
    flameup::Outbox<> outbox({"YOUR_API_KEY"}, journal); // with whoever is left of earlier runs

    for (int level = 1; level <= 3; ++level) {
        flameup::PersonInput<> player{"user_12345"};
        player.traits = boost::json::object{{"level", level}};
        if (const auto put = outbox.put(player); !put) std::cerr << put.error() << '\n';
    }
    const auto keep = [&](flameup::Outbox<>& flow) { // called before anything is sent
        for (const auto& report : flow.take_reports()) {
            std::cerr << report.person.userId << ": " << report.outcome.message << '\n';
        }
        const auto error = file.store(flow);
        if (error) std::cerr << "cannot write the journal: " << error.message() << '\n';
        return !error;
    };
    outbox.close(host.now().time + seconds(5)); // a game goes on instead: see examples/README.md
    run(outbox, service, host, keep);
    std::cout << outbox.size() << " left for the next run\n";
    return outbox.size() == 0 ? 0 : 1;
}
