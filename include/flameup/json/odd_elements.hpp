#ifndef FLAMEUP_JSON_ODD_ELEMENTS_HPP
#define FLAMEUP_JSON_ODD_ELEMENTS_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/json/odd_element.hpp"
#include "flameup/json/odd_sink.hpp"
#include "flameup/json/pass_over.hpp"
#include "flameup/json/read_problem.hpp"
#include "flameup/json/redact.hpp"
#include "flameup/json/replace_ill_formed.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/json/value_reader.hpp"
#include "flameup/text/field_path.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/secret.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The elements of a response's lists that do not decode; for `DecodeOptions::odd`.
class OddElements : public OddSink {
  public:
    OddElements() : OddSink(&take, &clear) {}

    /// Those of the last response, in its order; after an error, those before it.
    std::vector<OddElement> elements;

  private:
    // The bytes of `Limits::max_elements` that one takes, without its JSON.
    static constexpr std::size_t size_of_one = 1024;

    static void clear(OddSink& sink) {
        auto& self = static_cast<OddElements&>(sink);
        self.elements.clear();
        self.list_ = nullptr;
    }

    static const char* take(OddSink& sink, detail::ValueReader& reader,
                            const detail::OddPlace& place) {
        auto& self = static_cast<OddElements&>(sink);
        std::string json;
        const char* const behind = detail::pass_over(reader, place.element, place.depth_left, json);
        if (behind == nullptr || !reader.take_element(place.element, size_of_one)) return nullptr;
        self.add(reader, place, json);
        return behind;
    }

    void add(detail::ValueReader& reader, const detail::OddPlace& place, std::string_view json) {
        if (list_ != place.list) {
            list_ = place.list;
            path_ = path_of(reader, list_);
            before_ = elements.size();
        }
        const std::size_t index = place.read + elements.size() - before_;
        std::string_view key;
        if (this->key() != nullptr) key = this->key()->reveal();
        const detail::Redactor redacted(key);
        const detail::ReadProblem& problem = reader.problem();
        std::string path = path_;
        detail::append_path_index(path, index);
        path.append(problem.place.path, 1, std::string::npos); // without its `$`
        OddElement& element = elements.emplace_back();
        element.index = static_cast<std::int64_t>(index);
        element.path = redacted(path);
        element.code = problem.code;
        element.message = redacted(problem.message);
        element.json = detail::Redactor(key, OddElement::longest_json)(json);
    }

    /// Returns the path of the value that begins at `place`.
    ///
    /// The text before it was read or passed over: what a scanner misses is this value.
    static std::string path_of(const detail::ValueReader& reader, const char* place) {
        std::string before;
        replace_ill_formed({reader.begin(), static_cast<std::size_t>(place - reader.begin())},
                           before);
        detail::JsonScanner scanner(before, deepest_nesting);
        const char* const p = scanner.next(scanner.first());
        if (p != nullptr) scanner.skip(p);
        return std::move(scanner.problem().place.path);
    }

    const char* list_ = nullptr; // where the list begins that is being read
    std::string path_;           // of that list
    std::size_t before_ = 0;     // how many elements there were before that list
};

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
