"""A collection that remembers how far it was read."""

from typing import TypeVar

Item = TypeVar("Item")


class Collection(list[Item]):
    """Items that are read one after the other."""

    position = 0

    def reset_next(self) -> None:
        """Begin again with the first item."""
        self.position = 0

    def has_next(self) -> bool:
        """Tell whether an item is left to be read."""
        return self.position < len(self)

    def get_next(self) -> Item:
        """Read the next item."""
        if not self.has_next():
            raise IndexError("the collection has no next item")
        self.position += 1
        return self[self.position - 1]
