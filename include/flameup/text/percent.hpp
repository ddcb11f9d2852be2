#ifndef FLAMEUP_TEXT_PERCENT_HPP
#define FLAMEUP_TEXT_PERCENT_HPP

#include "flameup/text/buffer.hpp"

#include <boost/url/rfc/unreserved_chars.hpp>

#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The bytes that are written without percent-encoding in path segments and query values.
///
/// `@` and `:` are legal in both (RFC 3986 section 3.3). The sub-delimiters are too, but servers
/// give some of them a meaning (`+` as a space, `&`, `;` and `=` in a query).
struct PlainUrlBytes {
    bool is[256] = {};

    constexpr PlainUrlBytes() {
        for (unsigned byte = 0; byte != 256; ++byte) {
            is[byte] = boost::urls::unreserved_chars(static_cast<unsigned char>(byte));
        }
        is[static_cast<unsigned char>('@')] = true;
        is[static_cast<unsigned char>(':')] = true;
    }
};
inline constexpr PlainUrlBytes plain_url_bytes{};

inline constexpr char upper_hex[] = "0123456789ABCDEF";

/// Writes a byte as it is or percent-encoded (RFC 3986 section 2.1); returns how many bytes it
/// wrote, 1 or 3.
constexpr std::size_t percent_encode(char c, char* out) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    if (plain_url_bytes.is[byte]) {
        *out = c;
        return 1;
    }
    out[0] = '%';
    out[1] = upper_hex[byte >> 4];
    out[2] = upper_hex[byte & 15];
    return 3;
}

/// Appends text and percent-encodes all bytes but `plain_url_bytes`; returns the new end.
inline char* append_percent_encoded(Buffer& buffer, char* out, std::string_view text) {
    out = buffer.ensure(out, 3 * text.size());
    for (const char c : text) out += percent_encode(c, out);
    return out;
}

/// Returns the value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// What a plus sign means to `percent_decode`: itself, as in paths, or a space, as in queries.
enum class Plus { literal, space };

/// Decodes percent-encoded bytes into `out`; returns false if two digits do not follow each `%`.
///
/// After an error the content of `out` is unspecified.
inline bool percent_decode(std::string_view text, Plus plus, std::string& out) {
    out.clear();
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (text.size() - i < 3) return false;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return false;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' && plus == Plus::space ? ' ' : text[i];
        }
    }
    return true;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
