response = requests.get(
f'https://api.flameup.ai/api/v1/workspaces/{WORKSPACE_ID}/people/{person_id}/events',
headers={'Authorization': f'Bearer {API_KEY}'},
params={'limit': 50}
)
events = response.json()['events']
