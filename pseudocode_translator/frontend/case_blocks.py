"""CASE: labels, OTHERWISE, and what only looks like a label."""

from __future__ import annotations

from dataclasses import dataclass

from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.frames import CaseFrame
from pseudocode_translator.frontend.items import (
    Block,
    CaseHeader,
    EqualsAssign,
    Labels,
    OpenLabel,
    Separator,
)
from pseudocode_translator.frontend.open_blocks import OpenBlocks
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import (
    Binary,
    BinaryOperator,
    Call,
    Expression,
    Field,
    MethodCall,
    Name,
)
from pseudocode_translator.model.program import ConditionLabel, Label, ValueLabel
from pseudocode_translator.model.statements import CallStatement

_TIGHTER = frozenset(
    {
        BinaryOperator.ADD,
        BinaryOperator.SUBTRACT,
        BinaryOperator.CONCATENATE,
        BinaryOperator.MULTIPLY,
        BinaryOperator.DIVIDE,
        BinaryOperator.DIV_TRUNCATED,
        BinaryOperator.MOD_TRUNCATED,
        BinaryOperator.POWER,
    }
)


@dataclass(slots=True)
class CaseBlocks:
    """Starts the branches of CASEs."""

    open: OpenBlocks
    builder: AstBuilder

    def label(self, item: Labels, *, starts: bool) -> None:
        """Start a branch, or find that a name with a colon behind it is a call.

        Args:
            item: What looks like labels.
            starts: They come first in their line, or right behind CASE.
        """
        call = _as_call(item)
        top = self.open.top
        if not isinstance(top, CaseFrame) or (call and not starts):
            if call is not None:
                self.open.body.append(CallStatement(item.span, self.builder.called(call)))
                return
            found = self._enclosing(item.span, "a label")
            if found is None:
                return
            top = found
        self.open.check_before_labels(top)
        top.start_branch(item.span, tuple(_label(each, top.subject) for each in item.labels))
        self.open.refresh()

    def otherwise(self, span: Span) -> None:
        """Start what happens if no label matches."""
        word = self.open.word("OTHERWISE")
        frame = self._enclosing(span, word)
        if frame is None:
            return
        if frame.otherwise is not None:
            self.open.report(
                "PS133",
                span,
                f"the {self.open.place(frame)} has its {word} already",
                fix=f"put all its statements under one {word}",
                related=frame.span,
            )
            return
        self.open.check_before_labels(frame)
        frame.start_otherwise()
        self.open.refresh()

    def _enclosing(self, span: Span, what: str) -> CaseFrame | None:
        index = self.open.find((Block.CASE,))
        if index is None:
            message = f"{what} belongs inside {self.open.word('CASE OF')}"
            fix = f"is there {self.open.one('ENDCASE')} too early?"
            self.open.report("PS132", span, message, fix=fix)
            return None
        self.open.unwind(index + 1, span, what)
        frame = self.open.frames[index]
        assert isinstance(frame, CaseFrame)
        return frame

    def is_label(self, item: CaseHeader) -> bool:
        """Tell ``CASE 1 :`` inside a CASE from a CASE inside a CASE."""
        del item
        return isinstance(self.open.top, CaseFrame)

    def take_condition(self, item: EqualsAssign, following: object) -> bool:
        """Read ``x = 5 :`` in a CASE as the label that it is there."""
        if not (isinstance(following, Separator) and following.colon):
            return False
        if not isinstance(self.open.top, CaseFrame):
            return False
        condition = _as_condition(item)
        span = item.span.to(following.span)
        self.label(Labels(span, (ConditionLabel(item.span, condition),)), starts=True)
        return True


def _as_call(item: Labels) -> Expression | None:
    match item.labels:
        case (ValueLabel(value=Name() | Call() | Field() | MethodCall() as value),):
            return value
    return None


def _label(label: Label | OpenLabel, subject: Expression) -> Label:
    if isinstance(label, OpenLabel):
        span = label.span
        return ConditionLabel(span, Binary(span, label.operator, subject, label.value))
    return label


def _as_condition(item: EqualsAssign) -> Expression:
    """Turn ``x = (5 AND y > 3)``, as an assignment is read, into ``(x = 5) AND y > 3``."""
    spine: list[Binary] = []
    value = item.value
    while isinstance(value, Binary) and value.operator not in _TIGHTER:
        if value.left.span[:2] != value.span[:2]:
            break  # In brackets.
        spine.append(value)
        value = value.left
    span = item.target.span.to(value.span)
    condition: Expression = Binary(span, BinaryOperator.EQUAL, item.target, value)
    for outer in reversed(spine):
        span = item.target.span.to(outer.span)
        condition = Binary(span, outer.operator, condition, outer.right)
    return condition
