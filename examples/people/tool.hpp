#ifndef FLAMEUP_EXAMPLES_PEOPLE_TOOL_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_TOOL_HPP

// The tool over a list of operations: each has its command, beside the tool's own.

#include "../http1.hpp"
#include "bulk/walk.hpp"
#include "commands.hpp"
#include "commands/command_line.hpp"
#include "commands/described.hpp"
#include "commands/help.hpp"
#include "commands/operation_json.hpp"
#include "options/executors.hpp"
#include "shown/show.hpp"
#include "system/system.hpp"
#include "terminal/output.hpp"

#include <flameup.hpp>

#include <string>

namespace people_tool {

/// Builds and sends an operation, and prints its result.
template <class Operation> int run_operation(const Call& call) {
    const Arguments& arguments = call.arguments;
    std::string text;
    if (const auto problem = read_operation(call, text)) return report(*problem);
    auto operation =
        flameup::from_json<Operation>(text, call.config.limits, flameup::Strictness::full());
    if (!operation) {
        Problem wrong = in_arguments(call, operation.error());
        if (!arguments.members.empty()) wrong.error.offset.reset(); // of a text that nobody typed
        return report(wrong);
    }
    if constexpr (changes_a_person<Operation>::value) {
        if (!arguments.where.empty()) {
            if (const auto problem = check_identity(arguments)) return report(*problem);
            return Walk<Operation>(call, *std::move(operation)).run();
        }
        if (arguments.yes || arguments.state || arguments.rejected)
            return usage_error("--yes, --state and --rejected need --where");
    }
    flameup::CallOptions options;
    if (arguments.no_validate) options.checks = flameup::Checks::off;
    if (arguments.dry_run) {
        const auto request = build(call.config, *operation, options);
        if (!request) return report(request.error());
        const auto message =
            http1::write_request(*request, arguments.show_secrets ? flameup::ShowSecrets::yes
                                                                  : flameup::ShowSecrets::no);
        return message ? print(*message) : report(message.error());
    }
    if (const auto problem = check_identity(arguments)) return report(*problem);
    const Shower<typename Operation::Response> shower(arguments);
    if (!shower.problem().empty()) return usage_error(shower.problem());
    const flameup::Client client(call.config, choose_executor(arguments, call.config));
    const auto response = client.send(*operation, options);
    if (!response) return report(response.error());
    return shower.show(*response, call.config.limits);
}

/// Returns the commands of operations.
template <class... Operation> Commands commands_of(flameup::OperationList<Operation...>) {
    return {command_of<Operation>(run_operation<Operation>,
                                  changes_a_person<Operation>::value ? walks : calls)...};
}

/// Runs the tool; returns its exit code.
template <class Operations> int run_tool(int count, char** values) {
    prepare_standard_streams();
    Commands commands = commands_of(Operations());
    for (Command& command : own_commands<Operations>()) commands.push_back(std::move(command));

    Asked asked = read_command_line(count, values, commands);
    set_printing(asked.arguments);
    if (!asked.problem.empty()) return usage_error(asked.problem);
    if (asked.version) return print("people " FLAMEUP_VERSION "\n");
    if (asked.command == nullptr) return print(main_page(commands));
    if (asked.help) return print(page_of(*asked.command));
    Identity identity;
    const Group group = asked.command->group;
    const auto problem = group == accounts ? identity.find_in_options(asked.arguments)
                                           : identity.find(asked.arguments);
    if (problem && group != documents) return report(*problem);

    flameup::Config config;
    config.api_key = asked.arguments.api_key.value_or("YOUR_API_KEY");
    config.workspace_id = asked.arguments.workspace.value_or("");
    if (asked.arguments.base_url) config.base_url = *asked.arguments.base_url;
    return asked.command->run({asked.arguments, config, *asked.command, commands, identity});
}

} // namespace people_tool

#endif
