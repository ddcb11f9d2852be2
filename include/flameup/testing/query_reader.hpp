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

    /// Reads a text; empty if it is absent.
    std::string_view text(std::string_view name) { return find(name).value_or(""); }

    /// Reads an integer from `low` to `high`; returns `absent` if there is none.
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

    /// Reads an RFC 3339 timestamp; nothing if it is absent or wrong.
    std::optional<Timestamp> timestamp(std::string_view name) {
        const std::optional<std::string_view> value = find(name);
        if (!value) return std::nullopt;
        const Result<Timestamp> moment = parse_timestamp(*value);
        if (moment.has_value()) return *moment;
        fail(name, "must be an RFC 3339 timestamp");
        return std::nullopt;
    }

    /// Reads a person's status; nothing if it is absent or wrong.
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

    /// Adds an error that the caller found.
    void fail(std::string_view name, std::string message) {
        errors_.push_back({std::string(name), {}, std::move(message)});
    }

  private:
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
