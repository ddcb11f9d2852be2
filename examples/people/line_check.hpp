#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINE_CHECK_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINE_CHECK_HPP

// Finds what a line says and its person would not: of a member that is there twice, one value, and
// of an integer beyond 64 bits, another number.

#include <flameup/json/from_json.hpp>
#include <flameup/value/error.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

namespace people_tool {

/// Goes through a text that is known to be JSON.
class LineCheck {
  public:
    explicit LineCheck(std::string_view json) : json_(json) {}

    std::optional<flameup::Error> find() {
        while (at_ != json_.size()) {
            const char c = json_[at_];
            if (c == '"') {
                take_string();
            } else if (c == '-' || (c >= '0' && c <= '9')) {
                take_number();
            } else {
                take_mark(c);
                ++at_;
            }
            if (error_) return std::move(error_);
        }
        return std::nullopt;
    }

  private:
    /// An object or an array that is open.
    struct Level {
        bool is_object = false, at_key = false;
        std::size_t index = 0;                 // of an element
        std::string key;                       // of a member
        std::unordered_set<std::string> names; // of the members so far
    };

    void take_mark(char c) {
        if (c == '{' || c == '[') {
            levels_.emplace_back();
            levels_.back().is_object = levels_.back().at_key = c == '{';
        } else if (c == '}' || c == ']') {
            levels_.pop_back();
        } else if (c == ',') {
            levels_.back().at_key = levels_.back().is_object;
            ++levels_.back().index;
        } else if (c == ':') {
            levels_.back().at_key = false;
        }
    }

    void take_string() {
        std::size_t end = at_ + 1;
        while (json_[end] != '"') end += json_[end] == '\\' ? 2 : 1;
        const std::string_view token = json_.substr(at_, end + 1 - at_);
        if (!levels_.empty() && levels_.back().at_key) {
            Level& level = levels_.back();
            auto key = flameup::from_json<std::string>(token);
            if (key) level.key = *std::move(key);
            if (!level.names.insert(level.key).second) {
                fail("duplicate_member", "the member is there twice");
            }
        }
        at_ = end + 1;
    }

    void take_number() {
        const std::size_t end = json_.find_first_not_of("+-.0123456789eE", at_);
        const std::string_view token = json_.substr(at_, end - at_);
        if (token.find_first_of(".eE") == token.npos && !fits(token)) {
            fail("out_of_range", "the integer does not fit into 64 bits");
        }
        at_ += token.size();
    }

    static bool fits(std::string_view token) {
        const char* const end = token.data() + token.size();
        std::int64_t negative = 0;
        std::uint64_t positive = 0;
        return token[0] == '-' ? std::from_chars(token.data(), end, negative).ec == std::errc()
                               : std::from_chars(token.data(), end, positive).ec == std::errc();
    }

    void fail(std::string code, const std::string& message) {
        std::string path = "$";
        for (const Level& level : levels_) {
            path += level.is_object ? "." + level.key : "[" + std::to_string(level.index) + "]";
        }
        error_ = flameup::make_error(flameup::ErrorKind::decode, std::move(code),
                                     "at " + path + ": " + message + ", at offset " +
                                         std::to_string(at_));
    }

    std::string_view json_;
    std::size_t at_ = 0;
    std::vector<Level> levels_;
    std::optional<flameup::Error> error_;
};

inline std::optional<flameup::Error> find_fault(std::string_view json) {
    return LineCheck(json).find();
}

} // namespace people_tool

#endif
