"""The careful reader: one printed line to one logical line, with all repairs.

`logical_lines` asks it only for lines that need it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pseudocode_translator.frontend.characters import (
    DOUBLE_QUOTES,
    REPAIRS,
    without_surrogates,
)
from pseudocode_translator.frontend.comments import BlockEnds, Remarks, block_content
from pseudocode_translator.frontend.line_patterns import LinePatterns, patterns_of
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.logical_line import LogicalLine, display_width
from pseudocode_translator.frontend.strings import StringFinder
from pseudocode_translator.frontend.weaver import Weaver
from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Diagnostic, Span

_LONGEST_REMARK = 1000  # Characters; a bound for the search, which is repeated on a line.
_STARTS_A_WORD = re.compile(r"\s*[^\W\d_]")
_OPERAND = re.compile(r"[\w(.\"']")
_SPACED_LONG_ARROW = re.compile(r"<--(?:\s|\Z)")


@dataclass(slots=True)
class PrintedLineReader:
    """Reads printed lines one after the other; remembers an open block comment."""

    style: LineStyle
    ends: BlockEnds
    diagnostics: list[Diagnostic] = field(default_factory=list)
    closer: str = ""
    """What ends the block comment that the lines so far left open; empty if none is."""
    _long_arrows: bool | None = None

    def read(self, text: str, number: int, start: int, *, blank_before: bool) -> LogicalLine | None:
        """Read the line from index `start` on; None if nothing is printed on it."""
        text = text if text.isascii() else without_surrogates(text)
        reading = _Reading(self, text, number)
        reading.run(start)
        return reading.finished(blank_before)

    @property
    def long_arrows(self) -> bool:
        """The author writes ``<--`` for an arrow: somewhere a space comes after it."""
        if self._long_arrows is None:
            self._long_arrows = any(
                _SPACED_LONG_ARROW.search(line.text) for line in self.ends.lines
            )
        return self._long_arrows


class _Reading:
    """The state while one line is read."""

    def __init__(self, reader: PrintedLineReader, text: str, number: int) -> None:
        self.reader = reader
        self.patterns: LinePatterns = patterns_of(reader.style)
        self.text = text
        self.number = number
        self.weaver = Weaver(number)
        self.remarks = Remarks(number)
        self.strings = StringFinder(
            text, reader.style.doubled_quotes_escape, reader.style.backslash_escapes
        )

    def run(self, start: int) -> None:
        index = self.leave_block(start) if self.reader.closer else start
        text = self.text
        while match := self.next_special(index):
            if match.start() > index:
                self.weaver.copy(text[index : match.start()], index + 1)
            index = self.take(match)
        if index < len(text):
            self.weaver.copy(text[index:], index + 1)

    def next_special(self, index: int) -> re.Match[str] | None:
        text, special = self.text, self.patterns.special
        for suspect in checked(self.patterns.suspects.finditer(text, index)):
            match = special.match(text, suspect.start())
            if match:
                return match
        return None

    def finished(self, blank_before: bool) -> LogicalLine | None:
        code, column, mapping = self.weaver.finish(len(self.text))
        comment, comment_span = self.remarks.text, self.remarks.span
        if not code:
            if comment_span is None:
                return None
            column = comment_span.column
        indent = display_width(self.text[: column - 1])
        return LogicalLine(
            code, self.number, column, indent, comment, comment_span, blank_before, mapping
        )

    def take(self, match: re.Match[str]) -> int:
        """Deal with what was found; return the index behind it."""
        index, sign = match.start(), match[0]
        match match.lastgroup:
            case "sign":
                return self.sign(index, sign)
            case "arrow":
                return self.arrow(index, sign)
            case "quote":
                return self.string(index)
            case "block":
                return self.block(index, sign)
            case "line_block":
                return self.line_block(index, sign)
            case "loose" if self.weaver.length and self.digit_at(match.end()):
                self.weaver.copy(sign, index + 1)
                return match.end()
            case _:
                return self.comment(index, match.end(), len(self.text))

    def sign(self, index: int, sign: str) -> int:
        repaired = REPAIRS[sign]
        if len(repaired) == 1:
            self.weaver.copy(repaired, index + 1)
        else:
            self.weaver.put(repaired, index + 1, 1)
        return index + 1

    def arrow(self, index: int, sign: str) -> int:
        end = index + len(sign)
        if len(sign) == 3 and self.is_minus_after_arrow(end):
            self.weaver.copy("<--", index + 1)
            span = Span(self.number, index + 1, self.number, end + 1)
            self.reader.diagnostics.append(_ambiguous_arrow(span))
        else:
            self.weaver.put("<-", index + 1, len(sign))
        return end

    def is_minus_after_arrow(self, end: int) -> bool:
        return _OPERAND.match(self.text, end) is not None and not self.reader.long_arrows

    def string(self, opening: int) -> int:
        text = self.text
        closing = self.strings.end(opening)
        quote = '"' if text[opening] in DOUBLE_QUOTES else "'"
        if closing < 0:
            return self.unclosed_string(opening, quote)
        quote, content = self.delimited(opening, quote, text[opening + 1 : closing])
        self.weaver.copy(f"{quote}{content}{quote}", opening + 1)
        return closing + 1

    def delimited(self, opening: int, quote: str, content: str) -> tuple[str, str]:
        """Choose straight quotes that do not occur in the content; change it if we must."""
        style = self.reader.style
        escaped = style.doubled_quotes_escape or style.backslash_escapes
        if quote not in content or (escaped and self.text[opening] == quote):
            return quote, content
        other = "'" if quote == '"' else '"'
        if other in style.quotes and other not in content:
            return other, content
        return quote, content.replace(quote, "\u201d" if quote == '"' else "\u2019")

    def unclosed_string(self, opening: int, quote: str) -> int:
        content = self.text[opening + 1 :].rstrip()
        quote, content = self.delimited(opening, quote, content)
        # The brackets of `print("Hello)` are not meant as part of the text.
        code = "".join(self.weaver.parts)
        brackets = len(content) - len(content.rstrip(")"))
        brackets = min(brackets, max(code.count("(") - code.count(")"), 0))
        content = content[: len(content) - brackets]
        end = opening + 1 + len(content)
        self.weaver.copy(quote + content, opening + 1)
        self.weaver.put(quote, end, 1)
        self.weaver.copy(")" * brackets, end + 1)
        span = Span(self.number, opening + 1, self.number, end + 1)
        self.reader.diagnostics.append(_unclosed_string(span, quote))
        return len(self.text)

    def comment(self, start: int, content: int, end: int) -> int:
        self.remarks.add(self.text, start, end, content=self.text[content:end])
        return end

    def block(self, start: int, opener: str) -> int:
        closer = dict(self.reader.style.block_comments)[opener]
        content = start + len(opener)
        end = self.text.find(closer, content)
        if end < 0:
            return self.open_block(start, opener, closer)
        self.add_block(start, content, end, end + len(closer))
        return end + len(closer)

    def add_block(self, start: int, content: int, end: int, after: int) -> None:
        said = block_content(self.text[content:end])
        self.remarks.add(self.text, start, after, content=said)
        self.weaver.put(" ", start + 1, after - start)

    def open_block(self, start: int, opener: str, closer: str) -> int:
        if self.reader.ends.closes_after(self.number, opener, closer):
            self.reader.closer = closer
        else:
            span = Span(self.number, start + 1, self.number, start + 1 + len(opener))
            self.reader.diagnostics.append(_unclosed_comment(span, opener, closer))
        self.add_block(start, start + len(opener), len(self.text), len(self.text))
        return len(self.text)

    def leave_block(self, start: int) -> int:
        """Take what still belongs to the block comment of the lines before."""
        closer = self.reader.closer
        end = self.text.find(closer, start)
        first = _end_of(self.patterns.blanks, self.text, start)
        if end < 0:
            if first < len(self.text):
                self.add_block(first, first, len(self.text), len(self.text))
            return len(self.text)
        self.reader.closer = ""
        self.add_block(first, first, end, end + len(closer))
        return end + len(closer)

    def line_block(self, start: int, opener: str) -> int:
        closer = dict(self.reader.style.line_block_comments)[opener]
        content = start + len(opener)
        end = self.text.find(closer, content, content + _LONGEST_REMARK)
        after = end + len(closer)
        if end < 0 or not self.is_remark(content, after):
            self.weaver.copy(opener, start + 1)
            return content
        self.add_block(start, content, end, after)
        return after

    def is_remark(self, content: int, after: int) -> bool:
        """Tell ``{a comment}`` from a list in braces: words, not part of an expression."""
        if not _STARTS_A_WORD.match(self.text, content):
            return False
        if not self.weaver.length:
            return True
        rest = _end_of(self.patterns.blanks, self.text, after)
        if rest < len(self.text):
            return self.text.startswith(self.reader.style.comment_marks, rest)
        return not self.patterns.ends_open.search("".join(self.weaver.parts).rstrip())

    def digit_at(self, index: int) -> bool:
        return self.text[index : index + 1].isdigit()


def _end_of(blanks: re.Pattern[str], text: str, start: int) -> int:
    match = blanks.match(text, start)
    return match.end() if match else start


def _unclosed_string(span: Span, quote: str) -> Diagnostic:
    return diagnose(
        "PS101",
        span,
        f"this string starts with {quote} and is not closed before the line ends",
        fix=f"put {quote} where the string ends",
    )


def _unclosed_comment(span: Span, opener: str, closer: str) -> Diagnostic:
    return diagnose(
        "PS102",
        span,
        f"the comment that starts with {opener} is never closed; only this line was taken as it",
        fix=f"put {closer} where the comment ends",
    )


def _ambiguous_arrow(span: Span) -> Diagnostic:
    return diagnose(
        "PS103",
        span,
        "<-- directly before a value was read as the arrow <- and a minus sign",
        fix="write '<- -' for a negative value, or '<-- ' with a space for an arrow",
    )
