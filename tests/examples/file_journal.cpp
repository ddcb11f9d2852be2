#include "../../examples/file_journal.hpp"

#include <flameup/core.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

#include <sys/resource.h>
#include <sys/wait.h>

BOOST_AUTO_TEST_SUITE(file_journal)

namespace journal_files {

/// A file in a folder of its own, which is removed.
struct Place {
    std::string folder = "/tmp/flameup_journal_" + std::string(6, 'X'); // replaced by mkdtemp
    std::string name;

    Place() {
        BOOST_REQUIRE(::mkdtemp(folder.data()) != nullptr);
        name = folder + "/outbox";
    }
    ~Place() {
        for (const char* const end : {"", ".part", ".lock"}) std::remove((name + end).c_str());
        ::rmdir(folder.c_str());
    }

    std::string content() const {
        std::ifstream file(name);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

/// Is told what to write next.
struct Script {
    flameup::JournalWrite write;
    bool is_there = true, is_rewritten = false;

    bool has_write() const { return is_there; }
    flameup::JournalWrite take_write() {
        is_there = false;
        return std::move(write);
    }
    void rewrite() { is_rewritten = true; }
};

inline std::error_code store(FileJournal& file, bool replaces, std::string bytes) {
    Script script{{replaces, std::move(bytes)}};
    const std::error_code error = file.store(script);
    BOOST_TEST(script.is_rewritten == bool(error));
    return error;
}

/// Returns what a function returns in a process of its own.
template <class Function> int in_a_process(Function function) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(function());
    int status = -1;
    BOOST_TEST(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace journal_files

using journal_files::Place;
using journal_files::store;

BOOST_AUTO_TEST_CASE(appends_and_replaces) {
    const Place place;
    std::string text = "old";
    {
        FileJournal file;
        BOOST_TEST(!file.open(place.name, text));
        BOOST_TEST(text == "");
        BOOST_TEST(!store(file, false, "a\n"));
        BOOST_TEST(!store(file, false, "b\n"));
        BOOST_TEST(place.content() == "a\nb\n");
        BOOST_TEST(!store(file, true, "c\n"));
        BOOST_TEST(!store(file, false, "d\n"));
        BOOST_TEST(place.content() == "c\nd\n");
        journal_files::Script nothing{{true, "x"}, false};
        BOOST_TEST(!file.store(nothing));
    }
    FileJournal file;
    BOOST_TEST(!file.open(place.name, text));
    BOOST_TEST(text == "c\nd\n");
    BOOST_TEST(!store(file, true, ""));
    BOOST_TEST(place.content() == "");
}

BOOST_AUTO_TEST_CASE(refuses_a_second_process_and_what_is_no_file) {
    const Place place;
    std::string text;
    const auto is_busy = [&place] {
        FileJournal second;
        std::string other;
        return second.open(place.name, other) == std::errc::device_or_resource_busy ? 1 : 0;
    };
    {
        FileJournal file;
        BOOST_TEST(!file.open(place.name, text));
        BOOST_TEST(journal_files::in_a_process(is_busy) == 1);
    }
    BOOST_TEST(journal_files::in_a_process(is_busy) == 0);
    FileJournal file;
    BOOST_TEST((file.open(place.folder, text) == std::errc::is_a_directory));
    std::remove((place.folder + ".lock").c_str());
    FileJournal nowhere;
    BOOST_TEST(
        (nowhere.open(place.folder + "/none/x", text) == std::errc::no_such_file_or_directory));
    FileJournal small;
    std::ofstream(place.name) << "12345";
    BOOST_TEST((small.open(place.name, text, 4) == std::errc::file_too_large));
}

BOOST_AUTO_TEST_CASE(an_append_that_fails_leaves_what_was_there) {
    const Place place;
    const auto on_a_full_disk = [&place] {
        std::string text;
        FileJournal file;
        if (file.open(place.name, text) || store(file, false, "a\n")) return 1;
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{5, 5};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
        if (store(file, false, "bcdefg\n") != std::errc::file_too_large) return 3;
        if (place.content() != "a\n") return 4;
        if (store(file, true, "bcdefg\n") != std::errc::file_too_large) return 5;
        if (place.content() != "a\n") return 6;
        if (store(file, false, "b\n")) return 7;
        return place.content() == "a\nb\n" ? 0 : 8;
    };
    BOOST_TEST(journal_files::in_a_process(on_a_full_disk) == 0);
}

BOOST_AUTO_TEST_CASE(keeps_an_outbox_across_processes_that_are_killed) {
    const Place place;
    const flameup::Config config{"test_key"};
    for (int run = 0; run != 20; ++run) {
        const auto putting = [&] {
            std::string text;
            FileJournal file;
            if (file.open(place.name, text)) return 1;
            flameup::Outbox<> outbox(config, text);
            if (outbox.size() != static_cast<std::size_t>(run)) return 2;
            flameup::PersonInput<> person{"u" + std::to_string(run)};
            if (!outbox.put(person) || file.store(outbox)) return 3;
            person.userId = "never stored";
            static_cast<void>(outbox.put(person));
            return 0; // without destructors: the lock file stays
        };
        BOOST_TEST(journal_files::in_a_process(putting) == 0);
    }
    std::string text;
    FileJournal file;
    BOOST_TEST(!file.open(place.name, text));
    BOOST_TEST(flameup::Outbox<>(config, text).size() == 20u);
}

BOOST_AUTO_TEST_SUITE_END()
