#include "flameup/drive/people_range.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/testing/people_service.hpp"

#include "drive/hosts.hpp"
#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__cpp_lib_ranges)
#include <ranges>
#endif

BOOST_AUTO_TEST_SUITE(people_range)

using flameup::Client;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::ListPeople;
using flameup::PagesOptions;
using flameup::Person;
using flameup::Result;
using flameup::testing::PeopleService;

flameup::Config config() {
    flameup::Config result;
    result.api_key = "test_key";
    return result;
}

ListPeople<> by(std::int64_t limit) {
    ListPeople<> query;
    query.limit = limit;
    return query;
}

/// A service with u0, u1 and so on, of which it counts what comes behind.
struct Server {
    PeopleService service{};
    std::size_t before = 0;

    explicit Server(int count) {
        const Client client(config(), service);
        for (int i = 0; i != count; ++i) {
            flameup::UpsertPerson<> upsert;
            upsert.userId = "u" + std::to_string(i);
            BOOST_TEST(client.send(upsert).has_value());
        }
        before = service.requests();
    }
    std::size_t requests() const { return service.requests() - before; }
    auto client() const { return Client(config(), service); }
};

/// `u0 u1` or the error's kind, status and code.
template <class Range> std::string gone_through(Range&& range) {
    std::string text;
    for (const Result<Person<>>& person : range) {
        text += person ? *person->userId + ' ' : texts::of(person.error());
    }
    return text;
}

BOOST_AUTO_TEST_CASE(goes_through_all_people) {
    hosts::Virtual host;
    for (int count = 0; count != 6; ++count) {
        const Server server(count);
        std::string expected;
        for (int i = 0; i != count; ++i) expected += "u" + std::to_string(i) + ' ';
        BOOST_TEST(gone_through(each_person(server.client(), by(2), host)) == expected);
        BOOST_TEST(server.requests() == static_cast<std::size_t>((std::max)((count + 1) / 2, 1)));
    }
}

BOOST_AUTO_TEST_CASE(is_what_a_loop_takes) {
    const Server server(3);
    const auto client = server.client();
    hosts::Virtual host;
    std::string text;
    for (Result<Person<>> person : each_person(client, by(2), host)) text += *person->userId;
    for (auto& person : each_person(client, by(2), host)) text += *person->userId;
    for (auto&& person : each_person(client, by(2), host)) text += *person->userId;
    for (const auto& person : each_person(client, ListPeople<>{}, host)) text += *person->userId;
    BOOST_TEST(text == "u0u1u2u0u1u2u0u1u2u0u1u2");
}

BOOST_AUTO_TEST_CASE(fetches_a_page_when_the_loop_comes_to_it) {
    const Server server(5);
    hosts::Virtual host;
    auto range = each_person(server.client(), by(2), host);
    BOOST_TEST(server.requests() == 0u);
    auto at = range.begin();
    BOOST_TEST(server.requests() == 1u);
    BOOST_TEST((at == range.begin()));
    BOOST_TEST(*(*at)->userId == "u0");
    ++at;
    BOOST_TEST(*(*range.begin())->userId == "u1");
    BOOST_TEST(server.requests() == 1u);
    ++at;
    BOOST_TEST(server.requests() == 2u);
    BOOST_TEST(*at->value().userId == "u2");
}

BOOST_AUTO_TEST_CASE(fetches_nothing_more_when_the_loop_is_left) {
    const Server server(9);
    hosts::Virtual host;
    auto range = each_person(server.client(), by(2), host);
    for (const auto& person : range) {
        if (*person->userId == "u3") break;
    }
    BOOST_TEST(server.requests() == 2u);
    BOOST_TEST(gone_through(range) == "u3 u4 u5 u6 u7 u8 "); // goes on where it was
}

BOOST_AUTO_TEST_CASE(gives_the_flow_back_to_be_saved) {
    for (int left = 0; left != 6; ++left) {
        const Server server(5);
        hosts::Virtual host;
        auto range = each_person(server.client(), by(2), host);
        std::string seen;
        if (left != 0) {
            int count = 0;
            for (const auto& person : range) {
                seen += *person->userId + ' ';
                if (++count == left) break;
            }
        }
        const auto text = flameup::to_json(range.flow().save(host.now()));
        auto state = flameup::from_json<flameup::PeoplePagesState<boost::json::object>>(*text);
        BOOST_TEST_REQUIRE(state.has_value());
        hosts::Virtual other;
        other.time = hosts::milliseconds(5);
        flameup::PeopleRange rest(flameup::PeoplePages<>(config(), *std::move(state), other.now()),
                                  server.service, other);
        BOOST_TEST(seen + gone_through(rest) == "u0 u1 u2 u3 u4 ");
        BOOST_TEST(server.requests() == 3u);
    }
}

