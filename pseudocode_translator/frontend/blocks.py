"""From items to a tree: the one block builder of all dialects.

It keeps its own stack, so that no nesting can exhaust Python's. A block that is not closed
as it should be is reported once and ends where its surroundings do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pseudocode_translator.frontend.block_ends import BlockClosings
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.case_blocks import CaseBlocks
from pseudocode_translator.frontend.expectations import report_lone_value
from pseudocode_translator.frontend.frames import (
    CaseFrame,
    ClassFrame,
    ForFrame,
    Frame,
    IfFrame,
    RecordFrame,
    RepeatFrame,
    SubroutineFrame,
    TimesFrame,
    WhileFrame,
)
from pseudocode_translator.frontend.if_blocks import IfBlocks
from pseudocode_translator.frontend.if_counts import ParsedLine
from pseudocode_translator.frontend.items import (
    Access,
    Bare,
    Block,
    CaseHeader,
    ClassHeader,
    Closer,
    Do,
    Else,
    ElseIfHeader,
    EqualsAssign,
    ForEachHeader,
    ForHeader,
    IfHeader,
    Labels,
    NamedCloser,
    Next,
    Otherwise,
    ProgramEnd,
    ProgramHeader,
    RecordHeader,
    RepeatHeader,
    Separator,
    Several,
    SubroutineHeader,
    Then,
    TimesHeader,
    Until,
    WhileHeader,
    WrittenType,
)
from pseudocode_translator.frontend.open_blocks import OpenBlocks
from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Call,
    Expression,
    Field,
    MethodCall,
    Name,
    UnreadableExpression,
)
from pseudocode_translator.model.program import Statement
from pseudocode_translator.model.statements import (
    Assign,
    Blank,
    CallStatement,
    Comment,
    Declare,
    UnreadableStatement,
)
from pseudocode_translator.model.types import UNKNOWN

_CALLABLE = (Name, Call, Field, MethodCall, UnreadableExpression)


class BlockBuilder:
    """Puts the lines of one document together."""

    def __init__(self, lines: list[ParsedLine], builder: AstBuilder) -> None:
        self.lines = lines
        self.builder = builder
        self.open = OpenBlocks(builder)
        self.ifs = IfBlocks(self.open, lines)
        self.cases = CaseBlocks(self.open, builder)
        self.ends = BlockClosings(self.open, self.ifs)
        self.items: list[Any] = []
        self.position = 0
        self.skip = 0
        """How many items were taken together with the one before."""
        self.access: Access | None = None

    def build(self) -> tuple[Statement, ...]:
        """Give the statements of the program."""
        for index, (line, items) in enumerate(checked(self.lines)):
            self.ifs.index = index
            if line.blank_before:
                above = max(line.line - 1, 1)
                self.open.body.append(Blank(Span(above, 1, above, 1)))
            if items:
                self._line(items, index)
            if line.comment is not None:
                span = line.comment_span or line.whole
                self.open.body.append(Comment(span, line.comment, trailing=bool(line.text)))
            self._end_line()
        if self.lines:
            whole = self.lines[-1][0].whole
            self.open.end(Span(whole.end_line, whole.end_column, whole.end_line, whole.end_column))
        return tuple(self.open.program)

    def _end_line(self) -> None:
        if isinstance(self.open.top, IfFrame):
            self.ifs.end_line()

    def _line(self, items: list[Any], index: int) -> None:
        handlers = HANDLERS
        self.items = items
        self.access = None
        for position, item in enumerate(checked(items)):
            if self.skip:
                self.skip -= 1
                continue
            handler = handlers.get(type(item))
            if handler is None:
                self.open.body.append(item)
            else:
                self.position = position
                handler(self, item)

    @property
    def _indent(self) -> int | None:
        return self.lines[self.ifs.index][0].indent if self.position == 0 else None

    @property
    def _following(self) -> object:
        after = self.position + 1
        return self.items[after] if after < len(self.items) else None

    # Statements that only look like one.

    def _several(self, item: Several) -> None:
        self.open.body.extend(item.statements)

    def _separator(self, item: Separator) -> None:
        pass

    def _bare(self, item: Bare) -> None:
        holds_fields = isinstance(self.open.top, RecordFrame | ClassFrame)
        if holds_fields and isinstance(item.expression, Name):
            self.open.body.append(Declare(item.span, (item.expression,), UNKNOWN))
            return
        if isinstance(item.expression, _CALLABLE):
            call = self.builder.called(item.expression)
            self.open.body.append(CallStatement(item.span, call))
            return
        before = self.items[self.position - 1] if self.position else None
        if not isinstance(before, Bare) or isinstance(before.expression, _CALLABLE):
            report_lone_value(self.builder, item.span, before)
        line, _ = self.lines[self.ifs.index]
        self.open.body.append(UnreadableStatement(item.span, line.text))

    def _equals(self, item: EqualsAssign) -> None:
        if self.position == 0 and self.cases.take_condition(item, self._following):
            self.skip = 1
        else:
            self.open.body.append(Assign(item.span, item.target, item.value))

    def _labels(self, item: Labels) -> None:
        following = self._following
        fields = isinstance(self.open.top, RecordFrame | ClassFrame) or self.access is not None
        if fields or (self._names_a_type(following) and not isinstance(self.open.top, CaseFrame)):
            self._field(item, following)
        else:
            starts = self.position == 0 or isinstance(self.items[self.position - 1], CaseHeader)
            self.cases.label(item, starts=starts)

    def _names_a_type(self, item: object) -> bool:
        if isinstance(item, Bare) and isinstance(item.expression, Name):
            return item.expression.name.lower() in self.builder.type_names
        if isinstance(item, EqualsAssign | Assign) and isinstance(item.target, Name):
            return item.target.name.lower() in self.builder.type_names
        return isinstance(item, WrittenType)

    def _field(self, item: Labels, following: object) -> None:
        """Read ``name : type`` without DECLARE."""
        names = tuple(self.builder.names_in(item))
        written: WrittenType | None = None
        initial: Expression | None = None
        if isinstance(following, WrittenType):
            written = following
        elif isinstance(following, Bare):
            written = self.builder.type_in(following.expression)
        elif isinstance(following, EqualsAssign | Assign):
            written, initial = self.builder.type_in(following.target), following.value
        if written is None or len(names) < len(item.labels):
            self.builder.report(
                "PS136",
                item.span,
                "a name, a colon and a type are expected here",
                fix="write for example  Age : INTEGER",
            )
            self.skip = int(isinstance(following, Bare | EqualsAssign | Assign))
            return
        self.skip = 1
        span = item.span.to(written.span)
        private = self.access is not None and self.access.private
        self.open.body.append(Declare(span, names, written.type, written.bounds, private))
        if initial is not None:
            self.open.body.extend(Assign(span, name, initial) for name in names)

    def _written_type(self, item: WrittenType) -> None:
        self.builder.report(
            "PS136",
            item.span,
            "a type stands here without a name before it",
            fix="write DECLARE, a name and a colon before the type",
        )

    def _set_access(self, item: Access) -> None:
        self.access = item
        following = self._following
        private = item.private
        match following:
            case Declare():
                self.open.body.append(replace(following, private=private))
            case Several(_, statements):
                self.open.body.extend(
                    replace(each, private=private) if isinstance(each, Declare) else each
                    for each in statements
                )
            case Bare(_, Name() as name):
                span = item.span.to(name.span)
                self.open.body.append(Declare(span, (name,), UNKNOWN, (), private))
            case SubroutineHeader() | Labels():
                return
            case _:
                self.builder.report(
                    "PS132", item.span, "PUBLIC and PRIVATE belong before an attribute or a method"
                )
                return
        self.skip = 1

    # Headers.

    def _if(self, item: IfHeader) -> None:
        self.ifs.start(item, self.position)

    def _then(self, item: Then) -> None:
        before = self.items[self.position - 1] if self.position else None
        if isinstance(before, ElseIfHeader) and not isinstance(self.open.top, IfFrame):
            return  # The ELSEIF was reported.
        self.ifs.then(item)

    def _else(self, item: Else | ElseIfHeader) -> None:
        if isinstance(item, Else) and isinstance(self.open.top, CaseFrame):
            self.cases.otherwise(item.span)
        else:
            self.ifs.start_else(item)

    def _case(self, item: CaseHeader) -> None:
        following = self._following
        if isinstance(following, Separator) and self.cases.is_label(item):
            self.cases.label(self.builder.as_labels(item.span, item.subject), starts=True)
            self.skip = 1
            return
        self.open.push(
            CaseFrame(
                Block.CASE,
                item.span,
                self._indent,
                subject=item.subject,
                falls_through=item.falls_through,
            )
        )

    def _otherwise(self, item: Otherwise) -> None:
        self.cases.otherwise(item.span)

    def _for(self, item: ForHeader | ForEachHeader) -> None:
        self.open.push(ForFrame(Block.FOR, item.span, self._indent, header=item))

    def _while(self, item: WhileHeader) -> None:
        self.open.push(WhileFrame(Block.WHILE, item.span, self._indent, header=item))

    def _do(self, item: Do) -> None:
        top = self.open.top
        if not isinstance(top, WhileFrame | ForFrame) or top.has_statements:
            self.open.push(RepeatFrame(Block.REPEAT, item.span, self._indent))

    def _repeat(self, item: RepeatHeader) -> None:
        self.open.push(RepeatFrame(Block.REPEAT, item.span, self._indent))

    def _times(self, item: TimesHeader) -> None:
        self.open.push(TimesFrame(Block.TIMES, item.span, self._indent, header=item))

    def _record(self, item: RecordHeader) -> None:
        self.open.push(RecordFrame(Block.RECORD, item.span, self._indent, header=item))

    def _class(self, item: ClassHeader) -> None:
        self.open.unwind(0, item.span, self.builder.word("CLASS"))
        self.open.push(ClassFrame(Block.CLASS, item.span, self._indent, header=item))

    def _subroutine(self, item: SubroutineHeader) -> None:
        kind = Block.PROCEDURE if item.result is None else Block.FUNCTION
        frames = self.open.frames
        in_class = self.open.find((Block.CLASS,), across_subroutines=True)
        keep = 0 if in_class is None else in_class + 1
        self.ends.expected += [f.kind for f in frames[keep:] if isinstance(f, SubroutineFrame)]
        self.open.unwind(keep, item.span, f"{self.builder.word(kind)} {item.name}")
        self.open.push(
            SubroutineFrame(
                kind,
                self.access.span.to(item.span) if self.access else item.span,
                self._indent,
                header=item,
                private=self.access is not None and self.access.private,
                constructor=in_class is not None and self._makes(frames[in_class], item.name),
            )
        )

    def _program(self, item: ProgramHeader) -> None:
        self.open.unwind(0, item.span, item.text)
        self.open.body.append(Comment(item.span, item.text))

    def _program_end(self, item: ProgramEnd) -> None:
        self.open.unwind(0, item.span, item.text)

    def _makes(self, around: Frame, name: str) -> bool:
        """Tell a constructor by its name."""
        if self.builder.class_names_constructor and isinstance(around, ClassFrame):
            return name.lower() in (around.header.name.lower(), "new")
        return name.lower() == "new"

    def _named_closer(self, item: NamedCloser) -> None:
        self.ends.close_named(item, self.position)

    def _closer(self, item: Closer) -> None:
        self.ends.close(item, self.position)

    def _next(self, item: Next) -> None:
        self.ends.next_(item, self.position)

    def _until(self, item: Until) -> None:
        self.ends.until(item, self.position)


HANDLERS: dict[type, Callable[[BlockBuilder, Any], None]] = {
    Several: BlockBuilder._several,
    Separator: BlockBuilder._separator,
    Bare: BlockBuilder._bare,
    EqualsAssign: BlockBuilder._equals,
    Labels: BlockBuilder._labels,
    WrittenType: BlockBuilder._written_type,
    Access: BlockBuilder._set_access,
    IfHeader: BlockBuilder._if,
    Then: BlockBuilder._then,
    Else: BlockBuilder._else,
    ElseIfHeader: BlockBuilder._else,
    CaseHeader: BlockBuilder._case,
    Otherwise: BlockBuilder._otherwise,
    ForHeader: BlockBuilder._for,
    ForEachHeader: BlockBuilder._for,
    WhileHeader: BlockBuilder._while,
    Do: BlockBuilder._do,
    RepeatHeader: BlockBuilder._repeat,
    TimesHeader: BlockBuilder._times,
    RecordHeader: BlockBuilder._record,
    ClassHeader: BlockBuilder._class,
    SubroutineHeader: BlockBuilder._subroutine,
    ProgramHeader: BlockBuilder._program,
    ProgramEnd: BlockBuilder._program_end,
    Closer: BlockBuilder._closer,
    NamedCloser: BlockBuilder._named_closer,
    Next: BlockBuilder._next,
    Until: BlockBuilder._until,
}
