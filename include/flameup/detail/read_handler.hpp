#ifndef FLAMEUP_DETAIL_READ_HANDLER_HPP
#define FLAMEUP_DETAIL_READ_HANDLER_HPP

#include "flameup/detail/exact_number.hpp"
#include "flameup/detail/field_path.hpp"
#include "flameup/detail/read_ops.hpp"

#include <boost/json/error.hpp>
#include <boost/json/string_view.hpp>
#include <boost/json/value_stack.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Whether keys that a described struct does not have are passed over or refused.
enum class UnknownMembers { ignored, refused };

/// Boost.JSON's parser calls this handler, which puts values where `ReadOps` say.
///
/// A described struct looks for each key first behind the last one found.
class ReadHandler {
  public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using Text = boost::json::string_view;
    using ErrorCode = boost::json::error_code;

    ReadHandler(ReadSlot root, UnknownMembers unknown, std::size_t max_elements)
        : pending_(root), unknown_(unknown), elements_left_(max_elements) {
        frames_.reserve(8);
    }

    const std::string& code() const noexcept { return code_; }
    const std::string& message() const noexcept { return message_; }
    bool at_end() const noexcept { return at_end_; }

    bool on_document_begin(ErrorCode&) { return true; }
    bool on_document_end(ErrorCode&) { return true; }

    bool on_object_begin(ErrorCode& ec) { return begin_container(ec, "an object", true); }
    bool on_array_begin(ErrorCode& ec) { return begin_container(ec, "an array", false); }

    bool on_object_end(std::size_t size, ErrorCode& ec) {
        if (skipped_ != 0) return --skipped_, true;
        if (dynamic_ != 0) return stack_.push_object(size), end_dynamic();
        const Frame& frame = frames_.back();
        for (std::size_t i = 0; i != frame.ops->key_count; ++i) {
            const ReadMember& member = frame.ops->members[i];
            if (member.required && !frame.seen(member.index)) {
                at_end_ = true;
                return fail(ec, "missing", "the member " + std::string(member.key) + " is missing");
            }
        }
        frames_.pop_back();
        return true;
    }

    bool on_array_end(std::size_t size, ErrorCode&) {
        if (skipped_ != 0) return --skipped_, true;
        if (dynamic_ != 0) return stack_.push_array(size), end_dynamic();
        frames_.pop_back();
        return true;
    }

    bool on_key_part(Text part, std::size_t, ErrorCode&) { return keep(part); }
    bool on_key(Text last, std::size_t, ErrorCode& ec) {
        const std::string_view key = whole(last);
        bool ok = true;
        if (skipped_ == 0) {
            if (dynamic_ != 0)
                stack_.push_key({key.data(), key.size()});
            else
                ok = find_key(ec, key);
        }
        text_.clear();
        return ok;
    }

    bool on_string_part(Text part, std::size_t, ErrorCode&) { return keep(part); }
    bool on_string(Text last, std::size_t, ErrorCode& ec) {
        const std::string_view text = whole(last);
        bool ok = true;
        if (skipped_ == 0) {
            if (dynamic_ != 0)
                stack_.push_string({text.data(), text.size()});
            else
                ok = put(ec, "a string", &ReadOps::string, text);
        }
        text_.clear();
        return ok;
    }

