"""What pointers are: references to variables, elements and fields."""

from typing import Any, Generic, Self, TypeVar

Value = TypeVar("Value")


class Ref(Generic[Value]):
    """A variable that pointers can point to."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class ElementRef(Ref[Any]):
    """A pointer to an element of an array."""

    def __init__(self, array: Any, index: Any) -> None:
        self.array = array
        self.index = index

    @property
    def value(self) -> Any:
        """The element."""
        return self.array[self.index]

    @value.setter
    def value(self, value: Any) -> None:
        self.array[self.index] = value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ElementRef):
            return False
        return self.array is other.array and self.index == other.index


class FieldRef(Ref[Any]):
    """A pointer to a field of a record."""

    def __init__(self, record: Any, field: str) -> None:
        self.record = record
        self.field = field

    @property
    def value(self) -> Any:
        """The field."""
        return getattr(self.record, self.field)

    @value.setter
    def value(self, value: Any) -> None:
        setattr(self.record, self.field, value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FieldRef):
            return False
        return self.record is other.record and self.field == other.field
