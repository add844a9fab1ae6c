"""Notes about inferred types: what was taken, and which line says so."""

from __future__ import annotations

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.scopes import Role
from pseudocode_translator.model.types import INTEGER, UNKNOWN, ArrayType, Type
from pseudocode_translator.semantics.open_types import Open, Reason, Strength
from pseudocode_translator.semantics.questions import Questions
from pseudocode_translator.semantics.remarks import Remarks

_MOST_REASONS = 2
_CONVERT = "convert it where it is read, if something else is meant"


def tell(questions: Questions, rules: Rules, remarks: Remarks) -> None:
    """One note for each variable, parameter and function whose type was inferred.

    In a dialect where nobody writes types, only what is read can be taken for something else.
    """
    for open_ in checked(questions.everything()):
        if not rules.types_are_written:
            if open_.input_span is not None and not isinstance(open_.type, ArrayType):
                _tell_of_input(open_, open_.type, remarks, fix=_CONVERT)
            continue
        if open_.routine is not None:
            _tell_of_function(open_, remarks)
        elif open_.declared is None or not open_.is_parameter:
            _tell_of_symbol(open_, remarks)


def reason(open_: Open, kind: Type) -> str:
    """`` because line 4 assigns 0.5 to it``, or nothing where no line says so."""
    for strength in Strength:
        fitting = [r for (s, k), r in open_.reasons.items() if s is strength and k == kind]
        if fitting:
            return f" because {min(fitting, key=_line)}"
    return ""


def _tell_of_function(open_: Open, remarks: Remarks) -> None:
    kind = open_.type
    if kind is None:
        return
    what = "a value of no single type" if kind == UNKNOWN else str(kind)
    why = _differences(open_) if kind == UNKNOWN else reason(open_, kind)
    fix = f"write RETURNS {_wanted(kind)} in its first line"
    remarks.add("PS507", open_.span, f"{open_.name} is taken to return {what}{why}", fix=fix)


def _tell_of_symbol(open_: Open, remarks: Remarks) -> None:
    symbol = open_.symbol
    kind = open_.type
    if symbol is None or (kind is None and open_.input_span is None):
        return
    if symbol.role is Role.PARAMETER:
        what = "anything" if kind == UNKNOWN else str(kind)
        why = reason(open_, kind) if kind is not None else ""
        message = f"the type of parameter {open_.name} is not given; it is taken as {what}{why}"
        fix = f"write {open_.name} : {_wanted(kind)}"
        remarks.add("PS506", open_.span, message, fix=fix)
    elif isinstance(kind, ArrayType):
        _tell_of_array(open_, kind, remarks)
    elif open_.input_span is not None:
        _tell_of_input(open_, kind, remarks)
    elif kind is not None:
        _tell_of_variable(open_, kind, remarks)


def _tell_of_array(open_: Open, kind: ArrayType, remarks: Remarks) -> None:
    element = open_.element
    why = reason(element, kind.element) if element else ""
    why = why.replace(" to it", " to an element").replace(" it ", " an element ")
    what = str(kind)
    if kind.element == UNKNOWN:
        what = "an array that may hold anything"
    message = f"{_lack(open_)}; taken as {what}{why or reason(open_, kind)}"
    if any(d.upper is None for d in kind.dimensions):
        message += "; it grows as needed"
    remarks.add("PS505", open_.span, message, fix=_declare(open_, kind))


def _tell_of_input(open_: Open, kind: Type | None, remarks: Remarks, fix: str = "") -> None:
    span = open_.input_span or open_.span
    if kind is not None and kind != UNKNOWN:
        message = f"INPUT {open_.name} is read as {kind}{_input_reason(open_, kind)}"
        fix = fix or _declare(open_, kind)
        if kind == INTEGER and open_.may_be_fraction:
            fix += "; as it is, a number with a fraction is kept, too"
        remarks.add("PS501", span, message, fix=fix)
        return
    why = _differences(open_) or ": no line shows its type"
    message = (
        f"INPUT {open_.name} reads whatever is typed, a whole number if it looks like one, "
        f"else a REAL, else a STRING{why}"
    )
    remarks.add("PS502", span, message, fix=fix or _declare(open_, UNKNOWN))


def _tell_of_variable(open_: Open, kind: Type, remarks: Remarks) -> None:
    if kind == UNKNOWN:
        message = f"{_lack(open_)}; it may hold anything{_differences(open_)}"
        remarks.add("PS504", open_.span, message, fix=_declare(open_, kind))
        return
    message = f"{_lack(open_)}; taken as {kind}{_grown_reason(open_, kind)}"
    remarks.add("PS503", open_.span, message, fix=_declare(open_, kind))


def _lack(open_: Open) -> str:
    if open_.symbol is not None and open_.symbol.declared:
        missing = "a type"
        if open_.declared is not None:
            missing = "a type of its elements" if open_.declared.dimensions else "bounds"
        return f"{open_.name} is declared without {missing}"
    return f"{open_.name} is not declared"


def _input_reason(open_: Open, kind: Type) -> str:
    """Uses come first: they say more about what is typed than a first value does."""
    for strength in (Strength.USED, Strength.ASSIGNED, Strength.STORED, Strength.HINTED):
        found = open_.reasons.get((strength, kind))
        if found is not None:
            return f" because {found}"
    return ": it is only printed or copied" if open_.is_only_shown else ""


def _grown_reason(open_: Open, kind: Type) -> str:
    """The line that shows the type itself, else those that show its parts."""
    return reason(open_, kind) or _differences(open_)


def _differences(open_: Open) -> str:
    """The lines that do not agree, if there are two."""
    found: dict[Type, Reason] = {}
    for (_, kind), why in sorted(open_.reasons.items(), key=lambda item: _line(item[1])):
        found.setdefault(kind, why)
    if not found or (len(found) == 1 and UNKNOWN not in found):
        return ""
    named = sorted(found.values(), key=_line)[:_MOST_REASONS]
    return " because " + " and ".join(map(str, named))


def _declare(open_: Open, kind: Type) -> str:
    return f"write DECLARE {open_.name} : {_wanted(kind)}"


def _wanted(kind: Type | None) -> str:
    """What to write: a type that can be written, or a place to fill in."""
    if kind is None or kind == UNKNOWN:
        return "and its type"
    if isinstance(kind, ArrayType) and any(d.upper is None for d in kind.dimensions):
        return f"ARRAY[first:last] OF {kind.element}"
    return str(kind)


def _line(why: Reason) -> int:
    return why.line
