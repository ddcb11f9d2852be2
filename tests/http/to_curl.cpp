#include "flameup/http/to_curl.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#if __has_include(<unistd.h>) && !defined(_WIN32) && !defined(__EMSCRIPTEN__)
#define HAS_POSIX_SHELL 1
#else
#define HAS_POSIX_SHELL 0
#endif

BOOST_AUTO_TEST_SUITE(to_curl)

using flameup::Header;
using flameup::Headers;
using flameup::HttpRequest;
using flameup::Method;
using flameup::ShowSecrets;
using namespace std::string_literals;

namespace {

const std::string url = "https://api.flameup.ai/api/v1/people";

/// The fields that keep curl from adding its own.
const Headers usual = {{"Accept", "application/json"}, {"User-Agent", "flameup"}};

/// A request that has the usual fields and one more.
HttpRequest with_field(std::string name, std::string value) {
    HttpRequest request{Method::get, url, usual, "", ""};
    request.headers.add(name, value);
    return request;
}

/// The part of that request's command that its field makes.
std::string field_of(const HttpRequest& request, ShowSecrets show = ShowSecrets::no) {
    const std::string before = "curl --globoff --path-as-is --request 'GET' --url '" + url +
                               "' --header 'Accept: application/json' --header "
                               "'User-Agent: flameup'";
    const std::string command = flameup::to_curl(request, show);
    BOOST_TEST(command.substr(0, before.size()) == before);
    return command.substr(before.size());
}

} // namespace

BOOST_AUTO_TEST_CASE(has_the_time_that_the_request_may_take) {
    const std::pair<std::int64_t, const char*> rows[] = {
        {1, "0.001"}, {1'000, "1.000"}, {2'050, "2.050"}, {86'400'000, "86400.000"}};
    for (const auto& [timeout, expected] : rows) {
        HttpRequest request{Method::get, url, usual, "", "", timeout};
        BOOST_TEST(flameup::to_curl(request) ==
                   "curl --globoff --path-as-is --request 'GET' --url '" + url + "' --max-time " +
                       expected +
                       " --header 'Accept: application/json' --header 'User-Agent: flameup'");
    }
}

BOOST_AUTO_TEST_CASE(writes_a_request_without_a_body) {
    const HttpRequest request{Method::get,
                              "https://api.flameup.ai/api/v1/people?search=a%26b&limit=[1-3]",
                              {{"Authorization", "Bearer ws_live_0123"},
                               {"Accept", "application/json"},
                               {"User-Agent", "flameup/0.1"}},
                              "",
                              "list"};
    const std::string command =
        "curl --globoff --path-as-is --request 'GET' "
        "--url 'https://api.flameup.ai/api/v1/people?search=a%26b&limit=[1-3]' "
        "--header 'Authorization: Bearer KEY' --header 'Accept: application/json' "
        "--header 'User-Agent: flameup/0.1'";
    const std::size_t key = command.find("KEY");
    BOOST_TEST(flameup::to_curl(request) == std::string(command).replace(key, 3, "***"));
    BOOST_TEST(flameup::to_curl(request, ShowSecrets::yes) ==
               std::string(command).replace(key, 3, "ws_live_0123"));
}

BOOST_AUTO_TEST_CASE(writes_a_request_with_a_body) {
    const HttpRequest request{Method::post,
                              url,
                              {{"Authorization", "Bearer ws_live_0123"},
                               {"Accept", "application/json"},
                               {"User-Agent", "flameup/0.1"},
                               {"Content-Type", "application/json"}},
                              R"({"userId":"o'neill","traits":{"path":"C:\\x"}})",
                              "create"};
    BOOST_TEST(flameup::to_curl(request) ==
               "curl --globoff --path-as-is --request 'POST' "
               "--url 'https://api.flameup.ai/api/v1/people' "
               "--header 'Authorization: Bearer ***' --header 'Accept: application/json' "
               "--header 'User-Agent: flameup/0.1' --header 'Content-Type: application/json' "
               R"(--data-raw '{"userId":"o'\''neill","traits":{"path":"C:\\x"}}')");
}

