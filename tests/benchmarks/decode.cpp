// Response bodies with people, into the structs that the library returns.
#include "decode.hpp"
#include "boost_json.hpp"
#include "nlohmann.hpp"
#include "ours.hpp"
#include "rapidjson.hpp"

#include "flameup/json/from_json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace benchmarks {
namespace {

template <class Traits>
using OwnTraits = std::conditional_t<std::is_same_v<Traits, DynamicTraits>, Nlohmann, Traits>;

flameup::Person<DynamicTraits> ours_of(const flameup::Person<Nlohmann>& from) {
    flameup::Person<DynamicTraits> to;
    to.id = from.id;
    to.workspace_id = from.workspace_id;
    to.userId = from.userId;
    to.email = from.email;
    to.phone = from.phone;
    to.first_name = from.first_name;
    to.last_name = from.last_name;
    to.avatar_url = from.avatar_url;
    to.timezone = from.timezone;
    to.locale = from.locale;
    to.status = from.status;
    to.traits = *flameup::from_json<DynamicTraits>(from.traits.dump());
    to.created_at = from.created_at;
    to.updated_at = from.updated_at;
    to.first_seen_at = from.first_seen_at;
    to.last_seen_at = from.last_seen_at;
    return to;
}

/// What nlohmann's library read: dynamic traits are its own values there.
const auto own_as_json = [](const auto& page) {
    using Own = std::decay_t<decltype(page)>;
    if constexpr (std::is_same_v<Own, flameup::PeoplePage<Nlohmann>>) {
        flameup::PeoplePage<DynamicTraits> result;
        for (const auto& person : page.people) result.people.push_back(ours_of(person));
        result.total = page.total;
        result.limit = page.limit;
        result.offset = page.offset;
        return as_json(result);
    } else {
        return as_json(page);
    }
};

template <class Traits> void add_pages(const std::string& kind) {
    for (const auto& workload : page_workloads(kind)) {
        using Page = flameup::PeoplePage<Traits>;
        const auto response = std::make_shared<const flameup::HttpResponse>(
            flameup::HttpResponse{200, {}, *workload.body});
        add(
            workload.name, "ours", workload.size,
            [response] { return decode_ours<flameup::ListPeople<Traits>>(*response); },
            result_as_json);
        add(
            workload.name, "rapidjson", workload.size,
            [body = workload.body, reader = std::make_shared<rapid::Reader>(4 << 20)] {
                return reader->read<Page>(*body);
            },
            as_json);
        add(
            workload.name, "boost_json", workload.size,
            [body = workload.body, reader = std::make_shared<boost_json::Reader<Traits>>(4 << 20)] {
                return reader->page(*body);
            },
            as_json);
        add(
            workload.name, "value_to", workload.size,
            [body = workload.body] {
                return boost::json::value_to<Page>(boost::json::parse(*body));
            },
            as_json);
        add(
            workload.name, "nlohmann", workload.size,
            [body = workload.body] {
                return nlohmann_json::read<flameup::PeoplePage<OwnTraits<Traits>>>(*body);
            },
            own_as_json);
    }
}

void add_person() {
    using Person = flameup::Person<PlayerTraits>;
    const PersonWorkload workload;
    const auto responses = std::make_shared<std::vector<flameup::HttpResponse>>();
    for (const std::string& body : *workload.bodies) responses->push_back({200, {}, body});
    add(
        workload.name, "ours", workload.size,
        [responses](std::size_t i) {
            return decode_ours<flameup::GetPerson<PlayerTraits>>((*responses)[i]);
        },
        result_as_json);
    add(
        workload.name, "rapidjson", workload.size,
        [bodies = workload.bodies, reader = std::make_shared<rapid::Reader>(1 << 16)](
            std::size_t i) { return reader->read<Person>((*bodies)[i]); },
        as_json);
    add(
        workload.name, "boost_json", workload.size,
        [bodies = workload.bodies,
         reader = std::make_shared<boost_json::Reader<PlayerTraits>>(1 << 16)](std::size_t i) {
            return reader->person((*bodies)[i]);
        },
        as_json);
    add(
        workload.name, "nlohmann", workload.size,
        [bodies = workload.bodies](std::size_t i) {
            return nlohmann_json::read<Person>((*bodies)[i]);
        },
        as_json);
}

} // namespace

void add_decode() {
    add_person();
    add_pages<PlayerTraits>("");
    add_pages<DynamicTraits>("_dynamic");
}

} // namespace benchmarks
