#include "flameup/json/dynamic_reader.hpp"

#include "json_memory.hpp"
#include "json/reading.hpp"

#include <boost/json/static_resource.hpp>
#include <boost/json/string.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace json_dynamic_reader_test {

/// Counts the blocks of memory in use.
class CountingResource : public JsonMemory {
  public:
    std::size_t blocks = 0;

  private:
    void* do_allocate(std::size_t size, std::size_t) override {
        ++blocks;
        return ::operator new(size);
    }
    void do_deallocate(void* block, std::size_t, std::size_t) override {
        --blocks;
        ::operator delete(block);
    }
    bool do_is_equal(const JsonMemory& other) const noexcept override { return this == &other; }
};

struct Texts {
    boost::json::string text;
    std::optional<boost::json::string> maybe;
    std::vector<boost::json::string> list;
    boost::json::value any;
    boost::json::object object;
    boost::json::array array;
    FLAMEUP_DESCRIBE(Texts, (), (text, maybe, list, any, object, array))
};

} // namespace json_dynamic_reader_test

BOOST_AUTO_TEST_SUITE(json_dynamic_reader)

using namespace json_reading;
using namespace json_dynamic_reader_test;

BOOST_AUTO_TEST_CASE(reads_values_of_any_kind) {
    const Row anything[] = {
        {"null", "null"},
        {"true", "true"},
        {"-1", "-1"},
        {"18446744073709551615", "18446744073709551615"},
        {"0.5", "0.5"},
        {R"("a")", R"("a")"},
        {R"({"a":[1,{"b":null}],"a\n":"\u0000"})", R"({"a":[1,{"b":null}],"a\n":"\u0000"})"},
    };
    check_rows<boost::json::value>(anything);
    const Row objects[] = {
        {R"({"a":[]})", R"({"a":[]})"},
        {R"([])", "wrong_type at $ offset 0"},
        {R"(null)", "wrong_type at $ offset 0"},
    };
    check_rows<boost::json::object>(objects);
    const Row arrays[] = {
        {R"([{}])", R"([{}])"},
        {R"({})", "wrong_type at $ offset 0"},
        {R"("")", "wrong_type at $ offset 0"},
    };
    check_rows<boost::json::array>(arrays);
}

BOOST_AUTO_TEST_CASE(rounds_or_refuses_integers_of_more_than_64_bits) {
    flameup::DecodeOptions decode;
    decode.strictness.large_integers = true;
    ReadOptions refusing;
    refusing.decode = &decode;
    struct Row3 {
        std::string_view text;
        std::string_view rounded;
        bool is_large;
    };
    const Row3 rows[] = {
        {R"({"a":[12345678901234567890123]})", R"({"a":[1.2345678901234568e+22]})", true},
        {R"({"a":[-9223372036854775809]})", R"({"a":[-9223372036854775808]})", true},
        {R"({"a":[18446744073709551616]})", R"({"a":[18446744073709551616]})", true},
        {R"({"a":[18446744073709551615]})", R"({"a":[18446744073709551615]})", false},
        {R"({"a":[-9223372036854775808]})", R"({"a":[-9223372036854775808]})", false},
        {R"({"a":[1e22]})", R"({"a":[1e+22]})", false},
        {R"({"a":[0.5]})", R"({"a":[0.5]})", false},
    };
    for (const Row3& row : rows) {
        const std::string text(row.text);
        if (row.rounded.find("18446744073709551616") == std::string_view::npos &&
            row.rounded.find("-92233720368547758") == std::string_view::npos) {
            BOOST_TEST(reread<boost::json::value>(text) == row.rounded);
        }
        BOOST_TEST(reread<boost::json::value>(text, {}, refusing) ==
                   (row.is_large ? "out_of_range at $.a[0] offset 6" : row.rounded));
    }
    boost::json::value value;
    const auto problem = read_json("-9223372036854775809", value, {}, refusing);
    BOOST_TEST(problem->message == "the integer has more than 64 bits");
}

