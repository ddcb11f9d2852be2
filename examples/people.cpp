// A command-line tool for the People API. Nothing here knows a single operation: their names, their
// parameters and their JSON come from the operations' descriptions.
#include "error_json.hpp"
#include "http1.hpp"

#include <flameup.hpp>
#include <flameup/testing/people_service.hpp>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <system_error>

namespace {

namespace json = boost::json;
using Operations = flameup::PeopleOperations<json::object>;
using Executor = std::function<flameup::Result<flameup::HttpResponse>(const flameup::HttpRequest&)>;

enum ExitCode { success, failed, refused };

struct Arguments {
    std::optional<std::string> api_key, workspace, base_url, reply;
    bool dry_run = false, no_validate = false, show_secrets = false, help = false;
    std::vector<std::string> words; // the operation and its JSON
};

// ---- Output

/// Reports an error on standard error; returns the exit code.
int report(const flameup::Error& error, std::string_view kind) {
    std::fprintf(stderr, "%s\n", error_json(error, kind).c_str());
    return kind == "usage" || kind == "validation" ? refused : failed;
}

int report(const flameup::Error& error) { return report(error, to_string(error.kind)); }

int usage_error(std::string message) {
    return report(flameup::transport_error(std::move(message), "usage"), "usage");
}

int print(std::string_view text) {
    const std::size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
    if (written == text.size() && std::fflush(stdout) == 0) return success;
    const std::string reason = std::generic_category().message(errno);
    return report(flameup::transport_error("cannot write the result: " + reason, "write_failed"),
                  "output");
}

// ---- Help

template <class T> struct Type {};

template <class T> std::string members_of(Type<T>);

std::string name_of(Type<std::string>) { return "text"; }
std::string name_of(Type<std::int64_t>) { return "integer"; }
std::string name_of(Type<flameup::Timestamp>) { return "timestamp"; }
std::string name_of(Type<json::object>) { return "object"; }
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

/// Lists the members of a described struct; those that may be absent in brackets.
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

template <class... Operation> std::string usage(flameup::OperationList<Operation...>) {
    std::string text =
        R"(usage: people [options] <operation> [JSON arguments]

  --api-key KEY    or FLAMEUP_API_KEY; other programs see a key that is an argument
  --workspace ID   or FLAMEUP_WORKSPACE; without it, account-scoped
  --base-url URL   or FLAMEUP_BASE_URL; )";
    text += flameup::Config().base_url.text();
    text += R"( by default
  --dry-run        print the HTTP/1.1 request and stop
  --reply FILE     answer with the HTTP/1.1 response message in FILE (-: standard input)
  --no-validate    send what breaks the API's rules
  --show-secrets   print the key in --dry-run
  --help           print this

Without a key and a URL, operations run against an in-memory service with sample people.
The arguments are one JSON object; [those in brackets] may be left out:

)";
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

// ---- Executors

/// Makes the service that answers where neither a key nor a URL is given: the same at each run.
Executor sample_service(const flameup::Config& config) {
    flameup::testing::PeopleServiceOptions options;
    if (!config.workspace_id.empty()) options.default_workspace = config.workspace_id;
    flameup::testing::PeopleService service(options);
    flameup::BatchUpsert<> batch;
    batch.people = {
        {"ada", "ada@example.com", "+44 20 7946 0001", {}, json::object{{"plan", "pro"}}},
        {"grace", "grace@example.com", {}, {}, json::object{{"plan", "free"}, {"seats", 3}}},
        {"linus", "linus@example.com", {}, {}, json::object{}}};
    const flameup::Client client(flameup::Config{"YOUR_API_KEY"}, std::cref(service));
    // A workspace that cannot be makes this fail, and then the user's own request.
    [[maybe_unused]] const auto stored = client.send(batch);
    service.add_event(options.default_workspace, "ada", "signed_up", {{"source", "web"}});
    service.set_status(options.default_workspace, "linus", flameup::PersonStatus::unsubscribed);
    return service;
}

/// Reads a response message from a file, or from standard input for `-`.
flameup::Result<flameup::HttpResponse> read_reply(const std::string& name,
                                                  const flameup::Limits& limits) {
    std::FILE* const file = name == "-" ? stdin : std::fopen(name.c_str(), "rb");
    std::string message;
    bool good = file != nullptr;
    char block[4096];
    while (good && message.size() <= 2 * limits.max_body) {
        const std::size_t size = std::fread(block, 1, sizeof block, file);
        message.append(block, size);
        good = std::ferror(file) == 0;
        if (size == 0) break;
    }
    const std::string reason = std::generic_category().message(errno);
    if (file != nullptr && file != stdin) std::fclose(file);
    if (good) return http1::read_response(message, limits);
    return flameup::transport_error("cannot read " + name + ": " + reason, "unreadable_reply");
}

