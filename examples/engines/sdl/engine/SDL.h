#ifndef ENGINES_SDL_H
#define ENGINES_SDL_H

// A double of the part of SDL 2 that the recipe uses, for machines where SDL is not installed.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <iostream>
#include <thread>
#include <vector>

using Uint32 = std::uint32_t;
using Uint64 = std::uint64_t;
using Sint32 = std::int32_t;

enum : Uint32 {
    SDL_QUIT = 0x100,
    SDL_APP_WILLENTERBACKGROUND = 0x103,
    SDL_APP_DIDENTERFOREGROUND = 0x106,
    SDL_USEREVENT = 0x8000,
    SDL_INIT_EVENTS = 0x4000,
};

struct SDL_UserEvent {
    Uint32 type;
    Sint32 code;
};
union SDL_Event {
    Uint32 type;
    SDL_UserEvent user;
};
using SDL_EventFilter = int (*)(void* userdata, SDL_Event* event);

namespace sdl_double {

struct Watch {
    SDL_EventFilter filter;
    void* userdata;
};
inline std::deque<SDL_Event>& events() {
    static std::deque<SDL_Event> all;
    return all;
}
inline std::vector<Watch>& watches() {
    static std::vector<Watch> all;
    return all;
}

} // namespace sdl_double

inline int SDL_Init(Uint32) { return 0; }
inline void SDL_Quit() {}
inline void SDL_AddEventWatch(SDL_EventFilter filter, void* userdata) {
    sdl_double::watches().push_back({filter, userdata});
}
inline int SDL_PushEvent(SDL_Event* event) {
    for (const auto& [filter, userdata] : sdl_double::watches()) filter(userdata, event);
    sdl_double::events().push_back(*event);
    return 1;
}
inline int SDL_PollEvent(SDL_Event* event) {
    if (sdl_double::events().empty()) return 0;
    *event = sdl_double::events().front();
    sdl_double::events().pop_front();
    return 1;
}
inline Uint64 SDL_GetPerformanceCounter() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<Uint64>(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}
inline Uint64 SDL_GetPerformanceFrequency() { return 1'000'000; }
inline void SDL_Delay(Uint32 ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

#endif