/// Lists ten people a page; each third does not decode.
HttpResponse list_odd(const HttpRequest& request) {
    const std::size_t at = request.url.find("offset=");
    const int first = at == std::string::npos ? 0 : std::stoi(request.url.substr(at + 7));
    std::string body;
    for (int i = first; i != std::min(first + 10, 25); ++i) {
        const std::string name = '"' + std::string("u") + std::to_string(i) + '"';
        body += (body.empty() ? "" : ",") + (R"({"userId":)" + name) +
                (i % 3 == 2 ? R"(,"email":7})" : "}");
    }
    return {200, {}, R"({"people":[)" + body + R"(],"total":25})"};
}

BOOST_AUTO_TEST_CASE(goes_on_behind_a_person_who_does_not_decode) {
    hosts::Virtual host;
    const Client client(config(), list_odd);
    std::vector<bool> seen(25);
    for (int left = 1; left != 26; ++left) {
        // Leaves the loop, and goes on from the state.
        std::vector<std::string> people, odd;
        const auto note = [&](const Result<Person<>>& person) {
            if (person) return people.push_back(*person->userId);
            BOOST_TEST(person.error().code == "wrong_type");
            odd.push_back(person.error().body);
        };
        auto range = each_person(client, by(10), host);
        int count = 0;
        for (auto person = range.begin(); person != range.end(); ++person) {
            note(*person);
            if (++count == left) break;
        }
        const auto text = flameup::to_json(range.flow().save(host.now()));
        auto state = flameup::from_json<flameup::PeoplePagesState<boost::json::object>>(*text);
        flameup::PeopleRange rest(flameup::PeoplePages<>(config(), *std::move(state), host.now()),
                                  list_odd, host);
        for (const auto& person : rest) note(person);
        std::sort(people.begin(), people.end());
        BOOST_TEST(people.size() == 17u);
        BOOST_TEST((std::adjacent_find(people.begin(), people.end()) == people.end()));
        BOOST_TEST_REQUIRE(odd.size() == 8u);
        BOOST_TEST(odd[0] == R"({"userId":"u2","email":7})");
        BOOST_TEST(odd[7] == R"({"userId":"u23","email":7})");
    }
}

BOOST_AUTO_TEST_CASE(an_error_is_the_last_element) {
    Server server(3);
    hosts::Virtual host;
    PagesOptions options;
    options.retry.max_attempts = 2;
    auto range = each_person(server.client(), by(2), host, options);
    std::string text;
    for (const auto& person : range) {
        text += person ? *person->userId + ' ' : std::to_string(person.error().status) + ' ';
        server.service.fail_next(500);
        server.service.fail_next(500);
    }
    BOOST_TEST(text == "u0 u1 500 ");
    BOOST_TEST((range.begin() == range.end()));
    BOOST_TEST(range.flow().attempts().size() == 2u);
    BOOST_TEST(range.flow().error()->status == 500);

    ListPeople<> invalid = by(0);
    BOOST_TEST(
        gone_through(each_person(server.client(), invalid, host)) ==
        "validation 0 invalid_request: " + flameup::build(config(), invalid).error().message +
            '\n' + texts::of_fields(flameup::build(config(), invalid).error()));
}

