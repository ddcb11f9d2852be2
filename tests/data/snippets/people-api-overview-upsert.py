response = requests.post(
f'https://api.flameup.ai/api/v1/workspaces/{WORKSPACE_ID}/people/upsert',
headers={
'Content-Type': 'application/json',
'Authorization': f'Bearer {API_KEY}'
},
json={
'userId': 'user_12345',
'email': 'jane@example.com',
'traits': {
'first_name': 'Jane',
'last_name': 'Doe',
'last_login': datetime.utcnow().isoformat()
}
}
)
result = response.json()
print(f"Was created: {result['was_created']}")
