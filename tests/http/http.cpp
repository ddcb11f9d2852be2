#include "flameup/http/http.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>
#include <utility>

BOOST_AUTO_TEST_SUITE(http)

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Method;

static_assert(std::is_aggregate_v<HttpRequest>);
static_assert(std::is_aggregate_v<HttpResponse>);
static_assert(std::is_nothrow_move_constructible_v<HttpRequest>);
static_assert(std::is_nothrow_move_constructible_v<HttpResponse>);

BOOST_AUTO_TEST_CASE(makes_an_empty_get_request_at_first) {
    BOOST_TEST((HttpRequest() == HttpRequest{Method::get, "", {}, "", ""}));
}

BOOST_AUTO_TEST_CASE(makes_a_response_without_status_at_first) {
    BOOST_TEST((HttpResponse() == HttpResponse{0, {}, ""}));
}

BOOST_AUTO_TEST_CASE(compares_every_member_of_a_request) {
    const HttpRequest request{
        Method::post, "https://api.flameup.ai/", {{"Accept", "*/*"}}, "{}", "create"};
    BOOST_TEST((request == HttpRequest(request)));
    HttpRequest others[] = {request, request, request, request, request};
    others[0].method = Method::put;
    others[1].url += "people";
    others[2].headers.add("Via", "x");
    others[3].body.clear();
    others[4].operation = "update";
    for (const HttpRequest& other : others) {
        BOOST_TEST((request != other));
        BOOST_TEST(!(request == other));
    }
}

BOOST_AUTO_TEST_CASE(compares_every_member_of_a_response) {
    const HttpResponse response{200, {{"Date", "today"}}, "{}"};
    BOOST_TEST((response == HttpResponse(response)));
    HttpResponse others[] = {response, response, response};
    others[0].status = 201;
    others[1].headers.clear();
    others[2].body += std::string(1, '\0');
    for (const HttpResponse& other : others) {
        BOOST_TEST((response != other));
        BOOST_TEST(!(response == other));
    }
}

BOOST_AUTO_TEST_CASE(moves_whole) {
    const HttpRequest request{
        Method::post, "https://api.flameup.ai/", {{"Accept", "*/*"}}, "{}", "create"};
    HttpRequest source(request);
    const HttpRequest moved(std::move(source));
    BOOST_TEST((moved == request));
}

BOOST_AUTO_TEST_SUITE_END()
