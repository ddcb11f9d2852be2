#include "flameup/testing/peer_script.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(testing_peer_script)

using flameup::testing::PeerEnd;
using flameup::testing::PeerPlay;
using flameup::testing::PeerRequest;
using flameup::testing::pieces_of;
using flameup::testing::response_text;

BOOST_AUTO_TEST_CASE(writes_responses) {
    BOOST_TEST(response_text(200, {{"A", "b"}}, "{}") ==
               "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\n\r\n{}");
    BOOST_TEST(response_text(404, {}, "") == "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(cuts_a_text_into_pieces) {
    using Pieces = std::vector<std::string>;
    BOOST_TEST((pieces_of("abcde", 2) == Pieces{"ab", "cd", "e"}));
    BOOST_TEST((pieces_of("ab", 5) == Pieces{"ab"}));
    BOOST_TEST((pieces_of("", 5) == Pieces{}));
}

BOOST_AUTO_TEST_CASE(answers_by_target_and_else_in_order) {
    PeerPlay play({{{{"first"}, PeerEnd::keep, {}, {}},
                    {{"for b"}, PeerEnd::close, "/b", {}},
                    {{"second"}, PeerEnd::keep, {}, {}}}});
    const auto answer = [&play](const std::string& target) {
        PeerRequest request;
        request.target = target;
        return play.receive(request).pieces.front();
    };
    BOOST_TEST(answer("/a") == "first");
    BOOST_TEST(answer("/b") == "for b");
    BOOST_TEST(answer("/b") == "second");
    BOOST_TEST(answer("/b").substr(0, 12) == "HTTP/1.1 500");
    BOOST_TEST_REQUIRE(play.requests().size() == 4u);
    BOOST_TEST(play.requests()[0].target == "/a");
    BOOST_TEST((PeerPlay::refuse("no method").end == PeerEnd::close));
}

BOOST_AUTO_TEST_SUITE_END()
