#ifndef FLAMEUP_BENCHMARKS_SIZE_TRANSPORT_HPP
#define FLAMEUP_BENCHMARKS_SIZE_TRANSPORT_HPP

// What stands for the network and for the rest of the program, so that no compiler knows an answer.

#include <cstdio>
#include <optional>
#include <string>

struct Answer {
    int status = 0;
    std::string body;
};

/// Prints the request, and reads a status and a body from the standard input.
[[gnu::noinline]] inline Answer exchange(const char* method, const std::string& url,
                                         const std::string& body) {
    std::printf("%s %s\n%s\n", method, url.c_str(), body.c_str());
    Answer answer;
    if (std::scanf("%d ", &answer.status) != 1) return answer;
    char part[1024];
    while (const std::size_t size = std::fread(part, 1, sizeof part, stdin)) {
        answer.body.append(part, size);
    }
    return answer;
}

/// Returns the argument, or an empty text where there are not as many.
inline const char* argument(int count, char** values, int index) {
    return index < count ? values[index] : "";
}

inline void show(const char* name, const std::optional<std::string>& text) {
    std::printf("%s: %s\n", name, text ? text->c_str() : "none");
}

inline void show(const char* name, const std::optional<double>& number) {
    if (number) std::printf("%s: %g\n", name, *number);
}

template <class Person> void show_person(const Person& person) {
    show("id", person.id);
    show("userId", person.userId);
    show("email", person.email);
    show("first_name", person.traits.first_name);
    show("plan", person.traits.plan);
    show("level", person.traits.level);
    show("score", person.traits.score);
}

inline void show_problem(const std::string& message) {
    std::printf("error: %s\n", message.c_str());
}

#endif
