"""Plain data that every layer shares: documents, diagnostics, types, the tree."""