/// Chooses what requests go to.
Executor choose_executor(const Arguments& arguments, const flameup::Config& config) {
    if (arguments.reply) {
        return [&](const flameup::HttpRequest&) {
            return read_reply(*arguments.reply, config.limits);
        };
    }
    if (!arguments.api_key && !arguments.base_url) {
        std::fputs("people: no API key and no base URL: an in-memory service with sample people "
                   "answers, and keeps nothing\n",
                   stderr);
        return sample_service(config);
    }
    return [](const flameup::HttpRequest&) {
        return flameup::transport_error(
            "no network transport is built in: --dry-run shows the request, --reply FILE answers "
            "it; to send it, give choose_executor() a transport",
            "no_transport");
    };
}

// ---- Operations

template <class Operation> int perform(const Arguments& arguments, const flameup::Config& config) {
    const std::string text = arguments.words.size() > 1 ? arguments.words[1] : "{}";
    auto operation =
        flameup::from_json<Operation>(text, config.limits, flameup::UnknownMembers::refused);
    if (!operation) {
        flameup::Error error = operation.error();
        error.message = "in the arguments of " + arguments.words[0] + ", " + error.message;
        return report(error, "usage");
    }
    const auto checks = arguments.no_validate ? flameup::Checks::off : flameup::Checks::on;
    if (arguments.dry_run) {
        const auto request = build(config, *operation, checks);
        if (!request) return report(request.error());
        const auto message =
            http1::write_request(*request, arguments.show_secrets ? flameup::ShowSecrets::yes
                                                                  : flameup::ShowSecrets::no);
        return message ? print(*message) : report(message.error());
    }
    const flameup::Client client(config, choose_executor(arguments, config));
    const auto response = client.send(*operation, checks);
    if (!response) return report(response.error());
    const auto result = flameup::to_json(*response, config.limits);
    return result ? print(*result + "\n") : report(result.error());
}

template <class... Operation>
int dispatch(flameup::OperationList<Operation...>, const Arguments& arguments,
             const flameup::Config& config) {
    std::optional<int> code;
    ((Operation::route.name == arguments.words[0]
          ? void(code = perform<Operation>(arguments, config))
          : void()),
     ...);
    // What was given is not repeated: it may be a key in the wrong place.
    std::string names;
    (names.append(" ").append(Operation::route.name), ...);
    return code ? *code : usage_error("there is no such operation; there are" + names);
}

/// Shows an option's name, unless it is something else: perhaps a key in the wrong place.
std::string printable(std::string_view name) {
    const bool is_name = name.substr(0, 2) == "--" && name.size() < 24 &&
                         name.find_first_not_of("-abcdefghijklmnopqrstuvwxyz") == name.npos;
    return is_name ? std::string(name) : "of that name";
}

/// Reads the command line; returns what is wrong with it.
std::string read(int count, char** values, Arguments& arguments) {
    const std::pair<std::string_view, std::optional<std::string>*> settings[] = {
        {"--api-key", &arguments.api_key},
        {"--workspace", &arguments.workspace},
        {"--base-url", &arguments.base_url},
        {"--reply", &arguments.reply}};
    const std::pair<std::string_view, bool*> switches[] = {
        {"--dry-run", &arguments.dry_run},
        {"--no-validate", &arguments.no_validate},
        {"--show-secrets", &arguments.show_secrets},
        {"--help", &arguments.help}};
    bool options_end = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = values[i];
        if (options_end || word.substr(0, 1) != "-") {
            arguments.words.emplace_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        bool known = options_end = word == "--";
        for (const auto& [option, value] : settings) {
            if (option != name) continue;
            known = true;
            if (equals != std::string_view::npos)
                value->emplace(word.substr(equals + 1));
            else if (i + 1 == count || std::string_view(values[i + 1]).substr(0, 2) == "--")
                return std::string(name) + " needs a value";
            else
                value->emplace(values[++i]);
        }
        for (const auto& [option, value] : switches) {
            if (option != name) continue;
            if (option != word) return std::string(name) + " takes no value";
            known = *value = true;
        }
        if (!known) return "there is no option " + printable(name) + "; see --help";
    }
    if (arguments.help) return {};
    if (arguments.words.empty()) return "an operation is missing; see --help";
    return arguments.words.size() > 2 ? "there is more than one argument to the operation" : "";
}

} // namespace

int main(int count, char** values) {
    Arguments arguments;
    const std::string problem = read(count, values, arguments);
    if (!problem.empty()) return usage_error(problem);
    if (arguments.help) return print(usage(Operations()));

    const auto from_environment = [](const char* name, std::optional<std::string>& setting) {
        const char* const value = std::getenv(name);
        if (!setting && value != nullptr && *value != '\0') setting = value;
    };
    from_environment("FLAMEUP_API_KEY", arguments.api_key);
    from_environment("FLAMEUP_WORKSPACE", arguments.workspace);
    from_environment("FLAMEUP_BASE_URL", arguments.base_url);

    flameup::Config config;
    config.api_key = arguments.api_key.value_or("YOUR_API_KEY");
    config.workspace_id = arguments.workspace.value_or("");
    if (arguments.base_url) config.base_url = *arguments.base_url;
    return dispatch(Operations(), arguments, config);
}
