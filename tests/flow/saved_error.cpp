#include "flameup/flow/saved_error.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(saved_error)

using flameup::Error;
using flameup::ErrorKind;
using flameup::SavedError;

BOOST_AUTO_TEST_CASE(goes_through_json) {
    for (const ErrorKind kind : {ErrorKind::validation, ErrorKind::transport, ErrorKind::api,
                                 ErrorKind::decode, ErrorKind::cancelled}) {
        Error error;
        error.kind = kind;
        error.status = 403;
        error.code = "forbidden";
        error.message = "not for you";
        error.request_id = "req_1";
        error.missing_permission = "people:write";
        const auto text = flameup::to_json(flameup::detail::save_error(error));
        const auto saved = flameup::from_json<SavedError>(*text);
        BOOST_TEST_REQUIRE(saved.has_value(), texts::of(saved.error()));
        BOOST_TEST((flameup::detail::restore_error(*saved) == error));
    }
}

BOOST_AUTO_TEST_CASE(takes_an_unknown_kind_for_one_of_the_transport) {
    SavedError saved;
    saved.kind = "magic";
    BOOST_TEST((flameup::detail::restore_error(saved).kind == ErrorKind::transport));
}

BOOST_AUTO_TEST_CASE(makes_words_writable) {
    using flameup::detail::writable;
    BOOST_TEST(writable("as it is\n") == "as it is\n");
    BOOST_TEST(writable("\xC3\xBC \xFF\xFE") == "\xC3\xBC ??");
    BOOST_TEST(writable("\xFF" + std::string(5000, 'a')).size() == 1024u + 3u);
    const Error error = flameup::make_error(flameup::ErrorKind::transport, "\xC3", "\xFF");
    BOOST_TEST(*flameup::to_json(flameup::detail::save_error(error)) ==
               R"({"kind":"transport","status":0,"code":"?","message":"?","request_id":"",)"
               R"("missing_permission":""})");
}

BOOST_AUTO_TEST_SUITE_END()
