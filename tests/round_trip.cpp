#include "flameup/core.hpp"

#include "texts.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

// Writes random people (from a fixed seed) as requests and responses, and reads them again.

BOOST_AUTO_TEST_SUITE(round_trip)

using flameup::Nullable;
using flameup::Timestamp;

enum class Rank { bronze, silver, gold };
FLAMEUP_DESCRIBE_ENUM(Rank, bronze, silver, gold)

struct Item {
    std::string name;
    std::optional<std::int64_t> count;
    flameup::OpenEnum<Rank> rank;

    FLAMEUP_DESCRIBE(Item, (), (name, count, rank))
    friend bool operator==(const Item& a, const Item& b) {
        return a.name == b.name && a.count == b.count && a.rank == b.rank;
    }
};

struct Traits {
    std::string text;
    bool flag = false;
    std::int64_t low = 0;
    std::uint64_t high = 0;
    std::uint8_t small = 0;
    double number = 0;
    float single = 0;
    std::optional<Rank> rank;
    Nullable<std::string> note;
    Nullable<double> score;
    std::optional<Timestamp> moment;
    std::vector<Item> items;
    std::map<std::string, std::vector<double>> series;

    FLAMEUP_DESCRIBE(Traits, (),
                     (text, flag, low, high, small, number, single, rank, note, score, moment,
                      items, series))
    friend bool operator==(const Traits& a, const Traits& b) {
        return a.text == b.text && a.flag == b.flag && a.low == b.low && a.high == b.high &&
               a.small == b.small && a.number == b.number && a.single == b.single &&
               a.rank == b.rank && a.note == b.note && a.score == b.score && a.moment == b.moment &&
               a.items == b.items && a.series == b.series;
    }
};

using Person = flameup::Person<Traits>;

/// Makes random values; half of them are edge cases.
class Source {
  public:
    explicit Source(unsigned seed) : random_(seed) {}

