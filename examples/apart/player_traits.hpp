#ifndef PLAYER_TRAITS_HPP
#define PLAYER_TRAITS_HPP

// The program's own traits, which both of its source files include.

#include <flameup/model.hpp>

#include <optional>
#include <string>

struct PlayerTraits {
    std::optional<std::string> first_name;
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (first_name, level))
};

#endif
