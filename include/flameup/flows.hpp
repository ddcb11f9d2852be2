#ifndef FLAMEUP_FLOWS_HPP
#define FLAMEUP_FLOWS_HPP

// Flows and what drives them: retries, rate budgets, pages and batches.

#include "flameup/macros_begin.hpp"

// The checks of types come first: with an error, compilers list the includes that led to its
// header.
#include "flameup/describe/describe.hpp"
#include "flameup/describe/fits.hpp"

#include "flameup/message/check_operation.hpp"

#include "flameup/drive/check_flow.hpp"

#include "flameup/drive/awaitable.hpp"
#include "flameup/drive/blocking.hpp"
#include "flameup/drive/callback.hpp"
#include "flameup/drive/flow_ref.hpp"
#include "flameup/drive/frame_loop.hpp"
#include "flameup/drive/people_range.hpp"
#include "flameup/drive/system_host.hpp"
#include "flameup/drive/upsert_all.hpp"
#include "flameup/flow/call_flow.hpp"
#include "flameup/flow/people_batches.hpp"
#include "flameup/flow/people_pages.hpp"

#include "flameup/macros_end.hpp"

#endif
