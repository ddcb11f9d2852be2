// The one file of the module that compiles Boost.JSON's sources and defines
// `boost::throw_exception`. It may be compiled together with all others, as in a unity build.
#include <flameup/src.hpp>
