#include "flameup/value/result.hpp"

#include <boost/test/unit_test.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

BOOST_AUTO_TEST_SUITE(result)

using flameup::Error;
using flameup::ErrorException;
using flameup::Result;

BOOST_AUTO_TEST_CASE(holds_a_value) {
    const Result<std::string> result = std::string("Ada");
    BOOST_TEST(result.has_value());
    BOOST_TEST(!result.has_error());
    BOOST_TEST(*result == "Ada");
    BOOST_TEST(result.value() == "Ada");
}

BOOST_AUTO_TEST_CASE(holds_an_error) {
    const Error error =
        flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "no answer");
    const Result<std::string> result = error;
    BOOST_TEST(!result.has_value());
    BOOST_TEST(result.has_error());
    BOOST_TEST((result.error() == error));
}

BOOST_AUTO_TEST_CASE(holds_nothing_but_success) {
    const Result<void> success;
    BOOST_TEST(success.has_value());
    const Result<void> failure =
        flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "no answer");
    BOOST_TEST((failure.error() == flameup::make_error(flameup::ErrorKind::transport,
                                                       "transport_failed", "no answer")));
}

BOOST_AUTO_TEST_CASE(turns_an_error_or_none_into_a_result) {
    const Error error =
        flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "no answer");
    BOOST_TEST(flameup::detail::to_result(std::optional<Error>()).has_value());
    BOOST_TEST((flameup::detail::to_result(std::optional(error)).error() == error));
}

BOOST_AUTO_TEST_CASE(moves_its_value_out) {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
    const std::unique_ptr<int> value = std::move(result).value();
    BOOST_TEST_REQUIRE((value != nullptr));
    BOOST_TEST(*value == 5);
}

// `error()` returns a copy, and a value is moved out of a temporary: each is a temporary of its
// own, which lives as long as a reference that is bound to it.
static_assert(std::is_same_v<decltype(std::declval<Result<int>>().error()), Error>);
static_assert(std::is_same_v<decltype(std::declval<Result<int>&>().error()), Error>);
static_assert(std::is_same_v<decltype(std::declval<const Result<int>&>().error()), Error>);
static_assert(std::is_same_v<decltype(std::declval<Result<void>>().error()), Error>);
static_assert(std::is_same_v<decltype(*std::declval<Result<std::string>>()), std::string>);
static_assert(std::is_same_v<decltype(std::declval<Result<std::string>>().value()), std::string>);

BOOST_AUTO_TEST_CASE(a_reference_to_the_error_of_a_temporary_is_good) {
    const auto fail = [] {
        return Result<int>(make_error(flameup::ErrorKind::transport, "cut", "too long to be kept"));
    };
    const auto& error = fail().error();
    const auto& message = fail().error().message;
    const std::string another(1000, 'x'); // where what has gone was
    BOOST_TEST(error.code == "cut");
    BOOST_TEST(message == "too long to be kept");
    BOOST_TEST(another.size() == 1000u);
}

BOOST_AUTO_TEST_CASE(tells_what_is_wrong_as_an_exception) {
    const ErrorException exception(
        flameup::make_error(flameup::ErrorKind::transport, "timeout", "no answer"));
    const std::exception& base = exception;
    BOOST_TEST(std::string_view(base.what()) == "no answer");
    BOOST_TEST((exception.error() ==
                flameup::make_error(flameup::ErrorKind::transport, "timeout", "no answer")));
}

#if !defined(BOOST_NO_EXCEPTIONS)
BOOST_AUTO_TEST_CASE(throws_its_error_where_a_value_is_asked_for) {
    const Error error = flameup::make_error(flameup::ErrorKind::transport, "timeout", "no answer");
    const auto is_the_error = [&](const ErrorException& exception) {
        return exception.error() == error && exception.what() == std::string_view("no answer");
    };
    const Result<int> result = error;
    BOOST_CHECK_EXCEPTION(result.value(), ErrorException, is_the_error);
    const Result<void> nothing = error;
    BOOST_CHECK_EXCEPTION(nothing.value(), ErrorException, is_the_error);
    BOOST_CHECK_THROW(Result<int>(error).value(), std::exception);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
