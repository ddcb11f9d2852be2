// expect: flameup: check_rules is one public function, not overloaded
#include "flameup/message/build_impl.hpp"
#include "flameup/message/validate.hpp"

struct Thing {
    int size = 0;
#ifdef FLAMEUP_FAIL
    void check_rules(flameup::RuleFindings&) const {}
    void check_rules(int) const {}
#else
    void check_rules(flameup::RuleFindings&) const {}
#endif
    FLAMEUP_DESCRIBE(Thing, (), (size))
};

flameup::Result<void> check(const Thing& thing) { return flameup::validate({}, thing); }
