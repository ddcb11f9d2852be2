curl "https://api.flameup.ai/api/v1/workspaces/{workspace_id}/people/stats" \
-H "Authorization: Bearer your_api_key"
