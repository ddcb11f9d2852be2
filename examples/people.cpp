// A command-line tool for the People API. The names, parameters and JSON of the operations come
// from their descriptions: no operation is named here. Imports and exports are in
// `people/import.hpp` and `people/export.hpp`.
#include "http1.hpp"
#include "people/executors.hpp"
#include "people/export.hpp"
#include "people/help.hpp"
#include "people/import.hpp"
#include "people/options.hpp"
#include "people/output.hpp"

#include <flameup.hpp>
#include <flameup/openapi.hpp>

#include <optional>
#include <string>

namespace {

using namespace people_tool;
using Operations = flameup::PeopleOperations<boost::json::object>;

template <class Operation> int perform(const Arguments& arguments, const flameup::Config& config) {
    const std::string text = arguments.words.size() > 1 ? arguments.words[1] : "{}";
    auto operation =
        flameup::from_json<Operation>(text, config.limits, flameup::Strictness::full());
    if (!operation) {
        flameup::Error error = operation.error();
        error.message = "in the arguments of " + arguments.words[0] + ", " + error.message;
        return report(error, "usage");
    }
    flameup::CallOptions call;
    if (arguments.no_validate) call.checks = flameup::Checks::off;
    if (arguments.dry_run) {
        const auto request = build(config, *operation, call);
        if (!request) return report(request.error());
        const auto message =
            http1::write_request(*request, arguments.show_secrets ? flameup::ShowSecrets::yes
                                                                  : flameup::ShowSecrets::no);
        return message ? print(*message) : report(message.error());
    }
    const flameup::Client client(config, choose_executor(arguments, config));
    const auto response = client.send(*operation, call);
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
    // The argument is not repeated: it may be an API key in the wrong place.
    std::string names;
    (names.append(" ").append(Operation::route.name), ...);
    return code ? *code
                : usage_error("there is no such operation; there are" + names +
                              " import export openapi");
}

/// Prints what the operations are, as an OpenAPI document.
int describe(const flameup::Config& config) {
    const auto sample = build(config, flameup::GetStatistics());
    if (!sample) return report(sample.error()); // the configuration is wrong
    flameup::ApiInfo info;
    info.server = config.base_url.text();
    const auto document = to_openapi(Operations(), info);
    return document ? print(*document) : report(document.error());
}

/// Runs an import or an export.
int transfer(const Arguments& arguments, const flameup::Config& config) {
    prepare_standard_streams();
    const auto sample = build(config, flameup::GetStatistics());
    if (!sample) return report(sample.error()); // the configuration is wrong
    return is_import(arguments) ? run_import(arguments, config) : run_export(arguments, config);
}

} // namespace

int main(int count, char** values) {
    Arguments arguments;
    const std::string problem = read_arguments(count, values, arguments);
    if (!problem.empty()) return usage_error(problem);
    if (arguments.help) return print(usage(Operations()));
    read_environment(arguments);

    flameup::Config config;
    config.api_key = arguments.api_key.value_or("YOUR_API_KEY");
    config.workspace_id = arguments.workspace.value_or("");
    if (arguments.base_url) config.base_url = *arguments.base_url;
    if (is_description(arguments)) return describe(config);
    return is_transfer(arguments) ? transfer(arguments, config)
                                  : dispatch(Operations(), arguments, config);
}
