#ifndef FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_OUTPUT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_OUTPUT_HPP

// The output: results on standard output; errors on standard error, in words on a terminal, else as
// JSON.

#include "../../error_json.hpp"
#include "../system/file.hpp"
#include "error_words.hpp"
#include "shown_text.hpp"
#include "terminal.hpp"

#include <flameup/text/append_printable.hpp>
#include <flameup/value/error.hpp>

#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace people_tool {

/// `closed_pipe` is what shells show of programs that a closed pipe ends.
enum ExitCode { success, failed, refused, closed_pipe = 128 + 13 };

/// An error of the tool itself; its kind is `usage`, `input`, `output`, `state` or `profile`.
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
    std::string text = error_json(error, kind) + "\n";
    if (is_terminal(STDERR_FILENO) && !printing().errors_as_json) {
        text = styled("people:", red, has_colors(STDERR_FILENO)) + " " + error_words(error, kind);
    }
    std::fputs(text.c_str(), stderr);
    return kind == "usage" || kind == "validation" || kind == "state" || kind == "profile" ? refused
                                                                                           : failed;
}

inline int report(const flameup::Error& error) { return report(error, to_string(error.kind)); }

inline int report(const Problem& problem) { return report(problem.error, problem.kind); }

/// Returns the error of a write by `errno`; the reader of a pipe that left needs no message.
inline Problem cannot_write(const std::string& what) {
    return problem("output", errno == EPIPE ? "closed_pipe" : "write_failed",
                   "cannot write " + what + ": " + reason());
}
inline bool is_closed_pipe(const Problem& problem) { return problem.error.code == "closed_pipe"; }

inline int usage_error(std::string message) {
    return report(problem("usage", "usage", std::move(message)));
}

/// Writes a result to standard output, where nothing in it controls a terminal; false with `errno`.
inline bool write_result(std::string_view text) {
    if (!is_terminal(STDOUT_FILENO)) return write_all(STDOUT_FILENO, text);
    return write_all(STDOUT_FILENO, shown(text, Lines::kept));
}

inline int cannot_print() {
    const Problem problem = cannot_write("the result");
    return is_closed_pipe(problem) ? int(closed_pipe) : report(problem);
}

inline int print(std::string_view text) {
    return write_result(text) ? int(success) : cannot_print();
}

/// Writes a note for people on standard error, which `--quiet` leaves out.
inline void print_note(const std::string& words) {
    if (!printing().is_quiet) std::fprintf(stderr, "people: %s\n", words.c_str());
}

/// Returns a text as one line without control characters, for terminals.
inline std::string printable(std::string_view text) {
    std::string line;
    flameup::append_printable(line, text, 1024);
    return line;
}

} // namespace people_tool

#endif
