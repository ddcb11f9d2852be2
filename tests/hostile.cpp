#include "flameup/core.hpp"
#include "flameup/describe/match_route.hpp"
#include "flameup/http/to_curl.hpp"
#include "flameup/model/people_routes.hpp"

#include "texts.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// Passes hostile text to every public function that takes text. The function returns the text
// unchanged or refuses it; the text never becomes part of the message around it.

BOOST_AUTO_TEST_SUITE(hostile)

using flameup::Checks;
using flameup::Config;
using flameup::HttpRequest;
using flameup::Result;

struct Traits {
    std::map<std::string, std::string> notes;
    std::optional<std::string> name;

    FLAMEUP_DESCRIBE(Traits, (), (notes, name))
};

std::string repeat(std::string_view text, std::size_t times) {
    std::string result;
    while (times-- != 0) result += text;
    return result;
}

const std::vector<std::string>& texts_of_attackers() {
    using namespace std::string_literals;
    static const std::vector<std::string> list = {
        "",
        ".",
        "..",
        "...",
        "/",
        "//",
        "/../",
        "../../etc/passwd",
        "a/b",
        "\\",
        "..\\..",
        "%",
        "%2",
        "%2e%2E",
        "%2F",
        "%00",
        "%zz",
        "?",
        "?a=b&c=d",
        "#",
        "#top",
        "&",
        "=",
        ";",
        "+",
        " ",
        "  a  ",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "x\r\nX-Injected: 1",
        "x\r\n\r\nGET /admin HTTP/1.1\r\nHost: evil",
        "x HTTP/1.1\r\n",
        "\0"s,
        "a\0b"s,
        "\x01\x02\x1F",
        "\x1B[2J",
        "\x7F",
        "\x80",
        "\xFF",
        "\xFE\xFF",
        "a\xFF"
        "b",
        "\xC0\xAF",
        "\xE0\x80\xAF",
        "\xF0\x80\x80\xAF",
        "\xC0\x80",
        "\xED\xA0\x80",
        "\xF4\x90\x80\x80",
        "\xE2\x82",
        "\xF0\x9F\x98",
        "\xC2\x85",
        "\xE2\x80\xA8",
        "\xEF\xBB\xBF",
        "\xEF\xBF\xBF",
        "\xE2\x80\xAEtxt.exe",
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
        "e\xCC\x81",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80",
        "\"",
        "'",
        "`id`",
        "$(id)",
        "${HOME}",
        "'; DROP TABLE people; --",
        "a' && rm -rf ~ #",
        "!!",
        "@/etc/passwd",
        "a@b@c",
        "{person_id}",
        "{}",
        "[]",
        "{\"a\":1}",
        "\"}, {\"admin\": true",
        "null",
        "true",
        "-0",
        "1e999999999",
        "18446744073709551616",
        "\\u0000",
        "\\ud800",
        "search",
        "stats",
        "http://evil.example/",
        "https://user:pass@evil.example",
        "//evil.example",
        "javascript:alert(1)",
        "<script>alert(1)</script>",
        "%s%n%x",
        "2024-01-15T10:30:00Z",
        "-2024-13-45T99:99:99Z",
        repeat("a", 1 << 20),
        repeat("\r\n", 1 << 12),
        repeat("%2e/", 1 << 12),
        repeat("\xF0\x9F\x98\x80", 1 << 14),
        repeat("\xFF", 1 << 16),
        repeat("[", 1 << 14),
        repeat("{\"a\":", 1 << 14),
        repeat("\"", 1 << 14),
        repeat("\\", 1 << 14),
    };
    return list;
}

std::string shown(const std::string& text) {
    std::string result;
    for (const char c : text.substr(0, 40)) {
        if (c >= 0x20 && c < 0x7F)
            result += c;
        else
            result += '?';
    }
    return result + " (" + std::to_string(text.size()) + " bytes)";
}

/// Calls a function with each hostile text.
template <class Function> void with_each(Function function) {
    for (const std::string& text : texts_of_attackers()) {
        BOOST_TEST_CONTEXT(shown(text)) { function(text); }
    }
}

