// Results that need less memory: whose strings are views into the body, that are used again, or
// whose dynamic values are on a resource. These are the library's candidates; simdjson's for views
// are among its others.
#include "decode.hpp"
#include "ours.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace benchmarks {
namespace {

void add_views() {
    using List = flameup::ListPeople<BorrowedTraits, std::string_view>;
    for (const PageWorkload& workload : page_workloads("_borrowed")) {
        // The response is the call's: it comes from the transport for each.
        add_prepared(
            workload.name, "ours", workload.size,
            [body = workload.body] {
                return flameup::HttpResponse{200, {}, *body};
            },
            [](flameup::HttpResponse&& response) {
                auto result = flameup::decode<List>(config(), std::move(response));
                if (!result) check_ours(false, "decode", result.error().message);
                return *std::move(result);
            },
            result_as_json);
    }
}

/// Reads pages for none of their members: what remains of the work when nothing is kept.
void add_passing_over() {
    for (const PageWorkload& workload : page_workloads("_passed_over")) {
        const auto response = std::make_shared<const flameup::HttpResponse>(
            flameup::HttpResponse{200, {}, *workload.body});
        add(
            workload.name, "ours", workload.size,
            [response] { return decode_ours<flameup::GetStatistics>(*response); }, result_as_json);
    }
}

template <class Traits> void add_used(const std::string& kind) {
    using List = flameup::ListPeople<Traits>;
    for (const PageWorkload& workload : page_workloads(kind)) {
        const auto response = std::make_shared<const flameup::HttpResponse>(
            flameup::HttpResponse{200, {}, *workload.body});
        add(
            workload.name, "ours_used", workload.size,
            [ response, page = flameup::PeoplePage<Traits>() ]() mutable -> const auto& {
                const auto done = flameup::decode<List>(config(), *response, page);
                if (!done) check_ours(false, "decode", done.error().message);
                return page;
            },
            as_json);
    }
}

void add_monotonic() {
    using List = flameup::ListPeople<DynamicTraits>;
    struct Memory {
        std::vector<unsigned char> bytes = std::vector<unsigned char>(4 << 20);
        boost::json::monotonic_resource resource{bytes.data(), bytes.size()};
        boost::json::storage_ptr storage{&resource};
    };
    for (const PageWorkload& workload : page_workloads("_dynamic")) {
        const auto response = std::make_shared<const flameup::HttpResponse>(
            flameup::HttpResponse{200, {}, *workload.body});
        add(
            workload.name, "ours_monotonic", workload.size,
            [response, memory = std::make_shared<Memory>()] {
                memory->resource.release(); // the result before is gone
                auto result = flameup::decode<List>(config(), *response, {&memory->storage});
                if (!result) check_ours(false, "decode", result.error().message);
                return *std::move(result);
            },
            as_json);
    }
}

} // namespace

void add_borrowed() {
    add_views();
    add_passing_over();
    add_used<PlayerTraits>("");
    add_used<DynamicTraits>("_dynamic");
    add_monotonic();
}

} // namespace benchmarks
