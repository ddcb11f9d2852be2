#ifndef FLAMEUP_OPENAPI_SCHEMA_WRITER_HPP
#define FLAMEUP_OPENAPI_SCHEMA_WRITER_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/openapi/examples_of.hpp"
#include "flameup/openapi/needed_members.hpp"
#include "flameup/openapi/rule_schemas.hpp"
#include "flameup/openapi/schema_choices.hpp"
#include "flameup/openapi/type_name.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Writes the JSON Schema (draft 2020-12) of types, in OpenAPI's dialect.
///
/// Described structs become components with a name; what a request must have is not what a
/// response must have, so a struct that is in both has two.
class SchemaWriter {
  public:
    /// Writes the schema of a type.
    template <class T> boost::json::object schema(Place place, const std::string& fallback_name) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (kind == TypeKind::boolean) {
            return {{"type", "boolean"}};
        } else if constexpr (kind == TypeKind::integer) {
            return integer<T>();
        } else if constexpr (kind == TypeKind::number) {
            return {{"type", "number"}, {"format", sizeof(T) == 4 ? "float" : "double"}};
        } else if constexpr (kind == TypeKind::string) {
            return {{"type", "string"}};
        } else if constexpr (kind == TypeKind::timestamp) {
            return {{"type", "string"}, {"format", "date-time"}};
        } else if constexpr (kind == TypeKind::text_form) {
            boost::json::object written{{"type", "string"},
                                        {"format", json_text(TextForm<T>::name)}};
            // A server may write the same value with more characters.
            if (CheckedForm<T>::is_bounded && place != Place::response)
                written["maxLength"] = CheckedForm<T>::longest;
            return written;
        } else if constexpr (kind == TypeKind::enumeration) {
            return names<T>();
        } else if constexpr (kind == TypeKind::open_enumeration) {
            return any_of(names<typename T::Known>(), {{"type", "string"}}); // any other name
        } else if constexpr (kind == TypeKind::optional) {
            return schema<std::decay_t<decltype(*std::declval<T&>())>>(place, fallback_name);
        } else if constexpr (kind == TypeKind::nullable) {
            return or_null(
                schema<std::decay_t<decltype(*std::declval<T&>())>>(place, fallback_name));
        } else if constexpr (kind == TypeKind::or_json) {
            using Value = std::decay_t<decltype(*std::declval<T&>())>;
            return any_of(schema<Value>(place, fallback_name), {}); // anything
        } else if constexpr (kind == TypeKind::null) {
            return {{"type", "null"}};
        } else if constexpr (kind == TypeKind::dynamic) {
            if constexpr (std::is_same_v<T, boost::json::object>)
                return {{"type", "object"}, {"additionalProperties", true}};
            else if constexpr (std::is_same_v<T, boost::json::array>)
                return {{"type", "array"}, {"items", boost::json::object()}};
            else
                return {};
        } else if constexpr (kind == TypeKind::structure) {
            return reference<T>(place, fallback_name);
        } else if constexpr (kind == TypeKind::map) {
            return {
                {"type", "object"},
                {"additionalProperties", element<typename T::mapped_type>(place, fallback_name)}};
        } else {
            static_assert(kind == TypeKind::sequence, "flameup: this type is nothing in JSON");
            return {{"type", "array"},
                    {"items", element<typename T::value_type>(place, fallback_name)}};
        }
    }

    /// Returns a reference to the schema of a struct, which is written if it is not there yet.
    template <class T>
    boost::json::object reference(Place place, const std::string& fallback_name) {
        return component<T, KeepAll, T>(place, fallback_name);
    }

    /// Returns a reference to the schema of those members of a struct for which `Keep` is true.
    ///
    /// `Identity` is a type that no other selection of members has.
    template <class Identity, template <std::size_t> class Keep, class T>
    boost::json::object component(Place place, const std::string& fallback_name) {
        const void* const type = &type_identity<Identity>;
        const bool is_response = place == Place::response;
        for (const Component& known : components_) {
            if (known.type == type && known.is_response == is_response) return refer(known.name);
        }
        const std::string_view described = type_name<T>();
        const std::string name =
            free_name(described.empty() ? fallback_name : std::string(described), is_response);
        components_.push_back({type, is_response, name});
        schemas.emplace(name, nullptr); // it may hold itself
        boost::json::object written = members<Keep, T>(place, name);
        add_examples<Identity>(written);
        schemas[name] = std::move(written);
        return refer(name);
    }

    /// The components so far, by their names, in the order of their first use.
    boost::json::object schemas;

    /// What is wrong with an example that is not JSON.
    std::optional<Error> problem;

  private:
    template <std::size_t> using KeepAll = std::true_type;

    struct Component {
        const void* type;
        bool is_response;
        std::string name;
    };

    static boost::json::object refer(const std::string& name) {
        return {{"$ref", "#/components/schemas/" + name}};
    }

    std::string free_name(std::string name, bool is_response) const {
        if (!schemas.contains(name)) return name;
        name += is_response ? "Response" : "Request";
        std::string numbered = name;
        for (int i = 2; schemas.contains(numbered); ++i) numbered = name + std::to_string(i);
        return numbered;
    }

    template <class T> void add_examples(boost::json::object& written) {
        boost::json::array examples;
        ExamplesOf<T>::each([&](std::string_view text) {
            Result<boost::json::value> example = from_json<boost::json::value>(text);
            if (example)
                examples.push_back(*std::move(example));
            else
                problem = std::move(example).error();
        });
        if (!examples.empty()) written.emplace("examples", std::move(examples));
    }

    template <class T> static boost::json::object integer() {
        using Bounds = std::numeric_limits<T>;
        if constexpr (std::is_signed_v<T> && sizeof(T) == 8)
            return {{"type", "integer"}, {"format", "int64"}};
        else if constexpr (std::is_signed_v<T> && sizeof(T) == 4)
            return {{"type", "integer"}, {"format", "int32"}};
        else
            return {
                {"type", "integer"}, {"minimum", (Bounds::min)()}, {"maximum", (Bounds::max)()}};
    }

    template <class Enum> static boost::json::object names() {
        boost::json::array all;
        for (const std::string_view name : enum_names<Enum>) all.emplace_back(json_text(name));
        return {{"type", "string"}, {"enum", std::move(all)}};
    }

    /// Writes the schema of a list's or a map's elements: of optional ones, null is one.
    template <class T> boost::json::object element(Place place, const std::string& fallback_name) {
        boost::json::object written = schema<T>(place, fallback_name);
        if constexpr (kind_of<T> == TypeKind::optional) return or_null(std::move(written));
        return written;
    }

    template <template <std::size_t> class Keep, class T>
    boost::json::object members(Place place, const std::string& name) {
        Object object;
        add_members<Keep, T>(object, place, name, std::make_index_sequence<member_count<T>>());
        if (place != Place::response) add_choices<T>(object);
        boost::json::object written{{"type", "object"},
                                    {"properties", std::move(object.properties)}};
        if (!object.required.empty()) written.emplace("required", std::move(object.required));
        if (!object.all_of.empty()) written.emplace("allOf", std::move(object.all_of));
        return written;
    }

    struct Object {
        boost::json::object properties;
        boost::json::array required;
        boost::json::array all_of;
    };

    template <template <std::size_t> class Keep, class T, std::size_t... Index>
    void add_members([[maybe_unused]] Object& object, [[maybe_unused]] Place place,
                     [[maybe_unused]] const std::string& name, std::index_sequence<Index...>) {
        const auto add = [&](auto index) {
            constexpr std::size_t at = decltype(index)::value;
            if constexpr (Keep<at>::value) add_member<T, at>(object, place, name);
        };
        (add(std::integral_constant<std::size_t, Index>()), ...);
    }

    template <class T, std::size_t Index>
    void add_member(Object& object, Place place, const std::string& name) {
        using Member = member_type<T, Index>;
        constexpr std::string_view key = member_at<T, Index>::name;
        constexpr TypeKind kind = kind_of<Member>;
        constexpr bool is_required = detail::is_required<T>(key);
        boost::json::object written = schema<Member>(place, name + '_' + std::string(key));
        add_rules<T>(written, key, place);
        if (place != Place::response) {
            if (is_needed<T, Index>()) object.required.emplace_back(json_text(key));
            object.properties.emplace(key, std::move(written));
            return;
        }
        // A null is as if the member were absent; of a required list, it is the empty list.
        if (!is_required || kind == TypeKind::sequence) written = or_null(std::move(written));
        boost::json::array keys{json_text(key)};
        object.properties.emplace(key, written);
        for (std::size_t i = 0; i != count_aliases<T>(); ++i) {
            const Alias alias = alias_at<T>(i);
            if (alias.member != key) continue;
            keys.emplace_back(json_text(alias.key));
            boost::json::object same = written;
            same["description"] = "The same as `" + std::string(key) + "`, in another dialect.";
            object.properties.emplace(alias.key, std::move(same));
        }
        if constexpr (is_required) require_one(object, std::move(keys));
    }

    static void require_one(Object& object, boost::json::array keys) {
        if (keys.size() == 1) {
            object.required.push_back(std::move(keys[0]));
            return;
        }
        boost::json::array choices;
        for (boost::json::value& key : keys) {
            choices.emplace_back(
                boost::json::object{{"required", boost::json::array{std::move(key)}}});
        }
        object.all_of.emplace_back(boost::json::object{{"anyOf", std::move(choices)}});
    }

    /// Adds what `any_of` says: one of the members is there, and is not an empty string.
    ///
    /// A member in the path is never empty.
    template <class T> static void add_choices(Object& object) {
        each_rule<T>([&](const Rule& rule) {
            if (rule.kind != Rule::Kind::any_of) return;
            boost::json::array choices;
            for (const std::string_view member : rule.members) {
                if (member.empty()) continue;
                if (!object.properties.contains(member)) return;
                boost::json::object empty{{"const", ""}}, is_given, properties;
                is_given.emplace("not", std::move(empty));
                properties.emplace(member, std::move(is_given));
                choices.emplace_back(
                    boost::json::object{{"required", boost::json::array{json_text(member)}},
                                        {"properties", std::move(properties)}});
            }
            object.all_of.emplace_back(boost::json::object{{"anyOf", std::move(choices)}});
        });
    }

    std::vector<Component> components_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
