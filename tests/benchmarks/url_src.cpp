// Compiles Boost.URL, which the benchmarks compare with, where Boost is older than 1.83.
#include <boost/url/src.hpp>