BOOST_AUTO_TEST_CASE(takes_the_last_of_duplicate_keys) {
    const Row rows[] = {{R"({"a":{"x":1},"b":2,"a":[3]})", R"({"a":[3],"b":2})"}};
    check_rows<boost::json::object>(rows);
}

BOOST_AUTO_TEST_CASE(bounds_the_members_of_dynamic_objects) {
    const auto read = [](std::size_t members) {
        std::string text = R"([{"a":{)";
        for (std::size_t i = 0; i != members; ++i) {
            text += '"' + std::to_string(i) + (i + 1 != members ? "\":0," : "\":0}}]");
        }
        const auto result = reread<boost::json::value>(text);
        return result == text ? "read" : result;
    };
    BOOST_TEST(read(4096) == "read");
    BOOST_TEST(read(4097) == "too_large at $[0].a offset 35761");
}

BOOST_AUTO_TEST_CASE(makes_the_values_of_boost_json_in_a_storage) {
    const std::string long_text = '"' + std::string(100, 'x') + '"';
    const std::string text = R"({"text":)" + long_text + R"(,"maybe":)" + long_text +
                             R"(,"list":[)" + long_text + R"(],"any":[)" + long_text +
                             R"(],"object":{"a":)" + long_text + R"(},"array":[)" + long_text +
                             "]}";
    CountingResource memory;
    const boost::json::storage_ptr storage(&memory);
    const flameup::DecodeOptions decode{&storage};
    ReadOptions options;
    options.decode = &decode;
    {
        Texts texts;
        for (int i = 0; i != 3; ++i) {
            BOOST_TEST_REQUIRE(!read_json(text, texts, {}, options).has_value());
            BOOST_TEST(rewritten(texts) == text);
            BOOST_TEST((texts.text.storage().get() == &memory));
            BOOST_TEST((texts.maybe->storage().get() == &memory));
            BOOST_TEST((texts.list[0].storage().get() == &memory));
            BOOST_TEST((texts.any.storage().get() == &memory));
            BOOST_TEST((texts.any.at(0).storage().get() == &memory));
            BOOST_TEST((texts.object.storage().get() == &memory));
            BOOST_TEST((texts.object.at("a").storage().get() == &memory));
            BOOST_TEST((texts.array.storage().get() == &memory));
        }
        const std::size_t blocks = memory.blocks;
        BOOST_TEST(blocks >= 9u);
        BOOST_TEST_REQUIRE(!read_json(text, texts, {}, options).has_value());
        BOOST_TEST(memory.blocks == blocks); // nothing is left behind
    }
    BOOST_TEST(memory.blocks == 0u);
}

BOOST_AUTO_TEST_CASE(keeps_values_in_their_own_storage_where_none_is_given) {
    CountingResource memory;
    boost::json::object object(&memory);
    BOOST_TEST_REQUIRE(!read_json(R"({"a":"b"})", object, {}).has_value());
    BOOST_TEST((object.storage().get() == &memory));
    // The elements of a list share one.
    std::vector<boost::json::object> list;
    BOOST_TEST_REQUIRE(!read_json(R"([{"a":"b"},{"c":{}}])", list, {}).has_value());
    BOOST_TEST((list[0].storage().get() == list[1].storage().get()));
    BOOST_TEST(list[0].storage().is_shared());
    // An element outlives the list.
    boost::json::object kept = std::move(list[0]);
    list.clear();
    BOOST_TEST(rewritten(kept) == R"({"a":"b"})");
}

BOOST_AUTO_TEST_CASE(leaves_values_whole_where_a_storage_is_full) {
    unsigned char memory[64];
    const std::string text = R"({"text":")" + std::string(200, 'x') + "\"}";
    boost::json::static_resource small(memory);
    const boost::json::storage_ptr storage(&small);
    const flameup::DecodeOptions decode{&storage};
    ReadOptions options;
    options.decode = &decode;
    Texts texts;
    texts.text = "before";
    BOOST_CHECK_THROW((void)read_json(text, texts, {}, options), std::bad_alloc);
    BOOST_TEST(texts.text == "before");
}

BOOST_AUTO_TEST_SUITE_END()
