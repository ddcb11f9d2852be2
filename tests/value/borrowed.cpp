#include "flameup/value/borrowed.hpp"

#include "flameup/client/client.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/model.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace borrowed_test {

enum class Plan { basic, premium };
FLAMEUP_DESCRIBE_ENUM(Plan, basic, premium)

template <class Text> struct Traits {
    std::optional<Text> name;
    flameup::Nullable<Text> note;
    std::optional<Plan> plan;
    std::optional<double> score;
    std::vector<Text> tags;
    std::map<Text, int> counts;
    FLAMEUP_DESCRIBE(Traits, (), (name, note, plan, score, tags, counts))
};

using View = std::string_view;
using List = flameup::ListPeople<Traits<std::string>>;
using BorrowedList = flameup::ListPeople<Traits<View>, View>;
using BorrowedGet = flameup::GetPerson<Traits<View>, View>;

flameup::Config config() {
    flameup::Config result;
    result.api_key = "YOUR_API_KEY";
    return result;
}

auto borrow(std::string body) {
    return flameup::decode<BorrowedList>(config(), flameup::HttpResponse{200, {}, std::move(body)});
}

/// Names and notes of every length, some with escapes at either end.
std::string long_body(bool cut = false) {
    std::string body = R"({"people":[)";
    for (int i = 0; i != 60; ++i) {
        const std::string text(static_cast<std::size_t>(i), 'x');
        if (i != 0) body += ',';
        body += R"({"external_id":")" + text + R"(","email":"\u00e9)" + text +
                R"(","status":"on\nhold)" + text + R"(","attributes":{"name":")" + text +
                R"(\"\\","note":"\ud83d\udd25","plan":"premium","score":)" + std::to_string(i) +
                R"(.5,"tags":["a\tb",")" + text + R"("],"counts":{"\u006b":1,"l":2}}})";
    }
    return cut ? body : body + R"(],"total":60})";
}

} // namespace borrowed_test

BOOST_AUTO_TEST_SUITE(borrowed)

using namespace borrowed_test;
using flameup::Borrowed;

static_assert(!std::is_copy_constructible_v<Borrowed<flameup::Person<>>>);
static_assert(std::is_nothrow_move_constructible_v<Borrowed<int>>);

BOOST_AUTO_TEST_CASE(reads_the_same_as_strings) {
    const std::string body = long_body();
    const auto owned = flameup::decode<List>(config(), {200, {}, body});
    BOOST_TEST_REQUIRE(owned.has_value());
    const auto page = borrow(body);
    BOOST_TEST_REQUIRE(page.has_value());
    BOOST_TEST((*page)->people.size() == 60u);
    BOOST_TEST(*flameup::to_json(**page) == *flameup::to_json(*owned));
}

BOOST_AUTO_TEST_CASE(its_texts_lie_in_the_body_unless_they_had_escapes) {
    flameup::HttpResponse response{200, {{"X-Request-Id", "r"}}, long_body()};
    const char* const begin = response.body.data();
    const char* const end = begin + response.body.size();
    const auto page = flameup::decode<BorrowedList>(config(), std::move(response));
    BOOST_TEST_REQUIRE(page.has_value());
    BOOST_TEST(response.body.empty());
    BOOST_TEST(response.status == 200);
    BOOST_TEST(*response.headers.find("x-request-id") == "r");
    std::size_t within = 0;
    std::size_t beside = 0;
    const auto check = [&](View text) {
        const bool is_within = text.data() >= begin && text.data() + text.size() <= end;
        ++(is_within ? within : beside);
    };
    for (const auto& person : (*page)->people) {
        check(*person.userId);
        check(*person.email);
        check(person.status->unknown());
        check(*person.traits.name);
        check(*person.traits.note);
        for (const View tag : person.traits.tags) check(tag);
        for (const auto& [name, count] : person.traits.counts) check(name);
    }
    BOOST_TEST(within == 60u * 3);
    BOOST_TEST(beside == 60u * 6);
}

