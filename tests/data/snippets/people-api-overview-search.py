# Search by userId
response = requests.get(
f'https://api.flameup.ai/api/v1/workspaces/{WORKSPACE_ID}/people/search',
headers={'Authorization': f'Bearer {API_KEY}'},
params={'userId': 'user_12345'}
)
data = response.json()
person = data['people'][0] if data['people'] else None
