#ifndef FLAMEUP_CLIENT_TRACED_HPP
#define FLAMEUP_CLIENT_TRACED_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// The value of a `traceparent` header: the trace that a request belongs to, and the span that
/// sends it (W3C Trace Context, section 3.2).
class Traceparent {
  public:
    /// Reads a header's value, as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
    ///
    /// A value of a later version is read as the specification says: its first four fields, of
    /// which all flags but `sampled` are dropped. Errors: `invalid_traceparent`, of kind
    /// `ErrorKind::validation`.
    static Result<Traceparent> parse(std::string_view text) {
        const bool is_later = text.substr(0, 2) != "00";
        const bool is_whole =
            text.size() == size || (is_later && text.size() > size && text[size] == '-');
        if (!is_whole || text[2] != '-' || text[35] != '-' || text[52] != '-' ||
            !is_hex(text.substr(0, 2)) || text.substr(0, 2) == "ff") {
            return refused();
        }
        std::string_view flags = text.substr(53, 2);
        if (!is_hex(flags)) return refused();
        const char low = flags[1];
        const bool is_sampled = (low <= '9' ? low - '0' : low - 'a' + 10) % 2 != 0;
        return make(text.substr(3, 32), text.substr(36, 16), is_sampled);
    }

    /// Makes a value from a trace id of 32 and a span id of 16 hexadecimal digits, in lower case
    /// and not all zeros; errors as by `parse`.
    static Result<Traceparent> make(std::string_view trace_id, std::string_view span_id,
                                    bool is_sampled) {
        const bool is_good = trace_id.size() == 32 && span_id.size() == 16 && is_hex(trace_id) &&
                             is_hex(span_id) && has_digit(trace_id) && has_digit(span_id);
        if (!is_good) return refused();
        std::string text("00-");
        text.append(trace_id).append("-").append(span_id).append(is_sampled ? "-01" : "-00");
        return Traceparent(std::move(text));
    }

    /// Returns the header's value, of version 00.
    const std::string& text() const noexcept { return text_; }

    /// Compares the values.
    friend bool operator==(const Traceparent& a, const Traceparent& b) {
        return a.text_ == b.text_;
    }
    /// The opposite of `==`.
    friend bool operator!=(const Traceparent& a, const Traceparent& b) { return !(a == b); }

  private:
    static constexpr std::size_t size = 55; // of version 00

    explicit Traceparent(std::string text) : text_(std::move(text)) {}

    static Error refused() {
        return make_error(ErrorKind::validation, "invalid_traceparent",
                          "is not a traceparent of W3C Trace Context");
    }
    static bool is_hex(std::string_view text) {
        return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    }
    static bool has_digit(std::string_view text) {
        return text.find_first_not_of('0') != std::string_view::npos;
    }

    std::string text_;
};

/// Makes a layer that adds a `traceparent` header to each request.
///
/// `current`, callable as a const object, returns the caller's `Traceparent`, or nothing: a
/// `std::optional<Traceparent>` or a `Result<Traceparent>`. A request that has the header already
/// keeps its own.
template <class Current> auto traced(Current current) {
    return [current = std::move(current)](HttpRequest& request) {
        if (request.headers.find("traceparent") == nullptr) {
            const auto parent = current();
            if (parent) request.headers.add("traceparent", parent->text());
        }
        return [](Result<HttpResponse>&) {};
    };
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
