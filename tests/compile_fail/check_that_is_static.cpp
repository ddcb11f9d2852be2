// expect: flameup: check_rules is void check_rules(flameup::RuleFindings&) const
#include "flameup/message/build_impl.hpp"
#include "flameup/message/validate.hpp"

struct Thing {
    int size = 0;
#ifdef FLAMEUP_FAIL
    static void check_rules(const Thing&, flameup::RuleFindings&) {}
#else
    void check_rules(flameup::RuleFindings&) const {}
#endif
    FLAMEUP_DESCRIBE(Thing, (), (size))
};

flameup::Result<void> check(const Thing& thing) { return flameup::validate({}, thing); }
