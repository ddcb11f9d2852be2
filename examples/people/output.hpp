#ifndef FLAMEUP_EXAMPLES_PEOPLE_OUTPUT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_OUTPUT_HPP

// The output: results on standard output, errors as JSON on standard error.

#include "../error_json.hpp"
#include "file.hpp"

#include <flameup/text/append_printable.hpp>
#include <flameup/value/error.hpp>

#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace people_tool {

enum ExitCode { success, failed, refused };

/// An error of the tool itself; its kind is `usage`, `input`, `output` or `state`.
struct Problem {
    std::string_view kind;
    flameup::Error error;
};

inline Problem problem(std::string_view kind, std::string_view code, std::string message) {
    return {kind, flameup::make_error(flameup::ErrorKind::validation, std::string(code),
                                      std::move(message))};
}

/// Returns the system's message for `errno`.
inline std::string reason() { return std::generic_category().message(errno); }

/// Reports an error on standard error; returns the exit code.
inline int report(const flameup::Error& error, std::string_view kind) {
    std::fprintf(stderr, "%s\n", error_json(error, kind).c_str());
    return kind == "usage" || kind == "validation" || kind == "state" ? refused : failed;
}

inline int report(const flameup::Error& error) { return report(error, to_string(error.kind)); }

inline int report(const Problem& problem) { return report(problem.error, problem.kind); }

inline int usage_error(std::string message) {
    return report(problem("usage", "usage", std::move(message)));
}

inline int print(std::string_view text) {
    if (write_all(STDOUT_FILENO, text)) return success;
    return report(problem("output", "write_failed", "cannot write the result: " + reason()));
}

/// Returns a text as one line without control characters, for terminals.
inline std::string printable(std::string_view text) {
    std::string line;
    flameup::append_printable(line, text, 1024);
    return line;
}

} // namespace people_tool

#endif
