// Runs one of the main workloads so many times, for an emulator that counts its instructions. Needs
// nothing but the library: other platforms have no packages of the rest.
#include "inputs.hpp"
#include "ours.hpp"

#include "flameup/json/to_json.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/message/check_rules.hpp"
#include "flameup/src.hpp"
#include "flameup/value/limits.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace benchmarks {
namespace {

constexpr std::size_t depth = flameup::Limits().depth();

template <class Traits> std::size_t encode_batch(std::size_t times) {
    const flameup::BatchUpsert<Traits> batch{inputs<Traits>(100)};
    std::string text;
    for (; times != 0; --times) {
        const bool done(flameup::detail::JsonWriter(text, depth).write_document(batch));
        check_ours(done, "encode", "not written");
    }
    return text.size();
}

std::size_t validate_batch(std::size_t times) {
    const flameup::BatchUpsert<PlayerTraits> batch{typed_inputs(100)};
    for (; times != 0; --times) {
        flameup::detail::Findings findings;
        flameup::detail::RuleChecker(false, depth, findings).check(batch);
        check_ours(findings.empty(), "validate", "a rule is broken");
    }
    return flameup::to_json(batch)->size();
}

std::string page() { return page_body(500, Dialect::overview, Order::documented); }

template <class Operation> std::size_t decode_page(std::size_t times) {
    const flameup::HttpResponse response{200, {}, page()};
    for (; times != 0; --times) decode_ours<Operation>(response);
    return response.body.size();
}

std::size_t decode_used(std::size_t times) {
    const flameup::HttpResponse response{200, {}, page()};
    flameup::PeoplePage<PlayerTraits> used;
    for (; times != 0; --times) {
        const auto done =
            flameup::decode<flameup::ListPeople<PlayerTraits>>(config(), response, used);
        if (!done) check_ours(false, "decode", done.error().message);
    }
    return response.body.size();
}

std::size_t decode_views(std::size_t times) {
    const std::string body = page();
    for (; times != 0; --times) {
        const auto done = flameup::decode<flameup::ListPeople<BorrowedTraits, std::string_view>>(
            config(), flameup::HttpResponse{200, {}, body});
        if (!done) check_ours(false, "decode", done.error().message);
    }
    return body.size();
}

struct Workload {
    std::string_view name;
    std::size_t (*run)(std::size_t times); // returns the bytes of text that it reads or writes
};
constexpr Workload workloads[] = {
    {"encode_batch", encode_batch<PlayerTraits>},
    {"encode_batch_dynamic", encode_batch<DynamicTraits>},
    {"validate_batch", validate_batch},
    {"decode_page", decode_page<flameup::ListPeople<PlayerTraits>>},
    {"decode_page_used", decode_used},
    {"decode_page_borrowed", decode_views},
    {"decode_page_dynamic", decode_page<flameup::ListPeople<DynamicTraits>>},
    {"decode_page_passed_over", decode_page<flameup::GetStatistics>},
};

} // namespace
} // namespace benchmarks

int main(int count, char** values) {
    for (const auto& workload : benchmarks::workloads) {
        if (count != 3 || workload.name != values[1]) continue;
        std::printf("%zu\n", workload.run(std::strtoul(values[2], nullptr, 10)));
        return 0;
    }
    std::fprintf(stderr, "there is no such workload\n");
    return 1;
}
