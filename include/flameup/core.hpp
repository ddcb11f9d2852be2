#ifndef FLAMEUP_CORE_HPP
#define FLAMEUP_CORE_HPP

// The whole core: operations to requests, responses to results.

#include "flameup/build.hpp"
#include "flameup/config.hpp"
#include "flameup/decode.hpp"
#include "flameup/json.hpp"
#include "flameup/model.hpp"
#include "flameup/response_info.hpp"
#include "flameup/timestamp_text.hpp"

#endif
