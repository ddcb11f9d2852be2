#ifndef FLAMEUP_MESSAGE_EXPAND_ROUTE_HPP
#define FLAMEUP_MESSAGE_EXPAND_ROUTE_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/describe/route_plan.hpp"
#include "flameup/json/find_unwritable.hpp"
#include "flameup/json/shortest_number.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/text/float_bits.hpp"
#include "flameup/text/percent.hpp"
#include "flameup/text/text_form.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <charconv>
#include <cstddef>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Memory for the text of a value.
template <class T>
using ScalarMemory = std::conditional_t<kind_of<T> == TypeKind::text_form, FormText<T>, char[32]>;

/// Returns the text of a value in a path or a query, empty if it has none; valid as long as the
/// value and the buffer.
template <class T> std::string_view scalar_text(const T& value, ScalarMemory<T>& buffer) {
    constexpr TypeKind kind = kind_of<T>;
    if constexpr (is_text(kind)) {
        return detail::text_of(value);
    } else if constexpr (kind == TypeKind::text_form) {
        return buffer.write(value).value_or(std::string_view());
    } else if constexpr (kind == TypeKind::boolean) {
        return value ? "true" : "false";
    } else if constexpr (kind == TypeKind::timestamp) {
        const char* const end = write_timestamp(value, buffer);
        return {buffer, end != nullptr ? static_cast<std::size_t>(end - buffer) : 0};
    } else {
        char* end = buffer;
        if constexpr (kind == TypeKind::integer)
            end = write_integer(value, buffer);
        else if (is_finite(value))
            end = write_shortest_number(value, buffer);
        return {buffer, static_cast<std::size_t>(end - buffer)};
    }
}

/// Appends an operation's path and query to a URL.
///
/// Adds a finding for each path parameter that is empty, `.` or `..`, since URL software removes
/// such segments, and for each value that has no text.
template <class Operation> class RouteExpander {
  public:
    RouteExpander(Buffer& buffer, const Operation& operation, Findings& findings)
        : buffer_(buffer), operation_(operation), findings_(findings) {}

    char* append_path(char* out) {
        return append_pieces(out, std::make_index_sequence<Checked::plan.size>());
    }

    char* append_query(char* out) {
        return append_members(out, std::make_index_sequence<member_count<Operation>>());
    }

  private:
    using Checked = RouteParts<Operation>;

    template <std::size_t... Index> char* append_pieces(char* out, std::index_sequence<Index...>) {
        ((out = append_piece<Index>(out)), ...);
        return out;
    }

    template <std::size_t Index> char* append_piece(char* out) {
        constexpr RoutePlan::Piece piece = Checked::plan.pieces[Index];
        out = append(buffer_, out, piece.text);
        if constexpr (piece.member != RoutePlan::no_member) {
            using Member = member_at<Operation, piece.member>;
            const auto& value = operation_.*Member::pointer;
            ScalarMemory<std::decay_t<decltype(value)>> scratch;
            const std::string_view text = detail::scalar_text(value, scratch);
            check_value(Member::name, value);
            if (text.empty()) findings_.add(Member::name, "required", "must not be empty");
            if (text == "." || text == "..") {
                findings_.add(Member::name, "dot_segment",
                              "must not be . or .., which URL software removes");
            }
            out = append_percent_encoded(buffer_, out, text);
        }
        return out;
    }

    template <std::size_t... Index> char* append_members(char* out, std::index_sequence<Index...>) {
        ((out = append_member<Index>(out)), ...);
        return out;
    }

    template <std::size_t Index> char* append_member(char* out) {
        if constexpr (!Checked::in_path(Index)) {
            using Member = member_at<Operation, Index>;
            out = append_parameter<Member>(out, operation_.*Member::pointer);
        }
        return out;
    }

    // Each parameter is written as `&name=value`; then the first `&` is replaced by `?`.

    template <class Member, class T> char* append_parameter(char* out, const T& value) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (kind == TypeKind::optional) {
            return value.has_value() ? append_parameter<Member>(out, *value) : out;
        } else if constexpr (kind == TypeKind::sequence) {
            for (const auto& element : value) {
                out = append_parameter<Member>(out,
                                               static_cast<const typename T::value_type&>(element));
            }
            return out;
        } else {
            check_value(Member::name, value);
            constexpr std::string_view name(parameter<Member>.text, parameter<Member>.size);
            const std::size_t start = offset(out);
            out = append_value(append(buffer_, out, name), value);
            if (std::exchange(first_, false)) buffer_.begin()[start] = '?';
            return out;
        }
    }

    /// Appends a value; numbers and timestamps need no percent-encoding.
    template <class T> char* append_value(char* out, const T& value) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (kind == TypeKind::timestamp) {
            out = buffer_.ensure(out, timestamp_text_size);
            char* const end = write_timestamp(value, out);
            return end != nullptr ? end : out; // there is a finding then
        } else if constexpr (kind == TypeKind::integer) {
            return write_integer(value, buffer_.ensure(out, longest_integer));
        } else {
            ScalarMemory<T> scratch;
            return append_percent_encoded(buffer_, out, detail::scalar_text(value, scratch));
        }
    }

    std::size_t offset(const char* out) { return static_cast<std::size_t>(out - buffer_.begin()); }

    /// The text `&name=` of a parameter, percent-encoded at compile time.
    template <class Member> struct Parameter {
        static constexpr std::string_view name = Member::name;

        char text[3 * name.size() + 2] = {};
        std::size_t size = 0;

        constexpr Parameter() {
            text[size++] = '&';
            for (const char c : name) {
                char encoded[3] = {};
                const std::size_t count = percent_encode(c, encoded);
                for (std::size_t i = 0; i != count; ++i) text[size++] = encoded[i];
            }
            text[size++] = '=';
        }
    };
    template <class Member> static constexpr Parameter<Member> parameter{};

    template <class T> void check_value(std::string_view name, const T& value) {
        const PathStep step{nullptr, name};
        detail::find_unwritable(value, 1, findings_, &step);
    }

    Buffer& buffer_;
    const Operation& operation_;
    Findings& findings_;
    bool first_ = true;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
