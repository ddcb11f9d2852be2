// A command-line tool for the People API. The names, parameters and JSON of the operations come
// from their descriptions: no operation is named here. The tool's own commands are in
// `people/commands.hpp`, its options in `people/options/options.hpp`.
#include "people/tool.hpp"

#include <flameup.hpp>

#include <boost/json/object.hpp>

int main(int count, char** values) {
    return people_tool::run_tool<flameup::PeopleOperations<boost::json::object>>(count, values);
}
