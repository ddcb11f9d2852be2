curl -X POST "https://api.flameup.ai/api/v1/workspaces/{workspace_id}/people" \
-H "Content-Type: application/json" \
-H "Authorization: Bearer your_api_key" \
-d '{
"userId": "user_12345",
"email": "jane@example.com",
"traits": {
"first_name": "Jane",
"last_name": "Doe",
"plan": "premium",
"company": "Acme Inc"
}
}'
