#ifndef FLAMEUP_EXAMPLES_PEOPLE_HELP_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_HELP_HPP

// The text of --help; the part about operations comes from their descriptions.

#include "../network.hpp"

#include <flameup.hpp>

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace people_tool {

template <class T> struct Type {};

template <class T> std::string members_of(Type<T>);

inline std::string name_of(Type<std::string>) { return "text"; }
inline std::string name_of(Type<std::int64_t>) { return "integer"; }
inline std::string name_of(Type<flameup::Timestamp>) { return "timestamp"; }
inline std::string name_of(Type<boost::json::object>) { return "object"; }
template <class T> std::string name_of(Type<std::optional<T>>) { return name_of(Type<T>()); }
template <class T> std::string name_of(Type<std::vector<T>>) {
    return "[" + name_of(Type<T>()) + ", ...]";
}
template <class T> std::string name_of(Type<T>) {
    namespace describe = boost::describe;
    if constexpr (std::is_enum_v<T>) {
        std::string names;
        boost::mp11::mp_for_each<describe::describe_enumerators<T>>([&](auto enumerator) {
            names.append(names.empty() ? "" : "|").append(enumerator.name);
        });
        return names;
    } else if constexpr (describe::has_describe_members<T>::value) {
        return "{" + members_of(Type<T>()) + "}";
    } else {
        return "value";
    }
}

template <class T> bool may_be_absent(Type<T>) { return false; }
template <class T> bool may_be_absent(Type<std::optional<T>>) { return true; }

/// Returns the members of a described struct; those that may be absent are in brackets.
template <class T> std::string members_of(Type<T>) {
    namespace describe = boost::describe;
    std::string list;
    boost::mp11::mp_for_each<
        describe::describe_members<T, describe::mod_public | describe::mod_inherited>>(
        [&](auto member) {
            using Member = Type<std::decay_t<decltype(std::declval<T&>().*member.pointer)>>;
            const std::string entry = std::string(member.name) + ": " + name_of(Member());
            list += list.empty() ? "" : ", ";
            list += may_be_absent(Member()) ? "[" + entry + "]" : entry;
        });
    return list;
}

inline std::string usage_of_options() {
    std::string text =
        R"(usage: people [options] <operation> [JSON arguments]
       people [options] import FILE|-
       people [options] export
       people [--base-url URL] openapi

  --api-key KEY    or FLAMEUP_API_KEY; other programs see a key that is an argument
  --workspace ID   or FLAMEUP_WORKSPACE; without it, the key determines the workspace (an empty
                   variable counts as absent)
  --base-url URL   or FLAMEUP_BASE_URL; )";
    text += flameup::Config().base_url.text();
    text += R"( by default
  --dry-run        print the HTTP/1.1 request and stop
  --transport NAME how to send: )";
    text += network::names();
    text += R"(
  --reply FILE     take the response from FILE, an HTTP/1.1 message (-: standard input)
  --no-validate    do not check the API's rules before sending
  --show-secrets   print the key in --dry-run
  --help           print this

import upserts the people in FILE, or on standard input: each line is the JSON that upsert takes.
A line may have at most 524288 bytes. Bad lines are reported and skipped. A summary is printed at
the end. The exit code is 0 if all people were stored, 2 if the arguments are wrong or the state
cannot be continued, else 1.
openapi prints what the operations are, as an OpenAPI 3.1 document.
export prints all people, each as one line of JSON, and a summary on standard error. A person who
cannot be read is reported and skipped. The exit code is 0 if the whole list was printed.

  --state FILE     save the progress in FILE: after a stop of any kind (Ctrl-C, a failure, kill -9),
                   the same command continues from there. FILE contains people's data.
                   A state is for one input, output, server and workspace, and for one run at a
                   time. If the part of the input that was read has changed, the state is refused.
                   To continue an export in a file, use `>> FILE`: nobody is printed twice. In a
                   pipe, the last pages may be printed again.
  --rejected FILE  add the skipped lines or people to FILE, with the reasons, as JSON; without it,
                   they are reported on standard error. FILE can be imported, corrected or not.
  --rate N         send at most N requests a minute; 120 by default, 0: no limit
  --query JSON     export: the people to print, as the JSON arguments of list

Without a key, a URL and a transport, operations run against an in-memory service with sample
people. The arguments are one JSON object; [those in brackets] may be left out:

)";
    return text;
}

template <class... Operation> std::string usage(flameup::OperationList<Operation...>) {
    std::string text = usage_of_options();
    const auto describe = [&text](const flameup::Route& route, const std::string& members) {
        text.append("  ")
            .append(route.name)
            .append(route.name.size() < 8 ? 8 - route.name.size() : 1, ' ');
        text.append(to_string(route.method)).append(" ").append(route.path).append("\n");
        if (!members.empty()) text.append(10, ' ').append("{").append(members).append("}\n");
    };
    (describe(Operation::route, members_of(Type<Operation>())), ...);
    return text;
}

} // namespace people_tool

#endif