    std::uint64_t bits() { return random_(); }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(bits() % end); }
    bool coin() { return below(2) == 0; }

    std::string text() {
        static const std::string pieces[] = {"a",
                                             "Z",
                                             " ",
                                             "\"",
                                             "\\",
                                             "/",
                                             "\b",
                                             "\f",
                                             "\n",
                                             "\r",
                                             "\t",
                                             std::string(1, '\0'),
                                             "\x1F",
                                             "\x7F",
                                             "\xC3\xA9",
                                             "\xE2\x80\xA8",
                                             "\xEF\xBF\xBF",
                                             "\xF0\x9F\x98\x80",
                                             "plain text that is a little longer"};
        std::string result;
        for (std::size_t size = below(12); size != 0; --size) {
            result += pieces[below(std::size(pieces))];
        }
        return result;
    }

    std::int64_t integer() {
        using limits = std::numeric_limits<std::int64_t>;
        const std::int64_t awkward[] = {0, -1, (limits::min)(), (limits::max)(), 9007199254740993};
        return coin() ? awkward[below(std::size(awkward))] : static_cast<std::int64_t>(bits());
    }

    double number() {
        using limits = std::numeric_limits<double>;
        const double awkward[] = {0.0,
                                  -0.0,
                                  0.1,
                                  1e21,
                                  -1.5e-7,
                                  5e-324,
                                  (limits::max)(),
                                  (limits::min)(),
                                  123456789012345680.0,
                                  2.2250738585072011e-308};
        if (coin()) return awkward[below(std::size(awkward))];
        const std::uint64_t pattern = bits();
        double value;
        std::memcpy(&value, &pattern, sizeof value);
        return std::isfinite(value) ? value : 1;
    }

    Timestamp moment() {
        constexpr std::int64_t first = -62167219200;
        constexpr std::int64_t end = 253402300800;
        const auto nanoseconds = static_cast<std::uint32_t>(below(1'000'000'000));
        return {first + static_cast<std::int64_t>(below(static_cast<std::size_t>(end - first))),
                coin() ? 0 : nanoseconds};
    }

    template <class Function> auto maybe(Function function) {
        return coin() ? std::optional(function()) : std::nullopt;
    }

    Item item() {
        Item result{text(), maybe([&] { return integer(); }), static_cast<Rank>(below(3))};
        if (coin()) result.rank = flameup::OpenEnum<Rank>::from_unknown(text());
        return result;
    }

    Traits traits() {
        Traits result;
        result.text = text();
        result.flag = coin();
        result.low = integer();
        result.high = coin() ? bits() : (std::numeric_limits<std::uint64_t>::max)();
        result.small = static_cast<std::uint8_t>(bits());
        result.number = number();
        result.single = static_cast<float>(below(100000)) / 7.0F;
        result.rank = maybe([&] { return static_cast<Rank>(below(3)); });
        if (coin()) result.note = text();
        if (coin()) result.score = number();
        if (coin()) result.note = flameup::null;
        result.moment = maybe([&] { return moment(); });
        for (std::size_t size = below(4); size != 0; --size) result.items.push_back(item());
        for (std::size_t size = below(4); size != 0; --size) {
            auto& numbers = result.series[text()];
            while (coin()) numbers.push_back(number());
        }
        return result;
    }

    boost::json::value value(int depth = 3) {
        switch (below(depth == 0 ? 6 : 8)) {
        case 0: return nullptr;
        case 1: return coin();
        case 2: return integer();
        case 3: return bits() | std::uint64_t{1} << 63; // larger than an int64
        case 4: return number();
        case 5: return boost::json::string(text());
        case 6: {
            boost::json::array result;
            for (std::size_t size = below(5); size != 0; --size) {
                result.emplace_back(value(depth - 1));
            }
            return result;
        }
        default: return object(depth - 1);
        }
    }

    boost::json::object object(int depth = 3) {
        boost::json::object result;
        for (std::size_t size = below(5); size != 0; --size) {
            result[text()] = value(depth > 0 ? depth - 1 : 0);
        }
        return result;
    }

    Person person() {
        const auto some_text = [&] { return text(); };
        const auto some_moment = [&] { return moment(); };
        Person result;
        for (auto member : {&Person::id, &Person::workspace_id, &Person::userId, &Person::email,
                            &Person::phone, &Person::first_name, &Person::last_name,
                            &Person::avatar_url, &Person::timezone, &Person::locale}) {
            result.*member = maybe(some_text);
        }
        for (auto member : {&Person::created_at, &Person::updated_at, &Person::first_seen_at,
                            &Person::last_seen_at}) {
            result.*member = maybe(some_moment);
        }
        using Status = flameup::OpenEnum<flameup::PersonStatus>;
        if (coin()) result.status = static_cast<flameup::PersonStatus>(below(3));
        if (coin()) result.status = Status::from_unknown("not one of the three");
        result.traits = traits();
        return result;
    }

  private:
    std::mt19937_64 random_;
};

/// Compares values as JSON does: 1.0 and 1 are equal.
bool same(const boost::json::value& a, const boost::json::value& b) {
    if (a.is_number() && b.is_number() && (a.is_double() || b.is_double())) {
        return a.to_number<double>() == b.to_number<double>();
    }
    if (a.is_array() && b.is_array()) {
        const boost::json::array& x = a.get_array();
        const boost::json::array& y = b.get_array();
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
    }
    if (a.is_object() && b.is_object()) {
        const auto in_b = [&b](const boost::json::key_value_pair& member) {
            const boost::json::value* const other = b.get_object().if_contains(member.key());
            return other != nullptr && same(member.value(), *other);
        };
        return a.get_object().size() == b.get_object().size() &&
               std::all_of(a.get_object().begin(), a.get_object().end(), in_b);
    }
    return a == b;
}

constexpr unsigned rounds = 300;

flameup::Config config() {
    flameup::Config result;
    result.api_key = "test_key";
    return result;
}

BOOST_AUTO_TEST_CASE(brings_dynamic_traits_to_the_server_as_they_are) {
    for (unsigned seed = 0; seed != rounds; ++seed) {
        Source source(seed);
        flameup::BatchUpsert<> batch;
        boost::json::array people;
        for (std::size_t size = 1 + source.below(4); size != 0; --size) {
            flameup::PersonInput<> input;
            input.userId = source.text();
            input.anonymousId = source.maybe([&] { return source.text(); });
            input.traits = source.object();
            boost::json::object person{{"userId", input.userId}};
            if (input.anonymousId) person["anonymousId"] = *input.anonymousId;
            person["traits"] = *input.traits;
            people.push_back(std::move(person));
            batch.people.push_back(std::move(input));
        }
        const auto request = flameup::build(config(), batch, {flameup::Checks::off});
        BOOST_TEST_REQUIRE(request.has_value(), texts::of(request.error()));
        // The library's reader reads every number exactly; Boost.JSON's may be one unit off.
        const auto read = flameup::from_json<boost::json::value>(request->body);
        BOOST_TEST_REQUIRE(read.has_value(), texts::of(read.error()));
        BOOST_TEST(same(*read, boost::json::value{{"people", people}}), "seed " << seed);
        boost::system::error_code ec;
        const boost::json::value parsed = boost::json::parse(request->body, ec);
        BOOST_TEST(!ec);
        BOOST_TEST(parsed.at("people").as_array().size() == people.size());
    }
}

BOOST_AUTO_TEST_CASE(brings_typed_traits_to_the_server_as_they_are) {
    for (unsigned seed = 0; seed != rounds; ++seed) {
        Source source(seed);
        const flameup::UpdatePerson<Traits> update{"u", source.traits()};
        const auto request = flameup::build(config(), update);
        BOOST_TEST_REQUIRE(request.has_value(), texts::of(request.error()));
        const auto body = flameup::from_json<flameup::UpdatePerson<Traits>>(request->body);
        BOOST_TEST_REQUIRE(body.has_value(), texts::of(body.error()));
        BOOST_TEST((body->traits == update.traits), "seed " << seed);

        const boost::json::object traits =
            boost::json::parse(request->body).at("traits").as_object();
        BOOST_TEST((traits.at("text") == boost::json::string(update.traits.text)));
        BOOST_TEST((traits.at("flag") == update.traits.flag));
        BOOST_TEST((traits.at("low") == update.traits.low));
        BOOST_TEST((traits.at("high").to_number<std::uint64_t>() == update.traits.high));
        BOOST_TEST((traits.at("items").as_array().size() == update.traits.items.size()));
        BOOST_TEST((traits.contains("note") == !update.traits.note.is_absent()));
        BOOST_TEST((traits.contains("rank") == update.traits.rank.has_value()));
        if (update.traits.note.is_null()) BOOST_TEST(traits.at("note").is_null());
    }
}

BOOST_AUTO_TEST_CASE(brings_people_back_as_they_are) {
    for (unsigned seed = 0; seed != rounds; ++seed) {
        Source source(seed);
        const Person person = source.person();
        const auto written = flameup::to_json(person);
        BOOST_TEST_REQUIRE(written.has_value(), texts::of(written.error()));
        const auto read = flameup::decode<flameup::GetPerson<Traits>>({}, {200, {}, *written});
        BOOST_TEST_REQUIRE(read.has_value(), texts::of(read.error()));
        BOOST_TEST((read->traits == person.traits), "seed " << seed);
        BOOST_TEST((read->status == person.status));
        BOOST_TEST((read->created_at == person.created_at));
        BOOST_TEST((read->userId == person.userId));
        BOOST_TEST(*flameup::to_json(*read) == *written);
        const auto again = flameup::from_json<Person>(*written, {}, flameup::Strictness::full());
        BOOST_TEST_REQUIRE(again.has_value(), texts::of(again.error()));
        BOOST_TEST(*flameup::to_json(*again) == *written);
    }
}

BOOST_AUTO_TEST_CASE(reads_what_another_writer_wrote) {
    for (unsigned seed = 0; seed != rounds; ++seed) {
        Source source(seed);
        boost::json::object traits = source.object();
        const boost::json::object answer{
            {"attributes", traits}, {"ignored", source.value()}, {"external_id", source.text()}};
        // Boost.JSON's writer writes numbers and escapes in another way.
        const auto person =
            flameup::decode<flameup::GetPerson<>>({}, {200, {}, boost::json::serialize(answer)});
        BOOST_TEST_REQUIRE(person.has_value(), texts::of(person.error()));
        BOOST_TEST(same(person->traits, traits), "seed " << seed);
        BOOST_TEST((*person->userId == answer.at("external_id").as_string()));
    }
}

BOOST_AUTO_TEST_SUITE_END()
