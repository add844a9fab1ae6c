"""Pseudocode in, validated, readable Python out that runs and does what the author meant."""

__version__ = "0.1.0"
