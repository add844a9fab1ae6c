"""A call on its way to a worker: what it is made of, and how it is pickled.

Pickling a function by its name, and finding it again, takes longer than all the rest of a
small task. So a function travels once for all the tasks of a message (its *head*), and both
ends remember those that they have seen.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from types import FunctionType
from typing import Any

from pseudocode_translator.execution import wire

_REMEMBERED = 1024


def name_of(function: object) -> str:
    """A function, for people."""
    return getattr(function, "__qualname__", repr(function))


class CallPickler:
    """Pickles the calls of one pool. Any thread may use it."""

    def __init__(self) -> None:
        self._heads: dict[Callable[..., Any], bytes] = {}

    def pickled(
        self,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        trace: str,
    ) -> tuple[bytes, bytes]:
        """The head, empty where the function is not a plain one, and the rest of the call.

        Raises:
            pickle.PicklingError: It cannot be sent.
        """
        try:
            head = self._heads.get(function) if function.__class__ is FunctionType else b""
            if head is None:
                head = self._remember(function)
            call: Any = arguments
            if not head:
                call = [arguments, named, trace, function]
            elif named or trace:
                call = [arguments, named, trace]
            body = pickle.dumps(call, wire.PICKLE_PROTOCOL)
        except Exception as error:
            raise pickle.PicklingError(
                f"the call of {name_of(function)} cannot be sent to a worker ({error}); the "
                "function must be importable by name, and its arguments plain data"
            ) from error
        if len(body) >= wire.LIMIT_BYTES:
            raise pickle.PicklingError(
                f"the call of {name_of(function)} has {len(body)} bytes; send a path"
            )
        return head, body

    def _remember(self, function: Callable[..., Any]) -> bytes:
        head = pickle.dumps(function, wire.PICKLE_PROTOCOL)
        if len(head) > wire.HEAD_LIMIT_BYTES:
            return b""
        if len(self._heads) >= _REMEMBERED:
            self._heads.clear()
        self._heads[function] = head
        return head
