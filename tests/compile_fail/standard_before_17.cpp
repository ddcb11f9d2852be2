// expect: flameup needs C++17 or newer
// with: -std=c++14

#include <flameup/model.hpp>
