#ifndef FLAMEUP_TESTS_JSON_READING_HPP
#define FLAMEUP_TESTS_JSON_READING_HPP

// What the tests of the reader share: types to read into, and functions that return the result as
// text.

#include "flameup/json/read_json.hpp"
#include "flameup/json/writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json_reading {

enum class Color { red, dark_blue };
FLAMEUP_DESCRIBE_ENUM(Color, red, dark_blue)

struct Point {
    int x = 0;
    int y = 0;
    FLAMEUP_DESCRIBE(Point, (), (x, y))
};

struct Base {
    std::string name;
    std::optional<int> size;

    static constexpr flameup::Alias aliases[] = {{"full_name", "name"}, {"length", "size"}};
    FLAMEUP_DESCRIBE(Base, (), (name, size))
};

struct Thing : Base {
    bool flag = false;
    double ratio = 0;
    std::int64_t count = 0;
    Color color = Color::red;
    std::optional<flameup::OpenEnum<Color>> open;
    flameup::Timestamp at;
    Point point;
    std::optional<Point> maybe_point;
    flameup::Nullable<std::string> removed;
    std::vector<int> list;
    std::vector<Point> points;
    std::map<std::string, int> numbers;
    boost::json::value any;
    boost::json::object object;
    boost::json::array array;

    static constexpr flameup::Alias aliases[] = {
        {"full_name", "name"}, {"length", "size"}, {"colour", "color"}, {"properties", "object"}};
    FLAMEUP_DESCRIBE(Thing, (Base),
                     (flag, ratio, count, color, open, at, point, maybe_point, removed, list,
                      points, numbers, any, object, array))
};

struct Node {
    std::string name;
    std::vector<Node> children;
    std::optional<std::vector<Node>> more;
    std::map<std::string, Node> named;
    FLAMEUP_DESCRIBE(Node, (), (name, children, more, named))
};

using flameup::Limits;
using flameup::detail::read_json;
using flameup::detail::ReadOptions;
using flameup::detail::ReadProblem;

template <class T> std::string rewritten(const T& value) {
    std::string text;
    const bool ok = flameup::detail::JsonWriter(text, 256).write_document(value);
    return ok ? text : "not writable";
}

inline std::string described(const ReadProblem& problem) {
    return problem.code + " at " + problem.place.path + " offset " +
           std::to_string(problem.place.offset);
}

/// Reads a text and returns the value as JSON; or what is wrong, and where.
template <class T>
std::string reread(std::string_view text, const Limits& limits = {},
                   const ReadOptions& options = {}) {
    T value{};
    const auto problem = read_json(text, value, limits, options);
    return problem ? described(*problem) : rewritten(value);
}

struct Row {
    std::string_view text;
    std::string_view expected;
};

template <class T, std::size_t Size> void check_rows(const Row (&rows)[Size]) {
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) { BOOST_TEST(reread<T>(row.text) == row.expected); }
    }
}

/// A document for `Thing` with every kind of value.
inline constexpr std::string_view document =
    R"({"name":"a\u00e9\"b","size":-3,"flag":true,"ratio":0.25,"count":12,"color":"dark_blue",)"
    R"("open":"green","at":"2024-01-15T10:30:00Z","point":{"x":1,"y":2},"maybe_point":{"x":3,"y":4},)"
    R"("removed":null,"list":[1,2],"points":[{"x":5,"y":6}],"numbers":{"k":7},"any":[null,{"z":1e1}],)"
    R"("object":{"a":[]},"array":["\ud83d\udd25"],"other":[{"a":[1]}]})";

} // namespace json_reading

#endif
