// Builds requests from any values: what is built must be what an independent parser of JSON and
// the route's own matching read back, and what is refused must have a reason.

#include "fuzz.hpp"

#include <flameup.hpp>
#include <flameup/describe/match_route.hpp>

#include <boost/json/parse.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view base = "https://api.example";

const flameup::Config config = [] {
    flameup::Config made;
    made.api_key = flameup::Secret("fl_live_0123456789abcdef");
    made.base_url = base;
    return made;
}();

/// Builds a request and reads its URL back; nothing if it is refused.
template <class Operation>
std::optional<flameup::RouteMatch> match_built(const Operation& operation) {
    const auto request = flameup::build(config, operation);
    if (!request) return std::nullopt;
    static constexpr flameup::Route routes[] = {Operation::route}; // the match points into it
    const auto match = flameup::match_route(routes, request->method,
                                            std::string_view(request->url).substr(base.size()));
    fuzz::require(match.has_value(), "the URL has the route");
    return *match;
}

/// Tells whether values are the same, whatever kinds their numbers have.
bool same(const boost::json::value& a, const boost::json::value& b) {
    if (a.is_number() && b.is_number()) {
        if (a.is_int64() && b.is_int64()) return a.get_int64() == b.get_int64();
        return a.to_number<double>() == b.to_number<double>();
    }
    if (a.kind() != b.kind()) return false;
    if (a.is_array()) {
        const auto& x = a.get_array();
        const auto& y = b.get_array();
        if (x.size() != y.size()) return false;
        for (std::size_t i = 0; i != x.size(); ++i) {
            if (!same(x[i], y[i])) return false;
        }
        return true;
    }
    if (a.is_object()) {
        const auto& x = a.get_object();
        const auto& y = b.get_object();
        if (x.size() != y.size()) return false;
        for (const auto& [key, value] : x) {
            const auto* const other = y.if_contains(key);
            if (other == nullptr || !same(value, *other)) return false;
        }
        return true;
    }
    return a == b;
}

template <class Operation> void check_same_outcome(const Operation& operation) {
    const auto request = flameup::build(config, operation);
    const auto valid = flameup::validate(config, operation);
    fuzz::require(request.has_value() == valid.has_value(), "validate says what build does");
    if (!request) {
        fuzz::require(request.error() == valid.error(), "validate says why");
        fuzz::require(!request.error().fields.empty(), "there is a reason");
    }
}

void check_upsert(fuzz::Input input) {
    flameup::UpsertPerson<> upsert;
    upsert.userId = input.line();
    if (input.below(2) != 0) upsert.email = input.line();
    if (input.below(2) != 0) upsert.phone = input.line();
    auto traits = flameup::from_json<boost::json::object>(input.rest());
    if (traits && !traits->empty()) upsert.traits = *traits;
    check_same_outcome(upsert);
    const auto request = flameup::build(config, upsert);
    if (!request) return;
    boost::json::parse_options options;
    options.max_depth = 64;
    boost::system::error_code error;
    const auto body = boost::json::parse(request->body, error, {}, options);
    fuzz::require(!error, "the body is JSON");
    boost::json::object expected{{"userId", upsert.userId}};
    if (upsert.email) expected["email"] = *upsert.email;
    if (upsert.phone) expected["phone"] = *upsert.phone;
    if (upsert.traits) {
        // Boost.JSON rounds some decimals to a neighbour: compare numbers by our own reader.
        const auto read = flameup::from_json<boost::json::object>(request->body);
        fuzz::require(read && same(read->at("traits"), *upsert.traits), "traits are kept");
        fuzz::require(body.at("traits").as_object().size() == upsert.traits->size(), "all traits");
        expected["traits"] = body.at("traits");
    }
    fuzz::require(body == expected, "the body has what was given");
}

void check_list(fuzz::Input input) {
    flameup::ListPeople<> list;
    const auto number = [&input] {
        std::int64_t value = 0;
        for (int i = 0; i != 8; ++i)
            value =
                static_cast<std::int64_t>(static_cast<std::uint64_t>(value) << 8 | input.byte());
        return value >> (input.below(8) * 8);
    };
    if (input.below(2) != 0) list.limit = number();
    if (input.below(2) != 0) list.offset = number();
    check_same_outcome(list);
}

void check_search(fuzz::Input input) {
    flameup::SearchPeople<> search;
    if (input.below(2) != 0) search.email = input.line();
    if (input.below(2) != 0) search.userId = input.line();
    check_same_outcome(search);
    const auto match = match_built(search);
    if (!match) return;
    for (const flameup::Parameter& each : match->query) {
        const auto& sent = each.name == "email" ? search.email : search.userId;
        fuzz::require(sent && *sent == each.value, "a parameter is read as it is written");
    }
}

void check_get(fuzz::Input input) {
    flameup::GetPerson<> get;
    get.person_id = input.rest();
    check_same_outcome(get);
    const auto match = match_built(get);
    if (!match) return;
    fuzz::require(match->path.at(0).value == get.person_id, "a path is read as it is written");
}

} // namespace

void fuzz_one(fuzz::Input input) {
    switch (input.below(4)) {
    case 0: return check_upsert(input);
    case 1: return check_list(input);
    case 2: return check_search(input);
    default: return check_get(input);
    }
}
