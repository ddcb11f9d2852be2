#include "flameup/client/client.hpp"
#include "flameup/core.hpp"
#include "flameup/http/to_curl.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <sstream>
#include <string>
#include <vector>

// The API key leaves the library in one place only: the Authorization header of a request.

BOOST_AUTO_TEST_SUITE(secrets)

using flameup::Config;
using flameup::Error;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;

using Notes = std::map<std::string, std::string>;

/// A made-up key of the documented form.
std::string make_key() {
    std::string key = "ws_test_placeholder.";
    for (unsigned i = 0; i != 64; ++i) key += "0123456789abcdef"[(i * 7 + i / 16) % 16];
    return key;
}

Config config(const std::string& key = make_key()) {
    Config result;
    result.api_key = key;
    return result;
}

/// Tells whether a text contains the first half of the key, or the whole of a short key.
bool leaks(const std::string& text, const std::string& key) {
    return text.find(key.substr(0, key.size() < 16 ? key.size() : key.size() / 2)) !=
           std::string::npos;
}

std::string everything(const Error& error) { return texts::of(error) + error.body; }

template <class Operation = flameup::GetPerson<Notes>>
std::string error_text(const HttpResponse& response, const std::string& key = make_key()) {
    const auto result = flameup::decode<Operation>(config(key), response);
    BOOST_TEST_REQUIRE(result.has_error());
    return everything(result.error());
}

BOOST_AUTO_TEST_CASE(are_redacted_from_a_servers_words) {
    const std::string key = make_key();
    const std::string bodies[] = {
        R"({"message":"The key )" + key + R"( is revoked"})",
        R"({"error":")" + key + R"("})",
        R"({"error":{"code":")" + key + R"(","message":")" + key + key + R"("}})",
        R"({"error":{"type":")" + key + R"("},"request_id":")" + key + R"("})",
        R"({"details":[{"field":")" + key + R"(","code":")" + key + R"(","message":")" + key +
            R"("},")" + key + R"("]})",
        R"({"error":{"details":{"fields":{")" + key + R"(":[")" + key + R"("]}}}})",
        "<html>Authorization: Bearer " + key + "</html>",
        key,
        R"({"traits":{")" + key + R"(":5}})",
        R"({"traits":{"a":{")" + key + R"(":5}}})",
        R"({"id":{")" + key,
    };
    for (const std::string& body : bodies) {
        for (const int status : {301, 400, 401, 403, 500, 0, 700}) {
            const std::string text = error_text({status, {{"X-Request-Id", key}}, body});
            BOOST_TEST(!leaks(text, key), text);
            BOOST_TEST(text.find("***") != std::string::npos);
        }
    }
    for (const std::string& body : {
             "<html>Authorization: Bearer " + key + "</html>",
             '"' + key + '"',
             R"({"traits":{")" + key + R"(":5}})",
             R"({"traits":{"a":{")" + key + R"(":5}}})",
             R"({"id":{")" + key,
         }) {
        const std::string text = error_text({200, {{"X-Request-Id", key}}, body});
        BOOST_TEST(!leaks(text, key), text);
    }
    BOOST_TEST(error_text({401, {}, R"({"message":"The key )" + key + R"( is revoked"})"}) ==
               R"(api 401 401: The key *** is revoked
{"message":"The key *** is revoked"})");
}

BOOST_AUTO_TEST_CASE(are_redacted_where_they_are_cut) {
    const std::string key = make_key();
    for (std::size_t before = 900; before != 1040; ++before) {
        const std::string body = std::string(before, ' ') + key + key;
        BOOST_TEST(!leaks(error_text({500, {}, body}), key));
    }
    // Each redaction shortens the text, so that bytes after the limit move before it.
    std::string many;
    for (int i = 0; i != 30; ++i) many += key;
    for (std::size_t before = 0; before != 100; ++before) {
        const std::string body = std::string(before, ' ') + many;
        BOOST_TEST(!leaks(error_text({500, {}, body}), key));
    }
    // The connection ended within the key.
    for (std::size_t size = key.size() / 2; size != key.size(); ++size) {
        BOOST_TEST(!leaks(error_text({500, {}, "Bearer " + key.substr(0, size)}), key));
    }
}

