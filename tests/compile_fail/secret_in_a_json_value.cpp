// expect: No suitable tag_invoke overload
// names: Secret
#include "flameup/message/config.hpp"

#include <boost/json/value_from.hpp>

boost::json::value value(const flameup::Config& config) {
#ifdef FLAMEUP_FAIL
    return boost::json::value_from(config.api_key);
#else
    return boost::json::value_from(config.workspace_id);
#endif
}
