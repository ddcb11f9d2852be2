#ifndef FLAMEUP_BENCHMARKS_HAND_WRITTEN_HPP
#define FLAMEUP_BENCHMARKS_HAND_WRITTEN_HPP

// A writer for exactly the structs of the benchmark, as one would write it who has only these:
// keys are literals that are copied, room is made once a person, strings go 16 bytes at a time. The
// texts of timestamps and of numbers with few decimals are made by the library's functions.

#include "types.hpp"

#include "flameup/text/short_decimal.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <boost/config.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace benchmarks::hand_written {

/// Writes into a string from its beginning, and keeps its memory.
class Writer {
  public:
    explicit Writer(std::string& text) : text_(text), out_(text.data()) {}

    /// Ends the text; false if something in it cannot be written as JSON.
    bool finish() {
        text_.resize(static_cast<std::size_t>(out_ - text_.data()));
        return ok_;
    }

    template <class Person> void person(const Person& person) {
        room(400 + 6 * longest(person));
        literal("{\"userId\":");
        string(person.userId);
        if (person.email) literal(",\"email\":"), string(*person.email);
        if (person.phone) literal(",\"phone\":"), string(*person.phone);
        if (person.anonymousId) literal(",\"anonymousId\":"), string(*person.anonymousId);
        if (person.traits) literal(",\"traits\":"), traits(*person.traits);
        *out_++ = '}';
    }

    template <class Person> void batch(const std::vector<Person>& people) {
        room(32);
        literal("{\"people\":[");
        for (const Person& each : people) {
            person(each);
            *out_++ = ',';
        }
        if (!people.empty()) --out_;
        room(2);
        literal("]}");
    }

  private:
    static constexpr std::size_t slack = 64; // what is stored behind a string's end, and a comma

    void room(std::size_t size) {
        const auto used = static_cast<std::size_t>(out_ - text_.data());
        if (text_.size() - used >= size + slack) return;
        const std::size_t needed = used + size + slack;
        if (text_.capacity() < needed) {
            text_.resize(used);
            text_.reserve(2 * needed);
        }
        text_.resize(text_.capacity());
        out_ = text_.data() + used;
    }

    template <std::size_t Size> void literal(const char (&text)[Size]) {
        std::memcpy(out_, text, Size - 1);
        out_ += Size - 1;
    }

    // Bytes of all strings of a person, and what its lists have around them.

    template <class T> static std::size_t size(const std::optional<T>& text) {
        return text ? text->size() : 0;
    }
    template <class Person> static std::size_t longest(const Person& person) {
        std::size_t result = person.userId.size() + size(person.email) + size(person.phone) +
                             size(person.anonymousId);
        if (person.traits) result += longest_traits(*person.traits);
        return result;
    }
    static std::size_t longest_traits(const PlayerTraits& traits) {
        std::size_t result = size(traits.first_name) + size(traits.last_name) +
                             size(traits.company) + size(traits.notes);
        for (const std::string& tag : traits.tags) result += tag.size() + 3;
        return result;
    }
    static std::size_t longest_traits(const DynamicTraits&) { return 0; }

    void traits(const PlayerTraits& traits) {
        char* const begin = out_;
        if (traits.first_name) literal(",\"first_name\":"), string(*traits.first_name);
        if (traits.last_name) literal(",\"last_name\":"), string(*traits.last_name);
        if (traits.plan) literal(",\"plan\":"), plan(*traits.plan);
        if (traits.level) literal(",\"level\":"), integer(*traits.level);
        if (traits.score) literal(",\"score\":"), number(*traits.score);
        if (traits.is_subscribed) literal(",\"is_subscribed\":"), boolean(*traits.is_subscribed);
        literal(",\"tags\":[");
        for (const std::string& tag : traits.tags) string(tag), *out_++ = ',';
        if (!traits.tags.empty()) --out_;
        *out_++ = ']';
        if (traits.company) literal(",\"company\":"), string(*traits.company);
        if (traits.notes) literal(",\"notes\":"), string(*traits.notes);
        if (traits.last_login) literal(",\"last_login\":"), timestamp(*traits.last_login);
        *begin = '{';
        *out_++ = '}';
    }

    // What is dynamic makes room as it goes: for each key with its value's own text at once.

    void traits(const DynamicTraits& traits) { object(traits, 30); }

    static std::size_t longest_value(const boost::json::value& value) {
        const auto* const text = value.if_string();
        return 48 + (text != nullptr ? 6 * text->size() : 0);
    }

    void object(const boost::json::object& object, int depth) {
        if (depth == 0) return fail();
        *out_++ = '{';
        for (const auto& [key, each] : object) {
            room(6 * key.size() + longest_value(each));
            string({key.data(), key.size()});
            *out_++ = ':';
            value(each, depth - 1);
            *out_++ = ',';
        }
        if (!object.empty()) --out_;
        *out_++ = '}';
    }

    void array(const boost::json::array& array, int depth) {
        if (depth == 0) return fail();
        *out_++ = '[';
        for (const auto& each : array) {
            room(longest_value(each));
            value(each, depth - 1);
            *out_++ = ',';
        }
        if (!array.empty()) --out_;
        *out_++ = ']';
    }

    void value(const boost::json::value& value, int depth) {
        switch (value.kind()) {
        case boost::json::kind::null: return literal("null");
        case boost::json::kind::bool_: return boolean(value.get_bool());
        case boost::json::kind::int64: return integer(value.get_int64());
        case boost::json::kind::uint64: return integer(value.get_uint64());
        case boost::json::kind::double_: return dynamic_number(value.get_double());
        case boost::json::kind::string:
            return string({value.get_string().data(), value.get_string().size()});
        case boost::json::kind::array: return array(value.get_array(), depth);
        case boost::json::kind::object: return object(value.get_object(), depth);
        }
    }

