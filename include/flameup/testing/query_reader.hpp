#ifndef FLAMEUP_TESTING_QUERY_READER_HPP
#define FLAMEUP_TESTING_QUERY_READER_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/describe/match_route.hpp"
#include "flameup/describe/route_plan.hpp"
#include "flameup/openapi/needed_members.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/declared_rules.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/timestamp.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Reads the parameters of a query and collects an error for each that is wrong.
///
/// Parameters that are not read are ignored. A parameter that is given twice or is not UTF-8 is an
/// error, and reads as absent.
class QueryReader {
  public:
    /// Takes decoded parameters, which must outlive the reader.
    explicit QueryReader(const std::vector<Parameter>& parameters) : parameters_(parameters) {}

    /// Returns the errors so far, in the order of reading.
    const std::vector<FieldError>& errors() const noexcept { return errors_; }

    /// Reads the members of an operation that are not in its path, as it declares them.
    template <class Operation> Operation read() {
        Operation operation{};
        read_members(operation, std::make_index_sequence<detail::member_count<Operation>>());
        if (errors_.empty()) check_choices<Operation>();
        return operation;
    }

  private:
    void fail(std::string_view name, std::string message) {
        errors_.push_back({std::string(name), {}, std::move(message)});
    }

    template <class T, std::size_t... Index>
    void read_members([[maybe_unused]] T& operation, std::index_sequence<Index...>) {
        (read_member<Index>(operation), ...);
    }

    template <std::size_t Index, class T> void read_member([[maybe_unused]] T& operation) {
        if constexpr (!detail::CheckedRoute<T>::in_path(Index)) {
            using Member = detail::member_at<T, Index>;
            const std::size_t before = errors_.size();
            const std::optional<std::string_view> text = find(Member::name);
            if (text) {
                read_value<T>(*text, Member::name, operation.*Member::pointer);
            } else if (detail::is_needed<T, Index>() && errors_.size() == before) {
                fail(Member::name, "is required");
            }
        }
    }

    /// Reads a value of a member of `T`, whose rules it must obey.
    template <class T, class Value>
    void read_value(std::string_view text, std::string_view name, Value& result) {
        using detail::TypeKind;
        constexpr TypeKind kind = detail::kind_of<Value>;
        const auto complain = [&](const std::string& message) { fail(name, message); };
        if constexpr (kind == TypeKind::optional) {
            read_value<T>(text, name, result.emplace());
        } else if constexpr (kind == TypeKind::string) {
            result = text;
            obeys_rules<T>(name, text, complain);
        } else if constexpr (kind == TypeKind::integer) {
            const auto [stop, failure] =
                std::from_chars(text.data(), text.data() + text.size(), result);
            if (failure == std::errc::invalid_argument || stop != text.data() + text.size()) {
                fail(name, "must be an integer");
            } else if (failure != std::errc()) {
                fail(name, "is out of range");
            } else {
                obeys_rules<T>(name, std::int64_t{result}, complain);
            }
        } else if constexpr (kind == TypeKind::timestamp) {
            const Result<Timestamp> moment = parse_timestamp(text);
            if (!moment.has_value()) return fail(name, "must be an RFC 3339 timestamp");
            result = *moment;
        } else {
            static_assert(kind == TypeKind::enumeration,
                          "flameup: the in-memory service reads no queries with such members");
            if (!detail::enum_from_name(text, result)) fail(name, "must be " + names<Value>());
        }
    }

    /// Returns the names of an enumeration, as `a, b or c`.
    template <class Enum> static std::string names() {
        constexpr const auto& all = detail::enum_names<Enum>;
        std::string text;
        for (std::size_t i = 0; i != all.size(); ++i) {
            text += i == 0 ? "" : i + 1 == all.size() ? " or " : ", ";
            text += all[i];
        }
        return text;
    }

    /// Adds an error for each `any_of` of which no member is given, or only empty ones.
    template <class T> void check_choices() {
        detail::each_rule<T>([&](const Rule& rule) {
            if (rule.kind != Rule::Kind::any_of) return;
            std::string others;
            for (const std::string_view member : rule.members) {
                if (member.empty()) continue;
                if (!find(member).value_or("").empty()) return;
                if (member != rule.members[0]) others.append(" or ").append(member);
            }
            fail(rule.members[0], "is required," + others);
        });
    }

    // Returns nothing if the parameter is absent, and if it is wrong, which adds an error.
    std::optional<std::string_view> find(std::string_view name) {
        const Parameter* found = nullptr;
        for (const Parameter& parameter : parameters_) {
            if (parameter.name != name) continue;
            if (found != nullptr) {
                fail(name, "must be given once");
                return std::nullopt;
            }
            found = &parameter;
        }
        if (found == nullptr) return std::nullopt;
        if (!is_utf8(found->value)) {
            fail(name, "must be UTF-8");
            return std::nullopt;
        }
        return found->value;
    }

    const std::vector<Parameter>& parameters_;
    std::vector<FieldError> errors_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
