// simdjson's candidates. This unit is compiled twice: as all others, and for this very machine,
// which simdjson's documentation advises for its On-Demand interface.
#include "simdjson.hpp"

#include "decode.hpp"

#include <memory>
#include <string>
#include <vector>

#define BENCHMARKS_TEXT_OF(name) #name
#define BENCHMARKS_TEXT(name) BENCHMARKS_TEXT_OF(name)

namespace benchmarks::SIMDJSON_FLAVOUR {
namespace {

constexpr char name[] = BENCHMARKS_TEXT(SIMDJSON_FLAVOUR);

void add_person() {
    const PersonWorkload workload;
    const auto bodies = std::make_shared<std::vector<simdjson::padded_string>>();
    for (const std::string& body : *workload.bodies) bodies->emplace_back(body);
    benchmarks::add(
        workload.name, name, workload.size,
        [bodies, reader = std::make_shared<Reader>()](std::size_t i) {
            return reader->person<flameup::Person<PlayerTraits>>((*bodies)[i]);
        },
        as_json);
}

template <class Page> void add_pages(const std::string& kind) {
    for (const PageWorkload& workload : page_workloads(kind)) {
        const auto body = std::make_shared<const simdjson::padded_string>(*workload.body);
        benchmarks::add(
            workload.name, name, workload.size,
            [body, reader = std::make_shared<Reader>()] {
                return reader->page<Page>(*body, page_size);
            },
            as_json);
    }
}

} // namespace

void add() {
    add_person();
    add_pages<flameup::PeoplePage<PlayerTraits>>("");
    add_pages<flameup::PeoplePage<DynamicTraits>>("_dynamic");
    add_pages<BorrowedPage>("_borrowed");
}

} // namespace benchmarks::SIMDJSON_FLAVOUR
