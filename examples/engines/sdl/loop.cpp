// A whole program in the loop of SDL 2: events, a step of each call, a frame; no frame waits.
//
// Requests go through a worker thread, here to a service in memory. In your game, put
// `transports::Curl` or another blocking executor in its place.
#include <SDL.h>

#include "../player_sync.hpp"

#include "../../transports/worker.hpp"

#include <flameup/testing/people_service.hpp>

#include <atomic>
#include <chrono>
#include <iostream>
#include <thread>

namespace {

/// A server that answers when the loop has gone on for ten frames: a loop that waited for it would
/// wait for ever. After a minute it fails.
class SlowServer {
  public:
    flameup::Result<flameup::HttpResponse> operator()(const flameup::HttpRequest& request) {
        const int until = frames + 10;
        for (int i = 0; i != 60'000 && frames < until; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        if (frames < until) {
            return flameup::make_error(flameup::ErrorKind::transport, "timed_out",
                                       "the loop waits");
        }
        ++answers;
        return service_(request);
    }

    std::atomic<int> frames{0};
    std::atomic<int> answers{0};

  private:
    flameup::testing::PeopleService service_;
};

enum Code : Sint32 { level_begins, level_ends };

class Game {
  public:
    Game() { SDL_AddEventWatch(watch, this); }

    /// Runs the loop until the program is closed.
    void run() {
        while (is_running_) {
            const Uint64 start = SDL_GetPerformanceCounter();
            for (SDL_Event event; SDL_PollEvent(&event) != 0;) handle(event);
            worker_.tick();
            players_.tick();
            // ... update and draw here ...
            longest_ = (std::max)(longest_, SDL_GetPerformanceCounter() - start);
            play(++server_.frames);
            SDL_Delay(2);
        }
    }

    /// Tells whether everything went as it should, and prints what was measured.
    bool report() const {
        const double ms = 1000.0 / static_cast<double>(SDL_GetPerformanceFrequency());
        std::cout << server_.frames << " frames, " << server_.answers
                  << " answers of ten frames each; the longest frame took "
                  << static_cast<double>(longest_) * ms << " ms\n";
        return level_ == "stored level 2" && is_list_cancelled_ && saved_.empty();
    }

  private:
    // Systems end programs in the background without another word, perhaps before the loop sees
    // the event: a watch is called at once.
    static int watch(void* game, SDL_Event* event) {
        Game& self = *static_cast<Game*>(game);
        if (event->type == SDL_APP_WILLENTERBACKGROUND) self.suspend();
        return 1;
    }

    void handle(const SDL_Event& event) {
        switch (event.type) {
        case SDL_QUIT:
            suspend();
            is_running_ = false;
            break;
        case SDL_APP_DIDENTERFOREGROUND: players_.resume(std::exchange(saved_, {})); break;
        case SDL_USEREVENT:
            if (event.user.code == level_ends) return players_.leave_level();
            players_.store_level("player_1", ++level_number_);
            players_.list_players();
            break;
        default: break;
        }
    }

    void suspend() { saved_ = players_.suspend(); } // into a file below SDL_GetPrefPath()

    /// What a player and a system would do, by the number of the frame.
    static void play(int frame) {
        SDL_Event event{};
        event.type = SDL_USEREVENT;
        switch (frame) {
        case 1: event.user.code = level_begins; break;
        case 5: event.user.code = level_ends; break;
        case 60: event.user.code = level_begins; break;
        case 65: event.type = SDL_APP_WILLENTERBACKGROUND; break;
        case 80: event.type = SDL_APP_DIDENTERFOREGROUND; break;
        case 180: event.type = SDL_QUIT; break;
        default: return;
        }
        SDL_PushEvent(&event);
    }

    static flameup::Config config() {
        flameup::Config made;
        made.api_key = "YOUR_API_KEY";
        return made;
    }

    SlowServer server_;
    transports::Worker worker_{std::ref(server_)};
    engines::PlayerSync<std::reference_wrapper<transports::Worker>> players_{
        config(), std::ref(worker_), [this](const std::string& line) {
            std::cout << line << '\n';
            if (line == "the list is cancelled") is_list_cancelled_ = true;
            if (line.find("level") != std::string::npos) level_ = line;
        }};
    std::string level_;
    std::string saved_; // what is to be stored after a suspension
    Uint64 longest_ = 0;
    int level_number_ = 0;
    bool is_list_cancelled_ = false;
    bool is_running_ = true;
};

} // namespace

int main(int, char**) {
    if (SDL_Init(SDL_INIT_EVENTS) != 0) return 1;
    Game game;
    game.run();
    SDL_Quit();
    return game.report() ? 0 : 1;
}
