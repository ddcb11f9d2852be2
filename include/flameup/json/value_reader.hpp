#ifndef FLAMEUP_JSON_VALUE_READER_HPP
#define FLAMEUP_JSON_VALUE_READER_HPP

#include "flameup/json/decode_options.hpp"
#include "flameup/json/failure_word.hpp"
#include "flameup/json/read_options.hpp"
#include "flameup/json/read_plan.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/json/strictness.hpp"
#include "flameup/text/field_path.hpp"
#include "flameup/value/limits.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/storage_ptr.hpp>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

class DynamicReader;

/// Reads JSON into values: holds what `read_value` needs for all types, and the code for objects.
class ValueReader : public JsonScanner {
  public:
    ValueReader(std::string_view text, const Limits& limits, const ReadOptions& options)
        : JsonScanner(text, limits.depth(),
                      options.kept != nullptr ? &options.kept->unescaped() : nullptr),
          is_reused(options.is_reused), decode_(*options.decode),
          says_failure_(options.says_failure), bytes_left_(limits.max_elements) {
        if (decode_.storage != nullptr) storage_ = *decode_.storage;
    }

    /// Whether the value that is read next may hold data of an earlier read.
    bool is_reused;

    /// Reads values of Boost.JSON's own types; null if the target holds none.
    DynamicReader* dynamic = nullptr;

    /// Takes elements that do not decode; null if there are to be none.
    OddSink* odd() const noexcept { return decode_.odd; }

    /// How many lists and maps contain the value that is read next.
    std::size_t list_depth = 0;

    /// Reads an object into `target`, a described struct with this plan.
    ///
    /// If a key occurs twice, the last value counts, unless duplicates are refused. If a member has
    /// several keys, a null or an empty value under one of them does not replace a value under
    /// another.
    const char* object(const char* p, void* target, const ReadPlan& plan) {
        ObjectState state(plan, target, is_reused);
        const ReadKey* guess = plan.first;
        const ReadKey* key = nullptr;
        const auto on_key = [&](const char* at) {
            key = plan.find_at(at, end(), guess);
            return key != nullptr ? at + key->size_in_text() : find_key(at, plan, key);
        };
        const auto on_value = [&](const char* at) {
            if (key == nullptr) return skip(at);
            guess = key + 1;
            MemberState& member = state.members[key->member];
            if (*at == 'n' || member != MemberState::absent) return null_or_again(at, *key, state);
            member = key->value_state;
            return key->read(*this, at, target);
        };
        p = members(p, on_key, on_value);
        const bool is_finished = !state.needs_reset && !plan.has_required;
        return p == nullptr || is_finished ? p : finish_object(p, state);
    }

    /// Returns the storage for a value of Boost.JSON's own types whose current storage is `now`.
    boost::json::storage_ptr storage_for(const boost::json::storage_ptr& now) {
        const bool is_given = storage_.get() != boost::json::storage_ptr().get();
        if (!is_given && list_depth == 0) return now;
        if (!is_given) { // all values in the list share one memory resource
            storage_ = boost::json::make_shared_resource<boost::json::monotonic_resource>();
        }
        return storage_;
    }

    /// Subtracts the bytes of one more element from what is left of `Limits::max_elements`; returns
    /// false, with an error, if fewer are left.
    bool take_element(const char* p, std::size_t size) {
        if (bytes_left_ < size) {
            fail(p, "too_large", "lists and maps have more elements than the limit allows");
            return false;
        }
        bytes_left_ -= size;
        return true;
    }

    /// Returns how many more elements of this size a list may have.
    std::size_t elements_left(std::size_t size) const noexcept { return bytes_left_ / size; }

    /// Sets the error `wrong_type` for the value at `p`, or `invalid_json` if that is ill-formed;
    /// returns null.
    const char* fail_wrong_type(const char* p, std::string_view expected) {
        const char* found = nullptr;
        JsonNumber number;
        switch (*p) {
        case '{': found = "an object"; break;
        case '[': found = "an array"; break;
        case '"': found = "a string"; break;
        case 't':
        case 'f': found = "a boolean"; break;
        case 'n': found = "null"; break;
        default:
            if (this->number(p, number) == nullptr) return nullptr;
            found = number.kind == JsonNumber::Kind::real ? "a number" : "an integer";
        }
        const bool is_container = *p == '{' || *p == '[';
        if (!is_container && skip(p) == nullptr) return nullptr;
        std::string message("expected ");
        message.append(expected).append(", found ").append(found);
        return fail(p, "wrong_type", message);
    }

    /// Sets the error `out_of_range` for the number at `p`, and returns null.
    const char* fail_out_of_range(const char* p) {
        return fail(p, "out_of_range", "the number is out of range");
    }

    /// Sets the error `duplicate_member` for the member whose value is at `p`, and returns null.
    const char* fail_duplicate_member(const char* p, std::string_view name) {
        std::string message = "there is a second value for the member ";
        append_printable(message, name, longest_quote);
        return fail(p, "duplicate_member", message);
    }

    /// Returns what is refused although RFC 8259 allows it.
    const Strictness& strictness() const noexcept { return decode_.strictness; }

