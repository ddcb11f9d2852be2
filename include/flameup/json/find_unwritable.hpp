#ifndef FLAMEUP_JSON_FIND_UNWRITABLE_HPP
#define FLAMEUP_JSON_FIND_UNWRITABLE_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/describe/for_each_child.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/text/float_bits.hpp"
#include "flameup/text/text_form.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/calendar.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Collects the values that JSON cannot hold, each with its path.
///
/// `JsonWriter` refuses the same values, but does not say which they are, since that takes time.
class UnwritableFinder {
  public:
    UnwritableFinder(std::size_t max_depth, Findings& findings)
        : depth_left_(max_depth), findings_(findings) {}

    /// Looks for such values in the members of a struct for which `Keep<Index>` is true.
    template <template <std::size_t> class Keep, class T> void find_in_members(const T& value) {
        nested(nullptr, [&] { find_in_children<Keep>(value, nullptr); });
    }

    /// Looks for such values in a value whose path is this; null stands for the empty path.
    template <class T> void find(const T& value, const PathStep* path = nullptr) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (kind == TypeKind::string) {
            find_in_text({value.data(), value.size()}, path);
        } else if constexpr (kind == TypeKind::number) {
            if (!is_finite(value)) add(path, "not_finite", "must be a finite number");
        } else if constexpr (kind == TypeKind::timestamp) {
            if (!calendar::is_representable(value)) {
                add(path, "invalid_timestamp", "must be in the years 0000 to 9999");
            }
        } else if constexpr (kind == TypeKind::text_form) {
            FormText<T> memory;
            if (const auto text = memory.write(value))
                find_in_text(*text, path);
            else
                add_without_text(path, TextForm<T>::name);
        } else if constexpr (kind == TypeKind::enumeration) {
            if (detail::enum_name(value).empty()) {
                add(path, "unknown_name", "must be one of the enumeration's values");
            }
        } else if constexpr (kind == TypeKind::open_enumeration) {
            if (value.known())
                find(*value.known(), path);
            else
                find_in_text(value.unknown(), path);
        } else if constexpr (kind == TypeKind::dynamic) {
            find_in_dynamic(value, path);
        } else if constexpr (is_holder(kind)) {
            find_in_children<EveryMember>(value, path);
            if constexpr (kind == TypeKind::or_json) {
                if (!OrJsonCode<T>::is_json(value, depth_left_)) {
                    add(path, "invalid_json", "must be JSON, nested no deeper than the limit");
                }
            }
        } else if constexpr (kind == TypeKind::structure || kind == TypeKind::map ||
                             kind == TypeKind::sequence) {
            nested(path, [&] { find_in_children<EveryMember>(value, path); });
        }
    }

  private:
    void add(const PathStep* path, std::string_view code, std::string_view message) {
        findings_.add(path_text(path), code, message);
    }

    void add_without_text(const PathStep* path, std::string_view form) {
        std::string code("invalid_");
        std::string message("has no text as ");
        add(path, code += form, message += form);
    }

    template <template <std::size_t> class Keep, class T>
    void find_in_children(const T& value, const PathStep* path) {
        detail::for_each_child<Keep>(value, path, [this](const auto& child, const PathStep* step) {
            if constexpr (kind_of<T> == TypeKind::map) find_in_text(step->name, step);
            this->find(child, step);
        });
    }

    /// Calls a function for what an object or an array holds, unless it is nested too deep.
    template <class Function> void nested(const PathStep* path, Function&& function) {
        if (depth_left_ == 0) return add(path, "too_deep", "is nested deeper than the limit");
        --depth_left_;
        function();
        ++depth_left_;
    }

    void find_in_text(std::string_view text, const PathStep* path) {
        if (!is_utf8(text)) add(path, "ill_formed_utf8", "must be well-formed UTF-8");
    }

    void find_in_dynamic(const boost::json::value& value, const PathStep* path) {
        if (const auto* object = value.if_object())
            find_in_dynamic(*object, path);
        else if (const auto* array = value.if_array())
            find_in_dynamic(*array, path);
        else if (const auto* text = value.if_string())
            find(*text, path);
        else if (const auto* number = value.if_double())
            find(*number, path);
    }

    void find_in_dynamic(const boost::json::array& array, const PathStep* path) {
        nested(path, [&] {
            PathStep step{path, {}};
            for (const boost::json::value& element : array) {
                find_in_dynamic(element, &step);
                ++step.index;
            }
        });
    }

    void find_in_dynamic(const boost::json::object& object, const PathStep* path) {
        nested(path, [&] {
            for (const boost::json::key_value_pair& pair : object) {
                const PathStep step{path, step_name({pair.key().data(), pair.key().size()})};
                find_in_text(step.name, &step);
                find_in_dynamic(pair.value(), &step);
            }
        });
    }

    std::size_t depth_left_;
    Findings& findings_;
};

/// Adds a finding for each value within `value` that JSON cannot hold, and for nesting deeper than
/// `max_depth`.
template <class T>
void find_unwritable(const T& value, std::size_t max_depth, Findings& findings,
                     const PathStep* path = nullptr) {
    UnwritableFinder(max_depth, findings).find(value, path);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
