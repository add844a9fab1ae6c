"""Going on after a line that makes no sense.

The mistake is reported once and stays on its line. A misspelt keyword is read as the one it
is meant for. A broken header still opens its block, and what follows THEN, ELSE or a
semicolon is read again, so that the mistakes behind it are found in the same run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from pseudocode_translator.frontend.broken_items import broken_item
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.driver import Driver, Stuck, Token
from pseudocode_translator.frontend.expectations import Expectations
from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import Bare, ClassHeader, RecordHeader, SubroutineHeader
from pseudocode_translator.frontend.logical_lines import LogicalLine, Piece
from pseudocode_translator.frontend.spelling import Speller
from pseudocode_translator.frontend.tables import END, NAME
from pseudocode_translator.model.deadline import checked, checkpoint
from pseudocode_translator.model.diagnostics import Diagnostic, Span
from pseudocode_translator.model.nodes import Name, Text, Unary, UnaryOperator
from pseudocode_translator.model.statements import Comment, Output, UnreadableStatement

_RESUMES = frozenset(
    {"_THEN", "_ELSE", "_ELSEIF", "_DO", "CLOSER", "SPLIT_CLOSER", "SEMICOLON", "_UNTIL"}
)
"""Terminals at which reading starts again behind a mistake."""
_BRACED = frozenset("_IF _ELSE _ELSEIF _WHILE _FOR _REPEAT _CASE _PROCEDURE _FUNCTION".split())
"""Terminals that start what a ``{`` belongs behind."""

_FIRST_WORDS = frozenset({"start", "program", "algorithm", "var"})
_LAST_WORDS = frozenset({"stop", "finish"})
"""Words that some people write around a program."""

_NO_KEYWORD: tuple[tuple[Any, ...], str] = ((), NAME)
_MOST_TOKENS = 50
"""An item that goes on longer than this is searched no further for misspelt words."""


class Recovery:
    """Makes the best of the broken lines of one document."""

    def __init__(self, driver: Driver, builder: AstBuilder) -> None:
        self.driver = driver
        self.builder = builder
        self.speller = Speller(driver.tables.keywords)
        self.expectations = Expectations(driver.tables)
        self.has_brace_blocks = any(
            rule.method == "open_brace" for rule in driver.tables.reductions
        )

    def recover(self, line: LogicalLine, stuck: Stuck, said: int) -> list[Any]:
        """Report what is wrong with a line, and give what can be saved of it.

        Args:
            line: The line.
            stuck: Where it stopped making sense.
            said: How many diagnostics there were before it was read.
        """
        remarks = self._drop_remarks(line, stuck, said)
        corrected = self._corrected(line, stuck)
        if corrected is not None:
            return corrected
        first = next(iter(self.tokens(line, stuck.item_start)), (END, None))[0]
        if remarks and not stuck.assigns and first in ("NAME", "NUMBER", "LPAR", "STRING"):
            # `x + 1 <- 5` was read as a comparison with an arrow in it.
            span = line.span(stuck.item_start, stuck.token[1])
            self.builder.target(Unary(span, UnaryOperator.PLUS, self.builder.unreadable(span)))
        else:
            self.expectations.report(line, stuck, self.builder, first)
        said = len(self.builder.diagnostics)
        items = self._salvage(line, stuck)
        del self.builder.diagnostics[said:]  # One mistake per line is enough to mend first.
        return items

    def _drop_remarks(self, line: LogicalLine, stuck: Stuck, said: int) -> list[Diagnostic]:
        """Take back what was said about the item that turned out to be broken."""
        place = line.span(stuck.item_start, stuck.item_start)[:2]
        new = self.builder.diagnostics[said:]
        self.builder.diagnostics[said:] = [each for each in new if each.span[:2] < place]
        return [each for each in new if each.span[:2] >= place]

    def _salvage(self, line: LogicalLine, stuck: Stuck) -> list[Any]:
        items: list[Any] = []
        while True:
            checkpoint()
            items += stuck.items
            end, resume = self._resumption(line, stuck)
            items.append(broken_item(self.builder, self.driver, line, stuck.item_start, end))
            if resume is None:
                return items
            rest = self.driver.run(line, start=resume)
            if isinstance(rest, list):
                return items + rest
            stuck = rest

    def _resumption(self, line: LogicalLine, stuck: Stuck) -> tuple[int, int | None]:
        """Tell where the broken item ends, and where to go on."""
        if self.has_brace_blocks:
            return self._resumption_at_brace(line, stuck)
        for kind, (_, start, _) in self.tokens(line, stuck.token[1]):
            if kind in _RESUMES and start > stuck.item_start:
                return start, start
        return len(line.text), None

    def _resumption_at_brace(self, line: LogicalLine, stuck: Stuck) -> tuple[int, int | None]:
        """As `_resumption`; braces that the broken item itself has open belong to it."""
        depth, first = 0, ""
        for kind, (_, start, _) in self.tokens(line, stuck.item_start):
            first = first or kind
            resumes = (
                (kind in _RESUMES and not (kind == "SEMICOLON" and first == "_FOR"))
                or (kind == "LBRACE" and first in _BRACED)
                or (kind == "RBRACE" and depth == 0)
            )
            if resumes and start > stuck.item_start and start >= stuck.token[1]:
                return start, start
            depth += (kind == "LBRACE") - (kind == "RBRACE")
        return len(line.text), None

    def tokens(self, line: LogicalLine, start: int) -> Iterator[tuple[str, Token]]:
        """Read tokens without a state: a keyword is what it is first of all."""
        tables = self.driver.tables
        for match in checked(tables.scanner.finditer(line.text, start)):
            kind = match.lastgroup or END
            begin, stop = match.span(kind)
            word = match[kind]
            for keyword, follows in tables.keywords.get(word.lower(), _NO_KEYWORD)[0]:
                if kind == NAME and follows(line.text, stop):
                    kind = keyword
            yield kind, (word, begin, stop)

    def _corrected(self, line: LogicalLine, stuck: Stuck) -> list[Any] | None:
        """Read the line again with a misspelt keyword put right, if that helps."""
        for token in self._suspects(line, stuck):
            items = self._respelt(line, token)
            if items is not None:
                return items
        return None

    def _suspects(self, line: LogicalLine, stuck: Stuck) -> Iterator[Token]:
        """Give the words that may be misspelt: where an item starts, and where it got stuck."""
        match stuck.items:
            case [*_, Bare(_, Name() as name)]:
                start = line.text.rindex(name.name, 0, stuck.item_start)
                yield name.name, start, start + len(name.name)
        for seen, (kind, token) in enumerate(self.tokens(line, stuck.item_start)):
            if kind == NAME and (token[1] == stuck.item_start or token[1] == stuck.token[1]):
                yield token
            if token[1] >= stuck.token[1] or seen > _MOST_TOKENS:
                return

    def _respelt(self, line: LogicalLine, token: Token) -> list[Any] | None:
        """Read a line with one word as the keyword that is meant, if that can be."""
        word, start, end = token
        for meant in map(str.upper, self.speller.near(word)):
            said = len(self.builder.diagnostics)
            corrected = respelled(line, start, end, meant)
            self.builder.current = corrected
            items = self.driver.run(corrected)
            if isinstance(items, list):
                self.builder.report(
                    "PS121",
                    line.span(start, end),
                    f"{word} is not a keyword",
                    fix=f"did you mean {meant}?",
                )
                return items
            del self.builder.diagnostics[said:]
            self.builder.current = line
        return None

    def correct_bare_names(self, lines: list[ParsedLine]) -> None:
        """Find misspelt keywords among the names that stand alone, as calls do.

        This waits for the whole document, because only then it is known which names are
        procedures.
        """
        if not self.builder.bare_names:
            return
        known = {
            item.name.lower()
            for _, items in lines
            for item in items
            if isinstance(item, SubroutineHeader)
        }
        last = max(index for index, (_, items) in enumerate(lines) if items)
        types = {
            item.name.lower()
            for _, items in lines
            for item in items
            if isinstance(item, RecordHeader | ClassHeader)
        }
        # A type: behind a name and a colon.
        usual = known | types | self.builder.type_names.keys()
        for index, (line, items) in enumerate(checked(lines)):
            if _is_frame_word(items, known, is_last=index == last):
                continue
            start = 0
            for position, item in enumerate(checked(items)):
                match item:
                    case Bare(span, Name(_, name)) if name.lower() not in usual:
                        start = _offset(line, name, span, start)
                        if self._corrects(lines, index, position, (name, start, start + len(name))):
                            break

    def _corrects(self, lines: list[ParsedLine], index: int, position: int, token: Token) -> bool:
        """Find out what a lone name is; True if the line is another one now."""
        line, items = lines[index]
        name = token[0]
        span = items[position].span
        corrected = None
        if name.lower() not in self.driver.tables.keywords:
            corrected = self._respelt(line, token)
        if corrected is not None:
            lines[index] = line, corrected
        elif position and _goes_on_output(items, position):
            self.builder.report(
                "PS140",
                span,
                f"there is nothing between {name} and the text before it",
                fix="write a comma or & between them",
            )
        else:
            self._report_lone_name(line, token, items, position)
            return False
        return True

    def _report_lone_name(
        self, line: LogicalLine, token: Token, items: list[Any], position: int
    ) -> None:
        """Report a name that can be no call."""
        name, start, end = token
        if start > 0 and line.text[start - 1].isalnum():
            message, fix = f"an operator is missing before {name}", f"write * {name}"
        elif name.lower() in self.driver.tables.keywords:
            message, fix = f"{name.upper()} is not complete", ""
        else:
            return
        span = line.span(start, end)
        self.builder.report("PS120", span, message, fix=fix)
        items[position] = UnreadableStatement(span, line.text)


def _is_frame_word(items: list[Any], known: Collection[str], *, is_last: bool) -> bool:
    """Take START and STOP around a program as the remarks that they are."""
    match items:
        case [Bare(span, Name(_, name))] if name.lower() not in known:
            word = name.lower()
            if word in _FIRST_WORDS or (is_last and word in _LAST_WORDS):
                items[:] = [Comment(span, name)]
                return True
    return False


def _goes_on_output(items: list[Any], position: int) -> bool:
    """Take a name directly behind a text of OUTPUT as its next item."""
    before = items[position - 1]
    if not (isinstance(before, Output) and before.items and isinstance(before.items[-1], Text)):
        return False
    items[position - 1] = replace(before, items=(*before.items, items[position].expression))
    del items[position]
    return True


def _offset(line: LogicalLine, name: str, span: Span, start: int) -> int:
    """Find where in its line a name is that is printed at `span`, from `start` on."""
    if line.mapping is None:
        return span.column - line.column
    while (found := line.text.find(name, start)) >= 0 and line.span(found, found)[:2] != span[:2]:
        start = found + 1
    return max(found, 0)


def respelled(line: LogicalLine, start: int, end: int, word: str) -> LogicalLine:
    """Give a line in which another word stands for ``line.text[start:end]``."""
    longer = len(word) - (end - start)
    place, rest = line.span(start, end), line.span(end, end)
    old = line.mapping or (Piece(0, line.line, line.column),)
    pieces = [piece for piece in old if piece.start < start]
    pieces.append(Piece(start, place.line, place.column, place.end_column - place.column))
    after = [piece._replace(start=piece.start + longer) for piece in old if piece.start >= end]
    if not after or after[0].start > start + len(word):
        pieces.append(Piece(start + len(word), rest.line, rest.column))
    text = line.text[:start] + word + line.text[end:]
    return line._replace(text=text, mapping=(*pieces, *after))
