// yyjson's candidates, where it is there.
#include "yyjson.hpp"

#include "decode.hpp"

#include "flameup/model.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace benchmarks::yyjson {
namespace {

void add_person() {
    const PersonWorkload workload;
    std::size_t most = 0;
    for (const std::string& body : *workload.bodies) most = (std::max)(most, body.size());
    benchmarks::add(
        workload.name, "yyjson", workload.size,
        [bodies = workload.bodies, parser = std::make_shared<Parser>(most)](std::size_t i) {
            flameup::Person<PlayerTraits> person;
            take_person(parser->parse((*bodies)[i]), person);
            return person;
        },
        as_json);
}

template <class Traits> void add_pages(const std::string& kind) {
    for (const PageWorkload& workload : page_workloads(kind)) {
        benchmarks::add(
            workload.name, "yyjson", workload.size,
            [body = workload.body, parser = std::make_shared<Parser>(workload.body->size())] {
                flameup::PeoplePage<Traits> page;
                take_page(parser->parse(*body), page);
                return page;
            },
            as_json);
    }
}

/// A text that was parsed in its place, and the views into it.
struct Views {
    std::string text;
    BorrowedPage page;
};

void add_views() {
    for (const PageWorkload& workload : page_workloads("_borrowed")) {
        add_prepared(
            workload.name, "yyjson_insitu", workload.size,
            [body = workload.body] { return *body + std::string(YYJSON_PADDING_SIZE, '\0'); },
            [parser = std::make_shared<Parser>(workload.body->size())](std::string&& text) {
                Views result{std::move(text), {}};
                take_page(parser->parse_in_place(result.text), result.page);
                return result;
            },
            [](const Views& result) { return as_json(result.page); });
    }
}

/// Makes the tree of a page alone, and looks for members that the page does not have, but one.
void add_tree() {
    for (const PageWorkload& workload : page_workloads("_passed_over")) {
        benchmarks::add(
            workload.name, "yyjson_tree", workload.size,
            [body = workload.body, parser = std::make_shared<Parser>(workload.body->size())] {
                flameup::Statistics result;
                for_each_member(parser->parse(*body), [&](std::string_view key, yyjson_val* each) {
                    if (key == "total") take(each, result.total);
                });
                return result;
            },
            as_json);
    }
}

} // namespace

void add() {
    add_person();
    add_pages<PlayerTraits>("");
    add_pages<DynamicTraits>("_dynamic");
    add_views();
    add_tree();
}

} // namespace benchmarks::yyjson
