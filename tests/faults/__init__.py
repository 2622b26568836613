"""What breaks on purpose: servers killed in the middle of what matters."""
