#ifndef FLAMEUP_DESCRIBE_FINDINGS_HPP
#define FLAMEUP_DESCRIBE_FINDINGS_HPP

#include "flameup/text/decimal.hpp"
#include "flameup/text/field_path.hpp"
#include "flameup/value/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A step from a request to one of its values; the steps before it live on the stack.
struct PathStep {
    const PathStep* before;
    std::string_view name; // of a member, or none for an element
    std::size_t index = 0;
};

/// Returns a name for a step; an empty name differs from the absent name of an element.
constexpr std::string_view step_name(std::string_view name) noexcept {
    return name.data() != nullptr ? name : std::string_view("");
}

inline std::string path_text(const PathStep* step) {
    if (step == nullptr) return {};
    std::string path = path_text(step->before);
    if (step->name.data() != nullptr)
        append_path_name(path, step->name);
    else
        append_path_index(path, step->index);
    return path;
}

/// Collects what is wrong with a request, at most a thousand findings.
class Findings {
  public:
    void add(std::string_view path, std::string_view code, std::string_view message) {
        constexpr std::size_t most = 1000;
        if (list_.size() != most)
            list_.push_back({std::string(path), std::string(code), std::string(message)});
    }
    bool empty() const noexcept { return list_.empty(); }
    std::vector<FieldError> take() { return std::move(list_); }

  private:
    std::vector<FieldError> list_;
};

/// Sets an error to that of a request that has findings or could not be written.
inline void set_validation_error(Error& error, Findings& findings) {
    if (findings.empty()) findings.add({}, "unwritable", "cannot be written as JSON");
    error.kind = ErrorKind::validation;
    error.code = "invalid_request";
    error.fields = findings.take();
    const FieldError& first = error.fields.front();
    error.message = first.path;
    error.message.append(first.path.empty() ? "the request " : " ").append(first.message);
    if (error.fields.size() > 1) {
        error.message += " (and ";
        append_integer(error.message, error.fields.size() - 1);
        error.message += " more)";
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
