#ifndef FLAMEUP_EXAMPLES_PEOPLE_SHOWN_SHOW_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_SHOWN_SHOW_HPP

// Shows a result as the options ask, or as its reader needs it: a terminal or a program.

#include "../options/names.hpp"
#include "../options/options.hpp"
#include "../terminal/output.hpp"
#include "result_text.hpp"

#include <flameup/json/to_json.hpp>
#include <flameup/value/limits.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// Sets how the tool prints, before it prints anything.
inline void set_printing(const Arguments& arguments) {
    Printing& settings = printing();
    settings.color = arguments.color.value_or("auto");
    settings.is_quiet = arguments.quiet;
    settings.is_verbose = arguments.verbose;
    settings.errors_as_json = arguments.json || arguments.output.value_or("") == "json" ||
                              arguments.output.value_or("") == "ndjson";
}

/// Returns the names between the commas of `--fields`.
inline std::vector<std::string> names_in(std::string_view list) {
    std::vector<std::string> names;
    for (std::size_t end = 0; end != list.npos;) {
        end = list.find(',');
        names.emplace_back(list.substr(0, end));
        list.remove_prefix(end == list.npos ? list.size() : end + 1);
    }
    return names;
}

/// Returns what is wrong with the fields that are asked for, or an empty text.
inline std::string check_fields(const std::vector<std::string>& fields, const Shape& shape) {
    for (const std::string& field : fields) {
        const std::string name = field.substr(0, field.find('.'));
        if (std::find(shape.members.begin(), shape.members.end(), name) != shape.members.end())
            continue;
        std::string list;
        for (const std::string_view member : shape.members) list.append(" ").append(member);
        const bool has_traits =
            std::find(shape.members.begin(), shape.members.end(), "traits") != shape.members.end();
        return "--fields names what is no member of the result" +
               did_you_mean(name, shape.members, "",
                            "; there are" + list + (has_traits ? "; a trait is traits.NAME" : ""));
    }
    return {};
}

/// Shows results of one type; made before a request is sent, so that wrong options send none.
template <class Response> class Shower {
  public:
    explicit Shower(const Arguments& arguments) : shape_(shape_of<Response>()) {
        if (arguments.fields) format_.fields = names_in(*arguments.fields);
        problem_ = check_fields(format_.fields, shape_);
        format_.output = arguments.output.value_or(is_terminal(STDOUT_FILENO) ? "table" : "json");
        if (arguments.json && arguments.output && *arguments.output != "json")
            problem_ = "--json and --output " + *arguments.output + " contradict each other";
        if (arguments.json) format_.output = "json";
        format_.width = width_of_terminal(STDOUT_FILENO);
        format_.has_colors = has_colors(STDOUT_FILENO);
    }

    /// What is wrong with the options; empty if nothing is.
    const std::string& problem() const noexcept { return problem_; }

    /// Returns the exit code.
    int show(const Response& response, const flameup::Limits& limits) const {
        const auto json = flameup::to_json(response, limits);
        if (!json) return report(json.error());
        const auto text = ResultText(format_, shape_, limits).write(*json);
        if (!text) return report(text.error());
        if (format_.output != "table") return print(*text);
        return write_all(STDOUT_FILENO, *text) ? int(success) : cannot_print();
    }

  private:
    Shape shape_;
    ResultFormat format_;
    std::string problem_;
};

} // namespace people_tool

#endif
