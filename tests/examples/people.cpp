#include "../../examples/people/bulk/input_format.hpp"
#include "../../examples/people/lines/line_reader.hpp"
#include "../../examples/people/lines/person_line.hpp"
#include "../../examples/people/running/progress.hpp"
#include "../../examples/people/running/rejected_file.hpp"
#include "../../examples/people/terminal/shown_text.hpp"
#include "../../examples/people/terminal/table.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(people_tool_parts)

using namespace people_tool;
using Got = LineReader::Got;

namespace {

/// A temporary file without a name, positioned at its beginning.
Descriptor file_of(std::string_view text) {
    std::string name = "/tmp/flameup_lines_" + std::string(6, 'X'); // replaced by mkstemp
    Descriptor file(::mkstemp(name.data()));
    BOOST_REQUIRE(file.is_open());
    ::unlink(name.c_str());
    BOOST_REQUIRE(write_all(file.number(), text));
    ::lseek(file.number(), 0, SEEK_SET);
    return file;
}

LineReader reader_of(std::string_view text, std::size_t longest = 8) {
    return LineReader(
        file_of(text), [] { return false; }, longest);
}

/// Returns the lines of a text, `+` after those that are too long, and the offsets after them.
std::string lines_of(LineReader reader) {
    std::string lines;
    InputLine line;
    while (reader.next(line) == Got::line) {
        lines += line.text + (line.is_too_long ? "+" : "") + "|" + std::to_string(reader.offset());
        lines += ' ';
    }
    return lines;
}

std::string text_of(const Reached& begin, const Reached& now, double seconds) {
    return progress_text(progress_facts(begin, now, seconds));
}

} // namespace

BOOST_AUTO_TEST_CASE(lines_end_as_they_may) {
    BOOST_TEST(lines_of(reader_of("")) == "");
    BOOST_TEST(lines_of(reader_of("a\nb\n")) == "a|2 b|4 ");
    BOOST_TEST(lines_of(reader_of("a\r\n\r\nb")) == "a|3 |5 b|6 ");
    BOOST_TEST(lines_of(reader_of("\n\n")) == "|1 |2 ");
    BOOST_TEST(lines_of(reader_of("a\r")) == "a|2 ");
    BOOST_TEST(lines_of(reader_of("a\rb\r\r\n")) == "a\rb\r|6 ");
    BOOST_TEST(lines_of(reader_of("\xEF\xBB\xBF{}\n\xEF\xBB\xBF\n")) == "{}|6 \xEF\xBB\xBF|10 ");
}

