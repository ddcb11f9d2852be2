#ifndef FLAMEUP_JSON_READ_JSON_HPP
#define FLAMEUP_JSON_READ_JSON_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/json/dynamic_reader.hpp"
#include "flameup/json/read_options.hpp"
#include "flameup/json/read_problem.hpp"
#include "flameup/json/read_value.hpp"
#include "flameup/json/value_reader.hpp"
#include "flameup/value/limits.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A value to read into, without its type, and the function that reads into it.
struct ReadTarget {
    void* value = nullptr;
    const char* (*read)(ValueReader&, const char*, void*) = nullptr;

    template <class T> static ReadTarget of(T& value) { return {&value, &read_into<T>}; }

  private:
    template <class T>
    static const char* read_into(ValueReader& reader, const char* p, void* target) {
        T& value = *static_cast<T*>(target);
        if constexpr ((all_within<content_of, T>() & content::dynamic) != 0) {
            DynamicReader dynamic;
            reader.dynamic = &dynamic;
            return detail::read_value(reader, p, value);
        } else {
            return detail::read_value(reader, p, value);
        }
    }
};

/// Reads a JSON text as the other `read_json` does, into a value of any type.
inline std::optional<ReadProblem> read_json(std::string_view text, ReadTarget target,
                                            const Limits& limits, const ReadOptions& options) {
    const bool is_too_large = text.size() > limits.max_body;
    std::string copy;
    if (options.decode->leniency.mend != nullptr && !is_too_large) {
        std::string& mended = options.kept != nullptr ? options.kept->mended() : copy;
        options.decode->leniency.mend(text, mended);
        text = mended;
    }
    ValueReader reader(text, limits, options);
    const char* p =
        is_too_large ? reader.fail(reader.begin(), "too_large", "the body is larger than the limit")
                     : reader.next(options.skips_mark ? reader.first() : reader.begin());
    if (p != nullptr) p = target.read(reader, p, target.value);
    if (p != nullptr) p = reader.finish(p);
    if (p != nullptr) return std::nullopt;
    return std::move(reader.problem());
}

/// Reads a JSON text (RFC 8259) into a value, reusing its memory; returns what is wrong, if
/// anything.
///
/// Members that the text lacks get their initial values. After an error the value is unspecified.
template <class T>
std::optional<ReadProblem> read_json(std::string_view text, T& value, const Limits& limits,
                                     const ReadOptions& options = {}) {
    return read_json(text, ReadTarget::of(value), limits, options);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
