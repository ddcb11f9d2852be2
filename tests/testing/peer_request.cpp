#include "flameup/testing/peer_request.hpp"

#include "flameup/testing/peer_script.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(testing_peer_request)

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::PeerPlay;
using flameup::testing::PeerRequest;
using flameup::testing::PeerRequestReader;

namespace {

std::string text_of(const std::optional<PeerRequest>& request) {
    if (!request) return "none";
    std::string text = request->method + ' ' + request->target + '\n';
    for (const auto& header : request->headers) text += header.name + '=' + header.value + '\n';
    return text + '\n' + request->body;
}

/// Returns what a message is read as when it comes in one piece.
std::string read(std::string_view message) {
    PeerRequestReader reader;
    reader.feed(message);
    const auto request = reader.next();
    return request ? text_of(request) : "none: " + reader.problem();
}

std::string problem(std::string_view message, std::size_t max_body = 100) {
    PeerRequestReader reader(max_body, 200);
    reader.feed(message);
    BOOST_TEST(!reader.next());
    const std::string first = reader.problem();
    reader.feed("GET / HTTP/1.1\r\n\r\n");
    BOOST_TEST(!reader.next());
    BOOST_TEST(reader.problem() == first);
    return first;
}

const std::string get = "GET /a%2Fb?c=d HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nx-a:\t 2 \r\nX-E:\r\n\r\n";
const std::string post = "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello";
const std::string chunked = "PUT / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n"
                            "5;x=\"y\"\r\nhello\r\nA \r\n world\r\n!!\r\n0\r\nX-Sum: 1\r\n\r\n";

} // namespace

BOOST_AUTO_TEST_CASE(reads_whole_requests) {
    BOOST_TEST(read(get) == "GET /a%2Fb?c=d\nHost=h\nX-A=1\nx-a=2\nX-E=\n\n");
    BOOST_TEST(read(post) == "POST /\ncontent-length=5\n\nhello");
    BOOST_TEST(read(chunked) == "PUT /\nTransfer-Encoding=Chunked\n\nhello world\r\n!!");
    BOOST_TEST(read("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n") ==
               "POST /\nContent-Length=0\n\n");
}

BOOST_AUTO_TEST_CASE(reads_requests_in_whatever_pieces_they_come) {
    const std::string stream = get + post + chunked + get;
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{7}, stream.size()}) {
        PeerRequestReader reader;
        std::vector<std::string> requests;
        for (const std::string& piece : flameup::testing::pieces_of(stream, size)) {
            reader.feed(piece);
            while (const auto request = reader.next()) requests.push_back(text_of(request));
        }
        BOOST_TEST(reader.problem() == "");
        BOOST_TEST_REQUIRE(requests.size() == 4u);
        BOOST_TEST(requests[0] == read(get));
        BOOST_TEST(requests[1] == read(post));
        BOOST_TEST(requests[2] == read(chunked));
        BOOST_TEST(requests[3] == read(get));
    }
}

BOOST_AUTO_TEST_CASE(waits_for_what_is_missing) {
    for (const std::string& message : {get, post, chunked}) {
        PeerRequestReader reader;
        reader.feed(message.substr(0, message.size() - 1));
        BOOST_TEST(!reader.next());
        BOOST_TEST(reader.problem() == "");
        reader.feed(message.substr(message.size() - 1));
        BOOST_TEST(reader.next().has_value());
        BOOST_TEST(!reader.next());
    }
}

