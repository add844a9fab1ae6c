"""What the names and expressions of a tree mean."""