BOOST_AUTO_TEST_CASE(stays_good_when_it_is_moved) {
    // A short body, whose bytes move along with its string.
    auto first =
        flameup::decode<BorrowedGet>(config(), flameup::HttpResponse{200, {}, R"({"id":"i"})"});
    BOOST_TEST_REQUIRE(first.has_value());
    const View id = *(*first)->id;
    const Borrowed<BorrowedGet::Response> second = *std::move(first);
    BOOST_TEST(*second->id == "i");
    BOOST_TEST(static_cast<const void*>(second->id->data()) == static_cast<const void*>(id.data()));
    std::vector<Borrowed<BorrowedGet::Response>> many;
    for (int i = 0; i != 20; ++i) {
        many.push_back(*flameup::decode<BorrowedGet>(
            config(), flameup::HttpResponse{200, {}, "{\"id\":\"" + std::to_string(i) + "\"}"}));
    }
    for (int i = 0; i != 20; ++i) {
        BOOST_TEST(*many[static_cast<std::size_t>(i)]->id == std::to_string(i));
    }
}

BOOST_AUTO_TEST_CASE(leaves_the_body_to_a_response_that_fails) {
    flameup::HttpResponse cut{200, {}, long_body(true)};
    const auto page = flameup::decode<BorrowedList>(config(), std::move(cut));
    const auto owned = flameup::decode<List>(config(), {200, {}, long_body(true)});
    BOOST_TEST_REQUIRE(page.has_error());
    BOOST_TEST(texts::of(page.error()) == texts::of(owned.error()));
    BOOST_TEST(cut.body == long_body(true));

    flameup::HttpResponse missing{404, {}, R"({"error":"no","message":"a\nb","code":404})"};
    const auto person = flameup::decode<BorrowedGet>(config(), std::move(missing));
    BOOST_TEST(person.error().message == "a\nb");
    BOOST_TEST(missing.body.size() == 42u);
}

BOOST_AUTO_TEST_CASE(has_the_errors_that_strings_have) {
    const std::string whole = long_body().substr(0, 700);
    std::mt19937 random(3);
    for (int i = 0; i != 3000; ++i) {
        std::string body = whole.substr(0, random() % whole.size());
        for (int j = 0; j != 2 && !body.empty(); ++j) {
            constexpr std::string_view bytes = "{}[],:\"\\u0e1-. \x01\x80n";
            body[random() % body.size()] = bytes[random() % bytes.size()];
        }
        const auto page = borrow(body);
        const auto owned = flameup::decode<List>(config(), {200, {}, body});
        BOOST_TEST_REQUIRE(page.has_value() == owned.has_value());
        if (page) continue;
        if (page.error() != owned.error()) {
            BOOST_TEST(texts::of(page.error()) == texts::of(owned.error()));
        }
    }
}

BOOST_AUTO_TEST_CASE(is_what_a_client_returns) {
    const auto send = [](const flameup::HttpRequest&) {
        return flameup::HttpResponse{200, {{"X-RateLimit-Limit", "120"}}, long_body()};
    };
    const flameup::Client people(config(), send);
    BorrowedList list;
    list.search = "Jane"; // views in requests, too
    flameup::HttpResponse response;
    const flameup::Result<Borrowed<BorrowedList::Response>> page = people.send(list, response);
    BOOST_TEST_REQUIRE(page.has_value());
    BOOST_TEST(*(*page)->people[3].userId == "xxx");
    BOOST_TEST(*response.headers.find("X-RateLimit-Limit") == "120");
    BOOST_TEST(response.body.empty());
}

BOOST_AUTO_TEST_CASE(needs_no_body_where_there_is_none) {
    using Upsert = flameup::UpsertPerson<Traits<View>, View>;
    const auto person = flameup::decode<Upsert>(config(), flameup::HttpResponse{204, {}, ""});
    BOOST_TEST_REQUIRE(person.has_value());
    BOOST_TEST(!(*person)->was_created.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
