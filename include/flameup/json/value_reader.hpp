#ifndef FLAMEUP_JSON_VALUE_READER_HPP
#define FLAMEUP_JSON_VALUE_READER_HPP

#include "flameup/json/read_plan.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/json/unknown_members.hpp"
#include "flameup/value/limits.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/storage_ptr.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

class DynamicReader;

/// Reads JSON into values: what all types have in common, where `read_value` is for each of them.
class ValueReader : public JsonScanner {
  public:
    ValueReader(std::string_view text, const Limits& limits, UnknownMembers unknown,
                boost::json::storage_ptr storage, bool used, Unescape unescape)
        : JsonScanner(text, limits.depth(), unescape), is_used(used), unknown_(unknown),
          elements_left_(limits.max_elements), storage_(std::move(storage)) {}

    /// Whether the value that is read next may hold something.
    bool is_used;

    /// What reads values of Boost.JSON's own types, if there are any to be read.
    DynamicReader* dynamic = nullptr;

    /// How many lists and maps the value that is read next is in.
    std::size_t lists = 0;

    /// Reads an object into a described struct.
    const char* object(const char* p, void* target, const ReadPlan& plan) {
        ObjectState state(plan, target, is_used);
        const ReadKey* guess = plan.first;
        const ReadKey* key = nullptr;
        const auto on_key = [&](const char* at) {
            key = plan.find_at(at, end(), guess);
            return key != nullptr ? at + key->whole() : find_key(at, plan, key);
        };
        const auto on_value = [&](const char* at) {
            if (key == nullptr) return skip(at);
            guess = key + 1;
            if (*at == 'n' || state.found.has(key->member)) return again_or_null(at, *key, state);
            state.found.add(key->member);
            state.spellings.add(key->number);
            return key->read(*this, at, target);
        };
        p = members(p, on_key, on_value);
        const bool is_plain = !state.needs_reset && !plan.has_required;
        return p == nullptr || is_plain ? p : finish_object(p, state);
    }

    /// Returns where a value of Boost.JSON's own types is made that has its memory there now.
    boost::json::storage_ptr storage_for(const boost::json::storage_ptr& now) {
        const bool is_there = storage_.get() != boost::json::storage_ptr().get();
        if (!is_there && lists == 0) return now;
        if (!is_there) { // all of a list's have one place
            storage_ = boost::json::make_shared_resource<boost::json::monotonic_resource>();
        }
        return storage_;
    }

    /// Takes one more element of a list or a map off what they may have in all.
    bool charge(const char* p, std::size_t size) {
        if (elements_left_ < size) {
            fail(p, "too_large", "lists and maps have more elements than the limit allows");
            return false;
        }
        elements_left_ -= size;
        return true;
    }

    /// Returns how many more elements of this size a list may have.
    std::size_t elements_left(std::size_t size) const noexcept { return elements_left_ / size; }

    /// Says that a value is not what its target takes, where it is a value at all.
    const char* mismatch(const char* p, std::string_view expected) {
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

    const char* refuse_number(const char* p) {
        return fail(p, "out_of_range", "the number is out of range");
    }

  private:
    /// What is known of a described struct while it is read.
    struct ObjectState {
        ObjectState(const ReadPlan& its_plan, void* its_target, bool used)
            : plan(its_plan), target(its_target), was_used(used), needs_reset(used) {}

        const ReadPlan& plan;
        void* target;
        bool was_used;
        bool needs_reset;
        NumberSet found;     // members
        NumberSet spellings; // their keys
        NumberSet missing;   // members whose last value was null
        NumberSet stale;     // and those of them that do not take it
    };

    /// Reads the value of a key that is not its member's first, or that is null.
    const char* again_or_null(const char* p, const ReadKey& key, ObjectState& state) {
        const bool was_found = state.found.has(key.member);
        const bool has_value = was_found && !state.missing.has(key.member);
        const bool is_new_spelling = !state.spellings.has(key.number);
        state.found.add(key.member);
        state.spellings.add(key.number);
        const bool is_null = *p == 'n';
        if (is_null && has_value && is_new_spelling) return literal(p, "null");
        if (is_null)
            state.missing.add(key.member);
        else
            state.missing.remove(key.member);
        if (is_null && !key.takes_null) {
            state.stale.add(key.member);
            state.needs_reset |= was_found;
            return literal(p, "null");
        }
        state.stale.remove(key.member);
        is_used = state.was_used || was_found;
        p = key.read(*this, p, state.target);
        is_used = state.was_used;
        return p;
    }

    /// Looks after the members that an object did not have.
    const char* finish_object(const char* p, ObjectState& state) {
        NumberSet written;
        bool is_whole = true;
        for (const ReadKey* key = state.plan.first; key != state.plan.last; ++key) {
            const bool was_found = state.found.has(key->member);
            if (key->is_required && (!was_found || state.missing.has(key->member))) {
                std::string message("the member ");
                message.append(key->name()).append(" is missing");
                return fail(p - 1, "missing", message);
            }
            const bool is_written = was_found && !state.stale.has(key->member);
            if (is_written) written.add(key->member);
            is_whole &= is_written;
        }
        if (state.needs_reset && !is_whole) state.plan.reset(state.target, written);
        return p;
    }

    /// Finds a key that is unknown, near the end of the text or written with escapes.
    const char* find_key(const char* p, const ReadPlan& plan, const ReadKey*& key) {
        std::string_view name;
        const char* const behind = this->key(p, name);
        if (behind == nullptr) return nullptr;
        key = plan.find(name);
        if (key == nullptr && unknown_ == UnknownMembers::refused) return refuse(p, name);
        return behind;
    }

    const char* refuse(const char* p, std::string_view name) {
        std::string message = "there is no member ";
        append_printable(message, name, 64);
        return fail(p, "unknown_member", message);
    }

    UnknownMembers unknown_;
    std::size_t elements_left_; // bytes
    boost::json::storage_ptr storage_;
};

/// Reads the value at a cursor into an object, and returns the cursor behind it, or null.
template <class T> const char* read_value(ValueReader& reader, const char* p, T& value);

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
