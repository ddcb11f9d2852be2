#ifndef FLAMEUP_OPENAPI_OPERATION_WRITER_HPP
#define FLAMEUP_OPENAPI_OPERATION_WRITER_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/describe/route_plan.hpp"
#include "flameup/http/method.hpp"
#include "flameup/openapi/rule_schemas.hpp"
#include "flameup/openapi/schema_writer.hpp"
#include "flameup/text/ascii.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Stands for the part of an operation that is in the body.
template <class Operation> struct BodyOf {};
template <class Operation> struct ExamplesOf<BodyOf<Operation>> : ExamplesOf<Operation> {};

/// Returns the `summary` that an operation declares, or else its name.
template <class T, class = void> struct SummaryOf {
    static constexpr std::string_view text = T::route.name;
};
template <class T> struct SummaryOf<T, std::void_t<decltype(T::summary)>> {
    static constexpr std::string_view text = T::summary;
};

inline boost::json::object json_content(boost::json::object schema) {
    return {{"application/json", boost::json::object{{"schema", std::move(schema)}}}};
}

/// Writes operations as OpenAPI has them, below `paths`; their types become components.
class OperationWriter {
  public:
    explicit OperationWriter(SchemaWriter& schemas) : schemas_(schemas) {}

    /// Adds an operation, under each of the paths that it has.
    template <class Operation> void add() {
        const Route& route = Operation::route;
        add_at<Operation>(std::string(route.path), Place::account_path);
        if (route.scope == Scope::workspace) {
            add_at<Operation>("/workspaces/{workspaceId}" + std::string(route.path),
                              Place::workspace_path);
        }
    }

    /// The operations so far, by path and method.
    boost::json::object paths;

  private:
    template <class Operation> void add_at(const std::string& path, Place place) {
        const Route& route = Operation::route;
        const bool in_workspace = place == Place::workspace_path;
        boost::json::object written;
        written.emplace("operationId",
                        std::string(route.name) + (in_workspace ? "_in_workspace" : ""));
        written.emplace("summary", json_text(SummaryOf<Operation>::text));
        std::string choices;
        if (!has_body(route.method)) choices = describe_choices<Operation>();
        if (!choices.empty()) written.emplace("description", choices);
        boost::json::array parameters;
        if (in_workspace) {
            parameters.emplace_back(
                boost::json::object{{"$ref", "#/components/parameters/workspaceId"}});
        }
        add_parameters<Operation>(parameters, place,
                                  std::make_index_sequence<member_count<Operation>>());
        if (!parameters.empty()) written.emplace("parameters", std::move(parameters));
        add_body<Operation>(written);
        written.emplace("responses", responses<Operation>());
        boost::json::object needs;
        boost::json::array permissions;
        if (!route.permission.empty()) permissions.emplace_back(json_text(route.permission));
        needs.emplace("BearerAuth", std::move(permissions));
        written.emplace("security", boost::json::array{std::move(needs)});
        written.emplace("x-repeatable", is_repeatable(route));

        std::string method(to_string(route.method));
        for (char& c : method) c = ascii_lower(c);
        boost::json::value& item = paths[path];
        if (!item.is_object()) item.emplace_object();
        item.get_object().emplace(method, std::move(written));
    }

    /// Says what OpenAPI has no words for: that one of several query parameters is needed.
    template <class Operation> static std::string describe_choices() {
        std::string text;
        each_rule<Operation>([&](const Rule& rule) {
            if (rule.kind != Rule::Kind::any_of) return;
            text += text.empty() ? "" : " ";
            text += "Needs at least one of";
            for (const std::string_view member : rule.members) {
                if (!member.empty()) text.append(" `").append(member).append("`");
            }
            text += ", not empty.";
        });
        return text;
    }

    template <class Operation, std::size_t... Index>
    void add_parameters([[maybe_unused]] boost::json::array& parameters,
                        [[maybe_unused]] Place place, std::index_sequence<Index...>) {
        (add_parameter<Operation, Index>(parameters, place), ...);
    }

    template <class Operation, std::size_t Index>
    void add_parameter(boost::json::array& parameters, Place place) {
        constexpr bool in_path = CheckedRoute<Operation>::in_path(Index);
        if constexpr (in_path || !has_body(Operation::route.method)) {
            using Member = member_type<Operation, Index>;
            constexpr std::string_view name = member_at<Operation, Index>::name;
            boost::json::object schema = schemas_.schema<Member>(place, std::string(name));
            if constexpr (in_path && kind_of<Member> == TypeKind::string) {
                schema["minLength"] = 1;
                for (const std::string_view word : {".", ".."}) forbid_word(schema, word);
            }
            add_rules<Operation>(schema, name, place);
            boost::json::object written;
            written.emplace("name", json_text(name));
            written.emplace("in", in_path ? "path" : "query");
            written.emplace("required", in_path || (is_needed<Operation, Index>() &&
                                                    kind_of<Member> != TypeKind::sequence));
            written.emplace("schema", std::move(schema));
            parameters.emplace_back(std::move(written));
        }
    }

    template <class Operation> void add_body(boost::json::object& written) {
        using Checked = CheckedRoute<Operation>;
        if constexpr (has_body(Operation::route.method) && Checked::others() != 0) {
            boost::json::object schema =
                schemas_.component<BodyOf<Operation>, Checked::template NotInPath, Operation>(
                    Place::body, std::string(Operation::route.name) + "_body");
            boost::json::object body;
            body.emplace("required", true);
            body.emplace("content", json_content(std::move(schema)));
            written.emplace("requestBody", std::move(body));
        }
    }

    template <class Operation> boost::json::object responses() {
        using Response = typename Operation::Response;
        constexpr bool has_content = !std::is_same_v<Response, NoContent>;
        boost::json::object success;
        success.emplace("description", has_content ? "Success." : "Success, without content.");
        if constexpr (has_content) {
            success.emplace(
                "content", json_content(schemas_.schema<Response>(
                               Place::response, std::string(Operation::route.name) + "_response")));
        }
        boost::json::object all;
        all.emplace(has_content ? "2XX" : "204", std::move(success));
        for (const char* status : {"4XX", "5XX"}) {
            all.emplace(status, boost::json::object{{"$ref", "#/components/responses/Error"}});
        }
        return all;
    }

    SchemaWriter& schemas_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