BOOST_AUTO_TEST_CASE(waits_as_the_flow_wants_it) {
    Server server(3);
    hosts::Virtual host;
    server.service.fail_next(429); // says Retry-After: 1
    BOOST_TEST(gone_through(each_person(server.client(), by(2), host)) == "u0 u1 u2 ");
    BOOST_TEST_REQUIRE(host.waits.size() == 1u);
    BOOST_TEST((host.waits[0] >= hosts::milliseconds(1'000)));
}

BOOST_AUTO_TEST_CASE(says_when_the_host_does_not_wait) {
    Server server(3);
    hosts::Virtual host;
    host.waits_left = 0;
    server.service.fail_next(429);
    auto range = each_person(server.client(), by(2), host);
    BOOST_TEST(gone_through(range) == "cancelled 0 stopped: the host stopped\n");
    BOOST_TEST(!range.flow().error().has_value());
    host.waits_left = 1;
    BOOST_TEST(gone_through(flameup::PeopleRange(range.flow(), server.service, host)) ==
               "u0 u1 u2 ");
}

BOOST_AUTO_TEST_CASE(outlives_its_client_and_may_be_moved) {
    const Server server(3);
    hosts::Virtual host;
    auto range = each_person(server.client(), by(2), host);
    auto first = range.begin();
    auto moved = std::move(range);
    ++first;
    BOOST_TEST(*(*first)->userId == "u1");
    range = std::move(moved);
    BOOST_TEST(gone_through(range) == "u1 u2 ");
    static_assert(!std::is_copy_constructible_v<decltype(range)>);
}

BOOST_AUTO_TEST_CASE(takes_executors_that_cannot_be_assigned) {
    const Server server(2);
    hosts::Virtual host;
    int calls = 0;
    const Client client(config(), [&](const HttpRequest& request) {
        ++calls;
        return server.service(request);
    });
    auto range = each_person(client, by(1), host);
    auto other = each_person(client, by(2), host);
    range = std::move(other);
    BOOST_TEST(gone_through(range) == "u0 u1 ");
    PeopleService service = server.service;
    const Client by_reference(config(), std::cref(service));
    BOOST_TEST(gone_through(each_person(by_reference, ListPeople<>{}, host)) == "u0 u1 ");
    BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_CASE(goes_with_algorithms) {
    const Server server(5);
    hosts::Virtual host;
    auto range = each_person(server.client(), by(2), host);
    using Iterator = decltype(range.begin());
    static_assert(std::is_base_of_v<std::input_iterator_tag,
                                    std::iterator_traits<Iterator>::iterator_category>);
    const auto found = std::find_if(range.begin(), range.end(),
                                    [](const auto& person) { return person->userId == "u2"; });
    BOOST_TEST((found != range.end()));
    BOOST_TEST(server.requests() == 2u);
    auto at = range.begin();
    BOOST_TEST(*(*at++)->userId == "u2");
    const std::vector<Result<Person<>>> rest(at, range.end());
    BOOST_TEST(rest.size() == 2u);
    BOOST_TEST((Iterator() == range.end()));
}

struct Plan {
    std::optional<std::string> plan;
    FLAMEUP_DESCRIBE(Plan, (), (plan))
};

BOOST_AUTO_TEST_CASE(has_traits_of_ones_own) {
    const Server server(0);
    const auto client = server.client();
    flameup::UpsertPerson<Plan> upsert;
    upsert.userId = "u1";
    upsert.traits = Plan{"free"};
    BOOST_TEST(client.send(upsert).has_value());
    hosts::Virtual host;
    for (Result<Person<Plan>> person : each_person(client, ListPeople<Plan>{}, host)) {
        BOOST_TEST(*person->traits.plan == "free");
    }
}

#if defined(__cpp_lib_ranges)

using Range = flameup::PeopleRange<PeopleService, boost::json::object, hosts::Virtual>;
static_assert(std::ranges::input_range<Range>);
static_assert(!std::ranges::forward_range<Range>);
static_assert(std::ranges::common_range<Range>);
static_assert(std::ranges::view<Range>);
static_assert(std::ranges::viewable_range<Range>);
static_assert(std::input_iterator<std::ranges::iterator_t<Range>>);
static_assert(
    std::is_same_v<std::ranges::range_reference_t<Range>, Result<Person<boost::json::object>>&>);

BOOST_AUTO_TEST_CASE(goes_with_ranges) {
    const Server server(5);
    hosts::Virtual host;
    auto range = each_person(server.client(), by(2), host);
    const auto found =
        std::ranges::find_if(range, [](const auto& person) { return person->userId == "u1"; });
    BOOST_TEST((found != range.end()));
    BOOST_TEST(server.requests() == 1u);
}

#endif

#if defined(__cpp_lib_ranges) && \
    !defined(__clang__) // clang 14 does not compile the library's views

BOOST_AUTO_TEST_CASE(goes_with_views) {
    const Server server(9);
    hosts::Virtual host;
    std::string text;
    for (const auto& id :
         each_person(server.client(), by(2), host) |
             std::views::filter([](const auto& person) { return person->userId != "u1"; }) |
             std::views::transform([](const auto& person) { return *person->userId; }) |
             std::views::take(3)) {
        text += id + ' ';
    }
    BOOST_TEST(text == "u0 u2 u3 ");
    BOOST_TEST(server.requests() <= 3u);
}

#endif

BOOST_AUTO_TEST_CASE(a_loop_that_deletes_each_deletes_all) {
    for (const bool until_none : {false, true}) {
        const Server server(1003);
        const auto client = server.client();
        hosts::Virtual host;
        PagesOptions options;
        options.until_none = until_none;
        std::size_t deleted = 0;
        for (const auto& person : each_person(client, ListPeople<>(), host, options)) {
            BOOST_TEST_REQUIRE(person.has_value(), texts::of(person.error()));
            BOOST_TEST(client.send(flameup::DeletePerson{*person->userId}).has_value());
            ++deleted;
        }
        BOOST_TEST(deleted == 1003u);
        BOOST_TEST(client.send(flameup::GetStatistics{})->total.value_or(99) == 0);
    }
}

BOOST_AUTO_TEST_CASE(someone_who_is_deleted_between_pages_hides_nobody) {
    const Server server(1003);
    const auto client = server.client();
    hosts::Virtual host;
    std::size_t people = 0;
    for (const auto& person : each_person(client, ListPeople<>(), host)) {
        BOOST_TEST_REQUIRE(person.has_value(), texts::of(person.error()));
        if (++people == 500) BOOST_TEST(client.send(flameup::DeletePerson{"u7"}).has_value());
    }
    BOOST_TEST(people == 1003u);
}

BOOST_AUTO_TEST_CASE(the_last_element_says_that_people_may_be_missing) {
    const auto empty = [](const HttpRequest&) -> Result<HttpResponse> {
        return HttpResponse{200, {}, R"({"people":[],"total":3})"};
    };
    hosts::Virtual host;
    const std::string text = gone_through(each_person(Client(config(), empty), by(2), host));
    BOOST_TEST(text.substr(0, 20) == "decode 0 list_moved:");
}

BOOST_AUTO_TEST_SUITE_END()
