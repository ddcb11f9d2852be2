#ifndef FLAMEUP_EXAMPLES_PEOPLE_CSV_OPTIONS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_CSV_OPTIONS_HPP

// What the command line says about CSV: the separator, names of columns, and types of cells.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// What the cells of a column hold. `inferred` is any JSON value, and text where it is none.
enum class CellType { string, integer, number, boolean, json, inferred };

inline constexpr std::pair<std::string_view, CellType> cell_types[] = {
    {"string", CellType::string},   {"integer", CellType::integer}, {"number", CellType::number},
    {"boolean", CellType::boolean}, {"json", CellType::json},
};

struct CsvOptions {
    char separator = ',';
    bool infers = false;   ///< Whether columns without a type are `inferred`, and not strings.
    bool has_null = false; ///< Whether an empty cell is null, and not absent.
    std::vector<std::pair<std::string, std::string>> map; ///< Columns, and the members they are.
    std::vector<std::pair<std::string, CellType>> types;  ///< Members, and their types.
};

/// The texts of the options, as the command line has them.
struct CsvArguments {
    std::optional<std::string> separator, empty;
    std::vector<std::string> map, type;
    bool infers = false;
};

/// Reads the options; returns what is wrong with them, or an empty text.
inline std::string read_csv_options(const CsvArguments& arguments, CsvOptions& options) {
    if (arguments.separator) {
        const std::string& text = *arguments.separator;
        options.separator = text == "tab" ? '\t' : text.size() == 1 ? text[0] : '\0';
        constexpr std::string_view usable = ",;|\t:^~#&!";
        if (options.separator == '\0' || usable.find(options.separator) == usable.npos) {
            return "--separator needs `tab` or one of , ; | : ^ ~ # & !";
        }
    }
    options.has_null = arguments.empty == "null";
    options.infers = arguments.infers;
    for (const std::string& text : arguments.map) {
        const std::size_t equals = text.rfind('=');
        if (equals == text.npos) {
            return "--map needs a column and the member that it is, as 'E-mail=email'; with "
                   "nothing behind the equals sign, the column is left out";
        }
        options.map.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    for (const std::string& text : arguments.type) {
        const std::size_t equals = text.rfind('=');
        const std::string name = equals == text.npos ? "" : text.substr(equals + 1);
        const CellType* type = nullptr;
        for (const auto& [known, value] : cell_types) {
            if (known == name) type = &value;
        }
        if (equals == 0 || type == nullptr) {
            return "--type needs a trait and string, integer, number, boolean or json, as "
                   "traits.level=integer";
        }
        options.types.emplace_back(text.substr(0, equals), *type);
    }
    return {};
}

} // namespace people_tool

#endif
