"""Lays a document out on lines of at most 88 columns."""

from dataclasses import dataclass, field, replace

from pseudocode_translator.generation.document import (
    HARD,
    BestFit,
    BestFitParentheses,
    ConditionalGroup,
    Doc,
    FitsExpanded,
    Group,
    IfBroken,
    IfFlat,
    Indent,
    Line,
)
from pseudocode_translator.generation.literals import width
from pseudocode_translator.model.deadline import checkpoint

LINE_WIDTH = 88
"""ruff's default."""


@dataclass(frozen=True, slots=True)
class _Place:
    """How an element is printed."""

    indent: int
    is_flat: bool
    measures_all_lines: bool = False
    """While measuring: go on after a line break instead of calling it a fit."""
    allows_overflow: bool = False
    """While measuring: long words inside of brackets are no reason to break elsewhere."""

    def flat(self) -> "_Place":
        return self if self.is_flat else replace(self, is_flat=True)

    def broken(self) -> "_Place":
        return replace(self, is_flat=False) if self.is_flat else self

    def deeper(self) -> "_Place":
        return replace(self, indent=self.indent + 4)


_Item = tuple[_Place, Doc]


def render(document: Doc, indent: int) -> list[str]:
    """Return the lines of a document, indentation included."""
    page = _Page(indent)
    page.print(document)
    return page.lines()


@dataclass
class _Page:
    indent: int
    pending: int = 0
    """Columns of indentation to print before the next text."""
    column: int = 0
    is_measured: bool = False
    """The enclosing flat group is known to fit, its inner groups need no measuring."""
    flat_groups: dict[int, bool] = field(default_factory=dict)
    stack: list[_Item] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        return "".join(self._text).split("\n")

    def print(self, document: Doc) -> None:
        self.pending = self.indent
        self.stack.append((_Place(self.indent, is_flat=False), document))
        while self.stack:
            checkpoint()
            place, element = self.stack.pop()
            self._print_element(place, element)

    def _print_element(self, place: _Place, element: Doc) -> None:
        match element:
            case str():
                self._write(element)
            case list() | tuple():
                self.stack.extend([(place, part) for part in reversed(element)])
            case Line(flat=flat, is_hard=is_hard):
                self._break(place, flat, is_hard)
            case Group(content=content):
                is_flat = not element.is_expanded and self._is_flat(place, content, element.id)
                self._remember(element.id, is_flat)
                self.stack.append((place.flat() if is_flat else place.broken(), content))
            case ConditionalGroup(content=content, id=group):
                if not self.flat_groups[group]:
                    is_flat = self._is_flat(place, content, 0)
                    place = place.flat() if is_flat else place.broken()
                self.stack.append((place, content))
            case BestFit():
                self._print_best(place, element)
            case BestFitParentheses():
                self._print_best_parentheses(place, element)
            case FitsExpanded(content=content, id=group):
                # The inner groups were measured broken; whether they fit flat is open again.
                if group == 0 or self.flat_groups[group]:
                    self.is_measured = False
                self.stack.append((place, content))
            case _:
                self.stack.extend(self._chosen(place, element))

    def _chosen(self, place: _Place, element: Doc) -> list[_Item]:
        match element:
            case IfBroken(content=content, id=group):
                return [] if self._group_is_flat(group, place) else [(place, content)]
            case IfFlat(content=content, id=group):
                return [(place, content)] if self._group_is_flat(group, place) else []
            case Indent(content=content, id=group):
                is_indented = group == 0 or not self._group_is_flat(group, place)
                return [(place.deeper() if is_indented else place, content)]
            case _:
                message = f"not a document: {element!r}"
                raise TypeError(message)

    def _group_is_flat(self, group: int, place: _Place) -> bool:
        return self.flat_groups.get(group, place.is_flat) if group else place.is_flat

    def _remember(self, group: int, is_flat: bool) -> None:
        if group:
            self.flat_groups[group] = is_flat

    def _write(self, text: str) -> None:
        if self.pending:
            self._text.append(" " * self.pending)
            self.column = self.pending
            self.pending = 0
        self._text.append(text)
        self.column += width(text)

    def _break(self, place: _Place, flat: str, is_hard: bool) -> None:
        if place.is_flat and not is_hard:
            if flat:
                self._write(flat)
            return
        if self.column > 0:
            self._text.append("\n")
            self.column = 0
        # Groups are measured up to the first line break; the next one starts anew.
        self.is_measured = False
        self.pending = place.indent

    def _is_flat(self, place: _Place, content: Doc, group: int) -> bool:
        if place.is_flat and self.is_measured:
            return True
        self.is_measured = True
        self._remember(group, True)
        return self._fits((place.flat(), content))

    def _print_best(self, place: _Place, element: BestFit) -> None:
        if place.is_flat and self.is_measured:
            self.stack.append((place, element.forms[0]))
            return
        self.is_measured = True
        flat = place.flat()
        measured = replace(flat, measures_all_lines=element.counts_all_lines)
        for form in element.forms[:-1]:
            if self._fits((measured, form)):
                self.stack.append((flat, form))
                return
        self.stack.append((place.broken(), element.forms[-1]))

    def _print_best_parentheses(self, place: _Place, element: BestFitParentheses) -> None:
        enclosed: Doc = ["(", Indent([HARD, element.content]), HARD, ")"]
        is_flat = self._is_flat(place, element.content, element.id)
        self._remember(element.id, is_flat)
        if not is_flat:
            # Parentheses that do not make it fit are not worth having.
            self._remember(element.id, False)
            measured = replace(place, measures_all_lines=True)
            is_flat = not self._fits((measured, enclosed))
            self._remember(element.id, is_flat)
        if is_flat:
            self.stack.append((place.flat(), element.content))
            return
        self.stack.append((place.broken(), enclosed))

    def _fits(self, first: _Item) -> bool:
        return _Measure(self).fits(first)


