#include "flameup/outbox/journal.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(outbox_journal)

using namespace flameup::detail;

BOOST_AUTO_TEST_CASE(has_the_usual_checksum) {
    BOOST_TEST(crc32("") == 0u);
    BOOST_TEST(crc32("123456789") == 0xCBF43926u); // the check value of CRC-32
    BOOST_TEST(line_head("123456789") == "cbf43926 ");
    BOOST_TEST(line_head("") == "00000000 ");
}

BOOST_AUTO_TEST_CASE(appends_lines) {
    std::string journal;
    append_put(journal, 7, R"({"userId":"u"})");
    append_done(journal, {7, 8});
    BOOST_TEST(journal == "6399b165 {\"put\":7,\"person\":{\"userId\":\"u\"}}\n"
                          "b55943d3 {\"done\":[7,8]}\n");
}

BOOST_AUTO_TEST_CASE(takes_lines_and_tells_which_are_torn_or_damaged) {
    std::string journal;
    append_done(journal, {1});
    const std::string line = journal;
    journal += "\n00000000\n00000000 \n" + line.substr(0, 9) + "{}\n" + line;
    journal.pop_back();
    std::string_view rest = journal;
    const auto next = [&rest] {
        const JournalLine taken = take_line(rest);
        return std::string(taken.json()) + (taken.is_torn ? " torn" : "") +
               (taken.is_damaged() ? " damaged" : "");
    };
    BOOST_TEST(next() == "{\"done\":[1]}");
    BOOST_TEST(next() == " damaged");
    BOOST_TEST(next() == " damaged");
    BOOST_TEST(next() == "");
    BOOST_TEST(next() == "{} damaged");
    BOOST_TEST(next() == "{\"done\":[1]} torn");
    BOOST_TEST(rest.empty());
}

BOOST_AUTO_TEST_CASE(every_change_of_a_byte_is_damage) {
    std::string journal;
    append_put(journal, 7, R"({"userId":"u"})");
    for (std::size_t at = 0; at + 1 != journal.size(); ++at) {
        for (const int change : {1, 2, 4, 8, 16, 32, 64, 128}) {
            std::string other = journal;
            other[at] = static_cast<char>(other[at] ^ change);
            std::string_view rest = other;
            while (!rest.empty()) {
                const JournalLine line = take_line(rest);
                BOOST_TEST((line.is_torn || line.is_damaged()), "byte " << at << ", " << change);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_journal_is_replaced_where_most_of_it_is_over) {
    JournalWriter journal(0);
    const auto all = [](std::string& bytes) { bytes = "all\n"; };
    BOOST_TEST(journal.is_empty());
    journal.note_done({});
    BOOST_TEST(journal.is_empty());
    std::size_t stored = 0;
    while (!journal.replaces()) {
        journal.note_done({1});
        journal.shorten(10, 1000);
        if (journal.replaces()) break;
        const flameup::JournalWrite write = journal.take(all);
        BOOST_TEST(!write.replaces);
        stored += write.bytes.size();
    }
    BOOST_TEST(stored <= 65536u + 2 * (1000 + 640));
    BOOST_TEST(stored >= 65536u + 2 * (1000 + 640) - 30);
    journal.note_put(1, "{}"); // is part of all
    const flameup::JournalWrite write = journal.take(all);
    BOOST_TEST(write.replaces);
    BOOST_TEST(write.bytes == "all\n");
    BOOST_TEST(journal.is_empty());
    journal.shorten(0, 0);
    BOOST_TEST(journal.is_empty());
    journal.rewrite();
    BOOST_TEST(!journal.is_empty());
    BOOST_TEST(JournalWriter(100'000).is_empty());
}

BOOST_AUTO_TEST_SUITE_END()
