"""Rules of types: what operators give, what may be assigned, what two types share.

UNKNOWN means "not known before the program runs", so it fits everywhere.
"""

from __future__ import annotations

from enum import StrEnum

from pseudocode_translator.model.nodes import BinaryOperator, UnaryOperator
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    NOTHING,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Category,
    CollectionType,
    DictionaryType,
    Dimension,
    NamedType,
    PointerType,
    SetType,
    Type,
)

ARITHMETIC = frozenset(
    {
        BinaryOperator.ADD,
        BinaryOperator.SUBTRACT,
        BinaryOperator.MULTIPLY,
        BinaryOperator.DIVIDE,
        BinaryOperator.DIVIDE_BY_TYPE,
        BinaryOperator.DIV_TRUNCATED,
        BinaryOperator.MOD_TRUNCATED,
        BinaryOperator.DIV_FLOORED,
        BinaryOperator.MOD_FLOORED,
        BinaryOperator.POWER,
    }
)
EQUALITY = frozenset({BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL})
ORDER = frozenset(
    {
        BinaryOperator.LESS,
        BinaryOperator.LESS_OR_EQUAL,
        BinaryOperator.GREATER,
        BinaryOperator.GREATER_OR_EQUAL,
    }
)
COMPARISON = EQUALITY | ORDER
BITS = frozenset(
    {
        BinaryOperator.BITS_AND,
        BinaryOperator.BITS_OR,
        BinaryOperator.BITS_XOR,
        BinaryOperator.SHIFT_LEFT,
        BinaryOperator.SHIFT_RIGHT,
    }
)
LOGIC = frozenset({BinaryOperator.AND, BinaryOperator.OR})
SET_OPERATIONS = frozenset(
    {BinaryOperator.UNION, BinaryOperator.INTERSECTION, BinaryOperator.DIFFERENCE}
)
INCLUSION = frozenset({BinaryOperator.SUBSET, BinaryOperator.PROPER_SUBSET})
WHOLE_DIVISION = frozenset({BinaryOperator.DIV_TRUNCATED, BinaryOperator.DIV_FLOORED})
REMAINDER = frozenset({BinaryOperator.MOD_TRUNCATED, BinaryOperator.MOD_FLOORED})


class Fit(StrEnum):
    """How well a value fits a variable."""

    YES = "yes"
    """Always, as an INTEGER fits a REAL."""
    NARROWS = "narrows"
    """For some values only: a REAL in an INTEGER, a STRING in a CHAR or a DATE."""
    NO = "no"
    """Never."""


def is_numeric(type_: Type) -> bool:
    """INTEGER or REAL."""
    return type_ in (INTEGER, REAL)


def is_text(type_: Type) -> bool:
    """STRING or CHAR."""
    return type_ in (STRING, CHAR)


def is_enum(type_: Type) -> bool:
    """An enumerated type of the program."""
    return isinstance(type_, NamedType) and type_.category is Category.ENUM


def is_pointer(type_: Type) -> bool:
    """A pointer type, with or without a name."""
    return isinstance(type_, PointerType) or (
        isinstance(type_, NamedType) and type_.category is Category.POINTER
    )


def is_set(type_: Type) -> bool:
    """A set type, with or without a name."""
    return isinstance(type_, SetType) or (
        isinstance(type_, NamedType) and type_.category is Category.SET
    )


def item_type(type_: Type) -> Type:
    """What a list, stack, queue or collection holds, and the keys of a dictionary; UNKNOWN
    if nothing was put in."""
    item = type_.key if isinstance(type_, DictionaryType) else index_type(type_, 1) or UNKNOWN
    return UNKNOWN if item == NOTHING else item


def is_compound(type_: Type) -> bool:
    """Something with parts that is no operand: an array, a record, an object, a set, a stack."""
    if isinstance(type_, ArrayType | SetType | CollectionType | DictionaryType):
        return True
    parts = (Category.RECORD, Category.CLASS, Category.SET)
    return isinstance(type_, NamedType) and type_.category in parts


def binary_type(operator: BinaryOperator, left: Type, right: Type) -> Type | None:
    """Type of ``left operator right``; None where the operands cannot be combined so."""
    if operator in COMPARISON:
        return BOOLEAN if _comparable(operator, left, right) else None
    if operator in ARITHMETIC:
        return _arithmetic_type(operator, left, right)
    if operator in LOGIC:
        return BOOLEAN if {left, right} <= {BOOLEAN, UNKNOWN} else None
    if operator in SET_OPERATIONS or operator in INCLUSION:
        return _of_sets(operator, left, right)
    if operator in BITS:
        return INTEGER if {left, right} <= {INTEGER, UNKNOWN} else None
    if operator is BinaryOperator.CONCATENATE:
        return None if is_compound(left) or is_compound(right) else STRING
    has_items = isinstance(right, ArrayType | CollectionType | DictionaryType)
    fits = is_set(right) or is_text(right) or right == UNKNOWN or has_items
    return BOOLEAN if fits else None


