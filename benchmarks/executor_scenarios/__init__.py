"""The same scenarios for our worker pool and for what a user would pick instead."""
