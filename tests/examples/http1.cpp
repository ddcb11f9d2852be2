#include "../../examples/http1.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(http1)

using flameup::ErrorKind;
using flameup::Headers;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Method;
using flameup::ShowSecrets;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
    std::string result;
    while (count-- != 0) result += text;
    return result;
}

/// Returns the code of a message's error, which is a transport error; empty if there is none.
std::string problem(std::string_view message, std::size_t max_body = 1000) {
    const auto response = ::http1::read_response(message, {max_body, 32});
    if (response) return {};
    BOOST_TEST((response.error().kind == ErrorKind::transport));
    BOOST_TEST(!response.error().message.empty());
    return response.error().code;
}

std::string body_of(std::string_view message) {
    const auto response = ::http1::read_response(message);
    return response ? response->body : "error: " + response.error().code;
}

const std::string ok = "HTTP/1.1 200 OK\r\n";
const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";

} // namespace

BOOST_AUTO_TEST_CASE(writes_whole_messages) {
    struct Row {
        HttpRequest request;
        std::string_view message;
    };
    const Row rows[] = {
        {{Method::get, "https://api.flameup.ai/api/v1/people?limit=5", {}, "", ""},
         "GET /api/v1/people?limit=5 HTTP/1.1\r\nHost: api.flameup.ai\r\n\r\n"},
        {{Method::get, "http://localhost:8080", {}, "", ""},
         "GET / HTTP/1.1\r\nHost: localhost:8080\r\n\r\n"},
        {{Method::get, "http://[::1]:80?a=b", {}, "", ""},
         "GET /?a=b HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"},
        {{Method::delete_, "https://h/a%20b", {{"A", "1"}, {"a", "2"}, {"B", ""}}, "", ""},
         "DELETE /a%20b HTTP/1.1\r\nHost: h\r\nA: 1\r\na: 2\r\nB: \r\n\r\n"},
        {{Method::post, "https://h/", {{"Content-Type", "text/plain"}}, "a\r\n\r\nb", ""},
         "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\n"
         "a\r\n\r\nb"},
        {{Method::put, "https://h/", {}, "", ""},
         "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"},
        {{Method::get, "https://h/", {}, "{}", ""},
         "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}"},
    };
    for (const Row& row : rows) {
        const auto message = ::http1::write_request(row.request);
        BOOST_REQUIRE(message.has_value());
        BOOST_TEST(*message == row.message);
    }
}