bool is_visible(std::string_view text) {
    for (const char c : text) {
        if (c <= 0x20 || c >= 0x7F) return false;
    }
    return true;
}

/// Tells whether a text has no control characters except tabs.
bool is_line(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7F) return false;
    }
    return true;
}

bool is_utf8(const std::string& text) { return flameup::to_json(text).has_value(); }

/// Checks what must be true of every request that was built.
void check_well_formed(const HttpRequest& request, std::size_t headers) {
    flameup::UrlParts parts;
    const char* const problem = flameup::split_url(request.url, parts);
    BOOST_TEST(problem == nullptr, std::string(problem != nullptr ? problem : ""));
    BOOST_TEST(is_visible(request.url));
    BOOST_TEST(parts.target.substr(0, 1) == "/");
    BOOST_TEST(request.headers.size() == headers);
    for (const flameup::Header& header : request.headers) {
        BOOST_TEST((is_visible(header.name) && !header.name.empty() &&
                    header.name.find(':') == std::string::npos));
        BOOST_TEST(is_line(header.value));
    }
    boost::system::error_code ec;
    if (!request.body.empty()) boost::json::parse(request.body, ec);
    BOOST_TEST(!ec);
}

constexpr char base[] = "https://api.flameup.ai/api/v1";

Config config(std::string workspace = {}) {
    Config result;
    result.api_key = "test_key";
    result.workspace_id = std::move(workspace);
    return result;
}

template <class Operation>
Result<HttpRequest> built(const Operation& operation, const Config& config_used = config()) {
    Result<HttpRequest> request = flameup::build(config_used, operation, {Checks::off});
    if (request) check_well_formed(*request, flameup::has_body(request->method) ? 4 : 3);
    return request;
}

/// Returns what a server understands of a request.
flameup::RouteMatch matched(const HttpRequest& request) {
    const auto match =
        flameup::match_route(flameup::people_routes, request.method,
                             std::string_view(request.url).substr(std::size(base) - 1));
    BOOST_TEST_REQUIRE(match.has_value());
    return *match;
}

/// Tells whether an error is one of a target that has no route.
bool is_no_match(const flameup::Error& error) {
    return error.kind == flameup::ErrorKind::validation &&
           (error.code == "not_found" || error.code == "ill_formed_target" ||
            error.code == "method_not_allowed");
}

