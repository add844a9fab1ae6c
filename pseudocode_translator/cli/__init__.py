"""The `pseudocode` command."""