class _Measure:
    """Asks whether something fits on the rest of the line, with all that follows on that line."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self._pending = page.pending
        self._column = page.column
        self._stack: list[_Item] = []
        self._is_first_line = True
        """No line break yet since the brackets opened, whose first line has to fit."""

    def fits(self, first: _Item) -> bool:
        self._stack.append(first)
        rest = len(self._page.stack)
        while True:
            checkpoint()
            if self._stack:
                item = self._stack.pop()
            elif rest:
                rest -= 1
                item = self._page.stack[rest]
            else:
                return True
            verdict = self._verdict(*item)
            if verdict is not None:
                return verdict

    def _verdict(self, place: _Place, element: Doc) -> bool | None:
        match element:
            case str():
                return self._add(place, element)
            case list() | tuple():
                self._stack.extend([(place, part) for part in reversed(element)])
            case Line(flat=flat, is_hard=is_hard):
                return self._line(place, flat, is_hard)
            case Group(content=content):
                inner = place.broken() if element.is_expanded else place
                self._page._remember(element.id, inner.is_flat)
                self._stack.append((inner, content))
            case ConditionalGroup(content=content):
                self._stack.append((place, content))
            case BestFit(forms=forms):
                self._stack.append((place, forms[0] if place.is_flat else forms[-1]))
            case BestFitParentheses(content=content):
                self._page._remember(element.id, place.is_flat)
                self._stack.append((place, content))
            case FitsExpanded(content=content, id=group):
                is_met = group == 0 or self._page._group_is_flat(group, place)
                if place.is_flat and is_met:
                    self._is_first_line = element.counts_first_line
                    place = _Place(place.indent, False, True, allows_overflow=True)
                self._stack.append((place, content))
            case _:
                self._stack.extend(self._page._chosen(place, element))
        return None

    def _line(self, place: _Place, flat: str, is_hard: bool) -> bool | None:
        if place.is_flat and not is_hard:
            return self._add(place, flat)
        if not place.measures_all_lines:
            return True
        self._column = 0
        self._pending = place.indent
        self._is_first_line = False
        return None

    def _add(self, place: _Place, text: str) -> bool | None:
        self._column += self._pending + width(text)
        self._pending = 0
        if self._column <= LINE_WIDTH:
            return None
        return None if place.allows_overflow and not self._is_first_line else False
