#ifndef FLAMEUP_VALUE_ERROR_TEXT_HPP
#define FLAMEUP_VALUE_ERROR_TEXT_HPP

#include "flameup/text/append_printable.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Writes an error for people. Every text is cut, and holds no control characters.
class ErrorPrinter {
  public:
    /// Writes the stage, the status, the code and the message, as `api error 409 conflict: Taken`.
    void headline(const Error& error) {
        text_ += to_string(error.kind);
        text_ += " error";
        if (error.status != 0) number(" ", error.status);
        std::string status;
        append_integer(status, error.status);
        if (error.code != status) word(" ", error.code); // the code of a body that has none
        word(": ", error.message);
    }

    /// Writes what follows the headline in one line: ` (request req_1, retry after 30 s)`.
    void notes(const Error& error) {
        std::string_view before = " (";
        const auto next = [&before] {
            const std::string_view separator = before;
            before = ", ";
            return separator;
        };
        if (!error.path.empty()) word(next(), error.path, "at ");
        if (!error.missing_permission.empty()) word(next(), error.missing_permission, "lacks ");
        if (!error.request_id.empty()) word(next(), error.request_id, "request ");
        if (error.retry_after && error.retry_after->seconds) {
            number(next(), *error.retry_after->seconds, "retry after ");
            text_ += " s";
        }
        if (before == ", ") text_ += ')';
    }

    /// Writes all else that the error knows, a line each.
    void details(const Error& error) {
        for (const FieldError& field : error.fields) {
            text_ += "\n  field";
            word(" ", field.path);
            word(" ", field.code);
            word(": ", field.message);
        }
        word("\n  lacks the permission ", error.missing_permission);
        word("\n  request ", error.request_id);
        if (error.retry_after && error.retry_after->seconds) {
            number("\n  retry after ", *error.retry_after->seconds);
            text_ += " s";
        }
        if (error.retry_after && error.retry_after->date) {
            word("\n  retry at ", to_string(*error.retry_after->date));
        }
        if (error.rate_limit.limit) number("\n  rate limit ", *error.rate_limit.limit);
        if (error.rate_limit.remaining) number("\n  requests left ", *error.rate_limit.remaining);
        if (error.rate_limit.reset) {
            word("\n  rate limit resets at ", to_string(*error.rate_limit.reset));
        }
        if (error.rate_limit.reset_after) {
            number("\n  rate limit resets after ", *error.rate_limit.reset_after);
            text_ += " s";
        }
        word("\n  at ", error.path);
        if (error.offset) number("\n  at byte ", *error.offset);
        word("\n  body ", error.body);
    }

    /// Returns what was written.
    std::string take() { return std::move(text_); }

  private:
    static constexpr std::size_t longest = 1024; // bytes of one text

    void word(std::string_view before, std::string_view word, std::string_view name = {}) {
        if (word.empty()) return;
        text_.append(before).append(name);
        append_printable(text_, word, longest);
    }

    template <class T> void number(std::string_view before, T value, std::string_view name = {}) {
        text_.append(before).append(name);
        append_integer(text_, value);
    }

    std::string text_;
};

} // namespace detail

/// Returns an error as one line: `api error 409 conflict: Taken (request req_1)`.
///
/// Control characters and ill-formed UTF-8 in the server's words become `?`; a word of more than
/// 1024 bytes is cut. The API key is in no `Error` of a call with a configuration, and so not here.
inline std::string to_string(const Error& error) {
    detail::ErrorPrinter printer;
    printer.headline(error);
    printer.notes(error);
    return printer.take();
}

/// Returns all that an error knows, in as many lines as that takes, without a line break at the
/// end.
///
/// The first line is the headline of `to_string`. Then come, each indented and on a line, every
/// field with its code and message, the missing permission, the request id, when to come back, the
/// rate limit, the JSON path, the byte offset and the beginning of the body. Words are cut and
/// cleaned as by `to_string`.
inline std::string to_lines(const Error& error) {
    detail::ErrorPrinter printer;
    printer.headline(error);
    printer.details(error);
    return printer.take();
}

/// Streams an error as one line, as `to_string` returns it.
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& stream,
                                             const Error& error) {
    const std::string text = to_string(error);
    return stream.write(text.data(), static_cast<std::ptrdiff_t>(text.size()));
}

FLAMEUP_END_NAMESPACE

#endif
