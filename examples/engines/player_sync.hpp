#ifndef ENGINES_PLAYER_SYNC_HPP
#define ENGINES_PLAYER_SYNC_HPP

// What a game does with the library, whatever its engine is: it stores the player's level and lists
// players, in a loop of frames that never waits. Copy this file and change it.

#include <flameup.hpp>
#include <flameup/flows.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace engines {

struct PlayerTraits {
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (level))
};

using StoreLevel = flameup::CallFlow<flameup::UpsertPerson<PlayerTraits>>;
using ListPlayers = flameup::PeoplePages<PlayerTraits>;

/// What is kept while the game is suspended. It does not hold the API key.
struct SavedCalls {
    std::vector<StoreLevel::State> stores;
    FLAMEUP_DESCRIBE(SavedCalls, (), (stores))
};

/// Moves the calls of a game over an executor with callbacks; used by one thread.
template <class Executor> class PlayerSync {
  public:
    /// `log` gets a line for each call that ends. An executor with state is passed by `std::ref`.
    PlayerSync(flameup::Config config, Executor executor,
               std::function<void(const std::string&)> log)
        : config_(std::move(config)), log_(std::move(log)), flows_(std::move(executor)) {}

    /// Takes a step of each call; once a frame.
    void tick() {
        flows_.tick(host_.now());
        if (flows_.size() != 0) return;
        stores_.clear();
        of_level_.clear();
    }

    /// Stores a player's level, however often it must be sent.
    void store_level(const std::string& user_id, int level) {
        flameup::UpsertPerson<PlayerTraits> upsert;
        upsert.userId = user_id;
        upsert.traits = PlayerTraits{level};
        add(StoreLevel(config_, std::move(upsert)));
    }

    /// Lists all players, for the level that is played.
    void list_players() {
        const auto on_page = [this](ListPlayers& pages) {
            log_("listed " + std::to_string(pages.take().size()) + " players");
        };
        const auto on_end = [this](const ListPlayers& pages, bool finished) {
            if (!finished) log_("the list is cancelled");
            if (pages.error()) log_("failed: " + to_string(*pages.error()));
        };
        flameup::ListPeople<PlayerTraits> query;
        query.limit = 2;
        of_level_.push_back(flows_.add(ListPlayers(config_, query), on_page, on_end));
    }

    /// Cancels what belongs to the level that ends. What is to be stored goes on.
    void leave_level() { stop(of_level_); }

    /// Cancels everything, and returns what is to be stored as JSON; empty if there is nothing.
    ///
    /// A second call before `resume` returns the same and what came since.
    std::string suspend() {
        stop(of_level_);
        stop(stores_);
        const auto text = flameup::to_json(saved_);
        return text && !saved_.stores.empty() ? *text : std::string();
    }

    /// Goes on with what `suspend` returned, perhaps in another process.
    void resume(const std::string& text) {
        saved_.stores.clear();
        if (text.empty()) return;
        const auto saved = flameup::from_json<SavedCalls>(text);
        if (!saved) return log_("the saved calls are lost: " + to_string(saved.error()));
        for (const auto& state : saved->stores) add(StoreLevel(config_, state, host_.now()));
    }

  private:
    void add(StoreLevel flow) {
        stores_.push_back(flows_.add(std::move(flow), [this](const StoreLevel& call, bool done) {
            if (!done) return saved_.stores.push_back(call.save(host_.now()));
            const auto& person = *call.outcome();
            if (!person) return log_("failed: " + to_string(person.error()));
            log_("stored level " + std::to_string(person->traits.level.value_or(0)));
        }));
    }
    void stop(std::vector<std::uint64_t>& ids) {
        for (const auto id : std::exchange(ids, {})) flows_.stop(id);
    }

    flameup::Config config_;
    std::function<void(const std::string&)> log_;
    flameup::SystemHost host_; // the clocks and random numbers; nothing here waits
    SavedCalls saved_;
    std::vector<std::uint64_t> stores_;   // the calls that outlive a level
    std::vector<std::uint64_t> of_level_; // and those that do not
    flameup::FrameLoop<Executor> flows_;
};

} // namespace engines

#endif