BOOST_AUTO_TEST_CASE(long_lines_are_cut_and_counted) {
    BOOST_TEST(lines_of(reader_of("12345678\n12345678\r\n123456789\n1")) ==
               "12345678|9 12345678|19 123456789+|29 1|30 ");
    const std::string block(200'000, 'x'); // several blocks
    BOOST_TEST(lines_of(reader_of(block + "\na\n" + block)) ==
               "xxxxxxxxx+|200001 a|200003 xxxxxxxxx+|400003 ");
    BOOST_TEST(lines_of(reader_of(block + "\na", 300'000)) == block + "|200001 a|200002 ");
}

BOOST_AUTO_TEST_CASE(rows_end_outside_of_quotes) {
    const auto rows_of = [](std::string_view text) {
        return lines_of(LineReader(
            file_of(text), [] { return false; }, 8, CsvRowEnds(',')));
    };
    BOOST_TEST(rows_of("a\nb\r\nc\rd") == "a|2 b|5 c|7 d|8 ");
    BOOST_TEST(rows_of("\n\r\n\r\r") == "|1 |3 |4 |5 ");
    BOOST_TEST(rows_of("a,\"\n\"\nb") == "a,\"\n\"|6 b|7 ");
    BOOST_TEST(rows_of("a\"\nb\"\n") == "a\"|3 b\"|6 ");
    BOOST_TEST(rows_of("\"\"\"\r\"\r") == "\"\"\"\r\"|6 ");
    BOOST_TEST(rows_of("\"\"x\n\"\"\n") == "\"\"x|4 \"\"|7 ");
    BOOST_TEST(rows_of("\"a\r") == "\"a\r|3 ");
    BOOST_TEST(rows_of("\xEF\xBB\xBF\"\n\"\n\xEF\xBB\xBF\"\n") == "\"\n\"|7 \xEF\xBB\xBF\"|12 ");
    BOOST_TEST(rows_of("\xEF\xBB\"\n") == "\xEF\xBB\"|4 ");
    BOOST_TEST(rows_of("123456789\n\"123456\"\n") == "123456789+|10 \"123456\"|19 ");
    const std::string block((std::size_t{64} << 10) - 1, 'x'); // a line end across two blocks
    BOOST_TEST(rows_of(block + "\r\n1\n") == "xxxxxxxxx+|65537 1|65539 ");
    BOOST_TEST(rows_of(block + "\r1\n") == "xxxxxxxxx+|65536 1|65538 ");
}

BOOST_AUTO_TEST_CASE(cells_are_read_strictly) {
    std::vector<std::string> cells{"left", "over", "from", "before", "it"};
    const auto read = [&](std::string_view row) {
        std::string text(read_cells(row, ',', cells));
        if (!text.empty()) return text.substr(0, 7);
        for (const std::string& cell : cells) text += "<" + cell + ">";
        return text;
    };
    BOOST_TEST(read("") == "<>");
    BOOST_TEST(read(",") == "<><>");
    BOOST_TEST(read("a,b") == "<a><b>");
    BOOST_TEST(read("a,,\"\"") == "<a><><>");
    BOOST_TEST(read(" a ,\"b,\r\n\",'c'") == "< a ><b,\r\n><'c'>");
    BOOST_TEST(read("\"\"\"a\"\"\",\"\"\"\"") == "<\"a\"><\">");
    for (const char* const row : {"\"", "a,\"b", "\"\"\"", "\"a\"\"", "\"a\n"}) {
        BOOST_TEST(read(row) == "a quote");
    }
    for (const char* const row : {"\"a\"b", "\"a\" ,b", "\"a\"b\"", "a,\"\"x"}) {
        BOOST_TEST(read(row) == "a cell ");
    }
    for (const char* const row : {"a\"", "a,b\"c\"", " \"a\""}) BOOST_TEST(read(row) == "a cell ");
}

BOOST_AUTO_TEST_CASE(reading_goes_on_behind_an_offset) {
    LineReader file = reader_of("one\ntwo\nthree\n");
    BOOST_TEST((file.skip(4) == Got::line));
    BOOST_TEST(file.checksum().text() == Checksum().add("one\n").text());
    BOOST_TEST(lines_of(std::move(file)) == "two|8 three|14 ");
    LineReader whole = reader_of("one\ntwo");
    BOOST_TEST((whole.skip(7) == Got::line));
    BOOST_TEST((whole.peek() == Got::end));
    LineReader shorter = reader_of("one\n");
    BOOST_TEST((shorter.skip(5) == Got::end));

    int ends[2];
    BOOST_REQUIRE(::pipe(ends) == 0);
    BOOST_REQUIRE(write_all(ends[1], "one\ntwo\n"));
    LineReader pipe(Descriptor{ends[0]}, [] { return false; });
    BOOST_TEST((pipe.skip(4) == Got::line));
    InputLine line;
    BOOST_TEST((pipe.next(line) == Got::line));
    BOOST_TEST(line.text == "two");
    ::close(ends[1]);
    BOOST_TEST((pipe.next(line) == Got::end));
}

BOOST_AUTO_TEST_CASE(checksums_are_those_of_whole_lines) {
    BOOST_TEST(Checksum().text() == "cbf29ce484222325");
    BOOST_TEST(Checksum().add("foobar").text() == "85944171f73967e8"); // by FNV's authors
    LineReader reader = reader_of("one\ntwo, which is long\r\nthree");
    std::string sums, expected;
    InputLine line;
    while (reader.next(line) == Got::line) sums += reader.checksum().text();
    for (const char* const text :
         {"one\n", "one\ntwo, which is long\r\n", "one\ntwo, which is long\r\nthree"}) {
        expected += Checksum().add(text).text();
    }
    BOOST_TEST(sums == expected);
}

BOOST_AUTO_TEST_CASE(reading_stops_and_fails) {
    InputLine line;
    LineReader stopped(file_of("a\n"), [] { return true; });
    BOOST_TEST((stopped.next(line) == Got::stopped));
    BOOST_TEST(stopped.offset() == 0);
    LineReader folder(open_file("/tmp", O_RDONLY), [] { return false; });
    BOOST_TEST((folder.next(line) == Got::failed));
}

BOOST_AUTO_TEST_CASE(a_line_that_comes_in_parts_is_waited_for) {
    int ends[2];
    BOOST_REQUIRE(::pipe(ends) == 0);
    LineReader pipe(Descriptor{ends[0]}, [] { return false; });
    InputLine line;
    BOOST_TEST((pipe.next(line, LineReader::Clock::now()) == Got::idle));
    BOOST_REQUIRE(write_all(ends[1], "on"));
    BOOST_TEST((pipe.next(line, LineReader::Clock::now()) == Got::idle));
    BOOST_TEST(pipe.offset() == 0);
    BOOST_TEST(pipe.checksum().text() == Checksum().text());
    BOOST_REQUIRE(write_all(ends[1], "e\ntwo\n"));
    BOOST_TEST((pipe.next(line, LineReader::Clock::now()) == Got::line));
    BOOST_TEST(line.text == "one");
    BOOST_TEST(pipe.checksum().text() == Checksum().add("one\n").text());
    BOOST_TEST((pipe.next(line, LineReader::Clock::now()) == Got::line));
    BOOST_TEST(line.text == "two");
    ::close(ends[1]);
    BOOST_TEST((pipe.next(line, LineReader::Clock::now()) == Got::end));
}

BOOST_AUTO_TEST_CASE(a_full_pipe_is_waited_for) {
    int ends[2];
    BOOST_REQUIRE(::pipe2(ends, O_NONBLOCK) == 0);
    const std::string text(std::size_t{1} << 20, 'x');
    std::string got;
    std::thread reader([&] {
        char block[4096];
        while (got.size() != text.size()) {
            const ssize_t size = ::read(ends[0], block, sizeof block);
            if (size > 0) got.append(block, static_cast<std::size_t>(size));
        }
    });
    BOOST_TEST(write_all(ends[1], text));
    reader.join();
    BOOST_TEST((got == text));
    ::close(ends[0]);
    ::close(ends[1]);
}

BOOST_AUTO_TEST_CASE(other_formats_are_named) {
    using namespace std::string_view_literals;
    for (const std::string_view line : {"\x1F\x8B\x08"sv, "\xFF\xFE{"sv, "\xFE\xFF\0{"sv,
                                        "{\0\"\0"sv, "\0\0\0{"sv, " [{"sv, "["sv, "(\xB5/\xFD"sv,
                                        "\xFD"
                                        "7zXZ"sv,
                                        "BZh9"sv, "PK\x03\x04"sv}) {
        BOOST_TEST(!other_format(line).empty());
    }
    for (const std::string_view line :
         {"{\"userId\":\"[\"}"sv, "{}"sv, "x"sv, "PK"sv, "userId,email"sv}) {
        BOOST_TEST(other_format(line).empty());
    }
}

BOOST_AUTO_TEST_CASE(progress_says_what_is_known) {
    BOOST_TEST(text_of({}, {10, 0, {}}, 2) == "10 people, 5/s");
    BOOST_TEST(text_of({}, {10, 25, 100}, 10) == "10 people, 25 %, 1/s, 0:30 left");
    BOOST_TEST(text_of({100, 50, 100}, {110, 75, 100}, 10) == "110 people, 75 %, 1/s, 0:10 left");
    BOOST_TEST(text_of({}, {1, 100, 100}, 1) == "1 people, 100 %, 1/s");
    BOOST_TEST(text_of({}, {0, 0, 0}, 0) == "0 people, 100 %, 0/s");
    BOOST_TEST(text_of({}, {0, 0, 5}, 0) == "0 people, 0 %, 0/s");
    BOOST_TEST(text_of({}, {1, 1, INT64_MAX}, 1e12) == "1 people, 0 %, 0/s");
    BOOST_TEST(text_of({}, {10, 25, 100, 3}, 10) == "10 people, 25 %, 1/s, 3 rejected, 0:30 left");
    BOOST_TEST(clock_text(59) == "0:59");
    BOOST_TEST(clock_text(3599) == "59:59");
    BOOST_TEST(clock_text(3600) == "1:00:00");
    BOOST_TEST(clock_text(360'061) == "100:01:01");
}

BOOST_AUTO_TEST_CASE(bars_fit) {
    const ProgressFacts facts{10, 5, 50, 7, 0};
    const std::string text = "10 people, 50 %, 5/s, 0:07 left";
    BOOST_TEST(progress_bar(facts, 200) == "[####################--------------------] " + text);
    BOOST_TEST(progress_bar(facts, text.size() + 13) == "[#####-----] " + text);
    BOOST_TEST(progress_bar(facts, text.size() + 12) == text);
    BOOST_TEST(progress_bar(facts, 9) == "10 people");
    BOOST_TEST(progress_bar({10, 5, {}, {}, 0, "cut"}, 80) == "10 people, 5/s, last attempt: cut");
}

BOOST_AUTO_TEST_CASE(rejected_lines_hold_their_bytes) {
    std::string every;
    for (int byte = 0; byte != 256; ++byte) every += static_cast<char>(byte);
    const std::string text = "Zo\xC3\xAB\t\"";
    for (const std::string& bytes : {std::string(), text, every, text + "\xC3"}) {
        RejectedLine rejected;
        set_bytes(rejected, bytes, false);
        BOOST_TEST((rejected.hex.has_value() == !flameup::is_utf8(bytes)));
        const auto json = flameup::to_json(rejected);
        BOOST_REQUIRE(json.has_value());
        const auto read = read_rejected(*json, {});
        BOOST_REQUIRE(read.has_value());
        BOOST_TEST(read->text == bytes);
        BOOST_TEST(!read->cut);
    }
    BOOST_TEST(as_utf8("a\xFF\xC3\xBC\xC3") == "a\xEF\xBF\xBD\xC3\xBC\xEF\xBF\xBD");
    BOOST_TEST(!from_hex("0"));
    BOOST_TEST(!from_hex("0g"));
    BOOST_TEST(!read_rejected(R"({"userId":"a"})", {}));
    BOOST_TEST(!read_rejected(R"({"line":1,"code":"a","message":"b","text":"c","hex":"x"})", {}));
}

BOOST_AUTO_TEST_CASE(cut_lines_end_with_a_character) {
    const auto excerpt = [](std::size_t size, const std::string& end) {
        RejectedLine rejected;
        set_bytes(rejected, std::string(size, 'x') + end + std::string(99, 'y'), true);
        BOOST_TEST(rejected.cut.value_or(false));
        return rejected.text.size();
    };
    BOOST_TEST(excerpt(4096, "") == 4096u);
    BOOST_TEST(excerpt(4095, "\xC3\xBC") == 4095u);
    BOOST_TEST(excerpt(4093, "\xF0\x9F\x98\x80") == 4093u);
}

BOOST_AUTO_TEST_CASE(lines_say_what_a_person_would_not) {
    const auto fault = [](std::string_view traits) {
        const std::string line = R"({"userId":"u","traits":)" + std::string(traits) + "}";
        LeftOut left_out;
        const auto person = read_person(line, {}, left_out);
        return person ? std::string() : person.error().code + " " + person.error().message;
    };
    for (const char* const good :
         {R"({})", R"({"a":{"a":[{"a":1},{"a":2}]},"b":"a\",\"a\":1"})",
          R"({"x":[[],{},[1,-2.5e9]]})",
          R"({"n":[18446744073709551615,-9223372036854775808,123456789012345678901e0,1E99]})"}) {
        BOOST_TEST(fault(good) == "");
    }
    BOOST_TEST(
        fault(R"({"a":1,"\u0061":2})") ==
        "duplicate_member at $.traits[\"\\u0061\"]: there is a second value for the member a, "
        "at offset 39");
    BOOST_TEST(fault(R"({"a":[0,{"b":{"c":[1],"c":2}}]})") ==
               "duplicate_member at $.traits.a[1].b.c: there is a second value for the member c, "
               "at offset 49");
    BOOST_TEST(fault(R"({"n":[1,[18446744073709551616]]})") ==
               "out_of_range at $.traits.n[1][0]: the integer has more than 64 bits, at offset 32");
}

BOOST_AUTO_TEST_CASE(nothing_that_is_shown_controls_a_terminal) {
    const std::pair<std::string_view, std::string_view> texts[] = {
        {"plain ü 漢 😀", "plain ü 漢 😀"},
        {"\x1b[2J\x7f\t\r", "\\u001b[2J\\u007f\\t\\u000d"},
        {"a\nb\r\nc", "a\\nb\\u000d\\nc"},
        {std::string_view("\0", 1), "\\u0000"},
        {"\xC2\x9B", "\\u009b"},                          // C1
        {"\xE2\x80\xAE|\xE2\x80\xA8", "\\u202e|\\u2028"}, // right to left, a line
        {"\xF3\xA0\x81\x81", "\\udb40\\udc41"},           // a tag
        {"\xFF|\xC3|\xE2\x82", "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD"}};
    for (const auto& [text, expected] : texts) BOOST_TEST(shown(text) == expected);
    BOOST_TEST(shown("a\r\nb\rc\n", Lines::kept) == "a\nb\\u000dc\n");
    std::string marks = "e", expected = "e";
    for (int i = 0; i != 9; ++i) {
        marks += "\xCC\x81";
        expected += i < 8 ? "\xCC\x81" : "\\u0301";
    }
    BOOST_TEST(shown(marks) == expected);
}

BOOST_AUTO_TEST_CASE(texts_are_cut_to_columns) {
    BOOST_TEST(width_of("a\xCC\x81"
                        "漢😀") == 5u);
    const std::pair<std::size_t, std::string_view> cuts[] = {
        {0, ""}, {1, "…"}, {2, "a…"}, {3, "a…"}, {4, "a漢…"}, {5, "a漢b…"}, {6, "a漢b漢"}};
    for (const auto& [columns, expected] : cuts) BOOST_TEST(cut("a漢b漢", columns) == expected);
    BOOST_TEST(cut("", 0) == "");
}

BOOST_AUTO_TEST_CASE(tables_fit) {
    const Table table{{"id", "name", "plan", "note"},
                      {{"1", "漢字", "pro", std::string(40, 'x')}, {"2", "b", "pro", ""}}};
    BOOST_TEST(table_text(table, 80, false) == "id  name  plan  note\n1   漢字  pro   " +
                                                   std::string(40, 'x') + "\n2   b     pro\n");
    BOOST_TEST(table_text(table, 24, false) == "id  name  note\n1   漢字  xxxxxxxxxxxxx…\n2   b\n"
                                               "all: plan pro\n");
    BOOST_TEST(table_text(table, 20, false) == "id  name\n1   漢字\n2   b\nall: plan pro\n"
                                               "not shown, see --fi…\n");
    BOOST_TEST(table_text({{"a"}, {{"x"}}}, 20, true) == "\x1b[1ma\x1b[0m\nx\n");
    BOOST_TEST(table_text({{}, {{}}}, 20, false) == "\n\n");
}

BOOST_AUTO_TEST_SUITE_END()
