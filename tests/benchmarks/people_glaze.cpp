// glaze's candidates, where it is there. It needs C++23.
#include "glaze.hpp"

#include "decode.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace benchmarks::glaze {
namespace {

using Page = flameup::PeoplePage<PlayerTraits>;

constexpr std::size_t batch_size = 100;

const auto as_is = [](const std::string& text) -> const std::string& { return text; };

/// Writes each value into the string that the one before was written into.
template <class T> void add_writing(const std::string& workload, std::vector<T> values, Size size) {
    size.inputs = values.size();
    for (const T& value : values) size.bytes += as_json(value).size();
    size.bytes /= values.size();
    const auto list = std::make_shared<const std::vector<T>>(std::move(values));
    benchmarks::add(
        workload, "glaze", size,
        [list, text = std::string()](std::size_t i) mutable -> const std::string& {
            write((*list)[i], text);
            return text;
        },
        as_is);
}

void add_person() {
    const PersonWorkload workload;
    benchmarks::add(
        workload.name, "glaze", workload.size,
        [bodies = workload.bodies](std::size_t i) {
            flameup::Person<PlayerTraits> person;
            read((*bodies)[i], person);
            return person;
        },
        as_json);
}

void add_pages() {
    // What a page was used for before: it has all that a person may have.
    Page before;
    read(page_body(page_size, Dialect::reference, Order::shuffled), before);
    for (const PageWorkload& workload : page_workloads("")) {
        benchmarks::add(
            workload.name, "glaze", workload.size,
            [body = workload.body] {
                Page page;
                read(*body, page);
                return page;
            },
            as_json);
        benchmarks::add(
            workload.name, "glaze_used", workload.size,
            [body = workload.body, page = before]() mutable -> const Page& {
                read_into_used(*body, page);
                return page;
            },
            as_json);
    }
}

} // namespace

void add_encode() {
    auto people = typed_inputs(batch_size);
    flameup::BatchUpsert<PlayerTraits> batch{people};
    add_writing("encode_upsert", std::move(people), Size{1, 0, 1});
    add_writing("encode_batch", std::vector{std::move(batch)}, Size{1, 0, batch_size});
}

void add_decode() {
    add_person();
    add_pages();
}

} // namespace benchmarks::glaze
