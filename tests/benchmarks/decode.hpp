#ifndef FLAMEUP_BENCHMARKS_DECODE_HPP
#define FLAMEUP_BENCHMARKS_DECODE_HPP

// The workloads that read people, for each unit that adds candidates to them.

#include "harness.hpp"
#include "inputs.hpp"

#include "flameup/json/to_json.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace benchmarks {

constexpr std::size_t page_size = 500;
constexpr std::size_t single_people = 100;

/// A workload that reads pages, with its body.
struct PageWorkload {
    std::string name;
    std::shared_ptr<const std::string> body;
    Size size;
};

inline std::vector<PageWorkload> page_workloads(const std::string& kind) {
    std::vector<PageWorkload> result;
    const auto add_one = [&](const char* name, Dialect dialect, Order order) {
        auto body = std::make_shared<const std::string>(page_body(page_size, dialect, order));
        const Size size{1, body->size(), page_size};
        result.push_back({"decode_page_" + std::string(name) + kind, std::move(body), size});
    };
    add_one("overview", Dialect::overview, Order::documented);
    add_one("reference", Dialect::reference, Order::documented);
    add_one("shuffled", Dialect::reference, Order::shuffled);
    return result;
}

/// The workload that reads one person after another.
struct PersonWorkload {
    std::string name = "decode_person";
    std::shared_ptr<const std::vector<std::string>> bodies =
        std::make_shared<const std::vector<std::string>>(
            person_bodies(single_people, Dialect::reference));
    Size size{single_people, 0, 1};

    PersonWorkload() {
        for (const std::string& body : *bodies) size.bytes += body.size();
        size.bytes /= single_people;
    }
};

/// What was read, as the text by which candidates are compared: all members in their order.
inline const auto as_json = [](const auto& value) {
    auto text = flameup::to_json(value);
    if (!text) {
        std::fprintf(stderr, "a result cannot be written: %s\n", text.error().message.c_str());
        std::exit(1);
    }
    return *std::move(text);
};

/// The same of what a `Result` holds.
inline const auto result_as_json = [](const auto& result) { return as_json(*result); };

} // namespace benchmarks

#endif
