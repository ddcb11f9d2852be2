#ifndef FLAMEUP_JSON_UNKNOWN_MEMBERS_HPP
#define FLAMEUP_JSON_UNKNOWN_MEMBERS_HPP

#include "flameup/platform.hpp"

FLAMEUP_BEGIN_NAMESPACE

/// Whether keys that a described struct does not have are passed over or refused.
enum class UnknownMembers { ignored, refused };

FLAMEUP_END_NAMESPACE

#endif
