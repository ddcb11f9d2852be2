#include "flameup/drive/upsert_all.hpp"

#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(drive_upsert_all)

using batches::config;
using batches::created;
using batches::Ids;
using batches::joined;
using batches::people;
using batches::refusal;
using flameup::HttpRequest;
using flameup::HttpResponse;

HttpResponse take_all(const HttpRequest& request) {
    return created(batches::ids_of(request).size());
}

struct Outcomes {
    Ids& texts;

    void operator()(const flameup::PersonOutcome& outcome) const {
        texts.push_back(batches::of(outcome));
    }
};

BOOST_AUTO_TEST_CASE(upserts_all_of_a_range) {
    const batches::People input = people(250);
    std::vector<std::size_t> sizes;
    const auto executor = [&sizes](const HttpRequest& request) {
        sizes.push_back(batches::ids_of(request).size());
        return take_all(request);
    };
    Ids texts;
    BOOST_TEST(flameup::upsert_all(config(), executor, input, Outcomes{texts}).has_value());
    BOOST_TEST((sizes == std::vector<std::size_t>{100, 100, 50}));
    BOOST_TEST_REQUIRE(texts.size() == 250u);
    BOOST_TEST(texts[249] == "249 created");

    flameup::BatchesOptions options;
    options.max_people = 2;
    flameup::CreatePerson<> array[3];
    for (auto& each : array) each.userId = "u";
    sizes.clear();
    texts.clear();
    BOOST_TEST(
        flameup::upsert_all(config(), executor, array, Outcomes{texts}, options).has_value());
    BOOST_TEST((sizes == std::vector<std::size_t>{2, 1}));
    BOOST_TEST(
        flameup::upsert_all(config(), executor, batches::People(), Outcomes{texts}).has_value());
    BOOST_TEST((texts == Ids{"0 created", "1 created", "2 created"}));
}

/// Reads a person from a line, once.
struct Line : flameup::PersonInput<> {
    friend std::istream& operator>>(std::istream& in, Line& line) { return in >> line.userId; }
};

struct Lines {
    std::istream& in;

    std::istream_iterator<Line> begin() const { return std::istream_iterator<Line>(in); }
    std::istream_iterator<Line> end() const { return {}; }
};

BOOST_AUTO_TEST_CASE(reads_no_further_than_it_needs) {
    std::istringstream in("a b c d e f g");
    flameup::BatchesOptions options;
    options.max_people = 2;
    std::vector<std::string> seen;
    const auto executor = [&](const HttpRequest& request) {
        // What is read is sent, but for the one that the iterator holds.
        seen.push_back(joined(batches::ids_of(request)) + " of " + std::to_string(in.tellg()));
        return take_all(request);
    };
    Ids texts;
    BOOST_TEST(
        flameup::upsert_all(config(), executor, Lines{in}, Outcomes{texts}, options).has_value());
    BOOST_TEST((seen == Ids{"a b of 5", "c d of 9", "e f of -1", "g of -1"}));
    BOOST_TEST(texts.size() == 7u);
}

BOOST_AUTO_TEST_CASE(accounts_for_all_behind_an_error) {
    Ids texts;
    flameup::BatchesOptions options;
    options.max_people = 2;
    const auto result = flameup::upsert_all(
        config(), [](const HttpRequest&) { return refusal(401); }, people(4), Outcomes{texts},
        options);
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST(result.error().status == 401);
    BOOST_TEST((texts == Ids{"0 failed 401 401: no", "1 failed 401 401: no", "2 unsent 401 401: no",
                             "3 unsent 401 401: no"}));
}

BOOST_AUTO_TEST_CASE(accounts_for_all_when_the_host_stops) {
    Ids texts;
    hosts::Virtual host;
    host.waits_left = 0;
    flameup::BatchesOptions options;
    options.max_people = 1;
    const auto executor = [](const HttpRequest& request) {
        return batches::ids_of(request)[0] == "u0" ? created(1) : refusal(503);
    };
    const auto result =
        flameup::upsert_all(config(), executor, people(3), Outcomes{texts}, options, host);
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST((result.error().kind == flameup::ErrorKind::cancelled));
    BOOST_TEST((texts == Ids{"0 created", "1 failed 0 cancelled: the flow was cancelled",
                             "2 unsent 0 cancelled: the flow was cancelled"}));
}

BOOST_AUTO_TEST_SUITE_END()
