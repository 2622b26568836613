"""JSON under /api, with its OpenAPI 3.1 document at /api/openapi.json. Uses queries and commands, never tables."""
