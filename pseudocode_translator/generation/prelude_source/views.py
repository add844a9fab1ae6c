"""A caller's list with the author's indexes, and what mathematics does with collections."""

import math
from collections.abc import Iterator
from typing import Any


class ArrayView:
    """A list seen with `low` as its first index; an index outside is an error."""

    def __init__(self, items: Any, low: int) -> None:
        self.items = items
        self.low = low

    def place(self, index: Any) -> int:
        """Tell which place of the list has this index."""
        place = int(index) - self.low
        if place + self.low != index or not 0 <= place < len(self.items):
            high = self.low + len(self.items) - 1
            raise IndexError(f"index {index} is outside {self.low} to {high}")
        return place

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, tuple):
            first, *rest = index
            row = self[first]
            return row[rest[0] if len(rest) == 1 else tuple(rest)]
        item = self.items[self.place(index)]
        return ArrayView(item, self.low) if isinstance(item, list) else item

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, tuple):
            *rows, last = index
            self[rows[0] if len(rows) == 1 else tuple(rows)][last] = value
        else:
            self.items[self.place(index)] = value

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Any]:
        for item in self.items:
            yield ArrayView(item, self.low) if isinstance(item, list) else item

    def __eq__(self, other: object) -> bool:
        theirs = other.items if isinstance(other, ArrayView) else other
        return bool(self.items == theirs)

    def append(self, item: Any) -> None:
        """Put an item at the end."""
        self.items.append(item)

    def remove(self, item: Any) -> None:
        """Take the first item that is equal out."""
        self.items.remove(item)

    def __add__(self, other: Any) -> Any:
        return ArrayView([*self, *other], self.low)

    def __repr__(self) -> str:
        return repr(self.items)


def seen_from(items: Any, low: int) -> Any:
    """Count the elements of a list from `low`; what is no list stays as it is."""
    return ArrayView(items, low) if isinstance(items, list | tuple | str) else items


def elements_between(array: Any, first: int, last: int, low: int) -> ArrayView:
    """Copy the elements from one index to another, both included."""
    return ArrayView([array[index] for index in range(first, last + 1)], low)


def add_item(collection: Any, item: Any) -> None:
    """Put an item into a set, or at the end of a list."""
    (collection.add if hasattr(collection, "add") else collection.append)(item)


def remove_item(collection: Any, item: Any) -> None:
    """Take an item out of a set or a list."""
    collection.remove(item)


def magnitude(value: Any) -> Any:
    """Tell the size of a collection, or a number without its sign."""
    return len(value) if hasattr(value, "__len__") else abs(value)


def norm(vector: Any) -> float:
    """Tell the Euclidean length of a vector, or a number without its sign."""
    return math.hypot(*vector) if hasattr(vector, "__iter__") else math.fabs(vector)