BOOST_AUTO_TEST_CASE(are_redacted_whatever_their_length) {
    for (const unsigned size : {1U, 2U, 3U, 4U, 7U, 8U, 15U, 16U, 17U, 40U, 200U, 1024U, 5000U}) {
        const std::string key(size, 'k');
        const bool word = size < 8; // short keys are found as whole words only
        std::string body = word ? key + " " + key : "k" + key + " " + key + "k";
        while (body.size() < 3000) body += (word ? " " : "") + key;
        BOOST_TEST(!leaks(error_text({500, {}, body}, key), key));
        BOOST_TEST(!leaks(error_text({200, {}, R"({"traits":{")" + key + R"(":5}})"}, key), key));
    }
    BOOST_TEST(error_text({500, {}, "no key"}, "") == "api 500 500: Internal Server Error\nno key");
    // Only the key is redacted.
    BOOST_TEST(error_text({500, {}, "ws_test_pla 012"}) ==
               "api 500 500: Internal Server Error\nws_test_pla 012");
}

BOOST_AUTO_TEST_CASE(are_redacted_in_json_escapes_and_in_names_that_are_cut) {
    const struct {
        const char* key;
        const char* spelling;
    } rows[] = {
        {"sk/live/0123456789", "sk\\/live\\/0123456789"},
        {"k\"x\\0123456789abcdef", "k\\\"x\\\\0123456789abcdef"},
        {"ws_live_0123456789", "ws\\u005Flive\\u005f0123456789"},
        {"ws_live_0123456789", "\\u0077s_live_0123456789"},
        {"\"x\"live_0123456789", "\\\"x\\\"live_0123456789"},
        {"short", "short"},
    };
    for (const auto& row : rows) {
        flameup::Config config;
        config.api_key = row.key;
        const std::string body = std::string("{\"message\":\"bad ") + row.spelling + ".\"}";
        const auto result = flameup::decode<flameup::GetStatistics>(config, {401, {}, body});
        BOOST_REQUIRE(result.has_error());
        const flameup::Error error = result.error();
        BOOST_TEST(error.message == "bad ***.");
        BOOST_TEST(error.body == "{\"message\":\"bad ***.\"}");
    }
    flameup::Config config;
    config.api_key = "ws_live_0123456789abcdef.0123456789abcdef0123456789abcdef";
    const std::string name = "key: " + std::string(37, '-') + config.api_key.reveal();
    using Numbers = std::map<std::string, std::vector<int>>;
    const auto result = flameup::decode<flameup::GetPerson<Numbers>>(
        config, {200, {}, "{\"traits\":{\"" + name + "\":1}}"});
    BOOST_REQUIRE(result.has_error());
    const flameup::Error error = result.error();
    BOOST_TEST(error.path == "$.traits[\"key: " + std::string(37, '-') + "***...\"]");
    // The path is cut within the key, of which only five characters are left.
    const std::string longer = std::string(64 - 5, '-') + config.api_key.reveal();
    const auto other = flameup::decode<flameup::GetPerson<Numbers>>(
        config, {200, {}, "{\"traits\":{\"" + longer + "\":1}}"});
    BOOST_REQUIRE(other.has_error());
    BOOST_TEST(other.error().path == "$.traits[\"" + std::string(64 - 5, '-') + "***...\"]");
}

enum class Plan { basic, premium };
FLAMEUP_DESCRIBE_ENUM(Plan, basic, premium)

struct PlanTraits {
    Plan plan = Plan::basic;
    FLAMEUP_DESCRIBE(PlanTraits, (), (plan))
};

