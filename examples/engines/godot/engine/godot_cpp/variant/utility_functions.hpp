#ifndef ENGINES_GODOT_UTILITY_FUNCTIONS_HPP
#define ENGINES_GODOT_UTILITY_FUNCTIONS_HPP

// A double of godot-cpp's header of this name; see core/defs.hpp here.

#include "godot_cpp/core/defs.hpp"

namespace godot {

struct UtilityFunctions {
    static void print(const String& p_text) { std::cout << p_text.utf8().get_data() << '\n'; }
};

} // namespace godot

#endif
