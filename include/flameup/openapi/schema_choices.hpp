#ifndef FLAMEUP_OPENAPI_SCHEMA_CHOICES_HPP
#define FLAMEUP_OPENAPI_SCHEMA_CHOICES_HPP

#include "flameup/platform.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Allows what either schema allows.
inline boost::json::object any_of(boost::json::object first, boost::json::object second) {
    boost::json::array choices;
    choices.emplace_back(std::move(first));
    choices.emplace_back(std::move(second));
    return {{"anyOf", std::move(choices)}};
}

/// Returns the schema for the values of another one and null.
inline boost::json::object or_null(boost::json::object schema) {
    boost::json::value* const type = schema.if_contains("type");
    if (schema.empty()) return schema; // anything
    if (boost::json::value* const types = schema.if_contains("anyOf")) {
        types->get_array().emplace_back(boost::json::object{{"type", "null"}});
    } else if (type == nullptr) {
        return any_of(std::move(schema), {{"type", "null"}});
    } else if (type->is_string() && type->get_string() != "null") {
        *type = boost::json::array{*type, "null"};
        if (boost::json::value* const names = schema.if_contains("enum")) {
            names->get_array().emplace_back(nullptr);
        }
    }
    return schema;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
