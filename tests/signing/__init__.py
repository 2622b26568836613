"""Who signs for the house."""
