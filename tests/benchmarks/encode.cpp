// Request bodies as JSON text.
#include "boost_json.hpp"
#include "hand_written.hpp"
#include "harness.hpp"
#include "inputs.hpp"
#include "nlohmann.hpp"
#include "rapidjson.hpp"

#include "flameup/json/to_json.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/value/limits.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace benchmarks {
namespace {

constexpr std::size_t batch_size = 100;
constexpr std::size_t depth = flameup::Limits().depth();

template <class T> void write_ours(const T& value, std::string& text) {
    if (!flameup::detail::JsonWriter(text, depth).write_document(value)) std::abort();
}

template <class T> void write_by_hand(const flameup::PersonInput<T>& person, std::string& text) {
    hand_written::Writer writer(text);
    writer.person(person);
    if (!writer.finish()) std::abort();
}

template <class T> void write_by_hand(const flameup::BatchUpsert<T>& batch, std::string& text) {
    hand_written::Writer writer(text);
    writer.batch(batch.people);
    if (!writer.finish()) std::abort();
}

const auto as_is = [](std::string_view text) { return text; };

/// Values as each library would hold them, and how much they are as text.
template <class T, class Own> struct Values {
    std::shared_ptr<const std::vector<T>> ours;
    std::shared_ptr<const std::vector<Own>> own; ///< As nlohmann's library would.
    Size size;
};

template <class T, class Own>
Values<T, Own> values(std::vector<T> list, std::vector<Own> own, std::size_t people) {
    std::size_t bytes = 0;
    for (const T& value : list) bytes += flameup::to_json(value)->size();
    const Size size{list.size(), bytes / list.size(), people};
    return {std::make_shared<const std::vector<T>>(std::move(list)),
            std::make_shared<const std::vector<Own>>(std::move(own)), size};
}

/// Writes each into the string that the one before was written into.
template <class T, class Own>
void add_used(const std::string& workload, const Values<T, Own>& all) {
    add(
        workload, "ours", all.size,
        [list = all.ours, text = std::string()](std::size_t i) mutable -> const std::string& {
            write_ours((*list)[i], text);
            return text;
        },
        as_is);
    add(
        workload, "hand_written", all.size,
        [list = all.ours, text = std::string()](std::size_t i) mutable -> const std::string& {
            write_by_hand((*list)[i], text);
            return text;
        },
        as_is);
    add(
        workload, "rapidjson", all.size,
        [list = all.ours, buffer = std::make_shared<rapidjson::StringBuffer>()](std::size_t i) {
            rapid::write((*list)[i], *buffer);
            return rapid::text_of(*buffer);
        },
        as_is);
    add(
        workload, "boost_json", all.size,
        [list = all.ours, writer = std::make_shared<boost_json::Writer>(1 << 20),
         text = std::string()](std::size_t i) mutable -> const std::string& {
            writer->write((*list)[i], text);
            return text;
        },
        as_is);
    add(
        workload, "value_from", all.size,
        [list = all.ours](std::size_t i) {
            return boost::json::serialize(boost::json::value_from((*list)[i]));
        },
        as_is);
    add(
        workload, "nlohmann", all.size,
        [own = all.own](std::size_t i) { return nlohmann_json::write((*own)[i]); }, as_is);
}

/// Writes each into a new string, or whatever else the library writes into.
template <class T, class Own>
void add_fresh(const std::string& workload, const Values<T, Own>& all) {
    add(
        workload, "ours", all.size,
        [list = all.ours](std::size_t i) {
            std::string text;
            write_ours((*list)[i], text);
            return text;
        },
        as_is);
    add(
        workload, "hand_written", all.size,
        [list = all.ours](std::size_t i) {
            std::string text;
            write_by_hand((*list)[i], text);
            return text;
        },
        as_is);
    add(
        workload, "rapidjson", all.size,
        [list = all.ours](std::size_t i) {
            rapidjson::StringBuffer buffer;
            rapid::write((*list)[i], buffer);
            return buffer;
        },
        [](const rapidjson::StringBuffer& buffer) { return rapid::text_of(buffer); });
    add(
        workload, "boost_json", all.size,
        [list = all.ours](std::size_t i) { return boost_json::write((*list)[i]); }, as_is);
    add(
        workload, "nlohmann", all.size,
        [own = all.own](std::size_t i) { return nlohmann_json::write((*own)[i]); }, as_is);
}

template <class Traits> auto owned(const std::vector<flameup::PersonInput<Traits>>& people) {
    std::vector<std::decay_t<decltype(nlohmann_json::own(people[0]))>> result;
    for (const auto& person : people) result.push_back(nlohmann_json::own(person));
    return result;
}

template <class Traits> void add_of(const std::string& kind) {
    const auto people = inputs<Traits>(batch_size);
    const auto own = owned(people);
    const auto each = values(people, own, 1);
    add_used("encode_upsert" + kind, each);

    using OwnTraits = typename std::decay_t<decltype(*own[0].traits)>;
    const auto batch = values(std::vector{flameup::BatchUpsert<Traits>{people}},
                              std::vector{flameup::BatchUpsert<OwnTraits>{own}}, batch_size);
    add_used("encode_batch" + kind, batch);
    add_fresh("encode_batch_fresh" + kind, batch);
}

} // namespace

void add_encode() {
    add_of<PlayerTraits>("");
    add_of<DynamicTraits>("_dynamic");
}

} // namespace benchmarks