    void dynamic_number(double value) {
        const char* const begin = out_;
        number(value);
        for (const char* p = begin; p != out_; ++p) {
            if (*p == '.' || *p == 'e') return;
        }
        literal(".0");
    }

    void plan(Plan plan) {
        switch (plan) {
        case Plan::free: return literal("\"free\"");
        case Plan::basic: return literal("\"basic\"");
        case Plan::premium: return literal("\"premium\"");
        case Plan::enterprise: return literal("\"enterprise\"");
        }
        fail();
    }

    void boolean(bool value) { value ? literal("true") : literal("false"); }
    template <class T> void integer(T value) { out_ = std::to_chars(out_, out_ + 24, value).ptr; }

    void number(double value) {
        if (!std::isfinite(value)) return fail();
        if (value == 0 && std::signbit(value)) return literal("-0.0");
        char* const end = flameup::detail::write_short_decimal(value, out_);
        out_ = end != nullptr ? end : std::to_chars(out_, out_ + 32, value).ptr;
    }

    void timestamp(flameup::Timestamp value) {
        *out_++ = '"';
        char* const end = flameup::write_timestamp(value, out_);
        if (end == nullptr) return fail();
        out_ = end;
        *out_++ = '"';
    }

    void fail() { ok_ = false; }

    void string(std::string_view text) {
        out_[0] = '"';
        if (copy_if_plain(text.data(), text.size(), out_ + 1)) {
            out_ += text.size() + 1;
        } else {
            out_ = escape_string(text, out_ + 1);
            if (out_ == nullptr) return give_up();
        }
        *out_++ = '"';
    }

    void give_up() {
        out_ = text_.data(); // whatever follows has room
        fail();
    }

    /// Copies a text; false if a byte of it is to be escaped or not ASCII.
    static bool copy_if_plain(const char* p, std::size_t size, char* out) {
#if defined(__SSE2__)
        const auto load = [p](std::size_t at) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
        };
        const auto store = [out](std::size_t at, __m128i bytes) {
            _mm_storeu_si128(reinterpret_cast<__m128i*>(out + at), bytes);
        };
        // Each of the last two loads overlaps the one before.
        if (size >= 16) {
            __m128i any = _mm_setzero_si128();
            std::size_t at = 0;
            for (; at + 16 < size; at += 16) {
                const __m128i bytes = load(at);
                store(at, bytes);
                any = _mm_or_si128(any, special(bytes));
            }
            const __m128i bytes = load(size - 16);
            store(size - 16, bytes);
            return _mm_movemask_epi8(_mm_or_si128(any, special(bytes))) == 0;
        }
        if (size >= 8) {
            const __m128i head = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(p));
            const __m128i tail = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(p + size - 8));
            _mm_storel_epi64(reinterpret_cast<__m128i*>(out), head);
            _mm_storel_epi64(reinterpret_cast<__m128i*>(out + size - 8), tail);
            return _mm_movemask_epi8(special(_mm_unpacklo_epi64(head, tail))) == 0;
        }
        if (size >= 4) {
            int head = 0, tail = 0;
            std::memcpy(&head, p, 4);
            std::memcpy(&tail, p + size - 4, 4);
            std::memcpy(out, &head, 4);
            std::memcpy(out + size - 4, &tail, 4);
            const __m128i both =
                _mm_unpacklo_epi32(_mm_cvtsi32_si128(head), _mm_cvtsi32_si128(tail));
            return (_mm_movemask_epi8(special(both)) & 0xFF) == 0;
        }
#endif
        bool plain = true;
        for (std::size_t i = 0; i != size; ++i) {
            out[i] = p[i];
            plain &= is_plain(p[i]);
        }
        return plain;
    }

#if defined(__SSE2__)
    static __m128i special(__m128i bytes) {
        // As signed bytes, those from 0x80 on are less than a space too.
        const __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        return _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)), marks);
    }
#endif

    static bool is_plain(char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
    }

    /// Writes a text with escapes; null if it is not UTF-8. Rare: not to cost plain strings
    /// anything.
    static BOOST_NOINLINE char* escape_string(std::string_view text, char* out) {
        const char* p = text.data();
        const char* const end = p + text.size();
        while (p != end) {
            if (is_plain(*p)) {
                *out++ = *p++;
            } else if (const auto byte = static_cast<unsigned char>(*p); byte < 0x80) {
                out = escape(byte, out);
                ++p;
            } else {
                const std::size_t size = flameup::utf8_sequence(p, end);
                if (size == 0) return nullptr;
                for (std::size_t i = 0; i != size; ++i) *out++ = *p++;
            }
        }
        return out;
    }

    static char* escape(unsigned char byte, char* out) {
        *out++ = '\\';
        switch (byte) {
        case '"':
        case '\\': *out++ = static_cast<char>(byte); return out;
        case '\b': *out++ = 'b'; return out;
        case '\f': *out++ = 'f'; return out;
        case '\n': *out++ = 'n'; return out;
        case '\r': *out++ = 'r'; return out;
        case '\t': *out++ = 't'; return out;
        default:
            std::memcpy(out, "u00", 3);
            out[3] = static_cast<char>('0' + (byte >> 4));
            out[4] = "0123456789abcdef"[byte & 15];
            return out + 5;
        }
    }

    std::string& text_;
    char* out_;
    bool ok_ = true;
};

} // namespace benchmarks::hand_written

#endif
