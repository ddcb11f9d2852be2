response = requests.get(
f'https://api.flameup.ai/api/v1/workspaces/{WORKSPACE_ID}/people/stats',
headers={'Authorization': f'Bearer {API_KEY}'}
)
stats = response.json()
print(f"Total: {stats['total']}, Active: {stats['active']}")
