#ifndef FLAMEUP_BENCHMARKS_YYJSON_HPP
#define FLAMEUP_BENCHMARKS_YYJSON_HPP

// yyjson as its documentation has it: a document on memory that is used again, one pass over each
// object by its iterator, in the order of the document. (`yyjson_obj_get` for each member, and
// `yyjson_obj_iter_getn`, take longer: they search whole objects for members that are absent.)

#include "by_key.hpp"
#include "dynamic.hpp"
#include "types.hpp"

#include <yyjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace benchmarks::yyjson {

// Nulls are as good as no member.

inline std::string_view text_of(yyjson_val* value) {
    if (!yyjson_is_str(value)) throw std::runtime_error("no string");
    return {yyjson_get_str(value), yyjson_get_len(value)};
}

/// Calls a function with each element of an array.
template <class Take> void for_each_element(yyjson_val* array, Take take_element) {
    yyjson_arr_iter at;
    if (!yyjson_arr_iter_init(array, &at)) throw std::runtime_error("no array");
    while (yyjson_val* const element = yyjson_arr_iter_next(&at)) take_element(element);
}

/// Calls a function with each key and value of an object.
template <class Take> void for_each_member(yyjson_val* object, Take take_member) {
    yyjson_obj_iter at;
    if (!yyjson_obj_iter_init(object, &at)) throw std::runtime_error("no object");
    while (yyjson_val* const key = yyjson_obj_iter_next(&at)) {
        take_member(text_of(key), yyjson_obj_iter_get_val(key));
    }
}

inline void take(yyjson_val* value, std::string& to) { to = text_of(value); }
inline void take(yyjson_val* value, std::string_view& to) { to = text_of(value); }
inline void take(yyjson_val* value, std::int64_t& to) {
    if (!yyjson_is_int(value)) throw std::runtime_error("no integer");
    if (yyjson_is_uint(value) && yyjson_get_uint(value) > INT64_MAX) {
        throw std::runtime_error("out of range");
    }
    to = yyjson_get_sint(value);
}
inline void take(yyjson_val* value, int& to) {
    std::int64_t number = 0;
    take(value, number);
    if (number != static_cast<int>(number)) throw std::runtime_error("out of range");
    to = static_cast<int>(number);
}
inline void take(yyjson_val* value, double& to) {
    if (!yyjson_is_num(value)) throw std::runtime_error("no number");
    to = yyjson_get_num(value);
}
inline void take(yyjson_val* value, bool& to) {
    if (!yyjson_is_bool(value)) throw std::runtime_error("no boolean");
    to = yyjson_get_bool(value);
}
inline void take(yyjson_val* value, Plan& to) { to = by_key::plan_of(text_of(value)); }
template <class Text>
void take(yyjson_val* value, flameup::OpenEnum<flameup::PersonStatus, Text>& to) {
    to = by_key::status_of<std::decay_t<decltype(to)>>(text_of(value));
}
inline void take(yyjson_val* value, flameup::Timestamp& to) {
    to = by_key::moment_of(text_of(value));
}
template <class Text> void take(yyjson_val* value, std::vector<Text>& to) {
    to.reserve(yyjson_arr_size(value));
    for_each_element(value, [&to](yyjson_val* each) { take(each, to.emplace_back()); });
}
template <class T> void take(yyjson_val* value, std::optional<T>& to) {
    if (!yyjson_is_null(value)) take(value, to.emplace());
}

inline void take(yyjson_val* value, boost::json::object& to);

inline void take(yyjson_val* value, boost::json::value& to) {
    switch (yyjson_get_type(value)) {
    case YYJSON_TYPE_BOOL: to = yyjson_get_bool(value); break;
    case YYJSON_TYPE_NUM:
        if (yyjson_is_real(value)) {
            to = yyjson_get_real(value);
        } else if (yyjson_is_uint(value) && yyjson_get_uint(value) > INT64_MAX) {
            to = yyjson_get_uint(value);
        } else {
            to = yyjson_get_sint(value);
        }
        break;
    case YYJSON_TYPE_STR: {
        const std::string_view text = text_of(value);
        to.emplace_string().assign(text.data(), text.size());
        break;
    }
    case YYJSON_TYPE_ARR: {
        auto& array = to.emplace_array();
        array.reserve(yyjson_arr_size(value));
        for_each_element(value,
                         [&array](yyjson_val* each) { take(each, array.emplace_back(nullptr)); });
        break;
    }
    case YYJSON_TYPE_OBJ: take(value, to.emplace_object()); break;
    default: to = nullptr;
    }
}

inline void take(yyjson_val* value, boost::json::object& to) {
    if (yyjson_is_null(value)) return;
    to.reserve(yyjson_obj_size(value));
    for_each_member(value, [&to](std::string_view key, yyjson_val* each) {
        take(each, to[{key.data(), key.size()}]);
    });
}

template <class Text> void take(yyjson_val* value, BasicTraits<Text>& to) {
    if (yyjson_is_null(value)) return;
    for_each_member(value, [&to](std::string_view key, yyjson_val* each) {
        by_key::traits_member(key, to, [each](auto& member) { take(each, member); });
    });
}

template <class Person> void take_person(yyjson_val* value, Person& to) {
    for_each_member(value, [&to](std::string_view key, yyjson_val* each) {
        by_key::person_member(key, to, [each](auto& member) { take(each, member); });
    });
}

template <class Page> void take_page(yyjson_val* value, Page& to) {
    using Traits = std::decay_t<decltype(to.people[0].traits)>;
    const boost::json::storage_ptr storage = make_storage<Traits>();
    for_each_member(value, [&](std::string_view key, yyjson_val* each) {
        if (key == "people") {
            to.people.reserve(yyjson_arr_size(each));
            for_each_element(each, [&](yyjson_val* person) {
                put_on(to.people.emplace_back().traits, storage);
                take_person(person, to.people.back());
            });
        } else if (key == "total") {
            take(each, to.total);
        } else if (key == "limit") {
            take(each, to.limit);
        } else if (key == "offset") {
            take(each, to.offset);
        }
    });
}

/// Parses texts on memory that is used again: a document is there until the next one is.
class Parser {
  public:
    /// Makes one for texts of so many bytes at most.
    explicit Parser(std::size_t most)
        : memory_(std::make_unique<char[]>(yyjson_read_max_memory_usage(most, 0))),
          size_(yyjson_read_max_memory_usage(most, 0)) {}

    yyjson_val* parse(std::string_view text) {
        return parse(const_cast<char*>(text.data()), text.size(), YYJSON_READ_NOFLAG);
    }

    /// Parses a text in its place, which has yyjson's padding at its end.
    yyjson_val* parse_in_place(std::string& padded) {
        return parse(padded.data(), padded.size() - YYJSON_PADDING_SIZE, YYJSON_READ_INSITU);
    }

  private:
    yyjson_val* parse(char* text, std::size_t size, yyjson_read_flag flags) {
        yyjson_alc memory;
        yyjson_alc_pool_init(&memory, memory_.get(), size_);
        yyjson_doc* const document = yyjson_read_opts(text, size, flags, &memory, nullptr);
        if (document == nullptr) throw std::runtime_error("no JSON");
        return yyjson_doc_get_root(document);
    }

    std::unique_ptr<char[]> memory_;
    std::size_t size_;
};

} // namespace benchmarks::yyjson

#endif