BOOST_AUTO_TEST_CASE(are_redacted_from_the_value_that_a_decode_error_quotes) {
    const std::string key = make_key();
    const auto message = [&key](const std::string& value) {
        const HttpResponse response{200, {}, R"({"traits":{"plan":")" + value + R"("}})"};
        const auto result = flameup::decode<flameup::GetPerson<PlanTraits>>(config(key), response);
        BOOST_TEST_REQUIRE(result.has_error());
        BOOST_TEST(!leaks(everything(result.error()), key), everything(result.error()));
        return result.error().message;
    };
    const std::string place = "the response does not decode at $.traits.plan: ";
    const std::string names = " is none of basic, premium";
    BOOST_TEST(message("gone") == place + "\"gone\"" + names);
    BOOST_TEST(message(key) == place + "\"***...\"" + names);
    BOOST_TEST(message(std::string(60, '-') + key) ==
               place + '"' + std::string(60, '-') + "***...\"" + names);
    BOOST_TEST(message("\\u0077" + key.substr(1)) == place + "\"***...\"" + names);
}

BOOST_AUTO_TEST_CASE(are_redacted_where_the_server_writes_them_as_numbers) {
    flameup::Config config;
    config.api_key = "123456789012";
    const auto result = flameup::decode<flameup::GetStatistics>(
        config, {401, {}, R"({"message":123456789012,"code":123456789012})"});
    BOOST_REQUIRE(result.has_error());
    BOOST_TEST(result.error().message == "***");
    BOOST_TEST(result.error().code == "***");
    BOOST_TEST(result.error().body == R"({"message":***,"code":***})");
}

BOOST_AUTO_TEST_CASE(leave_other_words_alone_that_hold_a_short_one) {
    flameup::Config config;
    config.api_key = "k";
    const flameup::Client client(config, [](const flameup::HttpRequest&) {
        return flameup::Result<flameup::HttpResponse>(flameup::make_error(
            flameup::ErrorKind::transport, "transport_failed", "no network: k"));
    });
    const auto result = client.send(flameup::GetStatistics{});
    BOOST_REQUIRE(result.has_error());
    BOOST_TEST(result.error().message == "no network: ***");
}

BOOST_AUTO_TEST_CASE(are_redacted_from_an_executors_error) {
    const std::string key = make_key();
    const flameup::Client client(config(), [&key](const HttpRequest& request) {
        Error error;
        error.kind = flameup::ErrorKind::transport;
        for (std::string* text : {&error.code, &error.message, &error.request_id,
                                  &error.missing_permission, &error.path, &error.body}) {
            *text = "curl: " + *request.headers.find("Authorization");
        }
        error.fields = {{key, key, "is " + key}};
        return Result<HttpResponse>(error);
    });
    const auto result = client.send(flameup::GetStatistics{});
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST(!leaks(everything(result.error()), key), everything(result.error()));
    BOOST_TEST(result.error().message == "curl: Bearer ***");
    BOOST_TEST(texts::of_fields(result.error()) == "*** ***: is ***\n");
}

BOOST_AUTO_TEST_CASE(stay_out_of_validation_errors) {
    const std::string key = make_key();
    for (const std::string tail : {" ", "\r\nX: y", "\n", "\xC3\xA9", "\xFF", "\x7F"}) {
        const auto result = flameup::build(config(key + tail), flameup::BatchUpsert<>{});
        BOOST_TEST_REQUIRE(result.has_error());
        BOOST_TEST(!leaks(everything(result.error()), key));
        BOOST_TEST(texts::of_codes(result.error()) == "api_key invalid_api_key; people too_few");
    }
}

BOOST_AUTO_TEST_CASE(stay_out_of_curl_commands_and_streams) {
    const std::string key = make_key();
    flameup::UpsertPerson<> upsert;
    upsert.userId = "u";
    const auto request = flameup::build(config(), upsert);
    BOOST_TEST_REQUIRE(request.has_value());
    BOOST_TEST(!leaks(flameup::to_curl(*request), key));
    BOOST_TEST(leaks(flameup::to_curl(*request, flameup::ShowSecrets::yes), key));
    std::ostringstream stream;
    stream << config().api_key;
    BOOST_TEST(stream.str() == "***");
    // The request itself has the key in one place.
    std::string rest = request->url + request->body + request->operation;
    for (const flameup::Header& header : request->headers) {
        if (header.name != "Authorization") rest += header.name + header.value;
    }
    BOOST_TEST(!leaks(rest, key));
}

BOOST_AUTO_TEST_SUITE_END()
