#ifndef FLAMEUP_JSON_DECODE_OPTIONS_HPP
#define FLAMEUP_JSON_DECODE_OPTIONS_HPP

#include "flameup/describe/json_fwd.hpp"
#include "flameup/json/odd_sink.hpp"
#include "flameup/json/strictness.hpp"

FLAMEUP_BEGIN_NAMESPACE

/// What may be chosen when a response is decoded.
struct DecodeOptions {
    /// The memory resource for values of Boost.JSON's own types, `boost::json::string` too.
    ///
    /// Read until the response is decoded. A resource that the storage does not own must outlive
    /// the values. Where this is null, all values of a list share a `monotonic_resource`, and any
    /// other value keeps the resource that it has: in a new result, the default one.
    const boost::json::storage_ptr* storage = nullptr;

    /// What is refused although JSON allows it; by default nothing.
    Strictness strictness{};

    /// What is taken although it is wrong; by default nothing.
    Leniency leniency{};

    /// An `OddElements`, which gets the elements of the response's lists that do not decode, in
    /// place of what it had; used until the response is decoded.
    ///
    /// The lists then have the other elements. These are lists of described structs that are in no
    /// other list, those in the traits of a single person too. An element that is no JSON is not
    /// passed over. Where this is null, one odd element makes the whole response an error.
    /// `PeoplePages` has `take_odd()` instead.
    OddSink* odd = nullptr;
};

FLAMEUP_END_NAMESPACE

#endif
