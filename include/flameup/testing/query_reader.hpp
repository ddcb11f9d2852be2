#ifndef FLAMEUP_TESTING_QUERY_READER_HPP
#define FLAMEUP_TESTING_QUERY_READER_HPP

#include "flameup/describe/match_route.hpp"
#include "flameup/model/person.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/person_json.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/timestamp.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Reads a query's parameters, collecting all that is wrong with them.
///
/// Those that are not asked for are ignored. `parameters` must outlive the reader.
class QueryReader {
  public:
    explicit QueryReader(const std::vector<Parameter>& parameters) : parameters_(parameters) {}

    const std::vector<FieldError>& errors() const noexcept { return errors_; }

    /// Reads a text; empty if there is none.
    std::string_view text(std::string_view name) { return find(name).value_or(""); }

    /// Reads an integer of these values; `absent` if there is none.
    std::int64_t integer(std::string_view name, std::int64_t low, std::int64_t high,
                         std::int64_t absent) {
        const std::optional<std::string_view> digits = find(name);
        if (!digits) return absent;
        std::int64_t value = 0;
        const char* const end = digits->data() + digits->size();
        const auto [stop, failure] = std::from_chars(digits->data(), end, value);
        if (failure == std::errc::invalid_argument || stop != end) {
            fail(name, "must be an integer");
        } else if (failure != std::errc()) {
            fail(name, "is out of range");
        } else if (value < low) {
            fail(name, "must be at least " + std::to_string(low));
        } else if (value > high) {
            fail(name, "must be at most " + std::to_string(high));
        }
        return value;
    }

    /// Reads an RFC 3339 timestamp.
    std::optional<Timestamp> timestamp(std::string_view name) {
        const std::optional<std::string_view> value = find(name);
        if (!value) return std::nullopt;
        const Result<Timestamp> moment = parse_timestamp(*value);
        if (moment.has_value()) return *moment;
        fail(name, "must be an RFC 3339 timestamp");
        return std::nullopt;
    }

    /// Reads a person's status.
    std::optional<PersonStatus> status(std::string_view name) {
        const std::optional<std::string_view> value = find(name);
        if (!value) return std::nullopt;
        for (const PersonStatus known :
             {PersonStatus::active, PersonStatus::unsubscribed, PersonStatus::bounced}) {
            if (*value == status_name(known)) return known;
        }
        fail(name, "must be active, unsubscribed or bounced");
        return std::nullopt;
    }

    /// Adds what the caller found wrong with a parameter.
    void fail(std::string_view name, std::string message) {
        errors_.push_back({std::string(name), {}, std::move(message)});
    }

  private:
    // Nothing where it is absent, and where it is unreadable, which is an error as well.
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
