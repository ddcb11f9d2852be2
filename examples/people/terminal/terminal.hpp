#ifndef FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_TERMINAL_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_TERMINAL_TERMINAL_HPP

// What a standard stream is: a terminal of a width, with or without colours, or no terminal.

#include "../system/system.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

namespace people_tool {

/// How the tool prints; set once from the command line, before anything is printed.
struct Printing {
    std::string color = "auto"; ///< `auto`, `always` or `never`.
    bool errors_as_json = false;
    bool is_quiet = false, is_verbose = false;
};

/// Returns how the tool prints: it has standard streams of its own, and this is a part of them.
inline Printing& printing() {
    static Printing instance;
    return instance;
}

/// Returns a variable of the environment; empty if it is absent.
inline std::string_view environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

/// Tells whether a stream shows colours: `--color` decides, then `NO_COLOR` and `TERM`.
inline bool has_colors(int stream) {
    const std::string& color = printing().color;
    if (color != "auto") return color == "always";
    return is_terminal(stream) && environment("NO_COLOR").empty() && !environment("TERM").empty() &&
           environment("TERM") != "dumb";
}

/// Returns the width of a terminal: what it says, else `COLUMNS`, else 80; at least 20.
inline std::size_t width_of_terminal(int stream) {
    int width = terminal_columns(stream);
    const std::string_view given = environment("COLUMNS");
    if (width <= 0) std::from_chars(given.data(), given.data() + given.size(), width);
    return static_cast<std::size_t>(width <= 0 ? 80 : (std::max)(width, 20));
}

/// Returns a text in a style (a parameter of the control sequence SGR), where there are colours.
inline std::string styled(std::string_view text, const char* style, bool has_colors) {
    if (!has_colors || text.empty()) return std::string(text);
    return "\x1b[" + std::string(style) + "m" + std::string(text) + "\x1b[0m";
}

inline constexpr const char *bold = "1", *dim = "2", *red = "31";

} // namespace people_tool

#endif
