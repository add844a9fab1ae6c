"""Helpers that are copied into generated programs: plain Python, nothing of ours.

Each function, class or constant stands alone and is copied as text, together with
what it needs. Annotations name only what stands above them, no line is longer than 88
characters, and nothing is quoted or deferred, because the copy has no import from
``__future__``. Classes and functions have no decorators of their own.
"""
