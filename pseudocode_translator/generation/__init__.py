"""From a resolved program to Python text."""
