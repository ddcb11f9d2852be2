// expect: flameup needs Boost 1.81 or newer
// with: -DBOOST_VERSION_HPP -DBOOST_VERSION=108000

#include <flameup/model.hpp>