def unary_type(operator: UnaryOperator, operand: Type) -> Type | None:
    """Type of ``operator operand``; None where the operand cannot be used so."""
    if operator is UnaryOperator.NOT:
        return BOOLEAN if operand in (BOOLEAN, UNKNOWN) else None
    if operator is UnaryOperator.BITS_NOT:
        return INTEGER if operand in (INTEGER, UNKNOWN) else None
    return operand if is_numeric(operand) or operand == UNKNOWN else None


def assignable(target: Type, value: Type) -> Fit:
    """Whether a `value` may be stored in a `target`."""
    if target == value or UNKNOWN in (target, value):
        return Fit.YES
    if (target == REAL and value == INTEGER) or (target == STRING and value == CHAR):
        return Fit.YES
    if (target, value) in ((INTEGER, REAL), (CHAR, STRING), (DATE, STRING)):
        return Fit.NARROWS
    if isinstance(target, ArrayType) and isinstance(value, ArrayType):
        return _array_fit(target, value)
    if is_pointer(target) and is_pointer(value):
        return Fit.YES
    if is_set(target) and is_set(value):
        return Fit.YES
    if _are_classes(target, value):
        return Fit.YES
    if isinstance(target, DictionaryType) and isinstance(value, DictionaryType):
        return Fit.YES
    if isinstance(target, CollectionType) and isinstance(value, CollectionType):
        return Fit.YES if target.form is value.form else Fit.NO
    return Fit.NO


def common_type(first: Type, second: Type) -> Type | None:
    """The smallest type that holds values of both; None if there is none."""
    if first == second:
        return first
    if UNKNOWN in (first, second):
        return UNKNOWN
    if is_numeric(first) and is_numeric(second):
        return REAL
    if is_text(first) and is_text(second):
        return STRING
    if isinstance(first, ArrayType) and isinstance(second, ArrayType):
        return _common_array(first, second)
    if is_pointer(first) and is_pointer(second):
        return first if isinstance(first, NamedType) else second
    if isinstance(first, DictionaryType) and isinstance(second, DictionaryType):
        return DictionaryType(
            _put_together(first.key, second.key), _put_together(first.value, second.value)
        )
    if isinstance(first, CollectionType) and isinstance(second, CollectionType):
        return _common_collection(first, second)
    return None


def index_type(base: Type, count: int) -> Type | None:
    """Type of `base` with `count` indexes; None where it cannot be indexed so."""
    if isinstance(base, ArrayType):
        return _element(base, count)
    if is_text(base) and count == 1:
        return CHAR
    if isinstance(base, DictionaryType) and count == 1:
        return UNKNOWN if base.value == NOTHING else base.value
    if isinstance(base, CollectionType) and count == 1:
        return base.element
    return UNKNOWN if base == UNKNOWN else None


def describe(type_: Type) -> str:
    """A type for a message, with its article: ``an INTEGER``, ``an array of STRING``."""
    if type_ == UNKNOWN:
        return "a value of unknown type"
    if isinstance(type_, ArrayType):
        return f"an array of {type_.element}"
    if isinstance(type_, PointerType):
        return f"a pointer to {type_.target}"
    if isinstance(type_, SetType):
        return f"a set of {type_.element}"
    if isinstance(type_, DictionaryType):
        return "a dictionary"
    if isinstance(type_, CollectionType):
        return f"a {type_}"
    name = str(type_)
    return f"an {name}" if name[:1].upper() in "AEIO" else f"a {name}"


def _comparable(operator: BinaryOperator, left: Type, right: Type) -> bool:
    if UNKNOWN in (left, right):
        return True
    if (is_numeric(left) and is_numeric(right)) or (is_text(left) and is_text(right)):
        return True
    if operator in EQUALITY:
        return assignable(left, right) is not Fit.NO or assignable(right, left) is not Fit.NO
    return left == right and (left == DATE or is_enum(left))


def _arithmetic_type(operator: BinaryOperator, left: Type, right: Type) -> Type | None:
    if operator is BinaryOperator.ADD and (is_text(left) or is_text(right)):
        return None if is_compound(left) or is_compound(right) else STRING
    if is_enum(left) or is_enum(right):
        return _enum_type(operator, left, right)
    if DATE in (left, right):
        return _date_type(operator, left, right)
    if is_set(left) or is_set(right):
        return _set_type(operator, left, right)
    if not (_may_be_number(left) and _may_be_number(right)):
        return UNKNOWN if _may_be_joined(operator, left, right) else None
    if operator is BinaryOperator.DIVIDE:
        return REAL
    if operator in WHOLE_DIVISION:
        return INTEGER
    if REAL in (left, right):
        return REAL
    return UNKNOWN if UNKNOWN in (left, right) else INTEGER


