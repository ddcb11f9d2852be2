#ifndef FLAMEUP_JSON_ODD_ELEMENT_HPP
#define FLAMEUP_JSON_ODD_ELEMENT_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/value/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// An element of a list that does not decode, such as a person whose `created_at` is no timestamp.
struct OddElement {
    /// The most bytes of `json`.
    static constexpr std::size_t longest_json = std::size_t{64} << 10;

    std::int64_t index = 0; ///< In the list of the response, from 0.
    std::string path;       ///< What is wrong, as `$.people[17].created_at`.
    std::string code;       ///< As an `Error` would have it, such as `invalid_timestamp`.
    std::string message;    ///< What is wrong, in words.
    /// The element's JSON, cut after `longest_json` bytes, with `***` in place of the API key and
    /// U+FFFD in place of bytes that are no UTF-8.
    std::string json;

    friend bool operator==(const OddElement& a, const OddElement& b) {
        return a.index == b.index && a.path == b.path && a.code == b.code &&
               a.message == b.message && a.json == b.json;
    }
    friend bool operator!=(const OddElement& a, const OddElement& b) { return !(a == b); }
    FLAMEUP_DESCRIBE(OddElement, (), (index, path, code, message, json))
};

/// Makes an error of kind `decode`, whose body is the element's JSON.
inline Error to_error(OddElement odd) {
    Error error = make_error(ErrorKind::decode, std::move(odd.code), std::move(odd.message));
    error.path = std::move(odd.path);
    error.body = std::move(odd.json);
    return error;
}

FLAMEUP_END_NAMESPACE

#endif
