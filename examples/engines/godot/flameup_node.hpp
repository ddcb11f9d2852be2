#ifndef ENGINES_GODOT_FLAMEUP_NODE_HPP
#define ENGINES_GODOT_FLAMEUP_NODE_HPP

// Two nodes of a GDExtension: an autoload that stores players and lists them, one step a frame, and
// a node for each level, which cancels what belongs to the level when that leaves the tree.
//
// Compiled against declarations of the engine's documented interface, never run in the engine.

#include <godot_cpp/classes/file_access.hpp>
#include <godot_cpp/classes/node.hpp>
#include <godot_cpp/variant/utility_functions.hpp>

#include "../player_sync.hpp"
#include "flameup_http.hpp"

namespace engines {

/// The autoload `/root/Flameup`.
class FlameupNode : public godot::Node {
    GDCLASS(FlameupNode, godot::Node)

  public:
    using Players = PlayerSync<std::reference_wrapper<GodotHttp>>;

    void _ready() override { resume(); } // with what an earlier session left

    void _process(double delta) override {
        http_.tick(delta);
        players_.tick();
    }

    void _notification(int what) {
        switch (what) {
        case NOTIFICATION_APPLICATION_PAUSED: // a phone may end the game without another word
        case NOTIFICATION_WM_CLOSE_REQUEST: suspend(); break;
        case NOTIFICATION_APPLICATION_RESUMED: resume(); break;
        default: break;
        }
    }

    Players& players() { return players_; }
    GodotHttp& http() { return http_; }

  protected:
    static void _bind_methods() {} // bind here what your scripts call

  private:
    static flameup::Config config() {
        flameup::Config made;
        made.api_key = "YOUR_API_KEY"; // from your configuration or your server
        return made;
    }

    void suspend() { write(players_.suspend()); }

    void resume() {
        const auto file = godot::FileAccess::open("user://flameup.json", godot::FileAccess::READ);
        if (file.is_null()) return; // there was no earlier session
        const std::string saved = from_godot(file->get_as_text());
        write({}); // or it is sent twice
        players_.resume(saved);
    }

    static void write(const std::string& text) {
        const auto file = godot::FileAccess::open("user://flameup.json", godot::FileAccess::WRITE);
        ERR_FAIL_COND(file.is_null());
        file->store_string(to_godot(text));
    }

    GodotHttp http_;
    Players players_{config(), std::ref(http_), [](const std::string& line) {
                         godot::UtilityFunctions::print(to_godot(line));
                     }};
};

/// Stands in each level's scene.
class FlameupLevel : public godot::Node {
    GDCLASS(FlameupLevel, godot::Node)

  public:
    void _exit_tree() override { get_node<FlameupNode>("/root/Flameup")->players().leave_level(); }

  protected:
    static void _bind_methods() {}
};

} // namespace engines

#endif
