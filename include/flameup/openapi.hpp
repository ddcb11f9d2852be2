#ifndef FLAMEUP_OPENAPI_HPP
#define FLAMEUP_OPENAPI_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/config.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/openapi/distinct_routes.hpp"
#include "flameup/openapi/error_shapes.hpp"
#include "flameup/openapi/indented_json.hpp"
#include "flameup/openapi/operation_writer.hpp"
#include "flameup/openapi/people_examples.hpp"
#include "flameup/openapi/schema_writer.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// What an API description says beside its operations; UTF-8.
struct ApiInfo {
    std::string title = "Flameup People API";      ///< The API's name.
    std::string version = "1";                     ///< The API's version.
    std::string server = Config().base_url.text(); ///< What precedes all paths.
};

namespace detail {

inline boost::json::object error_response(SchemaWriter& schemas) {
    boost::json::array shapes;
    shapes.emplace_back(schemas.schema<TitledError>(Place::response, {}));
    shapes.emplace_back(schemas.schema<NestedError>(Place::response, {}));
    boost::json::object any;
    any.emplace("anyOf", std::move(shapes));
    boost::json::object response;
    response.emplace("description", "The request failed.");
    response.emplace("content", json_content(std::move(any)));
    return response;
}

inline boost::json::object workspace_parameter() {
    boost::json::object schema{{"type", "string"}, {"minLength", 1}};
    for (const std::string_view word : {".", ".."}) forbid_word(schema, word);
    boost::json::object parameter{{"name", "workspaceId"}, {"in", "path"}, {"required", true}};
    parameter.emplace("schema", std::move(schema));
    return parameter;
}

} // namespace detail

/// Writes an OpenAPI 3.1 document that describes operations, as indented JSON.
///
/// All in it comes from the operations' declarations: paths of both scopes, parameters, bodies and
/// responses with the spellings of both dialects, rules, and permissions, which are the roles of
/// the security scheme. What a declaration may add: `static constexpr std::string_view summary` of
/// an operation, and `static constexpr std::string_view examples[]`, JSON texts, of any described
/// struct. Operations with one name, or with one method and path, do not compile. Errors:
/// `ErrorKind::validation` for text of `info` that is not UTF-8, `ErrorKind::decode` for an example
/// that is not JSON.
template <class... Operations>
[[nodiscard]] Result<std::string> to_openapi(OperationList<Operations...>,
                                             const ApiInfo& info = {}) {
    namespace json = boost::json;
    constexpr detail::RouteClash clash = detail::find_clash<Operations...>();
    static_assert(clash != detail::RouteClash::same_name,
                  "flameup: two operations of one document have the same name");
    static_assert(clash != detail::RouteClash::same_request,
                  "flameup: two operations of one document have the same method and path");
    static_assert(clash != detail::RouteClash::other_brace,
                  "flameup: two operations of one document give a segment different names");
    detail::SchemaWriter schemas;
    detail::OperationWriter operations(schemas);
    (operations.add<Operations>(), ...);
    json::object error = detail::error_response(schemas);
    if (schemas.problem) return *std::move(schemas.problem);

    json::object components;
    components.emplace("schemas", std::move(schemas.schemas));
    components.emplace("responses", json::object{{"Error", std::move(error)}});
    components.emplace("parameters", json::object{{"workspaceId", detail::workspace_parameter()}});
    json::object bearer{{"type", "http"}, {"scheme", "bearer"}};
    bearer.emplace("description", "The API key. The roles are the permissions that it needs.");
    components.emplace("securitySchemes", json::object{{"BearerAuth", std::move(bearer)}});

    json::object document;
    document.emplace("openapi", "3.1.0");
    document.emplace("info", json::object{{"title", info.title}, {"version", info.version}});
    document.emplace("servers", json::array{json::object{{"url", info.server}}});
    document.emplace("paths", std::move(operations.paths));
    document.emplace("components", std::move(components));
    Result<std::string> text = to_json(document);
    if (text) *text = detail::indented_json(*text);
    return text;
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
