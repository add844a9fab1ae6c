"""Arrays that know their bounds, and copies of arrays and records."""

from collections.abc import Iterable
from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import Any, Self, TypeVar

Element = TypeVar("Element")


class Array(list[Element]):
    """A list whose first index is `low`; an index outside its bounds is an error."""

    def __init__(self, low: int, items: Iterable[Element]) -> None:
        super().__init__(items)
        self.low = low

    def place(self, index: Any) -> int:
        """Tell which place of the list has this index."""
        place = int(index) - self.low
        if place + self.low != index or not 0 <= place < len(self):
            high = self.low + len(self) - 1
            raise IndexError(f"index {index} is outside {self.low} to {high}")
        return place

    def __getitem__(self, index: Any) -> Any:
        return super().__getitem__(self.place(index))

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(self.place(index), value)

    def fill(self, items: Iterable[Element]) -> None:
        """Take over all elements of another array."""
        super().__setitem__(slice(None), items)

    def insert(self, index: Any, item: Element) -> None:
        """Put an item before the one with this index, or behind the last."""
        place = int(index) - self.low
        if not 0 <= place <= len(self):
            high = self.low + len(self)
            raise IndexError(f"index {index} is outside {self.low} to {high}")
        super().insert(place, item)

    def pop(self, index: Any = None) -> Element:
        """Take out the item with this index, or the last one."""
        return super().pop() if index is None else super().pop(self.place(index))

    def copy(self) -> Self:
        """Copy the array, with all its rows."""
        items: list[Any] = [i.copy() if isinstance(i, list) else i for i in self]
        return type(self)(self.low, items)


def with_bounds(array: Any, *bounds: tuple[int, int | None]) -> Any:
    """Copy an array to another first index; a size is given where it must be met."""
    (low, size), *inner = bounds
    if size is not None and len(array) != size:
        raise IndexError(f"{len(array)} elements do not fit into an array of {size}")
    return Array(low, [with_bounds(row, *inner) for row in array] if inner else array)


class GrowingArray(dict[Any, Element]):
    """An array of any size: its elements come with their first assignment."""

    def __missing__(self, index: Any) -> Element:
        raise IndexError(f"element {index} has no value yet")


def copied(value: Any) -> Any:
    """Copy arrays and records to the innermost one, but no objects and no pointers."""
    if isinstance(value, list):
        twin = copy(value)
        twin.clear()
        twin.extend(copied(item) for item in value)
        return twin
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: copied(getattr(value, f.name)) for f in fields(value)}
        return replace(value, **parts)
    return value
