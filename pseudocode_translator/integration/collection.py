"""Python's search for reference cycles, while a translation runs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the search for reference cycles.

    A tree has none, but it is a million objects that stay, and looking through them again
    and again made each line of a long program cost 70 % more than one of a short program.
    Nested use, and use in several threads at once, ends with collection as it was before.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
