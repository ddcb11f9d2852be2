#ifndef FLAMEUP_JSON_UNKNOWN_MEMBERS_HPP
#define FLAMEUP_JSON_UNKNOWN_MEMBERS_HPP

#include "flameup/platform.hpp"

FLAMEUP_BEGIN_NAMESPACE

/// What happens to members of a JSON object that its described struct does not have.
enum class UnknownMembers {
    ignored, ///< Their values are skipped.
    refused  ///< They are errors with the code `unknown_member`.
};

FLAMEUP_END_NAMESPACE

#endif
