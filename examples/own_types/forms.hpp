#ifndef OWN_TYPES_FORMS_HPP
#define OWN_TYPES_FORMS_HPP

// Four types that the library does not know, each with its form as a string.

#include <flameup/text/text_form.hpp>
#include <flameup/value/timestamp_text.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <vector>

namespace own {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    friend bool operator==(const Uuid& a, const Uuid& b) { return a.bytes == b.bytes; }
};

/// An amount of money of at most ten digits, as `12.34`: no binary fraction is exact.
struct Amount {
    std::int64_t cents = 0;

    friend bool operator==(Amount a, Amount b) { return a.cents == b.cents; }
};

/// A time of the system clock in milliseconds: C++20's `std::chrono::sys_time<milliseconds>`.
using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// An engine's string: UTF-16 in memory of its own.
struct EngineString {
    std::vector<char16_t> units;

    friend bool operator==(const EngineString& a, const EngineString& b) {
        return a.units == b.units;
    }
};

} // namespace own

template <> struct flameup::TextForm<own::Uuid> {
    static constexpr std::string_view name = "uuid";
    static constexpr std::size_t longest = 36;

    static const char* from_text(std::string_view text, own::Uuid& value) {
        if (text.size() != longest) return "it has not 36 characters";
        std::size_t at = 0;
        for (std::uint8_t& byte : value.bytes) {
            const bool has_hyphen = at == 8 || at == 13 || at == 18 || at == 23;
            if (has_hyphen && text[at++] != '-') return "a hyphen is missing";
            const char* const end = text.data() + at + 2;
            if (std::from_chars(text.data() + at, end, byte, 16).ptr != end) return "no digit";
            at += 2;
        }
        return nullptr;
    }

    static char* to_text(const own::Uuid& value, char (&out)[longest]) {
        char* p = out;
        for (const std::uint8_t byte : value.bytes) {
            const auto at = p - out;
            if (at == 8 || at == 13 || at == 18 || at == 23) *p++ = '-';
            *p++ = "0123456789abcdef"[byte >> 4];
            *p++ = "0123456789abcdef"[byte & 15];
        }
        return p;
    }
};

template <> struct flameup::TextForm<own::Amount> {
    static constexpr std::string_view name = "decimal";
    static constexpr std::size_t longest = 12;
    static constexpr std::int64_t most = 99'999'999'99;

    static const char* from_text(std::string_view text, own::Amount& value) {
        std::int64_t sum = 0;
        const bool negative = !text.empty() && text.front() == '-';
        if (negative) text.remove_prefix(1);
        if (text.size() < 4 || text.size() > 11 || text[text.size() - 3] != '.') {
            return "it has not two digits behind its point, and 1 to 8 before it";
        }
        for (std::size_t i = 0; i != text.size(); ++i) {
            if (i + 3 == text.size()) continue; // the point
            if (text[i] < '0' || text[i] > '9') return "it has a character that is no digit";
            sum = sum * 10 + (text[i] - '0');
        }
        value.cents = negative ? -sum : sum;
        return nullptr;
    }

    static char* to_text(const own::Amount& value, char (&out)[longest]) {
        if (value.cents < -most || value.cents > most) return nullptr;
        char* p = out;
        if (value.cents < 0) *p++ = '-';
        const std::int64_t cents = value.cents < 0 ? -value.cents : value.cents;
        p = std::to_chars(p, out + longest, cents / 100).ptr;
        *p++ = '.';
        *p++ = static_cast<char>('0' + cents / 10 % 10);
        *p++ = static_cast<char>('0' + cents % 10);
        return p;
    }
};

template <> struct flameup::TextForm<own::Time> {
    static constexpr std::string_view name = "date-time";
    static constexpr std::size_t longest = timestamp_text_size;

    static const char* from_text(std::string_view text, own::Time& value) {
        const auto moment = read_timestamp(text);
        if (!moment) return "it is not of RFC 3339";
        value = own::Time(
            std::chrono::milliseconds(moment->seconds * 1000 + moment->nanoseconds / 1'000'000));
        return nullptr;
    }

    static char* to_text(const own::Time& value, char (&out)[longest]) {
        const std::int64_t count = value.time_since_epoch().count();
        const std::int64_t rest = (count % 1000 + 1000) % 1000;
        // The quotient is rounded down; a subtraction from the least count would overflow.
        const std::int64_t seconds = count / 1000 - (count % 1000 < 0 ? 1 : 0);
        return write_timestamp({seconds, static_cast<std::uint32_t>(rest * 1'000'000)}, out);
    }
};

template <> struct flameup::TextForm<own::EngineString> {
    static constexpr std::string_view name = "text";

    static const char* from_text(std::string_view text, own::EngineString& value) {
        value.units.clear(); // and keeps its memory
        for (std::size_t i = 0; i != text.size();) {
            const auto lead = static_cast<unsigned char>(text[i]);
            const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            std::uint32_t code_point = size == 1 ? lead : lead & (0x7Fu >> size);
            for (std::size_t j = 1; j != size; ++j) {
                code_point = code_point << 6 | (static_cast<unsigned char>(text[i + j]) & 0x3Fu);
            }
            if (code_point >= 0x10000) {
                value.units.push_back(
                    static_cast<char16_t>(0xD800 + ((code_point - 0x10000) >> 10)));
                code_point = 0xDC00 + (code_point & 0x3FF);
            }
            value.units.push_back(static_cast<char16_t>(code_point));
            i += size;
        }
        return nullptr;
    }

    // An engine's string has no bound, so its text goes into a string. Halves of pairs become
    // bytes that are no UTF-8, and the library refuses those.
    static bool to_text(const own::EngineString& value, std::string& out) {
        for (std::size_t i = 0; i != value.units.size(); ++i) {
            std::uint32_t code_point = value.units[i];
            const bool has_second = code_point >= 0xD800 && code_point < 0xDC00 &&
                                    i + 1 != value.units.size() &&
                                    (value.units[i + 1] & 0xFC00) == 0xDC00;
            if (has_second) {
                code_point = 0x10000 + ((code_point - 0xD800) << 10) + (value.units[++i] - 0xDC00u);
            }
            const int size = code_point < 0x80      ? 1
                             : code_point < 0x800   ? 2
                             : code_point < 0x10000 ? 3
                                                    : 4;
            const std::uint32_t lead = size == 1 ? 0 : (0xF00u >> size) & 0xFF;
            out += static_cast<char>(lead | code_point >> (6 * (size - 1)));
            for (int j = size - 2; j >= 0; --j) {
                out += static_cast<char>(0x80 | (code_point >> (6 * j) & 0x3F));
            }
        }
        return true;
    }
};

#endif
