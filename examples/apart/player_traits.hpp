#ifndef PLAYER_TRAITS_HPP
#define PLAYER_TRAITS_HPP

// A type of the program's own, which both of its units know.

#include <flameup/model.hpp>

#include <optional>
#include <string>

struct PlayerTraits {
    std::optional<std::string> first_name;
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (first_name, level))
};

#endif
