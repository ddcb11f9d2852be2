#include "flameup/testing/json_response.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(testing_json_response)

using flameup::HttpResponse;
using flameup::testing::bad_request;
using flameup::testing::error_response;
using flameup::testing::json_response;
using flameup::testing::not_found;

BOOST_AUTO_TEST_CASE(makes_a_response_with_a_body) {
    BOOST_TEST((json_response(201, {{"a", 1}}) ==
                HttpResponse{201, {{"Content-Type", "application/json"}}, R"({"a":1})"}));
}

BOOST_AUTO_TEST_CASE(makes_error_bodies_as_the_documents_have_them) {
    BOOST_TEST(error_response(409, "Taken").body ==
               R"({"error":"Conflict","message":"Taken","code":409})");
    const HttpResponse bad = bad_request({{"email", "ignored", "must be text"}});
    BOOST_TEST(bad.status == 400);
    BOOST_TEST(
        bad.body ==
        R"({"error":"Bad Request","message":"The request contains invalid parameters or )"
        R"(malformed data","code":400,"details":[{"field":"email","message":"must be text"}]})");
    BOOST_TEST(not_found().status == 404);
    BOOST_TEST(not_found().body == R"({"error":"Not Found","message":"The requested resource was )"
                                   R"(not found","code":404})");
}

BOOST_AUTO_TEST_SUITE_END()