BOOST_AUTO_TEST_CASE(switches_off_what_curl_adds) {
    const std::string start = "curl --globoff --path-as-is --request ";
    struct Row {
        Method method;
        std::string body;
        std::string command;
    };
    const std::string off = " --url 'u' --header 'Accept:' --header 'User-Agent:'";
    const Row rows[] = {
        {Method::get, "", start + "'GET'" + off},
        {Method::delete_, "", start + "'DELETE'" + off},
        {Method::post, "", start + "'POST'" + off + " --header 'Content-Type:' --data-raw ''"},
        {Method::put, "", start + "'PUT'" + off + " --header 'Content-Type:' --data-raw ''"},
        {Method::patch, "", start + "'PATCH'" + off + " --header 'Content-Type:' --data-raw ''"},
        {Method::get, "x", start + "'GET'" + off + " --header 'Content-Type:' --data-raw 'x'"},
        {Method::post, std::string(1024, 'x'),
         start + "'POST'" + off + " --header 'Content-Type:' --data-raw '" +
             std::string(1024, 'x') + "'"},
        {Method::post, std::string(1025, 'x'),
         start + "'POST'" + off + " --header 'Content-Type:' --header 'Expect:' --data-raw '" +
             std::string(1025, 'x') + "'"},
    };
    for (const Row& row : rows) {
        BOOST_TEST(flameup::to_curl({row.method, "u", {}, row.body, ""}) == row.command);
    }
    // But not what the request has, in whatever case and with whatever value.
    const HttpRequest request{Method::post,
                              "u",
                              {{"accept", "*/*"},
                               {"USER-AGENT", ""},
                               {"content-type", "text/plain"},
                               {"expect", "100-continue"}},
                              std::string(2000, 'x'),
                              ""};
    BOOST_TEST(flameup::to_curl(request) ==
               start +
                   "'POST' --url 'u' --header 'accept: */*' --header 'USER-AGENT;' --header "
                   "'content-type: text/plain' --header 'expect: 100-continue' --data-raw '" +
                   std::string(2000, 'x') + "'");
}

BOOST_AUTO_TEST_CASE(redacts_secrets) {
    struct Row {
        std::string name, value, redacted;
    };
    const Row rows[] = {
        {"Authorization", "Bearer key", "Authorization: Bearer ***"},
        {"authorization", "bearer key", "authorization: bearer ***"},
        {"AUTHORIZATION", "BEARER key", "AUTHORIZATION: BEARER ***"},
        {"Authorization", "Bearer  key", "Authorization: Bearer ***"},
        {"Authorization", "Bearer ", "Authorization: Bearer ***"},
        {"Authorization", "Bearer", "Authorization: ***"},
        {"Authorization", "Bearerkey", "Authorization: ***"},
        {"Authorization", "Basic dTpw", "Authorization: ***"},
        {"Authorization", "key", "Authorization: ***"},
        {"Proxy-Authorization", "Bearer key", "Proxy-Authorization: ***"},
        {"proxy-authorization", "key", "proxy-authorization: ***"},
        {"Cookie", "session=key", "Cookie: ***"},
        {"cOOKIE", "Bearer key", "cOOKIE: ***"},
        {"X-Api-Key", "key", "X-Api-Key: ***"},
        {"x-api-key", "key", "x-api-key: ***"},
        {"X-Auth-Token", "key", "X-Auth-Token: ***"},
        {"X-Anything", "Bearer key", "X-Anything: ***"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.name << ": " << row.value) {
            const HttpRequest request = with_field(row.name, row.value);
            BOOST_TEST(field_of(request) == " --header '" + row.redacted + "'");
            BOOST_TEST(field_of(request, ShowSecrets::yes) ==
                       " --header '" + row.name + ": " + row.value + "'");
        }
    }
}

BOOST_AUTO_TEST_CASE(shows_what_is_never_secret) {
    for (const std::string_view name : {"Host", "cache-control", "X-REQUEST-ID", "If-Match"}) {
        BOOST_TEST(field_of(with_field(std::string(name), "value")) ==
                   " --header '" + std::string(name) + ": value'");
    }
}

BOOST_AUTO_TEST_CASE(redacts_every_field_of_a_name) {
    HttpRequest request = with_field("Authorization", "Bearer first");
    request.headers.add("authorization", "second");
    BOOST_TEST(field_of(request) ==
               " --header 'Authorization: Bearer ***' --header 'authorization: ***'");
}

BOOST_AUTO_TEST_CASE(shows_that_a_field_is_empty) {
    BOOST_TEST(field_of(with_field("X-Empty", "")) == " --header 'X-Empty;'");
    BOOST_TEST(field_of(with_field("X-Blank", " \t ")) == " --header 'X-Blank;'");
    BOOST_TEST(field_of(with_field("Authorization", "")) == " --header 'Authorization;'");
}

