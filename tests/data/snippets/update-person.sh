curl -X PUT "https://api.flameup.ai/api/v1/workspaces/example_string/people/123e4567-e89b-12d3-a456-426614174000" \
-H "Content-Type: application/json" \
-H "Authorization: Bearer YOUR_API_TOKEN" \
-d '{
"traits": {}
}'
