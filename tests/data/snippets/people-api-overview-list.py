response = requests.get(
f'https://api.flameup.ai/api/v1/workspaces/{WORKSPACE_ID}/people',
headers={'Authorization': f'Bearer {API_KEY}'},
params={
'limit': 50,
'status': 'active',
'search': 'acme'
}
)
data = response.json()
people = data['people']
total = data['total']