    /// Returns what is taken although it is wrong.
    const Leniency& leniency() const noexcept { return decode_.leniency; }

    /// Sets the error `unknown_name` for the string at `p`, and returns null.
    ///
    /// The message quotes `name` and lists the names of the enumeration, both of a bounded size.
    const char* fail_unknown_name(const char* p, std::string_view name,
                                  const std::string_view* names, std::size_t count) {
        std::string message(1, '"');
        append_printable(message, name, longest_quote);
        message += "\" is none of";
        append_names(message, names, count);
        return fail(p, "unknown_name", message);
    }

  private:
    static constexpr std::size_t longest_quote = 64; // bytes of the text in a message
    static constexpr std::size_t longest_list = 256; // bytes of names in a message

    /// What is known of a described struct while an object is read into it.
    struct ObjectState {
        ObjectState(const ReadPlan& its_plan, void* its_target, bool reused)
            : plan(its_plan), target(its_target), was_reused(reused), needs_reset(reused) {
            // Most structs have few members: for them, this is much faster than to set all.
            std::memset(members, 0, few);
            if (plan.last - plan.first > few) std::memset(members + few, 0, sizeof members - few);
        }

        const ReadPlan& plan;
        void* target;
        bool was_reused;                // the struct may hold data of an earlier read
        bool needs_reset;               // members without a value may hold data of an earlier one
        MemberState members[most_keys]; // all `absent` at first, those of the plan's members
        static constexpr int few = 32;
    };

    /// Tells whether an empty object, array or string begins at `p`.
    bool is_empty(const char* p) const noexcept {
        if (*p != '{' && *p != '[' && *p != '"') return false;
        const char* const behind = *p == '"' ? p + 1 : skip_space(p + 1);
        return behind != end() && *behind == (*p == '{' ? '}' : *p == '[' ? ']' : '"');
    }

    /// Reads a value that is null, or that is not the first of its member.
    const char* null_or_again(const char* p, const ReadKey& key, ObjectState& state) {
        MemberState& member = state.members[key.member];
        const bool was_read = member != MemberState::absent;
        const bool is_null = *p == 'n';
        if (was_read && decode_.strictness.duplicate_members)
            return fail_duplicate_member(p, key.name());
        const bool is_under_another_key = has_value(member) && member != key.value_state;
        if (is_under_another_key && (is_null || is_empty(p))) return skip(p);
        member = is_null ? MemberState::null : key.value_state;
        if (is_null && !key.takes_null) {
            state.needs_reset |= was_read;
            return literal(p, "null");
        }
        is_reused = state.was_reused || was_read;
        p = key.read(*this, p, state.target);
        is_reused = state.was_reused;
        return p;
    }

    /// Checks that an object had what is required, and resets the members that it did not have.
    const char* finish_object(const char* p, ObjectState& state) {
        if (state.plan.has_required) {
            for (const ReadKey* key = state.plan.first; key != state.plan.last; ++key) {
                const MemberState member = state.members[key->member];
                const bool is_there = has_value(member) || (key->required == Required::list &&
                                                            member == MemberState::null);
                if (key->required != Required::no && !is_there) {
                    std::string message("the member ");
                    message.append(key->name()).append(" is missing");
                    return fail(p - 1, "missing", message);
                }
            }
        }
        if (state.needs_reset) state.plan.reset_missing(state.target, state.members);
        return p;
    }

    /// Reads a key that `ReadPlan::find_at` does not find: one that is unknown, near the end of the
    /// text, or written with escapes or with space before its colon. `key` is null if it is
    /// unknown.
    const char* find_key(const char* p, const ReadPlan& plan, const ReadKey*& key) {
        std::string_view name;
        const char* const behind = this->key(p, name);
        if (behind == nullptr) return nullptr;
        key = plan.find(name);
        if (key == nullptr && decode_.strictness.unknown_members) {
            return fail_unknown_member(p, name);
        }
        if (key == nullptr && says_failure_ != nullptr && is_outermost()) {
            const std::string_view rest(behind, static_cast<std::size_t>(end() - behind));
            *says_failure_ |= is_failure_word(name, rest);
        }
        return behind;
    }

    const char* fail_unknown_member(const char* p, std::string_view name) {
        std::string message = "there is no member ";
        append_printable(message, name, longest_quote);
        return fail(p, "unknown_member", message);
    }

    static void append_names(std::string& message, const std::string_view* names,
                             std::size_t count) {
        const std::size_t limit = message.size() + longest_list;
        for (std::size_t i = 0; i != count; ++i) {
            message += i == 0 ? " " : ", ";
            if (message.size() + names[i].size() > limit) {
                message += "...";
                return;
            }
            message += names[i];
        }
    }

    const DecodeOptions& decode_;
    bool* says_failure_;
    std::size_t bytes_left_; // that elements of lists and maps may take
    boost::json::storage_ptr storage_;
};

/// Reads the value at `p` into `value`, as the functions of `JsonScanner` do.
template <class T> const char* read_value(ValueReader& reader, const char* p, T& value);

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
