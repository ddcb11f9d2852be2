// Search by email
const response = await fetch(
`https://api.flameup.ai/api/v1/workspaces/${WORKSPACE_ID}/people/search?email=jane@example.com`,
{
headers: {
'Authorization': `Bearer ${API_KEY}`
}
}
);
const { people } = await response.json();
const person = people[0]; // First match
