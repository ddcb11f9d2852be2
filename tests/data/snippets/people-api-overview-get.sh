curl "https://api.flameup.ai/api/v1/workspaces/{workspace_id}/people/{person_id}" \
-H "Authorization: Bearer your_api_key"
