#include <flameup/src.hpp>
