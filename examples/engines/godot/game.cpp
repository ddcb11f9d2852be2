// A game of a few levels in the double of Godot, frame by frame; returns 1 if something is wrong.
#include "flameup_node.hpp"

#include "../slow_network.hpp"

#include <optional>

namespace {

struct Game {
    Game() { start(); }

    void start() { // as the engine does, with the autoload
        node = std::make_unique<engines::FlameupNode>();
        godot::Node::autoload() = node.get();
        node->_ready();
    }
    void play(int frames) {
        for (int frame = 0; frame != frames; ++frame) {
            network.tick();
            node->_process(1.0 / 60);
            if (network.pending() != 0) ++frames_in_flight;
        }
    }
    std::optional<int> stored_level() const {
        const flameup::Client people({"YOUR_API_KEY"}, std::cref(network.service));
        const auto person = people.send(flameup::GetPerson<engines::PlayerTraits>{"player_1"});
        return person ? person->traits.level : std::nullopt;
    }

    engines::SlowNetwork network{5}; // a response takes five frames
    std::unique_ptr<engines::FlameupNode> node;
    int frames_in_flight = 0;
};

bool is_true(bool value, const char* what) {
    if (!value) std::cout << "not true: " << what << '\n';
    return value;
}

} // namespace

#define EXPECT(condition) \
    if (!is_true(condition, #condition)) return 1

int main() {
    Game game;
    engines::network() = std::ref(game.network);

    game.node->players().store_level("player_1", 1);
    game.node->players().list_players();
    game.play(30);
    EXPECT(game.stored_level() == 1);
    EXPECT(game.frames_in_flight == 5); // the game went on while the requests were in flight

    // The level changes while a list and a level are in flight: the list is cancelled.
    game.node->players().list_players();
    game.node->players().store_level("player_1", 2);
    game.play(6);
    EXPECT(game.network.pending() == 2);
    engines::FlameupLevel()._exit_tree();
    EXPECT(game.network.pending() == 1);
    game.play(10);
    EXPECT(game.stored_level() == 2);

    // The phone puts the game into the background, and back.
    game.node->players().store_level("player_1", 3);
    game.play(6);
    game.node->_notification(godot::Node::NOTIFICATION_APPLICATION_PAUSED);
    EXPECT(game.network.pending() == 0);
    const std::string saved = engines::from_godot(godot::FileAccess::content());
    EXPECT(saved.find("player_1") != std::string::npos);
    EXPECT(saved.find("YOUR_API_KEY") == std::string::npos);
    game.play(10);
    EXPECT(game.stored_level() == 2);
    game.node->_notification(godot::Node::NOTIFICATION_APPLICATION_RESUMED);
    game.play(12);
    EXPECT(game.stored_level() == 3);

    // It ends there, and the next session goes on.
    game.node->players().store_level("player_1", 4);
    game.play(6);
    game.node->_notification(godot::Node::NOTIFICATION_APPLICATION_PAUSED);
    game.start();
    EXPECT(game.network.pending() == 0);
    game.play(12);
    EXPECT(game.stored_level() == 4);
    EXPECT(godot::FileAccess::content().is_empty());
    return 0;
}
