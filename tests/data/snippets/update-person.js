const response = await fetch("https://api.flameup.ai/api/v1/workspaces/example_string/people/123e4567-e89b-12d3-a456-426614174000", {
method: "PUT",
headers: {
"Content-Type": "application/json",
"Authorization": "Bearer YOUR_API_TOKEN"
},
body: JSON.stringify({
"traits": {}
})
});
const data = await response.json();
console.log(data);
