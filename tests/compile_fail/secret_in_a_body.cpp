// expect: flameup: this type has no form in JSON
// names: &LogIn::key, Secret
#include "flameup/message/build_impl.hpp"

struct LogIn {
    static constexpr flameup::Route route{"log_in", flameup::Method::post, "/logins"};
#ifdef FLAMEUP_FAIL
    flameup::Secret key;
#else
    std::string key;
#endif
    FLAMEUP_DESCRIBE(LogIn, (), (key))
};

flameup::Result<flameup::HttpRequest> request(const LogIn& operation) {
    return flameup::build(flameup::Config(), operation);
}
