#ifndef FLAMEUP_JSON_PASS_OVER_ODD_HPP
#define FLAMEUP_JSON_PASS_OVER_ODD_HPP

#include "flameup/json/odd_element.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/json/unescape.hpp"
#include "flameup/json/value_reader.hpp"
#include "flameup/text/field_path.hpp"
#include "flameup/value/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Takes the elements that do not decode, while a text is read.
struct OddElements {
    explicit OddElements(std::vector<OddElement>& result) : elements(result) {}

    /// The bytes of `Limits::max_elements` that one takes, without its JSON.
    static constexpr std::size_t size_of_one = 1024;

    std::vector<OddElement>& elements;

    const char* list = nullptr; ///< Where the list begins that is being read.
    std::string path{};         ///< Of that list.
    std::size_t before = 0;     ///< How many elements there were before that list.
};

/// Reads as `skip` does, but fails where a value begins at `place`: the problem then has its path.
inline const char* skip_until(JsonScanner& scanner, const char* p, const char* place) {
    if (p == place) return scanner.fail(p, {}, {});
    std::string_view name;
    const auto on_value = [&](const char* at) { return skip_until(scanner, at, place); };
    if (*p == '[') return scanner.elements(p, on_value);
    if (*p != '{') return scanner.skip(p);
    return scanner.members(
        p, [&](const char* at) { return scanner.key(at, name); }, on_value);
}

/// Returns the path of the value that begins at `place`; the text before it is well-formed.
inline std::string path_of(const ValueReader& reader, const char* place) {
    const auto size = static_cast<std::size_t>(reader.end() - reader.begin());
    JsonScanner scanner({reader.begin(), size}, deepest_nesting);
    scanner.replace_ill_formed();
    skip_until(scanner, scanner.next(scanner.first()), place);
    return std::move(scanner.problem().place.path);
}

/// Passes over the element at `p` of a list, whose reading failed: puts it among the odd ones.
///
/// `list` is where the list begins, `read` how many elements of it were read before, and
/// `depth_left` what the reader had at `p`. Returns the end of the element; null, with the problem
/// as it was, if the element has no end.
inline const char* pass_over_odd(ValueReader& reader, const char* list, const char* p,
                                 std::size_t read, std::size_t depth_left) {
    const char* const behind = reader.pass_over(p, depth_left);
    if (behind == nullptr || !reader.take_element(p, OddElements::size_of_one)) return nullptr;
    OddElements& odd = *reader.odd;
    if (odd.list != list) {
        odd.list = list;
        odd.path = path_of(reader, list);
        odd.before = odd.elements.size();
    }
    const std::size_t index = read + odd.elements.size() - odd.before;
    ReadProblem& problem = reader.problem();
    OddElement& element = odd.elements.emplace_back();
    element.index = static_cast<std::int64_t>(index);
    element.path = odd.path;
    append_path_index(element.path, index);
    element.path.append(problem.place.path, 1, std::string::npos); // without its `$`
    element.code = std::move(problem.code);
    element.message = std::move(problem.message);
    element.json = well_formed({p, static_cast<std::size_t>(behind - p)});
    return behind;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
