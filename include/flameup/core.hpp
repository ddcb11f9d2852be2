#ifndef FLAMEUP_CORE_HPP
#define FLAMEUP_CORE_HPP

// The whole core: operations to requests, responses to results.

#include "flameup/macros_begin.hpp"

// The checks of types come first: with an error, compilers list the includes that led to its
// header.
#include "flameup/describe/describe.hpp"
#include "flameup/describe/fits.hpp"

#include "flameup/message/check_operation.hpp"

#include "flameup/describe/compare.hpp"
#include "flameup/http/response_info.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/message/validate.hpp"
#include "flameup/model.hpp"
#include "flameup/value/error_text.hpp"
#include "flameup/value/timestamp_text.hpp"

#include "flameup/macros_end.hpp"

#endif
