// The URLs of requests: path and query of each operation.
#include "boost_url.hpp"
#include "harness.hpp"
#include "inputs.hpp"
#include "ours.hpp"

#include "flameup/model.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace benchmarks {
namespace {

/// Writes a URL as `build` does.
template <class Operation> void expand(const Operation& operation, std::string& url) {
    namespace detail = flameup::detail;
    constexpr flameup::Route route = Operation::route;
    detail::Findings findings;
    detail::Buffer buffer(url);
    char* out = append(buffer, buffer.begin(), config().base_url.text());
    out = append(buffer, out, "/workspaces/");
    out = append_percent_encoded(buffer, out, config().workspace_id);
    detail::RouteExpander<Operation> expander(buffer, operation, findings);
    out = expander.append_path(out);
    if constexpr (!has_body(route.method)) out = expander.append_query(out);
    buffer.finish(out);
    check_ours(findings.empty(), route.name, "");
}

std::vector<flameup::ListPeople<>> lists() {
    std::vector<flameup::ListPeople<>> result;
    for (const char* search : {"jane doe", "José", "a+b@example.com", "李雷 & co", "müller",
                               "smith", "50%", "o'brien"}) {
        flameup::ListPeople<> list;
        list.limit = 500;
        list.offset = static_cast<std::int64_t>(result.size()) * 500;
        list.status = flameup::PersonStatus::active;
        list.search = search;
        list.created_since = flameup::Timestamp{1'705'314'600, 0};
        if (result.size() % 2 == 1) {
            list.updated_since = flameup::Timestamp{1'709'288'101, 250'000'000};
        }
        result.push_back(list);
    }
    return result;
}

/// Adds the candidates of one operation, whose values they take in turn.
template <class Operation>
void add_urls_of(const std::string& workload, std::vector<Operation> operations) {
    const auto list = std::make_shared<const std::vector<Operation>>(std::move(operations));
    const auto as_is = [](std::string_view text) { return text; };
    Size size{list->size(), 0, 0};
    std::string text;
    for (const Operation& each : *list) {
        expand(each, text);
        size.bytes += text.size();
    }
    size.bytes /= size.inputs;
    add(
        workload, "ours", size,
        [list, url = std::string()](std::size_t i) mutable -> const std::string& {
            expand((*list)[i], url);
            return url;
        },
        as_is);
    add(
        workload, "boost_encode", size,
        [list, url = std::string()](std::size_t i) mutable -> const std::string& {
            boost_url::write((*list)[i], url);
            return url;
        },
        as_is);
    add(
        workload, "boost_url", size,
        [list, url = std::make_shared<boost::urls::url>()](std::size_t i) {
            boost_url::build((*list)[i], *url);
            return std::string_view(url->buffer().data(), url->buffer().size());
        },
        as_is);
}

} // namespace

void add_urls() {
    using namespace flameup;
    const std::string id = "550e8400-e29b-41d4-a716-446655440000";
    add_urls_of("list_url", lists());
    add_urls_of("url_create", std::vector<CreatePerson<>>(1));
    add_urls_of("url_get", std::vector{GetPerson<>{id}});
    add_urls_of("url_update", std::vector{UpdatePerson<>{id, {}}});
    add_urls_of("url_upsert", std::vector<UpsertPerson<>>(1));
    add_urls_of("url_search", std::vector{SearchPeople<>{"José", "jane@example.com", {}, 25}});
    add_urls_of("url_batch", std::vector<BatchUpsert<>>(1));
    add_urls_of("url_delete", std::vector{DeletePerson{id}});
    add_urls_of("url_events", std::vector{GetPersonEvents<>{id, 50}});
    add_urls_of("url_stats", std::vector<GetStatistics>(1));
}

} // namespace benchmarks
