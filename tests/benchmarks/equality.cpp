#include "equality.hpp"

#include "flameup/text/percent.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace benchmarks {
namespace {

namespace json = boost::json;

bool same(const json::value& a, const json::value& b) {
    if (a.is_number() && b.is_number()) {
        const auto x = a.to_number<double>(), y = b.to_number<double>();
        return std::fabs(x - y) <= 4e-16 * (std::max)(std::fabs(x), std::fabs(y));
    }
    if (a.is_array() && b.is_array()) {
        const json::array &x = a.get_array(), &y = b.get_array();
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
    }
    if (a.is_object() && b.is_object()) {
        const json::object &x = a.get_object(), &y = b.get_object();
        return x.size() == y.size() && std::all_of(x.begin(), x.end(), [&y](const auto& pair) {
                   const json::value* const other = y.if_contains(pair.key());
                   return other != nullptr && same(pair.value(), *other);
               });
    }
    return a == b;
}

bool is_url(std::string_view text) { return text.substr(0, 8) == "https://"; }

std::string decoded(std::string_view url) {
    std::string result;
    flameup::detail::percent_decode(url, flameup::detail::Plus::literal, result);
    return result;
}

} // namespace

Equality compare(std::string_view a, std::string_view b) {
    if (a == b) return Equality::bytes;
    if (is_url(a) && is_url(b)) return decoded(a) == decoded(b) ? Equality::values : Equality::none;
    boost::system::error_code first, second;
    const json::value x = json::parse({a.data(), a.size()}, first);
    const json::value y = json::parse({b.data(), b.size()}, second);
    return !first && !second && same(x, y) ? Equality::values : Equality::none;
}

} // namespace benchmarks