    bool on_number_part(Text, ErrorCode&) { return true; }
    bool on_int64(std::int64_t value, Text, ErrorCode& ec) {
        if (skipped_ != 0) return true;
        if (dynamic_ != 0) return stack_.push_int64(value), true;
        return put(ec, "an integer", &ReadOps::integer, value);
    }
    bool on_uint64(std::uint64_t value, Text, ErrorCode& ec) {
        if (skipped_ != 0) return true;
        if (dynamic_ != 0) return stack_.push_uint64(value), true;
        return put(ec, "an integer", &ReadOps::large_integer, value);
    }
    bool on_double(double value, Text text, ErrorCode& ec) {
        if (skipped_ != 0) return true;
        value = exact_number(value, {text.data(), text.size()});
        if (!std::isfinite(value) && has_slot()) {
            return fail(ec, "out_of_range", "the number is out of range");
        }
        if (dynamic_ != 0) return stack_.push_double(value), true;
        return put(ec, "a number", &ReadOps::number, value);
    }
    bool on_bool(bool value, ErrorCode& ec) {
        if (skipped_ != 0) return true;
        if (dynamic_ != 0) return stack_.push_bool(value), true;
        return put(ec, "a boolean", &ReadOps::boolean, value);
    }
    bool on_null(ErrorCode& ec) {
        if (skipped_ != 0) return true;
        if (dynamic_ != 0) return stack_.push_null(), true;
        ReadSlot slot;
        if (!take_slot(ec, slot)) return false;
        if (slot.ops == nullptr) return true;
        // A null is as good as no member at all.
        if (!frames_.empty() && frames_.back().ops->members != nullptr) {
            if (frames_.back().found_otherwise) return true; // the other spelling has the value
            frames_.back().forget_last();
            if (slot.ops->null == nullptr) {
                if (frames_.back().found_before) slot.ops->reset(slot.target);
                return true;
            }
        }
        if (slot.ops->null == nullptr) return refuse(ec, ReadStatus::wrong_type, slot, "null");
        slot.ops->null(slot.target);
        return true;
    }

    bool on_comment_part(Text, ErrorCode&) { return true; }
    bool on_comment(Text, ErrorCode&) { return true; }

  private:
    /// A described struct, map or sequence that is being read.
    struct Frame {
        void* target;
        const ReadOps* ops;
        std::size_t next = 0;         ///< The key to try first.
        std::size_t last = 0;         ///< The member found last.
        bool found_before = false;    ///< The member has occurred before,
        bool found_otherwise = false; ///< and not under this key.
        std::uint64_t members_seen[most_read_members / 64] = {};
        std::uint64_t keys_seen[most_read_members / 64] = {};

        bool seen(std::size_t member) const noexcept { return has(members_seen, member); }

        void find(std::size_t member, std::size_t key) noexcept {
            found_before = has(members_seen, member);
            found_otherwise = found_before && !has(keys_seen, key);
            members_seen[member / 64] |= bit(member);
            keys_seen[key / 64] |= bit(key);
            last = member;
        }
        void forget_last() noexcept { members_seen[last / 64] &= ~bit(last); }

        static std::uint64_t bit(std::size_t index) noexcept {
            return std::uint64_t{1} << (index % 64);
        }
        static bool has(const std::uint64_t* bits, std::size_t index) noexcept {
            return (bits[index / 64] & bit(index)) != 0;
        }
    };

    bool keep(Text part) {
        if (skipped_ == 0) text_.append(part.data(), part.size());
        return true;
    }

    std::string_view whole(Text last) {
        if (text_.empty()) return {last.data(), last.size()};
        text_.append(last.data(), last.size());
        return text_;
    }

    bool find_key(ErrorCode& ec, std::string_view key) {
        Frame& frame = frames_.back();
        if (frame.ops->entry != nullptr) {
            if (!charge(ec, *frame.ops)) return false;
            pending_ = frame.ops->entry(frame.target, key);
            return true;
        }
        const std::size_t count = frame.ops->key_count;
        const ReadMember* const members = frame.ops->members;
        std::size_t i = frame.next;
        if (i >= count || members[i].key != key) {
            i = 0;
            while (i != count && members[i].key != key) ++i;
            if (i == count) {
                pending_ = {};
                return unknown_ == UnknownMembers::ignored || refuse_key(ec, key);
            }
        }
        const ReadMember& member = members[i];
        frame.next = member.index + 1;
        pending_ = {member.address(frame.target), member.ops};
        frame.find(member.index, i);
        return true;
    }

    bool refuse_key(ErrorCode& ec, std::string_view key) {
        std::string message = "there is no member ";
        append_printable(message, key, 64);
        at_end_ = true;
        return fail(ec, "unknown_member", std::move(message));
    }

    /// Tells whether the next value goes somewhere; that of an unknown key does not.
    bool has_slot() const {
        return pending_.ops != nullptr ||
               (!frames_.empty() && frames_.back().ops->element != nullptr);
    }

