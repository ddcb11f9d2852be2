#ifndef FLAMEUP_OPENAPI_ERROR_SHAPES_HPP
#define FLAMEUP_OPENAPI_ERROR_SHAPES_HPP

// The bodies of errors that the API's documents show. `message/api_error_reader.hpp` reads all of
// them, and others.

#include "flameup/describe/describe.hpp"
#include "flameup/describe/rules.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// What is wrong with one field of a request.
struct ErrorDetail {
    std::optional<std::string> field;
    std::optional<std::string> message;

    static constexpr Rule rules[] = {Rule::required("message")};
    FLAMEUP_DESCRIBE(ErrorDetail, (), (field, message))
};

/// The error of the page "Create person"; `error` is the status's reason.
struct TitledError {
    std::optional<std::string> error;
    std::optional<std::string> message;
    std::optional<std::int64_t> code;
    std::vector<ErrorDetail> details;

    static constexpr Rule rules[] = {Rule::required("error"), Rule::required("message")};
    static constexpr std::string_view examples[] = {
        R"({"error": "Bad Request",
            "message": "The request contains invalid parameters or malformed data", "code": 400,
            "details": [{"field": "email", "message": "Invalid email format"}]})",
        R"({"error": "Unauthorized",
            "message": "Authentication required. Please provide a valid API token", "code": 401})"};
    FLAMEUP_DESCRIBE(TitledError, (), (error, message, code, details))
};

/// What is wrong, in the two shapes below.
struct ErrorContent {
    std::optional<std::string> code;
    std::optional<std::string> type;
    std::optional<std::string> message;
    std::optional<boost::json::object> details;

    static constexpr Rule rules[] = {Rule::required("message")};
    FLAMEUP_DESCRIBE(ErrorContent, (), (code, type, message, details))
};

/// The error of the operations' response tables, and of the pages "Authentication" and "Errors".
struct NestedError {
    std::optional<bool> success;
    std::optional<ErrorContent> error;
    std::optional<std::string> request_id;

    static constexpr Rule rules[] = {Rule::required("error")};
    static constexpr std::string_view examples[] = {
        R"({"success": false,
            "error": {"type": "authentication_error", "message": "Invalid API key"},
            "request_id": "req_abc123"})",
        R"({"error": {"code": "validation_error", "message": "Validation failed",
                      "details": {"fields": {"email": "Invalid email format"}}}})"};
    FLAMEUP_DESCRIBE(NestedError, (), (success, error, request_id))
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
