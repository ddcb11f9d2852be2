const response = await fetch(
`https://api.flameup.ai/api/v1/workspaces/${WORKSPACE_ID}/people/stats`,
{
headers: {
'Authorization': `Bearer ${API_KEY}`
}
}
);
const stats = await response.json();
console.log(`Total: ${stats.total}, Active: ${stats.active}`);
