"""The API, over HTTP as everybody uses it, on both databases; every answer is held against the OpenAPI document."""
