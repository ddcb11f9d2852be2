#ifndef FLAMEUP_OPENAPI_PEOPLE_EXAMPLES_HPP
#define FLAMEUP_OPENAPI_PEOPLE_EXAMPLES_HPP

// The examples of the API's documents, for people with traits of any kind.

#include "flameup/model/operations.hpp"
#include "flameup/openapi/examples_of.hpp"

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The examples of a type, as `examples` is in a struct.
template <const std::string_view&... Text> struct ExampleTexts {
    template <class Visit> static void each(Visit visit) { (visit(Text), ...); }
};

inline constexpr std::string_view person_overview = R"({
"id": "550e8400-e29b-41d4-a716-446655440000",
"workspace_id": "ws_abc123",
"userId": "user_12345",
"email": "jane@example.com",
"traits": {
"first_name": "Jane",
"last_name": "Doe",
"plan": "premium",
"company": "Acme Inc"
},
"created_at": "2024-01-15T10:30:00Z",
"updated_at": "2024-01-20T14:45:00Z"
})";

inline constexpr std::string_view person_reference = R"({
"id": "123e4567-e89b-12d3-a456-426614174000",
"workspace_id": "example_string",
"external_id": "example_string",
"email": "user@example.com",
"phone": "+1-555-0123",
"first_name": "John Doe",
"last_name": "John Doe",
"avatar_url": "example_string",
"timezone": "example_string",
"locale": "example_string",
"status": "active",
"attributes": {},
"created_at": "2024-12-25T10:00:00Z",
"updated_at": "2024-12-25T10:00:00Z",
"first_seen_at": "2024-12-25T10:00:00Z",
"last_seen_at": "2024-12-25T10:00:00Z"
})";

inline constexpr std::string_view create_example = R"({
"userId": "user_12345",
"email": "jane@example.com",
"traits": {
"first_name": "Jane",
"last_name": "Doe",
"plan": "premium",
"company": "Acme Inc"
}
})";

inline constexpr std::string_view update_example = R"({
"traits": {
"plan": "enterprise",
"renewal_date": "2025-01-15"
}
})";

inline constexpr std::string_view upsert_example = R"({
"userId": "user_12345",
"email": "jane@example.com",
"traits": {
"first_name": "Jane",
"last_name": "Doe",
"last_login": "2024-01-20T14:45:00Z"
}
})";

inline constexpr std::string_view batch_example = R"({
"people": [
{"userId": "user_001", "email": "alice@example.com", "traits": {"first_name": "Alice"}},
{"userId": "user_002", "email": "bob@example.com", "traits": {"first_name": "Bob"}}
]
})";

inline constexpr std::string_view statistics_example = R"({
"total": 15420,
"active": 14200,
"unsubscribed": 850,
"bounced": 370,
"recent": 245
})";

template <>
struct ExamplesOf<Person<boost::json::object>> : ExampleTexts<person_overview, person_reference> {};
template <> struct ExamplesOf<CreatePerson<boost::json::object>> : ExampleTexts<create_example> {};
template <> struct ExamplesOf<UpdatePerson<boost::json::object>> : ExampleTexts<update_example> {};
template <> struct ExamplesOf<UpsertPerson<boost::json::object>> : ExampleTexts<upsert_example> {};
template <> struct ExamplesOf<BatchUpsert<boost::json::object>> : ExampleTexts<batch_example> {};
template <> struct ExamplesOf<Statistics> : ExampleTexts<statistics_example> {};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