def _enum_type(operator: BinaryOperator, left: Type, right: Type) -> Type | None:
    """Counting in an enumerated type: ``day + 1`` is a day, ``day - Mon`` a number."""
    if operator not in (BinaryOperator.ADD, BinaryOperator.SUBTRACT):
        return None
    if is_enum(left) and right in (INTEGER, UNKNOWN):
        return left
    if operator is BinaryOperator.ADD:
        return right if left in (INTEGER, UNKNOWN) else None
    return INTEGER if left in (right, UNKNOWN) else None


def _date_type(operator: BinaryOperator, left: Type, right: Type) -> Type | None:
    """Days are counted: ``date + 1`` is the next day, ``date - date`` a number of days."""
    if operator is BinaryOperator.ADD:
        other = right if left == DATE else left
        return DATE if other in (INTEGER, UNKNOWN) else None
    if operator is not BinaryOperator.SUBTRACT or left not in (DATE, UNKNOWN):
        return None
    if right == DATE:
        return INTEGER
    return DATE if right in (INTEGER, UNKNOWN) else None


def _set_type(operator: BinaryOperator, left: Type, right: Type) -> Type | None:
    """Sets are joined, reduced and cut with ``+``, ``-`` and ``*``."""
    if operator not in (BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY):
        return None
    if is_set(left):
        return left if is_set(right) or right == UNKNOWN else None
    return right if left == UNKNOWN else None


def _of_sets(operator: BinaryOperator, left: Type, right: Type) -> Type | None:
    if not all(is_set(kind) or kind == UNKNOWN for kind in (left, right)):
        return None
    if operator in INCLUSION:
        return BOOLEAN
    return UNKNOWN if UNKNOWN in (left, right) else left


def _may_be_joined(operator: BinaryOperator, left: Type, right: Type) -> bool:
    """``x + TRUE`` joins texts if `x` turns out to be one."""
    if operator is not BinaryOperator.ADD or UNKNOWN not in (left, right):
        return False
    return not is_compound(left) and not is_compound(right)


def _may_be_number(type_: Type) -> bool:
    return type_ == UNKNOWN or is_numeric(type_)


def _array_fit(target: ArrayType, value: ArrayType) -> Fit:
    known = target.dimensions and value.dimensions
    if known and len(target.dimensions) != len(value.dimensions):
        return Fit.NO
    return assignable(target.element, value.element)


def _are_classes(target: Type, value: Type) -> bool:
    """Which class inherits which is known to the program only, not to its types."""
    return all(isinstance(t, NamedType) and t.category is Category.CLASS for t in (target, value))


def _common_array(first: ArrayType, second: ArrayType) -> Type | None:
    element = common_type(first.element, second.element)
    if is_empty(first) or is_empty(second):
        element = second.element if is_empty(first) else first.element
    if element is None:
        return None
    if not first.dimensions or not second.dimensions:
        return ArrayType(element, first.dimensions or second.dimensions)
    if len(first.dimensions) != len(second.dimensions):
        return None
    pairs = zip(first.dimensions, second.dimensions, strict=True)
    return ArrayType(element, tuple(_common_dimension(a, b) for a, b in pairs))


def is_empty(array: ArrayType) -> bool:
    """The type of a literal without elements: what its elements would be is not said."""
    if not array.dimensions:
        return False
    lower, upper = array.dimensions[0].lower, array.dimensions[0].upper
    return lower is not None and upper is not None and upper < lower


def _put_together(one: Type, other: Type) -> Type:
    if NOTHING in (one, other):
        return other if one == NOTHING else one
    return common_type(one, other) or UNKNOWN


def _common_collection(first: CollectionType, second: CollectionType) -> Type | None:
    if first.form is not second.form:
        return None
    if NOTHING in (first.element, second.element):
        return second if first.element == NOTHING else first
    return CollectionType(first.form, common_type(first.element, second.element) or UNKNOWN)


def _common_dimension(first: Dimension, second: Dimension) -> Dimension:
    return Dimension(
        first.lower if first.lower == second.lower else None,
        first.upper if first.upper == second.upper else None,
    )


def _element(array: ArrayType, count: int) -> Type | None:
    """An array without known dimensions takes any number of indexes."""
    dimensions = len(array.dimensions)
    if not dimensions or count == dimensions:
        return array.element
    if count < dimensions:
        return ArrayType(array.element, array.dimensions[count:])
    return index_type(array.element, count - dimensions)
