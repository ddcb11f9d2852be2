import requests
import json
url = "https://api.flameup.ai/api/v1/workspaces/example_string/people/123e4567-e89b-12d3-a456-426614174000"
headers = {
"Content-Type": "application/json",
"Authorization": "Bearer YOUR_API_TOKEN"
}
data = {
"traits": {}
}
response = requests.put(url, headers=headers, json=data)
print(response.json())