    bool take_slot(ErrorCode& ec, ReadSlot& slot) {
        if (!frames_.empty() && frames_.back().ops->element != nullptr) {
            const Frame& frame = frames_.back();
            if (!charge(ec, *frame.ops)) return false;
            slot = frame.ops->element(frame.target);
        } else {
            slot = std::exchange(pending_, ReadSlot{});
        }
        return true;
    }

    /// Takes one more element of a list or a map off what they may have in all.
    bool charge(ErrorCode& ec, const ReadOps& ops) {
        if (elements_left_ < ops.element_size) {
            return fail(ec, "too_large", "lists and maps have more elements than the limit allows");
        }
        elements_left_ -= ops.element_size;
        return true;
    }

    /// Makes the target ready for a value: what a duplicate brought before goes.
    ReadSlot resolve(ReadSlot slot) const {
        if (!frames_.empty() && frames_.back().found_before && slot.ops->reset != nullptr) {
            slot.ops->reset(slot.target);
        }
        return slot.ops->resolve != nullptr ? slot.ops->resolve(slot.target) : slot;
    }

    template <class Function, class Value>
    bool put(ErrorCode& ec, const char* found, Function ReadOps::*function, Value value) {
        ReadSlot slot;
        if (!take_slot(ec, slot)) return false;
        if (slot.ops == nullptr) return true;
        slot = resolve(slot);
        const auto assign = slot.ops->*function;
        const ReadStatus status =
            assign != nullptr ? assign(slot.target, value) : ReadStatus::wrong_type;
        return status == ReadStatus::ok || refuse(ec, status, slot, found);
    }

    bool begin_container(ErrorCode& ec, const char* found, bool object) {
        if (skipped_ != 0) return ++skipped_, true;
        if (dynamic_ != 0) return ++dynamic_, true;
        ReadSlot slot;
        if (!take_slot(ec, slot)) return false;
        if (slot.ops == nullptr) return skipped_ = 1, true;
        slot = resolve(slot);
        const ReadOps& ops = *slot.ops;
        if (object ? ops.dynamic_object : ops.dynamic_array) {
            dynamic_ = 1;
            pending_ = slot;
            stack_.reset(ops.storage(slot.target));
            return true;
        }
        if (object ? ops.begin_map != nullptr : ops.begin_sequence != nullptr) {
            (object ? ops.begin_map : ops.begin_sequence)(slot.target);
        } else if (!object || ops.members == nullptr) {
            return refuse(ec, ReadStatus::wrong_type, slot, found);
        }
        frames_.push_back({slot.target, slot.ops});
        return true;
    }

    bool end_dynamic() {
        if (--dynamic_ == 0) {
            const ReadSlot slot = std::exchange(pending_, ReadSlot{});
            slot.ops->dynamic(slot.target, stack_.release());
        }
        return true;
    }

    bool refuse(ErrorCode& ec, ReadStatus status, ReadSlot slot, const char* found) {
        const std::string expected(slot.ops->expected);
        switch (status) {
        case ReadStatus::out_of_range:
            return fail(ec, "out_of_range", "the number is out of range");
        case ReadStatus::unknown_name:
            return fail(ec, "unknown_name", "the name is none of the enumeration's");
        case ReadStatus::invalid_timestamp:
            return fail(ec, "invalid_timestamp", "the string is no RFC 3339 timestamp");
        default: return fail(ec, "wrong_type", "expected " + expected + ", found " + found);
        }
    }

    bool fail(ErrorCode& ec, const char* code, std::string message) {
        code_ = code;
        message_ = std::move(message);
        ec = boost::json::make_error_code(boost::json::error::not_exact);
        return false;
    }

    ReadSlot pending_;
    UnknownMembers unknown_;
    std::size_t elements_left_; // bytes
    std::vector<Frame> frames_;
    std::string text_;        // the parts of a string with escapes
    std::size_t skipped_ = 0; // open brackets of a value without a target
    std::size_t dynamic_ = 0; // open brackets of a value of Boost.JSON's own types
    boost::json::value_stack stack_;
    std::string code_;
    std::string message_;
    bool at_end_ = false;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
