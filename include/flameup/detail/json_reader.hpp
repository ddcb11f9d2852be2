#ifndef FLAMEUP_DETAIL_JSON_READER_HPP
#define FLAMEUP_DETAIL_JSON_READER_HPP

#include "flameup/detail/json_path.hpp"
#include "flameup/detail/read_handler.hpp"
#include "flameup/detail/read_ops.hpp"
#include "flameup/limits.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// What is wrong with a JSON text, or with a value for its target.
struct ReadProblem {
    std::string code; ///< `invalid_json`, `wrong_type`, `out_of_range`, `unknown_name`, ...
    std::string message;
    JsonPlace place;
};

/// Reads a JSON text (RFC 8259) into the slot's target.
inline std::optional<ReadProblem> read_json(std::string_view text, ReadSlot slot,
                                            const Limits& limits, UnknownMembers unknown) {
    if (text.size() > limits.max_body) {
        return ReadProblem{"too_large", "the body is larger than the limit", {"$", 0}};
    }
    boost::json::parse_options options;
    options.max_depth = limits.depth();
    boost::json::basic_parser<ReadHandler> parser(options, slot, unknown, limits.max_elements);
    boost::json::error_code ec;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && used < text.size()) ec = make_error_code(boost::json::error::extra_data);
    if (!ec) return std::nullopt;

    const ReadHandler& handler = parser.handler();
    ReadProblem problem;
    problem.place = find_json_place(text, used, handler.at_end());
    if (!handler.code().empty()) {
        problem.code = handler.code();
        problem.message = handler.message();
    } else if (ec == make_error_code(boost::json::error::too_deep)) {
        problem.code = "too_deep";
        problem.message = "objects and arrays are nested deeper than the limit";
    } else if (ec == make_error_code(boost::json::error::exponent_overflow)) {
        problem.code = "out_of_range";
        problem.message = "the number is out of range";
    } else {
        problem.code = "invalid_json";
        problem.message = ec.message();
        problem.place.offset = used;
    }
    return problem;
}

/// Reads a JSON text into a new value, as `read_json` does.
template <class T>
std::optional<ReadProblem> read_json(std::string_view text, T& value, const Limits& limits,
                                     UnknownMembers unknown = UnknownMembers::ignored) {
    return read_json(text, ReadSlot{&value, &read_ops<T>}, limits, unknown);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