BOOST_AUTO_TEST_CASE(hides_secrets_when_told_to) {
    const HttpRequest request{Method::get,
                              "https://h/",
                              {{"authorization", "bearer s3cret"},
                               {"Authorization", "s3cret"},
                               {"Proxy-Authorization", "Basic s3cret"},
                               {"COOKIE", "s3cret"},
                               {"X-Api-Key", "s3cret"},
                               {"X-Anything", "Bearer s3cret"},
                               {"x-request-id", "1"},
                               {"Accept", "text/plain"}},
                              "",
                              ""};
    const std::string head = "GET / HTTP/1.1\r\nHost: h\r\n";
    BOOST_TEST(*::http1::write_request(request, ShowSecrets::no) ==
               head + "authorization: bearer ***\r\nAuthorization: ***\r\n"
                      "Proxy-Authorization: ***\r\nCOOKIE: ***\r\nX-Api-Key: ***\r\n"
                      "X-Anything: ***\r\nx-request-id: 1\r\nAccept: text/plain\r\n\r\n");
    BOOST_TEST(*::http1::write_request(request) ==
               head + "authorization: bearer s3cret\r\nAuthorization: s3cret\r\n"
                      "Proxy-Authorization: Basic s3cret\r\nCOOKIE: s3cret\r\n"
                      "X-Api-Key: s3cret\r\nX-Anything: Bearer s3cret\r\nx-request-id: 1\r\n"
                      "Accept: text/plain\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(refuses_requests_that_would_be_other_messages) {
    for (const std::string_view url :
         {"", "h/x", "ftp://h/", "https://", "https://user@h/", "https://h/#f", "https://h/a b",
          "https://h/\r\nX: y", "https://h\r\n/", "https://h:99999/", "https://h/%2"}) {
        const HttpRequest request{Method::get, std::string(url), {}, "", ""};
        const auto message = ::http1::write_request(request);
        BOOST_REQUIRE(!message.has_value());
        BOOST_TEST(message.error().code == "invalid_url");
        BOOST_TEST((message.error().kind == ErrorKind::transport));
    }
    const std::string nul("a\0b", 3);
    const std::vector<flameup::Header> fields = {{"", "x"},
                                                 {"A B", "x"},
                                                 {"A:", "x"},
                                                 {"A\r\nB", "x"},
                                                 {"\xC3\xA9", "x"},
                                                 {"A", "x\r\nB: y"},
                                                 {"A", "x\ny"},
                                                 {"A", "x\r"},
                                                 {"A", nul},
                                                 {nul, "x"},
                                                 {"host", "other"},
                                                 {"Host", "h"},
                                                 {"A", "\x1B[2J"},
                                                 {"Content-Length", "5"},
                                                 {"transfer-encoding", "chunked"}};
    for (const flameup::Header& field : fields) {
        const auto message = ::http1::write_request({Method::get, "https://h/", {field}, "", ""});
        BOOST_REQUIRE(!message.has_value());
        BOOST_TEST(message.error().code == "invalid_header");
    }
}

BOOST_AUTO_TEST_CASE(reads_responses) {
    const HttpResponse person{200, {{"Content-Type", "application/json"}, {"A", "1"}}, "{}"};
    struct Row {
        std::string message;
        HttpResponse response;
    };
    const Row rows[] = {
        {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nA: 1\r\n\r\n{}", person},
        {"HTTP/1.1 200 OK\nContent-Type: application/json\nA: 1\n\n{}", person},
        {"HTTP/1.0 200\r\nContent-Type:application/json  \r\nA: \t1\t \r\n\r\n{}", person},
        {"HTTP/1.1 200 \xC3\xA9\xFF\r\nContent-Type: application/json\r\nA: 1\n\r\n{}", person},
        {ok + "\r\n", {200, {}, ""}},
        {ok + "A:\r\nA: x: y\r\na: \xFF\r\n\r\n",
         {200, {{"A", ""}, {"A", "x: y"}, {"a", "\xFF"}}, ""}},
        {ok + "\r\n\r\n\n" + std::string("\0\xFF", 2),
         {200, {}, "\r\n\n" + std::string("\0\xFF", 2)}},
        {ok + "Content-Length: 2\r\n\r\n{}\n", {200, {{"Content-Length", "2"}}, "{}"}},
        {ok + "content-length: 0\r\n\r\n", {200, {{"content-length", "0"}}, ""}},
        {ok + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
         {200, {{"Content-Length", "1"}, {"Content-Length", "1"}}, "x"}},
        {"HTTP/1.1 204 No Content\r\n\r\nrest", {204, {}, ""}},
        {"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
         {204, {{"Transfer-Encoding", "chunked"}}, ""}},
        {"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
         {304, {{"Content-Length", "9"}}, ""}},
        {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"
         "HTTP/1.1 201 Created\r\nB: 2\r\n\r\n{}",
         {201, {{"B", "2"}}, "{}"}},
        {"HTTP/1.1 599 \r\n\r\n", {599, {}, ""}},
    };
    for (const Row& row : rows) {
        const auto response = ::http1::read_response(row.message);
        BOOST_TEST_CONTEXT(row.message) {
            BOOST_REQUIRE(response.has_value());
            BOOST_TEST((*response == row.response));
        }
    }
}

BOOST_AUTO_TEST_CASE(decodes_chunks) {
    BOOST_TEST(body_of(chunked + "0\r\n\r\n") == "");
    BOOST_TEST(body_of(chunked + "3\r\nabc\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n") ==
               "abcabcdefghijklmnopqrstuvwxyz");
    BOOST_TEST(body_of(chunked + "4\r\n\r\n\r\n\r\n000\r\n\r\nrest") == "\r\n\r\n");
    BOOST_TEST(body_of(chunked + "2\nab\n0\n\n") == "ab");
    BOOST_TEST(body_of(chunked + "2;a=b;c=\"0;\"\r\nab\r\n1 \t; d\r\nc\r\n0;e\r\n\r\n") == "abc");
    BOOST_TEST(body_of(ok + "transfer-encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n") == "a");

    const auto trailed = ::http1::read_response(chunked + "1\r\na\r\n0\r\nA: b\r\nC: d\r\n\r\n");
    BOOST_REQUIRE(trailed.has_value());
    BOOST_TEST(trailed->body == "a");
    BOOST_TEST((trailed->headers == Headers{{"Transfer-Encoding", "chunked"}}));

    for (const std::string_view body :
         {"", "3", "3\r\n", "3\r\nab", "3\r\nabc", "3\r\nabc\r", "3\r\nabc\r\n", "0\r\n",
          "0\r\nA: b\r\n", "ffffffffffffffff\r\na"}) {
        const std::string code = problem(chunked + std::string(body), ~std::size_t{0});
        BOOST_TEST(code == "truncated");
    }
    for (const std::string_view body :
         {"\r\n", "x\r\n", "-1\r\n", "+1\r\na\r\n", "0x1\r\na\r\n", " 1\r\na\r\n", "1 a\r\n",
          "1,1\r\na\r\n", "1\r\nab\r\n0\r\n\r\n", "3\r\na\r\n0\r\n\r\n", "1\ra\r\n",
          "1;\x01\r\na\r\n", "0\r\n folded\r\n\r\n", "0\r\nno field\r\n\r\n", "1\r\na\r\r\n"}) {
        BOOST_TEST_CONTEXT(body) {
            BOOST_TEST(problem(chunked + std::string(body)) == "invalid_response");
        }
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_response) {
    for (const std::string_view message : {"\r\n\r\n",
                                           "HTTP/2 200 OK\r\n\r\n",
                                           "HTTP/1.1 20 OK\r\n\r\n",
                                           "HTTP/1.1 2000 OK\r\n\r\n",
                                           "HTTP/1.1 600 X\r\n\r\n",
                                           "HTTP/1.1 099 X\r\n\r\n",
                                           "HTTP/1.1 -20 X\r\n\r\n",
                                           "HTTP/1.1  200 OK\r\n\r\n",
                                           "HTTP/1.1\t200 OK\r\n\r\n",
                                           "http/1.1 200 OK\r\n\r\n",
                                           "HTTP/1.x 200 OK\r\n\r\n",
                                           "HTTP/1.10 200 OK\r\n\r\n",
                                           " HTTP/1.1 200 OK\r\n\r\n",
                                           "HTTP/1.1 200\tOK\r\n\r\n",
                                           "HTTP/1.1 200OK\r\n\r\n",
                                           "HTTP/1.1 200 O\rK\r\n\r\n",
                                           "GET / HTTP/1.1\r\n\r\n",
                                           "<html>\n</html>\n",
                                           "{\"a\":\n1}\n",
                                           "HTTP/1.1 101 Switching Protocols\r\n\r\n"}) {
        BOOST_TEST_CONTEXT(message) { BOOST_TEST(problem(message) == "invalid_response"); }
    }
    for (const std::string_view field : {"A",
                                         ": x",
                                         "A : x",
                                         "A\t: x",
                                         " A: x",
                                         "A B: x",
                                         "A: x\r\n folded",
                                         "A: x\n\tfolded",
                                         "A: x\ry",
                                         "A: \x01",
                                         "\xC3\xA9: x",
                                         "A: x\r\r",
                                         "Content-Length: ",
                                         "Content-Length: -1",
                                         "Content-Length: +1",
                                         "Content-Length: 1x",
                                         "Content-Length: 0x1",
                                         "Content-Length: 1, 1",
                                         "Content-Length: 1\r\nContent-Length: 2",
                                         "Content-Length: 1\r\nContent-Length: 01",
                                         "Transfer-Encoding: chunked\r\nContent-Length: 5"}) {
        BOOST_TEST_CONTEXT(field) {
            BOOST_TEST(problem(ok + std::string(field) + "\r\n\r\n0\r\n\r\n") ==
                       "invalid_response");
        }
    }
    BOOST_TEST(problem(ok + std::string("A: \0\r\n\r\n", 8)) == "invalid_response");
    BOOST_TEST(problem("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") ==
               "invalid_response");
    for (const std::string_view coding : {"gzip", "gzip, chunked", "chunked, chunked", "",
                                          "identity", "chunked\r\nTransfer-Encoding: chunked"}) {
        const std::string field = "Transfer-Encoding: " + std::string(coding);
        BOOST_TEST(problem(ok + field + "\r\n\r\n0\r\n\r\n") == "unsupported_coding");
    }
}

BOOST_AUTO_TEST_CASE(tells_every_cut) {
    const std::string whole = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n"
                              "Content-Length: 5\r\n\r\nabcde";
    for (std::size_t size = 0; size != whole.size(); ++size) {
        BOOST_TEST(problem(whole.substr(0, size)) == "truncated");
    }
    BOOST_TEST(problem(whole) == "");

    const auto cut =
        ::http1::read_response("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 90\r\n\r\nupstream");
    BOOST_REQUIRE(!cut.has_value());
    BOOST_TEST(cut.error().status == 502);
    BOOST_TEST(cut.error().body == "upstream");
}

BOOST_AUTO_TEST_CASE(bounds_everything) {
    BOOST_TEST(problem(ok + "\r\n" + repeated("a", 1000)) == "");
    BOOST_TEST(problem(ok + "\r\n" + repeated("a", 1001)) == "too_large");
    BOOST_TEST(problem(ok + "Content-Length: 1001\r\n\r\n") == "too_large");
    BOOST_TEST(problem(ok + "Content-Length: 99999999999999999999999\r\n\r\n") == "too_large");
    BOOST_TEST(problem(chunked + "3e8\r\n" + repeated("a", 1000) + "\r\n1\r\n") == "too_large");
    BOOST_TEST(problem(chunked + "fffffffffffffffff\r\n") == "too_large");
    BOOST_TEST(problem(chunked + "1;" + repeated("a", 2000) + "\r\na") == "too_large");
    BOOST_TEST(problem(ok + repeated("A: b\r\n", 256) + "\r\n") == "");
    BOOST_TEST(problem(ok + repeated("A: b\r\n", 257) + "\r\n") == "too_large");
    BOOST_TEST(problem(chunked + "0\r\n" + repeated("A: b\r\n", 257) + "\r\n") == "too_large");
    BOOST_TEST(problem(repeated("a", 100'000)) == "too_large");
    BOOST_TEST(problem(ok + "A: " + repeated("a", 100'000) + "\r\n\r\n") == "too_large");
    BOOST_TEST(problem(repeated("HTTP/1.1 100 Continue\r\n\r\n", 10'000) + ok) == "too_large");
}

BOOST_AUTO_TEST_CASE(survives_any_byte_anywhere) {
    const std::string whole = chunked + "5;x=y\r\nabcde\r\n0\r\nA: b\r\n\r\n";
    for (std::size_t at = 0; at != whole.size(); ++at) {
        for (int byte = 0; byte != 256; ++byte) {
            std::string changed = whole;
            changed[at] = static_cast<char>(byte);
            const auto response = ::http1::read_response(changed);
            BOOST_REQUIRE((response || response.error().kind == ErrorKind::transport));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
