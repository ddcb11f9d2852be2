#ifndef FLAMEUP_BENCHMARKS_SIZE_BY_HAND_HPP
#define FLAMEUP_BENCHMARKS_SIZE_BY_HAND_HPP

// What a program over a JSON library writes itself: types, URL, the rule for identifiers, errors.
// It sends no headers. The library's part is `Json` in `run<Json>`: `write` makes a text of a
// person, `read` fills one and tells whether it could, and `message` finds an error's words.

#include "transport.hpp"

#include <cstdlib>
#include <string_view>
#include <utility>

struct Traits {
    std::optional<std::string> first_name;
    std::optional<std::string> plan;
    std::optional<int> level;
    std::optional<double> score;
};

struct PersonInput {
    std::string userId;
    std::optional<std::string> email;
    std::optional<Traits> traits;
};

struct Person {
    std::optional<std::string> id;
    std::optional<std::string> userId;
    std::optional<std::string> email;
    Traits traits;
};

inline void append_percent_encoded(std::string& to, const std::string& text) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789-._~";
    constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            to += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            to += '%';
            to += digits[byte >> 4];
            to += digits[byte & 15];
        }
    }
}

inline std::size_t count_characters(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

template <class Json> int run(int count, char** values) {
    PersonInput input;
    input.userId = argument(count, values, 3);
    input.email = argument(count, values, 4);
    input.traits =
        Traits{argument(count, values, 5), argument(count, values, 6),
               std::atoi(argument(count, values, 7)), std::atof(argument(count, values, 8))};
    const std::size_t length = count_characters(input.userId);
    if (length < 1 || length > 255) {
        show_problem(length == 0 ? "userId must not be empty"
                                 : "userId must have at most 255 characters");
        return 0;
    }

    std::string url = "https://api.flameup.ai/api/v1/workspaces/";
    append_percent_encoded(url, argument(count, values, 2));
    url += "/people/upsert";
    const Answer answer = exchange("POST", url, Json::write(input));

    if (answer.status < 200 || answer.status > 299) {
        show_problem(Json::message(answer.body));
        return 0;
    }
    Person person;
    if (Json::read(answer.body, person)) {
        show_person(person);
    } else {
        show_problem("unreadable answer");
    }
    return 0;
}

#endif
