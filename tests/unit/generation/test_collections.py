"""Lists, stacks, queues and collections of the library, from their calls to what they print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pseudocode_translator.dialects import get_dialect
from pseudocode_translator.frontend.parse import parse
from pseudocode_translator.generation.python import generate
from pseudocode_translator.model.document import typed_document
from pseudocode_translator.model.library import Library, LibraryFunction
from pseudocode_translator.model.types import (
    BOOLEAN,
    INTEGER,
    NOTHING,
    UNKNOWN,
    ArrayType,
    CollectionType,
    Form,
)
from pseudocode_translator.semantics.resolve import resolve
from tests.unit.generation.program_tools import RULES, run_python
from tests.unit.generation.ruff_oracle import format_changes, lint_findings

LIST = ArrayType(UNKNOWN, ())
STACK, QUEUE, COLLECTION = (CollectionType(form, NOTHING) for form in Form)
LIBRARY = (
    LibraryFunction("APPEND", Library.LIST_APPEND, (LIST, UNKNOWN), NOTHING),
    LibraryFunction("INSERT", Library.LIST_INSERT, (LIST, INTEGER, UNKNOWN), NOTHING),
    LibraryFunction("REMOVE", Library.LIST_REMOVE_AT, (LIST, INTEGER), UNKNOWN),
    LibraryFunction("LENGTH", Library.LENGTH, (UNKNOWN,), INTEGER),
    LibraryFunction("push", Library.STACK_PUSH, (STACK, UNKNOWN), NOTHING, is_method=True),
    LibraryFunction("pop", Library.STACK_POP, (STACK,), UNKNOWN, is_method=True),
    LibraryFunction("top", Library.STACK_TOP, (STACK,), UNKNOWN, is_method=True),
    LibraryFunction("enqueue", Library.QUEUE_ADD, (QUEUE, UNKNOWN), NOTHING, is_method=True),
    LibraryFunction("dequeue", Library.QUEUE_TAKE, (QUEUE,), UNKNOWN, is_method=True),
    LibraryFunction("front", Library.QUEUE_FRONT, (QUEUE,), UNKNOWN, is_method=True),
    LibraryFunction("add", Library.COLLECTION_ADD, (COLLECTION, UNKNOWN), NOTHING, is_method=True),
    LibraryFunction("reset", Library.COLLECTION_RESET, (COLLECTION,), NOTHING, is_method=True),
    LibraryFunction("hasNext", Library.COLLECTION_HAS_NEXT, (COLLECTION,), BOOLEAN, is_method=True),
    LibraryFunction("getNext", Library.COLLECTION_NEXT, (COLLECTION,), UNKNOWN, is_method=True),
    LibraryFunction("isEmpty", Library.IS_EMPTY, (UNKNOWN,), BOOLEAN, is_method=True),
)


def python(source: str) -> str:
    """The main part of the Python of a program, on which ruff has nothing to say."""
    code = _whole(source)
    assert lint_findings(code, rules=RULES, ignored="D100") == ""
    assert format_changes(code) == ""
    return code.split("\n\n\n")[-1] if code.startswith(("from ", "import ")) else code


def run(source: str) -> str:
    """What a program prints."""
    return run_python(_whole(source))


def _whole(source: str) -> str:
    dialect = get_dialect("cambridge")
    rules = replace(dialect.rules, arrays_are_values=False)
    program, found = parse(typed_document(source), replace(dialect, rules=rules))
    assert program is not None, found
    resolved, _ = resolve(program, LIBRARY)
    return generate(resolved).code


def test_a_list_that_only_grows_is_a_plain_list_with_an_unused_element() -> None:
    source = "a <- [3]\nAPPEND(a, 5)\nOUTPUT a[2] + LENGTH(a)\n"

    assert python(source) == "a = [0, 3]\na.append(5)\nprint(a[2] + (len(a) - 1))\n"
    assert run(source) == "7\n"


def test_what_is_appended_tells_the_type_of_an_empty_list() -> None:
    source = "a <- []\nAPPEND(a, 5)\nAPPEND(a, 2)\nOUTPUT a[1] MOD a[2]\n"

    assert run(source) == "1\n"
    assert "Array" not in python(source)


def test_a_list_that_is_never_made_starts_empty() -> None:
    assert run('APPEND(a, "x")\nOUTPUT a[1], LENGTH(a)\n') == "x1\n"


def test_inserting_and_removing_count_as_the_list_does() -> None:
    source = (
        "a <- [10, 20, 30]\nn <- 2\nINSERT(a, n, 15)\nREMOVE(a, 1)\n"
        "FOR i <- 1 TO LENGTH(a)\n  OUTPUT a[i]\nNEXT i\n"
    )

    assert run(source) == "15\n20\n30\n"


@pytest.mark.parametrize("index", [0, 5])
def test_inserting_outside_of_a_list_fails(index: int) -> None:
    with pytest.raises(IndexError, match=f"index {index} is outside 1 to 4"):
        run(f"a <- [1, 2, 3]\nn <- {index}\nINSERT(a, n, 9)\n")


def test_removing_outside_of_a_list_fails() -> None:
    with pytest.raises(IndexError, match="index 0 is outside 1 to 2"):
        run("a <- [1, 2]\nn <- 0\nREMOVE(a, n)\n")


def test_a_stack_is_a_list() -> None:
    source = "s.push(3)\ns.push(4)\nx <- s.pop() + s.top()\nOUTPUT x, s.isEmpty()\n"

    assert python(source) == (
        "s: list[int] = []\ns.append(3)\ns.append(4)\nx = s.pop() + s[-1]\n"
        "print(f\"{x}{'TRUE' if not s else 'FALSE'}\")\n"
    )
    assert run(source) == "7FALSE\n"


def test_a_queue_is_a_deque() -> None:
    source = 'q.enqueue("a")\nq.enqueue("b")\nOUTPUT q.front(), q.dequeue(), q.dequeue()\n'

    assert "q: deque[str] = deque()\n" in _whole(source)
    assert run(source) == "aab\n"


def test_a_collection_is_read_from_its_beginning_after_a_reset() -> None:
    source = (
        "c.add(2)\nc.add(3)\nx <- c.getNext()\nc.reset()\n"
        "WHILE c.hasNext()\n  x <- x * 10 + c.getNext()\nENDWHILE\nOUTPUT x\n"
    )

    assert run(source) == "223\n"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("s.push(1)\ns.pop()\ns.pop()\n", "pop from empty list"),
        ("q.enqueue(1)\nq.dequeue()\nq.dequeue()\n", "pop from an empty deque"),
        ("c.add(1)\nc.getNext()\nc.getNext()\n", "the collection has no next item"),
    ],
)
def test_taking_from_what_is_empty_fails(source: str, message: str) -> None:
    with pytest.raises(IndexError, match=message):
        run(source)


def test_a_subroutine_changes_the_stack_of_its_caller() -> None:
    source = (
        "PROCEDURE fill(t)\n  t.push(1)\n  t.push(2)\nENDPROCEDURE\n"
        "s.push(0)\nfill(s)\nOUTPUT s.pop() - s.pop()\n"
    )

    assert run(source) == "1\n"


def test_what_holds_values_of_several_types_still_prints_them_all() -> None:
    assert run('s.push(1)\ns.push("a")\ns.push(TRUE)\nOUTPUT s.pop(), s.pop(), s.pop()\n') == (
        "TRUEa1\n"
    )
