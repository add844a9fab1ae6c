"""LaTeX algorithms as logical lines: tokens, macros, environments, statements, mathematics."""
