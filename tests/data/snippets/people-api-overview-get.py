response = requests.get(
f'https://api.flameup.ai/api/v1/workspaces/{WORKSPACE_ID}/people/{person_id}',
headers={'Authorization': f'Bearer {API_KEY}'}
)
person = response.json()
