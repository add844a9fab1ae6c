"""Joins lines that an author, or a narrow page, broke."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pseudocode_translator.frontend.line_patterns import LinePatterns, patterns_of
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.logical_line import LogicalLine, Piece
from pseudocode_translator.model.deadline import checked, checkpoint

_FIRST_WORD = re.compile(r"[^\W\d]\w*")
_ASSIGNMENT = re.compile(r"[^\W\d][\w.]*+(?:\s*+\[[^\]]*+\]++)*+[\w.^]*+\s*+(?:<-|:=)")
_LET = re.compile(r"(?:SET|LET)\s++[^\W\d][\w.\[\]]*+\s*+(?:TO\b|=|<-)", re.IGNORECASE)
_LABEL = re.compile(r"(?:-|[<>=]+)[^:]*:")
_ORNAMENT = re.compile(r"[-=*+_~<>/&, ]{3,}\Z")
_ITEM = re.compile(r"\w++\s*+[,:)\]]")  # Of a list; ``Next`` can be a name there.
_CLOSES_OR_SEPARATES = re.compile(r"[)\]:]")
_LONGEST_TOKEN = 30  # Characters; looking further back from the end would cost time.
_OPENS_OR_SEPARATES = ("(", "[", ":")


@dataclass(slots=True)
class Joints:
    """Where lines may have to be joined, as indices of the list of logical lines."""

    style: LineStyle
    open: set[int] = field(default_factory=set)
    """Ends as if it went on."""
    leading: set[int] = field(default_factory=set)
    """Starts as if it went on from the one before."""

    def note(self, line: LogicalLine, index: int) -> None:
        """Remember `line`, which comes at `index`, if it may be part of a longer one."""
        text = line.text
        if not text:
            return
        patterns = patterns_of(self.style)
        if may_go_on(text, patterns):
            self.open.add(index)
        if patterns.leads.match(text):
            self.leading.add(index)


def may_go_on(text: str, patterns: LinePatterns) -> bool:
    """Tell, sometimes too often, whether the line ends in the middle of something."""
    if text[-1] in patterns.last_signs and _ends_open(text, patterns):
        return True
    if patterns.open_list and open_braces(text, patterns):
        return True
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def open_braces(text: str, patterns: LinePatterns) -> int:
    """Count the braces of a list that are open at the end of its first line."""
    if patterns.open_list is None or not patterns.open_list.search(text):
        return 0
    return max(_braces(text, patterns), 0)


def _braces(text: str, patterns: LinePatterns) -> int:
    code = patterns.strings.sub("", text)
    return code.count("{") - code.count("}")


def _ends_open(text: str, patterns: LinePatterns) -> bool:
    tail = max(len(text) - _LONGEST_TOKEN, 0)
    return (
        text.endswith(_OPENS_OR_SEPARATES)
        or patterns.ends_open.search(text, tail) is not None
        or _has_mark(text, patterns)
    )


def _has_mark(text: str, patterns: LinePatterns) -> bool:
    tail = max(len(text) - _LONGEST_TOKEN, 0)
    return patterns.mark is not None and patterns.mark.search(text, tail) is not None


def joined(lines: list[LogicalLine], joints: Joints) -> list[LogicalLine]:
    """Join what belongs together; comments of lines in between move to the joined line."""
    firsts = joints.open | {_code_before(lines, index) for index in joints.leading}
    result: list[LogicalLine] = []
    done = 0
    for first in checked(sorted(firsts)):
        group = _group(lines, first, joints.style) if first >= done else []
        if len(group) > 1:
            result += lines[done:first]
            result.append(_merge(group, joints.style))
            done = first + len(group)
    return result + lines[done:] if done else lines


def _code_before(lines: list[LogicalLine], index: int) -> int:
    """Return the index of the line that the one at `index` may go on from, or -1."""
    index -= 1
    while index >= 0 and not lines[index].text:
        index -= 1
    return index


def _group(lines: list[LogicalLine], first: int, style: LineStyle) -> list[LogicalLine]:
    """Return the lines from `first` on that are one statement."""
    group = lines[first : first + 1]
    depth, last = _depth(lines[first].text, style), first
    patterns = patterns_of(style)
    braces = open_braces(lines[first].text, patterns)
    while (following := _next_code(lines, last)) is not None:
        checkpoint()
        in_list = braces > 0 and not starts_statement(lines[following].text, style)
        if not in_list and not _goes_on(lines[last], lines[following], depth, style):
            break
        if in_list:
            braces += _braces(lines[following].text, patterns)
        group += lines[last + 1 : following + 1]
        depth = max(depth + _depth(lines[following].text, style), 0)
        last = following
    return group


def _next_code(lines: list[LogicalLine], index: int) -> int | None:
    for following in range(index + 1, len(lines)):
        if lines[following].text:
            return following
    return None


def _goes_on(line: LogicalLine, following: LogicalLine, depth: int, style: LineStyle) -> bool:
    text, patterns = line.text, patterns_of(style)
    if _has_mark(text, patterns):
        return True
    if _ORNAMENT.match(text) or _ORNAMENT.match(following.text):
        return False
    if starts_statement(following.text, style) and not (depth and _ITEM.match(following.text)):
        return False
    tail = max(len(text) - _LONGEST_TOKEN, 0)
    if patterns.ends_open.search(text, tail) or (depth and text.endswith(_OPENS_OR_SEPARATES)):
        return True
    if depth and _CLOSES_OR_SEPARATES.match(following.text):
        return True
    lead = patterns.leads.match(following.text)
    if following.blank_before or not lead:
        return False
    if starts_statement(following.text[lead.end() :].lstrip(), style):
        return False  # A bullet, as in ``- OUTPUT x``.
    return depth > 0 or not _LABEL.match(following.text)


def starts_statement(text: str, style: LineStyle) -> bool:
    """Tell whether a line can only be the start of a statement."""
    word = _FIRST_WORD.match(text)
    if word and word[0].upper() in style.statement_words:
        return True
    return (_ASSIGNMENT.match(text) or _LET.match(text)) is not None


def _depth(text: str, style: LineStyle) -> int:
    """Count the brackets that are open at the end of `text`."""
    if "(" not in text and "[" not in text and ")" not in text and "]" not in text:
        return 0
    code = patterns_of(style).strings.sub("", text)
    return code.count("(") + code.count("[") - code.count(")") - code.count("]")


def _merge(group: list[LogicalLine], style: LineStyle) -> LogicalLine:
    code = [line for line in group if line.text]
    texts = [_without_mark(line.text, style) for line in code[:-1]] + [code[-1].text]
    pieces: list[Piece] = []
    length = 0
    for line, text in checked(zip(code, texts, strict=True)):
        pieces += _moved(line, length, len(text))
        length += len(text)
        # The space at the seam is printed nowhere; it belongs to the character before.
        seam = line.span(max(len(text) - 1, 0), max(len(text), 1))
        pieces.append(Piece(length, seam.line, seam.column, seam.end_column - seam.column))
        length += 1
    return _with_comments(group, " ".join(texts), tuple(pieces[:-1]))


def _without_mark(text: str, style: LineStyle) -> str:
    mark = patterns_of(style).mark
    return mark.sub("", text).rstrip() if mark else text


def _moved(line: LogicalLine, offset: int, length: int) -> list[Piece]:
    if line.mapping is None:
        return [Piece(offset, line.line, line.column)]
    return [
        piece._replace(start=piece.start + offset) for piece in line.mapping if piece.start < length
    ]


def _with_comments(group: list[LogicalLine], text: str, mapping: tuple[Piece, ...]) -> LogicalLine:
    first = group[0]
    comments = [line.comment for line in group if line.comment]
    spans = [line.comment_span for line in group if line.comment_span]
    return LogicalLine(
        text,
        first.line,
        first.column,
        first.indent,
        "; ".join(comments) if spans else None,
        spans[0].to(spans[-1]) if spans else None,
        first.blank_before,
        mapping,
    )
