#include "flameup/describe/match_route.hpp"

#include "flameup/message/build_impl.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/model/people_routes.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace match_route_test {

using flameup::Checks;
using flameup::Config;

using flameup::Method;
using flameup::NoContent;
using flameup::Parameter;
using flameup::people_routes;
using flameup::Result;
using flameup::Route;
using flameup::RouteMatch;
using flameup::Scope;

const std::string hostile_texts[] = {
    "plain",
    "a/b",
    "a%2Fb",
    "a?b=c&d",
    "a#b",
    "100%",
    "a+b c",
    "\"quoted\" 'single'",
    "{person_id}",
    "a;b=c,d",
    "[x]\\^`|<>",
    "...",
    ".a",
    "ann@example.com:1",
    "\u00E9\u20AC\U0001F525",
    "a\r\nHost: evil\r\n\r\nGET / HTTP/1.1",
    std::string("\0\x01\x1F\x7F", 4),
    "/../../etc/passwd",
    "people/search",
    std::string(300, '/'),
};

/// What `match_route` found, as text.
std::string described(const Result<RouteMatch>& match) {
    if (!match) return match.error().code;
    std::string text(match->route->name);
    if (!match->workspace.empty()) text += " in " + match->workspace;
    for (const Parameter& p : match->path) text += " {" + p.name + "}=" + p.value;
    for (const Parameter& p : match->query) text += " ?" + p.name + "=" + p.value;
    return text;
}

std::string matched(Method method, std::string_view target) {
    return described(flameup::match_route(people_routes, method, target));
}

/// Decodes percent-encoded text, in which no character stands that must be encoded.
std::string decoded(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i != text.size(); ++i) {
        const bool plain = std::string_view("-._~@:").find(text[i]) != std::string_view::npos ||
                           std::isalnum(static_cast<unsigned char>(text[i])) != 0;
        if (plain) {
            out += text[i];
            continue;
        }
        BOOST_TEST_REQUIRE(text[i] == '%', text);
        std::size_t size = 0;
        out += static_cast<char>(std::stoi(text.substr(i + 1, 2), &size, 16));
        BOOST_TEST_REQUIRE(size == 2u, text);
        i += 2;
    }
    return out;
}

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == by)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// The segments and the parameters of a URL.
struct Seen {
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> parameters;
};

/// Takes a URL apart as any server does (RFC 3986 section 3).
Seen seen_by_servers(const std::string& url) {
    Seen seen;
    const std::string origin = "https://host/";
    BOOST_TEST_REQUIRE(url.substr(0, origin.size()) == origin);
    const std::vector<std::string> parts = split(url.substr(origin.size()), '?');
    BOOST_TEST_REQUIRE(parts.size() <= 2u);
    for (const auto& segment : split(parts[0], '/')) seen.segments.push_back(decoded(segment));
    if (parts.size() == 1) return seen;
    for (const auto& parameter : split(parts[1], '&')) {
        const auto pair = split(parameter, '=');
        BOOST_TEST_REQUIRE(pair.size() == 2u);
        seen.parameters.emplace_back(decoded(pair[0]), decoded(pair[1]));
    }
    return seen;
}

Config config_of(const std::string& workspace) {
    Config config;
    config.api_key = "key";
    config.base_url = "https://host/base";
    config.workspace_id = workspace;
    return config;
}

/// Builds an operation and matches what was built.
template <class Operation>
std::string round_trip(const Config& config, const Operation& operation) {
    const auto request = flameup::build(config, operation, {Checks::off});
    BOOST_TEST_REQUIRE(request.has_value());
    BOOST_TEST_REQUIRE(std::all_of(request->url.begin(), request->url.end(),
                                   [](char c) { return c > ' ' && c < '\x7F'; }));
    seen_by_servers(request->url);
    const std::string_view base = config.base_url.text();
    return matched(request->method, std::string_view(request->url).substr(base.size()));
}

