#ifndef FLAMEUP_BENCHMARKS_INPUTS_HPP
#define FLAMEUP_BENCHMARKS_INPUTS_HPP

// What the workloads work on: people like those of real games and shops, the same in every run.

#include "types.hpp"

#include "flameup/model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace benchmarks {

/// The two forms of the API's responses: of its overview pages and of its reference pages.
enum class Dialect { overview, reference };

/// The order of a response's members: as documented, or another one for each person.
enum class Order { documented, shuffled };

/// People to be sent, with the traits as a described struct.
std::vector<flameup::PersonInput<PlayerTraits>> typed_inputs(std::size_t count);

/// The same people, with the traits as Boost.JSON's object.
std::vector<flameup::PersonInput<DynamicTraits>> dynamic_inputs(std::size_t count);

template <class Traits> std::vector<flameup::PersonInput<Traits>> inputs(std::size_t count);

/// People as a server has them.
std::vector<flameup::Person<PlayerTraits>> people(std::size_t count);

/// Bodies that hold one person each, as a server sends them.
std::vector<std::string> person_bodies(std::size_t count, Dialect dialect);

/// The body of one page of a list.
std::string page_body(std::size_t count, Dialect dialect, Order order);

} // namespace benchmarks

#endif