BOOST_AUTO_TEST_CASE(ids_arrive_intact_or_are_refused) {
    with_each([](const std::string& text) {
        const auto check = [&text](const auto& operation) {
            for (const char* workspace : {"", "w1"}) {
                if (text.size() > 100'000 && *workspace != '\0') continue; // takes too long
                const auto request = built(operation, config(workspace));
                const bool sendable = !text.empty() && text != "." && text != ".." && is_utf8(text);
                BOOST_TEST(request.has_value() == sendable);
                if (!request) continue;
                // `Checks::on` refuses these two words as ids.
                const bool other =
                    request->operation == "get" && (text == "search" || text == "stats");
                if (other) continue;
                const flameup::RouteMatch match = matched(*request);
                BOOST_TEST(match.route->name == request->operation);
                BOOST_TEST(match.workspace == workspace);
                BOOST_TEST_REQUIRE(match.path.size() == 1u);
                BOOST_TEST((match.path[0].value == text));
                BOOST_TEST(match.query.empty());
            }
        };
        check(flameup::GetPerson<>{text});
        check(flameup::UpdatePerson<>{text, {}});
        check(flameup::DeletePerson{text});
        check(flameup::GetPersonEvents<>{text});
    });
}

BOOST_AUTO_TEST_CASE(query_values_arrive_intact_or_are_refused) {
    with_each([](const std::string& text) {
        const auto check = [&text](const auto& operation, std::size_t count) {
            const auto request = built(operation);
            BOOST_TEST(request.has_value() == is_utf8(text));
            if (!request) return;
            const flameup::RouteMatch match = matched(*request);
            BOOST_TEST(match.route->name == request->operation);
            BOOST_TEST_REQUIRE(match.query.size() == count);
            for (const flameup::Parameter& parameter : match.query) {
                BOOST_TEST((parameter.value == text));
            }
        };
        flameup::ListPeople<> list;
        list.search = text;
        check(list, 1);
        flameup::SearchPeople<> search;
        search.q = search.email = search.userId = text;
        check(search, 3);
    });
}

BOOST_AUTO_TEST_CASE(workspaces_arrive_intact_or_are_refused) {
    with_each([](const std::string& text) {
        const auto request = built(flameup::GetStatistics{}, config(text));
        BOOST_TEST(request.has_value() == (text != "." && text != ".." && is_utf8(text)));
        if (request) BOOST_TEST((matched(*request).workspace == text));
    });
}

BOOST_AUTO_TEST_CASE(bodies_arrive_intact_or_are_refused) {
    with_each([](const std::string& text) {
        flameup::BatchUpsert<> batch;
        batch.people.resize(1);
        flameup::PersonInput<>& person = batch.people[0];
        person.userId = text;
        person.email = person.phone = person.anonymousId = text;
        person.traits.emplace();
        (*person.traits)[text] = text;
        const auto request = built(batch);
        BOOST_TEST(request.has_value() == is_utf8(text));
        if (request) {
            const boost::json::value expected{{"people",
                                               {{{"userId", text},
                                                 {"email", text},
                                                 {"phone", text},
                                                 {"anonymousId", text},
                                                 {"traits", boost::json::object{{text, text}}}}}}};
            BOOST_TEST((boost::json::parse(request->body) == expected));
        }
        flameup::UpdatePerson<Traits> update{"u", {{{text, text}}, text}};
        const auto typed = built(update);
        BOOST_TEST(typed.has_value() == is_utf8(text));
        if (typed) {
            BOOST_TEST((boost::json::parse(typed->body).at("traits").at("notes").at(text) ==
                        boost::json::string(text)));
        }
    });
}

BOOST_AUTO_TEST_CASE(rules_stand_any_text) {
    with_each([](const std::string& text) {
        flameup::UpsertPerson<Traits> upsert;
        upsert.userId = text;
        upsert.email = upsert.phone = text;
        upsert.traits = Traits{{{text, text}}, text};
        for (const char* workspace : {"", "w1"}) {
            const auto request = flameup::build(config(workspace), upsert);
            if (!request) BOOST_TEST(is_utf8(request.error().message));
            const auto get = flameup::build(config(workspace), flameup::GetPerson<>{text});
            if (!get) BOOST_TEST(is_utf8(texts::of(get.error())));
        }
    });
}

BOOST_AUTO_TEST_CASE(keys_and_headers_stay_one_header_or_are_refused) {
    with_each([](const std::string& text) {
        Config with_key = config();
        with_key.api_key = text;
        const auto keyed = flameup::build(with_key, flameup::GetStatistics{});
        BOOST_TEST(keyed.has_value() == (is_visible(text) && !text.empty()));
        if (keyed) {
            check_well_formed(*keyed, 3);
            BOOST_TEST((*keyed->headers.find("Authorization") == "Bearer " + text));
        }
        Config with_agent = config();
        with_agent.user_agent = text;
        const auto agent = flameup::build(with_agent, flameup::GetStatistics{});
        if (agent) {
            check_well_formed(*agent, text.empty() ? 2 : 3);
            if (!text.empty()) BOOST_TEST((*agent->headers.find("User-Agent") == text));
        }
        for (const flameup::Header& header :
             {flameup::Header{"X-Name", text}, flameup::Header{text, "value"},
              flameup::Header{text, text}}) {
            Config with_header = config();
            with_header.headers.add(header.name, header.value);
            const auto request = flameup::build(with_header, flameup::GetStatistics{});
            if (!request) continue;
            check_well_formed(*request, 4);
            BOOST_TEST((*(request->headers.end() - 1) == header));
        }
    });
}

BOOST_AUTO_TEST_CASE(base_urls_stay_whole_or_are_refused) {
    with_each([](const std::string& text) {
        for (const std::string& url :
             {text, "https://" + text, "https://h.example/" + text, "https://h.example:" + text,
              "https://[" + text + "]", text + "://h.example"}) {
            Config other = config();
            other.base_url = url;
            const auto request = flameup::build(other, flameup::GetStatistics{});
            BOOST_TEST(request.has_value() == other.base_url.problem().empty());
            if (!request) continue;
            check_well_formed(*request, 3);
            BOOST_TEST((request->url == other.base_url.text() + "/people/stats"));
        }
        const std::string url = "http://h.example/" + text;
        flameup::UrlParts parts;
        if (flameup::split_url(url, parts) == nullptr) {
            BOOST_TEST((parts.target == "/" + text));
            BOOST_TEST(parts.authority == "h.example");
        }
    });
}

BOOST_AUTO_TEST_CASE(curl_commands_hold_no_control_characters) {
    with_each([](const std::string& text) {
        for (const HttpRequest& request :
             {HttpRequest{flameup::Method::post, text, {{"X", text}, {text, "x"}}, text, text},
              HttpRequest{flameup::Method::get, "https://h/" + text, {{text, text}}, "", ""}}) {
            for (const auto show : {flameup::ShowSecrets::no, flameup::ShowSecrets::yes}) {
                const std::string command = flameup::to_curl(request, show);
                bool clean = command.substr(0, 5) == "curl " || command.substr(0, 7) == "printf ";
                for (const char c : command) {
                    const auto byte = static_cast<unsigned char>(c);
                    clean = clean && (byte >= 0x20 || c == '\n') && byte != 0x7F;
                }
                BOOST_TEST(clean);
                BOOST_TEST(is_utf8(command));
                BOOST_TEST(command.find("\xC2\x85") == std::string::npos);
            }
        }
    });
}

BOOST_AUTO_TEST_CASE(timestamps_methods_and_targets_are_read_or_refused) {
    with_each([](const std::string& text) {
        const bool moment = text == "2024-01-15T10:30:00Z";
        BOOST_TEST(flameup::parse_timestamp(text).has_value() == moment);
        BOOST_TEST(!flameup::parse_timestamp("2024-01-15T10:30:00" + text).has_value());
        BOOST_TEST(!flameup::method_from_string(text).has_value());
        for (const std::string& target :
             {text, "/" + text, "/people/" + text, "/people?" + text, "/people?a=" + text,
              "/workspaces/" + text, "/workspaces/" + text + "/people",
              "/workspaces/w/people/" + text + "/events"}) {
            for (const auto method : {flameup::Method::get, flameup::Method::delete_}) {
                const auto match = flameup::match_route(flameup::people_routes, method, target);
                BOOST_TEST((match ? match->route->method == method : is_no_match(match.error())));
            }
        }
    });
}

BOOST_AUTO_TEST_CASE(headers_and_what_is_read_of_them_stand_any_text) {
    with_each([](const std::string& text) {
        flameup::Headers headers{{text, text}, {"Other", ""}};
        BOOST_TEST((*headers.find(text) == text));
        BOOST_TEST(headers.find_all(text).size() == 1u);
        BOOST_TEST(headers.find(text + "-") == nullptr);
        for (const char* name : {"Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining",
                                 "X-RateLimit-Reset", "X-Request-Id", "Date"}) {
            headers.add(name, text);
        }
        const bool is_number = text == "18446744073709551616";
        BOOST_TEST(flameup::retry_after(headers).has_value() == is_number);
        BOOST_TEST((flameup::rate_limit(headers) != flameup::RateLimit()) == is_number);
        const std::string id = flameup::request_id(headers); // without white space around it
        BOOST_TEST((text.find(id) != std::string::npos));
        BOOST_TEST((id.empty() ||
                    (id.find_first_of(" \t") != 0 && id.find_last_of(" \t") + 1 != id.size())));
    });
}

/// Reads a text as each type that the library reads, and checks the errors.
void read_all(const std::string& text, const flameup::Headers& headers = {}) {
    const auto check = [](const auto& result) {
        if (result) return;
        const flameup::Error& error = result.error();
        BOOST_TEST(error.body.size() <= 1024u);
        BOOST_TEST(error.message.size() <= 2048u);
        BOOST_TEST(error.path.size() <= 2048u);
        BOOST_TEST(error.fields.size() <= 1000u);
        BOOST_TEST(!error.code.empty());
        BOOST_TEST(!error.message.empty());
    };
    check(flameup::from_json<flameup::Person<>>(text));
    check(flameup::from_json<flameup::PeoplePage<Traits>>(text, {}, flameup::Strictness::full()));
    check(flameup::from_json<boost::json::value>(text));
    check(flameup::from_json<std::string>(text));
    check(flameup::from_json<flameup::Timestamp>(text));
    check(flameup::from_json<std::map<std::string, std::vector<std::string>>>(text));
    for (const int status : {200, 204, 400, 403, 429, 503, 0}) {
        const flameup::HttpResponse response{status, headers, text};
        check(flameup::decode<flameup::GetPerson<Traits>>({}, response));
        check(flameup::decode<flameup::ListPeople<>>(config(), response));
    }
}

BOOST_AUTO_TEST_CASE(json_and_responses_are_read_or_refused) {
    with_each([](const std::string& text) {
        const flameup::Headers headers{{"X-Request-Id", text}, {"Retry-After", text}};
        read_all(text, headers);
        read_all('"' + text + '"');
        read_all(R"({"id":")" + text + R"("})");
        read_all(R"({"traits":{"notes":{")" + text + R"(":1}}})");
        read_all(R"({"message":")" + text + R"(","details":[")" + text + R"("]})");
        read_all(R"({"people":[{"created_at":")" + text + R"("}]})");
    });
}

BOOST_AUTO_TEST_CASE(damaged_json_is_read_or_refused) {
    const std::string whole =
        R"({"people":[{"id":"\u00e9\ud83d\ude00","traits":{"notes":{"a":"b"}},"status":"x",)"
        R"("created_at":"2024-01-15T10:30:00Z"}],"total":-1.5e3,"error":{"code":null,)"
        R"("details":{"fields":{"a":["b"]}}},"message":true})";
    std::mt19937 random(20240115);
    for (std::size_t size = 0; size <= whole.size(); ++size) read_all(whole.substr(0, size));
    for (int round = 0; round != 500; ++round) {
        std::string text = whole;
        for (unsigned change = random() % 4; change != 4; ++change) {
            const std::size_t at = random() % text.size();
            const char byte =
                round % 2 == 0 ? static_cast<char>(random()) : "{}[]\",:\\0-.eE"[random() % 13];
            switch (random() % 3) {
            case 0: text[at] = byte; break;
            case 1: text.insert(at, 1, byte); break;
            default: text.erase(at, random() % 8);
            }
            if (text.empty()) text = "x";
        }
        read_all(text);
    }
}

BOOST_AUTO_TEST_CASE(random_bytes_are_read_or_refused) {
    std::mt19937 random(7);
    for (int round = 0; round != 500; ++round) {
        std::string text;
        for (unsigned size = random() % 64; size != 0; --size) {
            text += round % 2 == 0 ? static_cast<char>(random()) : "/%?#[]@:.&=+0aF"[random() % 15];
        }
        const std::string url = "http://" + text;
        flameup::UrlParts parts;
        if (flameup::split_url(url, parts) == nullptr) {
            BOOST_TEST(is_visible(parts.authority));
            BOOST_TEST(is_visible(parts.target));
        }
        static_cast<void>(flameup::BaseUrl(text));
        static_cast<void>(flameup::parse_timestamp(text));
        const auto match =
            flameup::match_route(flameup::people_routes, flameup::Method::get, "/people/" + text);
        BOOST_TEST(
            (match ? match->route->method == flameup::Method::get : is_no_match(match.error())));
        const auto request = built(flameup::DeletePerson{text});
        if (request) BOOST_TEST((matched(*request).path[0].value == text));
    }
}

BOOST_AUTO_TEST_SUITE_END()
