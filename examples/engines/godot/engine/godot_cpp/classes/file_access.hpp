#ifndef ENGINES_GODOT_FILE_ACCESS_HPP
#define ENGINES_GODOT_FILE_ACCESS_HPP

// A double of godot-cpp's header of this name; see core/defs.hpp here. Its one file is in memory.

#include "godot_cpp/core/defs.hpp"

namespace godot {

class FileAccess {
  public:
    enum ModeFlags { READ = 1, WRITE = 2 };

    static Ref<FileAccess> open(const String&, ModeFlags p_flags) {
        if (p_flags == WRITE) content() = String();
        return std::make_shared<FileAccess>();
    }
    String get_as_text() const { return content(); }
    bool store_string(const String& p_string) { return content() = p_string, true; }

    static String& content() { // the double's own
        static String text;
        return text;
    }
};

} // namespace godot

#endif