BOOST_AUTO_TEST_CASE(leaves_out_fields_that_cannot_be_sent) {
    const Header fields[] = {
        {"", "value"},
        {"@/etc/passwd", ""},
        {"@/etc/passwd", "value"},
        {"Authorization: Bearer key", "x"},
        {"Authorization ", "Bearer key"},
        {" Authorization", "Bearer key"},
        {"X-A;", "value"},
        {"X-\xC3\xA4", "value"},
        {"X-A\r\nX-B", "value"},
        {"X-A\0"s, "value"},
        {"X-A", "value\r\nX-B: value"},
        {"X-A", "value\nX-B: value"},
        {"X-A", "value\rX-B: value"},
        {"X-A", "val\0ue"s},
        {"Authorization", "Bearer key\n"},
    };
    for (const Header& field : fields) {
        BOOST_TEST_CONTEXT(field.name << ": " << field.value) {
            BOOST_TEST(field_of(with_field(field.name, field.value)) == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(quotes_what_a_shell_or_a_terminal_would_take_for_something_else) {
    struct Row {
        std::string body, word;
    };
    const Row rows[] = {
        {"'", R"(''\''')"},
        {"''", R"(''\'''\''')"},
        {"'; rm -rf / #", R"(''\''; rm -rf / #')"},
        {"$(id) `id` ${x} \\ \" ! & | > *", R"('$(id) `id` ${x} \ " ! & | > *')"},
        {"a\nb\n", "'a\nb\n'"},
        {"a\r\nb", "'a'\"$(printf '\\015')\"'\nb'"},
        {"\t", "''\"$(printf '\\011')\"''"},
        {"\x1B[201~;id\x03\x7F", "''\"$(printf '\\033')\"'[201~;id'\"$(printf '\\003\\177')\"''"},
        {"\xC2\x9B"
         "2J",
         "''\"$(printf '\\302\\233')\"'2J'"},
        {"\xC2\xA0\xC3\xA4\xE2\x82\xAC\xF0\x9F\x94\xA5", "'\xC2\xA0\xC3\xA4\xE2\x82\xAC\xF0\x9F"
                                                         "\x94\xA5'"},
        {"\xC2", "''\"$(printf '\\302')\"''"},
        {"a\xFF\x80\n\xC3\xA4\xF0\x9F\x94",
         "'a'\"$(printf '\\377\\200')\"'\n\xC3\xA4'\"$(printf '\\360\\237\\224')\"''"},
        {"\xED\xA0\x80", "''\"$(printf '\\355\\240\\200')\"''"},
        {"\xE2\x80\xA8", "'\xE2\x80\xA8'"},
    };
    for (const Row& row : rows) {
        const std::string command = flameup::to_curl({Method::get, "u", usual, row.body, ""});
        const std::string option = " --data-raw ";
        BOOST_TEST(command.substr(command.find(option) + option.size()) == row.word);
    }
}

BOOST_AUTO_TEST_CASE(keeps_a_url_from_naming_a_file) {
    const std::string start = "curl --globoff --path-as-is --request 'GET' --url ";
    const std::string end = " --header 'Accept: application/json' --header 'User-Agent: flameup'";
    struct Row {
        std::string url, word;
    };
    const Row rows[] = {
        {"", "''"},
        {"@/etc/passwd", "'%40/etc/passwd'"},
        {"@@a@", "'%40@a@'"},
        {"-o/etc/passwd", "'-o/etc/passwd'"},
        {"http://a/\0b"s, "'http://a/%00b'"},
        {"http://a/'b", "'http://a/'\\''b'"},
    };
    for (const Row& row : rows) {
        BOOST_TEST(flameup::to_curl({Method::get, row.url, usual, "", ""}) ==
                   start + row.word + end);
    }
}

BOOST_AUTO_TEST_CASE(pipes_a_body_with_nul) {
    const HttpRequest request{Method::post, "u", usual, "\0012\\0'%s\n\x1B\xC2\x9B\xC3\xA4\xFF\0"s,
                              ""};
    const HttpRequest nul{Method::post, "u", usual, "a\0'b\\c%\n"s, ""};
    const std::string curl = " | curl --globoff --path-as-is --request 'POST' --url 'u' --header "
                             "'Accept: application/json' --header 'User-Agent: flameup' --header "
                             "'Content-Type:' --data-binary @-";
    BOOST_TEST(flameup::to_curl(request) ==
               "printf '%b' '\\00012\\\\0'\\''%s\n\\0033\\0302\\0233\xC3\xA4\\0377\\0000'" + curl);
    BOOST_TEST(flameup::to_curl(nul) == "printf '%b' 'a\\0000'\\''b\\\\c%\n'" + curl);
}

BOOST_AUTO_TEST_CASE(pipes_a_body_that_is_too_long_for_an_argument) {
    HttpRequest request{Method::put, "u", usual, std::string(100'000, 'x'), ""};
    const std::string curl = "curl --globoff --path-as-is --request 'PUT' --url 'u' --header "
                             "'Accept: application/json' --header 'User-Agent: flameup' --header "
                             "'Content-Type:' --header 'Expect:' ";
    BOOST_TEST((flameup::to_curl(request) == curl + "--data-raw '" + request.body + "'"));
    request.body += 'x';
    BOOST_TEST((flameup::to_curl(request) ==
                "printf '%b' '" + request.body + "' | " + curl + "--data-binary @-"));
}

#if HAS_POSIX_SHELL
namespace {

/// What a shell's command prints.
std::string run(const std::string& command) {
    std::string output;
    std::FILE* const pipe = popen(command.c_str(), "r");
    BOOST_TEST_REQUIRE((pipe != nullptr));
    char buffer[4096];
    while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) {
        output.append(buffer, size);
    }
    BOOST_TEST(pclose(pipe) == 0);
    return output;
}

/// The arguments, each with a NUL at its end.
std::string joined(const std::vector<std::string>& arguments) {
    std::string text;
    for (const std::string& argument : arguments) text.append(argument) += '\0';
    return text;
}

const std::vector<std::string> hostile = {
    "",
    " ",
    "'",
    "\"",
    "'\"'\"'",
    "'; echo broken; '",
    "\\",
    "\\'",
    "\\\\n\\0101\\c%s%b%%",
    "$(echo broken)",
    "`echo broken`",
    "$HOME ${HOME} $1 $$ $'x'",
    "!! !$ !echo",
    "@/etc/passwd",
    "@-",
    "-",
    "--",
    "--next",
    "-o/tmp/x",
    "* ? [a-z] {a,b} ~",
    "a & b | c > d < e ; f # g",
    "\t\v\f\a\b\x1B[31m\x7F",
    "\x01\x02\x03\x04\x1A\x1C",
    "\x1B[200~id\x1B[201~",
    "\xC3\xA4\xC3\xB6 \xE2\x82\xAC \xF0\x9F\x94\xA5 \xD7\xA9",
    "\xC2\x85\xC2\x9B"
    "2J\xC2\xA0",
    "\x80\x9B\xC2 \xFF\xFE",
};

} // namespace

BOOST_AUTO_TEST_CASE(arrives_intact_through_a_shell) {
    for (const std::string& text : hostile) {
        for (const char* around : {"", "\n", "\r\n", "x"}) {
            const std::string body = around + text + around;
            const std::string target = "http://localhost/" + text + around;
            const HttpRequest request{
                Method::post,
                target,
                {{"X-A", 'a' + text}, {"Accept", "b"}, {"User-Agent", "c"}, {"Content-Type", "d"}},
                body,
                ""};
            const std::string command =
                "curl() { printf '%s\\0' \"$@\"; }; " + flameup::to_curl(request, ShowSecrets::yes);
            BOOST_TEST_CONTEXT(command) {
                const std::string expected =
                    joined({"--globoff", "--path-as-is", "--request", "POST", "--url", target,
                            "--header", "X-A: a" + text, "--header", "Accept: b", "--header",
                            "User-Agent: c", "--header", "Content-Type: d", "--data-raw", body});
                BOOST_TEST((run(command) == expected));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(arrives_intact_through_the_pipe) {
    std::string all;
    for (int byte = 0; byte != 256; ++byte) {
        all += static_cast<char>(byte);
        all += static_cast<char>(byte);
        all += "7"; // a digit, which must not become part of an octal number
    }
    std::vector<std::string> bodies = hostile;
    for (std::string& body : bodies) body += "\0\n"s;
    bodies.insert(bodies.end(), {all, "\0"s, "\0\0"s, "\n\0"s,
                                 "\0"
                                 "1\\0\0"s});
    for (const std::string& body : bodies) {
        const HttpRequest request{Method::post, "u", usual, body, ""};
        const std::string command = "curl() { cat; }; " + flameup::to_curl(request);
        BOOST_TEST_CONTEXT(command) { BOOST_TEST((run(command) == body)); }
    }
}
#endif

BOOST_AUTO_TEST_SUITE_END()
