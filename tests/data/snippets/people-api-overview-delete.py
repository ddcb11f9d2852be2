response = requests.delete(
f'https://api.flameup.ai/api/v1/workspaces/{WORKSPACE_ID}/people/{person_id}',
headers={'Authorization': f'Bearer {API_KEY}'}
)
if response.status_code == 204:
print('Person deleted')
