curl -X GET "https://api.flameup.ai/api/v1/people/example_string" \
-H "Content-Type: application/json" \
-H "Authorization: Bearer YOUR_API_TOKEN"