struct OwnSearch {
    using Response = NoContent;
    static constexpr Route route{"own", Method::get, "/teams/{team}/members/{member}"};
    std::string member;
    int team = 0;
    std::vector<std::string> tags;
    FLAMEUP_DESCRIBE(OwnSearch, (), (member, team, tags))
};

} // namespace match_route_test

BOOST_AUTO_TEST_SUITE(match_route)

using namespace match_route_test;

BOOST_AUTO_TEST_CASE(matches_what_build_made_of_each_operation) {
    for (const std::string& workspace : hostile_texts) {
        for (const std::string& id : hostile_texts) {
            for (const bool scoped : {true, false}) {
                const Config config = config_of(scoped ? workspace : "");
                const std::string in = scoped ? " in " + workspace : "";
                const auto equal = [](const std::string& found, const std::string& expected) {
                    if (found != expected) BOOST_TEST(found == expected);
                };
                equal(round_trip(config, flameup::CreatePerson<NoContent>{}), "create" + in);
                equal(round_trip(config, flameup::GetPerson<NoContent>{id}),
                      "get" + in + " {person_id}=" + id);
                equal(round_trip(config, flameup::UpdatePerson<NoContent>{id, {}}),
                      "update" + in + " {person_id}=" + id);
                equal(round_trip(config, flameup::UpsertPerson<NoContent>{}), "upsert" + in);
                flameup::ListPeople<NoContent> list;
                list.limit = 5;
                list.search = id;
                list.status = flameup::PersonStatus::bounced;
                list.created_since = flameup::Timestamp{};
                equal(round_trip(config, list), "list" + in + " ?limit=5 ?status=bounced ?search=" +
                                                    id + " ?created_since=1970-01-01T00:00:00Z");
                flameup::SearchPeople<NoContent> search;
                search.q = id;
                search.userId = id;
                equal(round_trip(config, search), "search" + in + " ?q=" + id + " ?userId=" + id);
                equal(round_trip(config, flameup::BatchUpsert<NoContent>{}), "batch" + in);
                equal(round_trip(config, flameup::DeletePerson{id}),
                      "delete" + in + " {person_id}=" + id);
                equal(round_trip(config, flameup::GetPersonEvents<NoContent>{id, 7}),
                      "events" + in + " {person_id}=" + id + " ?limit=7");
                equal(round_trip(config, flameup::GetStatistics{}), "stats" + in);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(sends_every_byte_intact_to_any_server) {
    std::vector<std::string> texts(std::begin(hostile_texts), std::end(hostile_texts));
    for (char c = 0; c != '\x7F'; ++c) texts.push_back({'x', c, 'y'});
    for (const std::string& text : texts) {
        const auto path = flameup::build(
            config_of(text), flameup::GetPersonEvents<NoContent>{text, {}}, {Checks::off});
        BOOST_TEST_REQUIRE(path.has_value());
        const Seen seen = seen_by_servers(path->url);
        BOOST_TEST_REQUIRE(seen.segments.size() == 6u);
        BOOST_TEST(seen.segments[0] == "base");
        BOOST_TEST(seen.segments[1] == "workspaces");
        BOOST_TEST(seen.segments[2] == text);
        BOOST_TEST(seen.segments[4] == text);
        BOOST_TEST(seen.segments[5] == "events");

        flameup::SearchPeople<NoContent> search;
        search.q = text;
        search.email = text;
        const auto query = flameup::build(config_of(""), search, {Checks::off});
        BOOST_TEST_REQUIRE(query.has_value());
        const Seen parameters = seen_by_servers(query->url);
        BOOST_TEST_REQUIRE(parameters.parameters.size() == 2u);
        BOOST_TEST(parameters.parameters[0].first == "q");
        BOOST_TEST(parameters.parameters[0].second == text);
        BOOST_TEST(parameters.parameters[1].first == "email");
        BOOST_TEST(parameters.parameters[1].second == text);
    }
}

BOOST_AUTO_TEST_CASE(takes_a_target_apart) {
    struct Row {
        Method method;
        std::string_view target;
        std::string_view expected;
    };
    const Row rows[] = {
        {Method::get, "/people", "list"},
        {Method::post, "/people", "create"},
        {Method::get, "/people?", "list"},
        {Method::get, "/people?limit=5&&offset=1&", "list ?limit=5 ?offset=1"},
        {Method::get, "/people?a&b=&=c&d=e=f", "list ?a= ?b= ?=c ?d=e=f"},
        {Method::get, "/people?a=1&a=2", "list ?a=1 ?a=2"},
        {Method::get, "/people?%61+b=%2B+%26", "list ?a b=+ &"},
        {Method::get, "/people?x=/a?b", "list ?x=/a?b"},
        {Method::get, "/people/a+b", "get {person_id}=a+b"},
        {Method::get, "/people/a%2fb", "get {person_id}=a/b"},
        {Method::get, "/people/%2E%2E", "get {person_id}=.."},
        {Method::get, "/p%65ople/a", "get {person_id}=a"},
        // A literal segment goes before a parameter, wherever it stands in the list.
        {Method::get, "/people/search", "search"},
        {Method::get, "/people/%73earch", "search"},
        {Method::get, "/people/stats", "stats"},
        {Method::get, "/people/Search", "get {person_id}=Search"},
        {Method::get, "/people/search/events", "events {person_id}=search"},
        {Method::put, "/people/search", "update {person_id}=search"},
        {Method::delete_, "/people/stats", "delete {person_id}=stats"},
        {Method::post, "/people/upsert", "upsert"},
        {Method::post, "/people/batch", "batch"},
        {Method::get, "/people/batch", "get {person_id}=batch"},
        {Method::get, "/workspaces/w/people", "list in w"},
        {Method::get, "/workspaces/a%2Fb%20c/people/x?y=z", "get in a/b c {person_id}=x ?y=z"},
        {Method::get, "/workspaces/people/people", "list in people"},
        {Method::patch, "/people", "method_not_allowed"},
        {Method::delete_, "/people", "method_not_allowed"},
        {Method::post, "/people/ann", "method_not_allowed"},
        {Method::put, "/workspaces/w/people/ann/events", "method_not_allowed"},
        {Method::get, "/", "not_found"},
        {Method::get, "/People", "not_found"},
        {Method::get, "/people/", "not_found"},
        {Method::get, "/people//", "not_found"},
        {Method::get, "//people", "not_found"},
        {Method::get, "/people/a/", "not_found"},
        {Method::get, "/people/a/b", "not_found"},
        {Method::get, "/people//events", "not_found"},
        {Method::get, "/people/a/events/", "not_found"},
        {Method::get, "/people%2Fa", "not_found"},
        {Method::get, "/{person_id}", "not_found"},
        {Method::get, "/workspaces", "not_found"},
        {Method::get, "/workspaces/", "not_found"},
        {Method::get, "/workspaces/w", "not_found"},
        {Method::get, "/workspaces/w/", "not_found"},
        {Method::get, "/workspaces//people", "not_found"},
        {Method::get, "/workspaces/w/workspaces/w/people", "not_found"},
        {Method::get, "/workspaces?/people", "not_found"},
        {Method::get, "", "ill_formed_target"},
        {Method::get, "people", "ill_formed_target"},
        {Method::get, "?a=b", "ill_formed_target"},
        {Method::get, "https://host/people", "ill_formed_target"},
        {Method::get, "*", "ill_formed_target"},
        {Method::get, "/people/%", "ill_formed_target"},
        {Method::get, "/people/%4", "ill_formed_target"},
        {Method::get, "/people/%zz", "ill_formed_target"},
        {Method::get, "/workspaces/%/people", "ill_formed_target"},
        {Method::get, "/people?a=%", "ill_formed_target"},
        {Method::get, "/people?%4=a", "ill_formed_target"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.target) {
            BOOST_TEST(matched(row.method, row.target) == row.expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(points_into_the_table) {
    const auto match = flameup::match_route(people_routes, Method::get, "/people/ann");
    BOOST_TEST_REQUIRE(match.has_value());
    BOOST_TEST((std::find_if(std::begin(people_routes), std::end(people_routes),
                             [&](const auto& r) { return &r == match->route; }) !=
                std::end(people_routes)));
    BOOST_TEST(match->route->permission == "people:read");
}

BOOST_AUTO_TEST_CASE(takes_the_first_of_two_equally_literal_routes) {
    static constexpr Route one{"one", Method::get, "/a/{x}"};
    static constexpr Route other{"other", Method::get, "/{y}/b"};
    static constexpr Route table[] = {one, other};
    static constexpr Route reversed[] = {other, one};
    BOOST_TEST(described(flameup::match_route(table, Method::get, "/a/b")) == "one {x}=b");
    BOOST_TEST(described(flameup::match_route(reversed, Method::get, "/a/b")) == "other {y}=a");
}

BOOST_AUTO_TEST_CASE(matches_tables_of_the_users_own) {
    static constexpr Route routes[] = {
        {"any", Method::get, "/{a}/{b}"},
        {"left", Method::get, "/x/{b}"},
        {"both", Method::get, "/x/y"},
        {"root", Method::get, "/"},
        {"track", Method::post, "/track", {}, Scope::account},
        {"spaces", Method::get, "/workspaces/{id}/plan", {}, Scope::account},
        {"trailing", Method::get, "/list/"},
        {"braces", Method::get, "/{}/not/named"},
        OwnSearch::route,
    };
    const auto found = [](Method method, std::string_view target) {
        return described(flameup::match_route(routes, method, target));
    };
    BOOST_TEST(found(Method::get, "/x/y") == "both");
    BOOST_TEST(found(Method::get, "/x/z") == "left {b}=z");
    BOOST_TEST(found(Method::get, "/z/y") == "any {a}=z {b}=y");
    BOOST_TEST(found(Method::get, "/workspaces/w/x/y") == "both in w");
    BOOST_TEST(found(Method::get, "/") == "root");
    BOOST_TEST(found(Method::get, "/workspaces/w/") == "root in w");
    BOOST_TEST(found(Method::get, "/list/") == "trailing");
    BOOST_TEST(found(Method::get, "/list") == "not_found");
    BOOST_TEST(found(Method::get, "/%7B%7D/not/named") == "braces");
    BOOST_TEST(found(Method::get, "/x/not/named") == "not_found");
    BOOST_TEST(found(Method::post, "/track") == "track");
    BOOST_TEST(found(Method::post, "/workspaces/w/track") == "not_found");
    BOOST_TEST(found(Method::get, "/workspaces/w/plan") == "spaces {id}=w");
    BOOST_TEST(found(Method::get, "/track") == "method_not_allowed");

    // Equally literal: the first is taken.
    static constexpr Route equals[] = {{"first", Method::get, "/x/{b}"},
                                       {"second", Method::get, "/{a}/y"}};
    BOOST_TEST(described(flameup::match_route(equals, Method::get, "/x/y")) == "first {b}=y");
    BOOST_TEST(described(flameup::match_route(equals, Method::get, "/z/y")) == "second {a}=z");

    const OwnSearch operation{"a/b", 7, {"x y", "z"}};
    const auto request = flameup::build(config_of("w"), operation);
    BOOST_TEST_REQUIRE(request.has_value());
    BOOST_TEST(request->url ==
               "https://host/base/workspaces/w/teams/7/members/a%2Fb?tags=x%20y&tags=z");
    BOOST_TEST(found(Method::get, "/workspaces/w/teams/7/members/a%2Fb?tags=x%20y&tags=z") ==
               "own in w {team}=7 {member}=a/b ?tags=x y ?tags=z");
}

BOOST_AUTO_TEST_SUITE_END()
