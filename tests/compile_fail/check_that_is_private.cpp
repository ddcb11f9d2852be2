// expect: flameup: check_rules is one public function, not overloaded
#include "flameup/message/build_impl.hpp"
#include "flameup/message/validate.hpp"

struct Thing {
    int size = 0;
    FLAMEUP_DESCRIBE(Thing, (), (size))

#ifdef FLAMEUP_FAIL
  private:
#endif
    void check_rules(flameup::RuleFindings&) const {}
};

flameup::Result<void> check(const Thing& thing) { return flameup::validate({}, thing); }
