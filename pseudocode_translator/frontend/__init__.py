"""From printed lines to the tree."""