BOOST_AUTO_TEST_CASE(says_once_that_a_client_waits_to_be_told_to_continue) {
    PeerRequestReader reader;
    reader.feed("POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n");
    BOOST_TEST(!reader.next());
    BOOST_TEST(!reader.wants_continue());
    reader.feed("\r\n");
    BOOST_TEST(!reader.next());
    BOOST_TEST(reader.wants_continue());
    BOOST_TEST(!reader.wants_continue());
    reader.feed("ab");
    BOOST_TEST(reader.next()->body == "ab");
    reader.feed("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab");
    BOOST_TEST(reader.next()->body == "ab");
    BOOST_TEST(!reader.wants_continue());
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong) {
    const std::string line = "POST / HTTP/1.1\r\n";
    const char* const no_line = "it does not begin with a method, a target and HTTP/1.1";
    for (const char* begin : {"GET / HTTP/1.0\r\n", "GET  / HTTP/1.1\r\n", "GET / a HTTP/1.1\r\n",
                              " / HTTP/1.1\r\n", "GET HTTP/1.1\r\n", "\r\n", "GET /\r\n"}) {
        BOOST_TEST(problem(begin) == no_line);
    }
    BOOST_TEST(problem("GET / HTTP/1.1\n") == "a line does not end with CR LF");
    BOOST_TEST(problem(line + "A: \x01\r\n") == "a line has control characters");
    BOOST_TEST(problem(line + " folded: 1\r\n") == "it has a header without a name");
    BOOST_TEST(problem(line + "A : 1\r\n") == "it has a header without a name");
    BOOST_TEST(problem(line + "A\r\n") == "it has a header without a name");
    BOOST_TEST(problem(line + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n") ==
               "it has two different Content-Lengths");
    BOOST_TEST(problem(line + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n") ==
               "it has Content-Length and Transfer-Encoding");
    BOOST_TEST(problem(line + "Transfer-Encoding: gzip\r\n\r\n") == "its coding is not chunked");
    for (const char* size : {"-1", "+1", "a", "", "99999999999999999999"}) {
        BOOST_TEST(problem(line + "Content-Length: " + size + "\r\n\r\n") ==
                   "it does not say how long it is");
    }
    const std::string chunks = line + "Transfer-Encoding: chunked\r\n\r\n";
    BOOST_TEST(problem(chunks + "x\r\n") == "it does not say how long it is");
    BOOST_TEST(problem(chunks + "1\r\nab\r\n") == "it has a chunk of another size than it says");
}

BOOST_AUTO_TEST_CASE(bounds_what_it_reads) {
    const std::string line = "POST / HTTP/1.1\r\n";
    BOOST_TEST(problem(line + "A: " + std::string(200, 'a')) == "its head is too large");
    BOOST_TEST(problem("GET /" + std::string(200, 'a')) == "its head is too large");
    BOOST_TEST(problem(line + "Content-Length: 101\r\n\r\n") == "its body is too large");
    const std::string chunks = line + "Transfer-Encoding: chunked\r\n\r\n";
    BOOST_TEST(problem(chunks + "3\r\nabc\r\n2\r\n", 4) == "its body is too large");
    BOOST_TEST(problem(chunks + "1;" + std::string(200, 'a')) == "its head is too large");
    std::string trailers = chunks + "0\r\n";
    for (int i = 0; i != 50; ++i) trailers += "A: b\r\n";
    BOOST_TEST(problem(trailers) == "its head is too large");
}

BOOST_AUTO_TEST_CASE(plays_a_script) {
    const auto answer = [](const char* text, const char* target) {
        return PeerAnswer{{text}, PeerEnd::keep, target, {}};
    };
    PeerPlay play({{answer("any 1", ""), answer("b", "/b"), answer("any 2", "")}});
    const auto answer_to = [&play](const char* target) {
        return play.receive({"GET", target, {}, {}}).pieces.at(0);
    };
    BOOST_TEST(answer_to("/a") == "any 1");
    BOOST_TEST(answer_to("/b") == "b");
    BOOST_TEST(answer_to("/b") == "any 2");
    BOOST_TEST(answer_to("/c") == "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 33\r\n\r\n"
                                  "the peer expected no such request");
    BOOST_TEST_REQUIRE(play.requests().size() == 4u);
    BOOST_TEST(play.requests()[1].target == "/b");

    const PeerAnswer refused = PeerPlay::refuse("it is none");
    BOOST_TEST((refused.end == PeerEnd::close));
    BOOST_TEST(refused.pieces.at(0) ==
               "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 35\r\n\r\n"
               "the peer got no request: it is none");
}

BOOST_AUTO_TEST_CASE(cuts_texts_into_pieces) {
    using flameup::testing::pieces_of;
    BOOST_TEST(pieces_of("", 3).empty());
    BOOST_TEST((pieces_of("abcdefg", 3) == std::vector<std::string>{"abc", "def", "g"}));
    BOOST_TEST((pieces_of("ab", 3) == std::vector<std::string>{"ab"}));
}

BOOST_AUTO_TEST_SUITE_END()
