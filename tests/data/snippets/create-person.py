import requests
import json
url = "https://api.flameup.ai/api/v1/people"
headers = {
"Content-Type": "application/json",
"Authorization": "Bearer YOUR_API_TOKEN"
}
data = {
"userId": "example_string",
"email": "user@example.com",
"phone": "+1-555-0123",
"traits": {
"first_name": "John Doe",
"last_name": "John Doe",
"phone": "+1-555-0123",
"avatar_url": "example_string",
"timezone": "example_string",
"locale": "example_string"
}
}
response = requests.post(url, headers=headers, json=data)
print(response.json())
