"""Statements with resolved names, types and expressions."""

from __future__ import annotations

from collections.abc import Sequence

from pseudocode_translator.model.deadline import checked
from pseudocode_translator.model.nodes import Call, Date, Expression, Name
from pseudocode_translator.model.program import (
    Branch,
    Case,
    CaseBranch,
    ConditionLabel,
    DefineClass,
    For,
    ForEach,
    If,
    Label,
    RangeLabel,
    Repeat,
    RepeatTimes,
    Statement,
    Subroutine,
    ValueLabel,
    While,
)
from pseudocode_translator.model.rules import NumberText
from pseudocode_translator.model.statements import (
    Assign,
    AssignSeveral,
    Blank,
    Bounds,
    CallStatement,
    CloseFile,
    Comment,
    Declare,
    DefineAlias,
    DefineConstant,
    DefinePointer,
    DefineRecord,
    DefineSet,
    DefineSetType,
    GetRecord,
    Input,
    OpenFile,
    Output,
    PutRecord,
    ReadFile,
    Return,
    SeekFile,
    WriteFile,
)
from pseudocode_translator.model.types import (
    BOOLEAN,
    DATE,
    INTEGER,
    UNKNOWN,
    ArrayType,
    Type,
    UnresolvedType,
)
from pseudocode_translator.semantics.collect import declared_type
from pseudocode_translator.semantics.counting import with_known_way
from pseudocode_translator.semantics.dates import is_plainly_a_date
from pseudocode_translator.semantics.expressions import Expressions
from pseudocode_translator.semantics.open_types import completed
from pseudocode_translator.semantics.own_attributes import attribute_meant, with_attribute_assigned
from pseudocode_translator.semantics.remarks import Remarks
from pseudocode_translator.semantics.shown_reals import remark_on_points
from pseudocode_translator.semantics.symbols import Symbol, World
from pseudocode_translator.semantics.text_case import case_in_capitals
from pseudocode_translator.semantics.type_names import TypeResolver
from pseudocode_translator.semantics.typing import is_set
from pseudocode_translator.semantics.whole_numbers import holder_of


class Statements:
    """Resolves the statements of one program."""

    def __init__(
        self, world: World, types: TypeResolver, expressions: Expressions, remarks: Remarks
    ) -> None:
        self._world = world
        self._types = types
        self._expressions = expressions
        self._remarks = remarks
        self._result: Type = UNKNOWN
        """What RETURN delivers here."""
        self._routine: int | None = None
        """The id of the routine around the statement."""
        self.subroutines: dict[int, Subroutine] = {}
        """The resolved ones, by the id of the node they were made from."""

    def block(self, body: Sequence[Statement]) -> tuple[Statement, ...]:
        """The statements of a block, each resolved."""
        found = []
        for statement in checked(body):
            found.append(self.resolve(statement))
        return tuple(found)

    def resolve(self, statement: Statement) -> Statement:
        """One statement, with all that is inside it."""
        expression = self._expressions.resolve
        match statement:
            case Assign():
                return self._assign(statement)
            case Output():
                return self._output(statement)
            case If():
                return self._if(statement)
            case For():
                return self._for(statement)
            case Input():
                targets = tuple([self._target(target) for target in statement.targets])
                return Input(statement.span, targets, self._optional(statement.prompt))
            case CallStatement():
                return CallStatement(statement.span, self._called(statement.call))
            case While():
                condition = expression(statement.condition, BOOLEAN)
                return While(statement.span, condition, self.block(statement.body))
            case Repeat():
                body = self.block(statement.body)
                return Repeat(statement.span, body, expression(statement.until, BOOLEAN))
            case RepeatTimes():
                count = expression(statement.count, INTEGER)
                return RepeatTimes(statement.span, count, self.block(statement.body))
            case Case():
                return self._case(statement)
            case Return():
                return self._return(statement)
            case ForEach():
                return self._for_each(statement)
            case Subroutine():
                return self._subroutine(statement)
            case _:
                return self._definition(statement)

    def _definition(self, statement: Statement) -> Statement:
        match statement:
            case Declare():
                return self._declare(statement, self._expressions.table.symbols)
            case DefineConstant():
                return self._constant(statement)
            case DefineSet():
                return self._set(statement)
            case DefineRecord():
                return self._record(statement)
            case DefinePointer():
                target = self._types.resolve(statement.target, statement.span)
                return DefinePointer(statement.span, statement.name, target)
            case DefineSetType():
                element = self._types.resolve(statement.element, statement.span)
                return DefineSetType(statement.span, statement.name, element)
            case DefineAlias():
                return self._alias(statement)
            case DefineClass():
                return self._class(statement)
            case _:
                return self._file_statement(statement)

    def _file_statement(self, statement: Statement) -> Statement:
        """What is left without expressions stays as it is: comments, BREAK, enumerations."""
        expression, span = self._expressions.resolve, statement.span
        match statement:
            case AssignSeveral():
                places = tuple([self._target(target) for target in statement.targets])
                return AssignSeveral(span, places, self._expressions.resolve_all(statement.values))
            case OpenFile():
                return OpenFile(span, expression(statement.file), statement.mode)
            case CloseFile():
                return CloseFile(span, expression(statement.file))
            case ReadFile():
                return ReadFile(span, expression(statement.file), self._target(statement.target))
            case WriteFile():
                items = self._expressions.resolve_all(statement.items)
                return WriteFile(span, expression(statement.file), items)
            case SeekFile():
                file = expression(statement.file)
                return SeekFile(span, file, expression(statement.address, INTEGER))
            case GetRecord():
                return GetRecord(span, expression(statement.file), self._target(statement.target))
            case PutRecord():
                return PutRecord(span, expression(statement.file), expression(statement.value))
            case _:
                return statement

    def _optional(self, node: Expression | None, expected: Type = UNKNOWN) -> Expression | None:
        return None if node is None else self._expressions.resolve(node, expected)

    def _target(self, node: Expression) -> Expression:
        """Something that gets a value here; a loop variable begins a new life with it."""
        if isinstance(node, Name):
            symbol = self._expressions.table.lookup(self._world.fold(node.name))
            if symbol is not None:
                self._expressions.finished_loops.pop(symbol, None)
        return self._expressions.resolve(node)

    def _assign(self, statement: Assign) -> Assign:
        table = self._expressions.table
        statement = with_attribute_assigned(self._world, table, statement, self._remarks)
        if not isinstance(statement.target, Name):
            target = self._expressions.resolve(statement.target)
            value = self._expressions.resolve(statement.value, target.type)
        else:
            kind = self._kind(statement.target)
            value = self._expressions.resolve(statement.value, kind)
            target = self._target(statement.target)
        holder = holder_of(self._world, table, target)
        value = self._expressions.conversions.assigned(value, target.type, holder)
        return Assign(statement.span, target, value)

    def _kind(self, target: Name) -> Type:
        """The type of a variable that gets a value, found before the value is looked at."""
        table = self._expressions.table
        attribute = attribute_meant(self._world, table, target, self._remarks)
        return self._name(target).type if attribute is None else attribute.type

    def _output(self, statement: Output) -> Output:
        items = self._expressions.resolve_all(statement.items)
        if self._world.rules.number_text is NumberText.PYTHON:
            remark_on_points(items, self._remarks)
        return Output(statement.span, items, statement.separator, statement.end)

    def _name(self, node: Name) -> Name:
        """A name that can only be a variable."""
        symbol = self._expressions.table.lookup(self._world.fold(node.name))
        return node if symbol is None else Name(node.span, symbol.name, symbol.type)

    def _called(self, call: Expression) -> Expression:
        """A bare name that stands alone is a call, even of something unknown."""
        if isinstance(call, Name):
            call = Call(call.span, call.name, (), name_span=call.span)
        return self._expressions.resolve(call)

    def _return(self, statement: Return) -> Return:
        value = self._optional(statement.value, self._result)
        if value is not None:
            what = "returned as an INTEGER"
            conversions = self._expressions.conversions
            value = conversions.narrowed(value, self._result, self._routine, what)
        return Return(statement.span, value)

    def _if(self, statement: If) -> If:
        branches = []
        for branch in statement.branches:
            condition = self._expressions.resolve(branch.condition, BOOLEAN)
            branches.append(Branch(branch.span, condition, self.block(branch.body)))
        otherwise = statement.otherwise
        if otherwise is not None:
            otherwise = self.block(otherwise)
        return If(statement.span, tuple(branches), otherwise)

    def _for(self, loop: For) -> For:
        variable = self._target(loop.variable)
        start = self._expressions.resolve(loop.start, variable.type)
        end = self._expressions.resolve(loop.end, variable.type)
        step = self._optional(loop.step)
        body = self.block(loop.body)
        self._finish_loop(loop)
        resolved = For(
            *(loop.span, variable, start, end, step, body), loop.inclusive, loop.either_way
        )
        return with_known_way(self._world, self._expressions.table, resolved)

    def _finish_loop(self, loop: For) -> None:
        if isinstance(loop.variable, Name):
            symbol = self._expressions.table.lookup(self._world.fold(loop.variable.name))
            if symbol is not None:
                self._expressions.finished_loops[symbol] = loop.span

    def _for_each(self, loop: ForEach) -> ForEach:
        items = self._expressions.resolve(loop.items)
        return ForEach(loop.span, self._name(loop.variable), items, self.block(loop.body))

    def _case(self, case: Case) -> Case:
        subject = self._expressions.resolve(case.subject)
        branches: list[CaseBranch | Comment | Blank] = []
        for branch in case.branches:
            if isinstance(branch, CaseBranch):
                labels = tuple([self._label(label, subject.type) for label in branch.labels])
                body = self.block(branch.body)
                branches.append(CaseBranch(branch.span, labels, body, branch.falls_through))
            else:
                branches.append(branch)
        otherwise = None if case.otherwise is None else self.block(case.otherwise)
        resolved = Case(case.span, subject, tuple(branches), otherwise)
        without_case = self._world.rules.texts_compare_without_case
        return case_in_capitals(resolved) if without_case else resolved

    def _label(self, label: Label, subject: Type) -> Label:
        expression = self._expressions.resolve
        match label:
            case ValueLabel():
                return ValueLabel(label.span, expression(label.value, subject))
            case RangeLabel():
                low, high = expression(label.low, subject), expression(label.high, subject)
                return RangeLabel(label.span, low, high)
            case ConditionLabel():
                return ConditionLabel(label.span, expression(label.condition, BOOLEAN))

    def _declare(self, declare: Declare, symbols: dict[str, Symbol]) -> Declare:
        kind = declared_type(self._world, self._types, self._expressions.table, declare)
        names = []
        for name in declare.names:
            symbol = symbols.get(self._world.fold(name.name))
            spelling = symbol.name if symbol else name.name
            known = completed(kind, symbol.type) if symbol else kind
            names.append(Name(name.span, spelling, known))
        if len({name.type for name in names}) == 1:
            kind = names[0].type
        written: tuple[Bounds, ...] = ()
        if isinstance(kind, ArrayType):
            written = self._world.bounds.get(id(declare)) or self._types.bounds(declare)
        bounds = self._bounds(written)
        return Declare(declare.span, tuple(names), kind, bounds, declare.private)

    def _bounds(self, written: Sequence[Bounds]) -> tuple[Bounds, ...]:
        bounds = []
        for pair in written:
            lower = self._expressions.resolve(pair.lower, INTEGER)
            upper = self._expressions.resolve(pair.upper, INTEGER)
            bounds.append(Bounds(lower, upper, pair.is_length))
        return tuple(bounds)

    def _alias(self, alias: DefineAlias) -> DefineAlias:
        kind = self._types.resolve(UnresolvedType(alias.name), alias.span)
        return DefineAlias(alias.span, alias.name, kind, self._bounds(alias.bounds))

    def _constant(self, statement: DefineConstant) -> DefineConstant:
        value = resolve_constant(self._expressions, statement)
        if value.type == DATE and isinstance(value, Date):
            message = f"{statement.name.name} is taken as a DATE, not as a quotient"
            self._remarks.once("PS511", value.span, message)
        return DefineConstant(statement.span, self._name(statement.name), value)

    def _set(self, statement: DefineSet) -> DefineSet:
        kind = self._types.resolve(statement.type, statement.span)
        element = self._world.target_of(kind) if is_set(kind) else UNKNOWN
        items = self._expressions.resolve_all(statement.items, element)
        return DefineSet(statement.span, self._name(statement.name), items, kind)

    def _record(self, record: DefineRecord) -> DefineRecord:
        symbols = self._world.records.get(self._world.fold(record.name), {})
        fields: list[Declare | Comment | Blank] = []
        for member in record.fields:
            if isinstance(member, Declare):
                member = self._declare(member, symbols)
            fields.append(member)
        return DefineRecord(record.span, record.name, tuple(fields))

    def _class(self, definition: DefineClass) -> DefineClass:
        owner = self._world.class_nodes[id(definition)]
        members: list[Declare | Subroutine | Comment | Blank] = []
        for member in definition.members:
            match member:
                case Declare():
                    members.append(self._declare(member, owner.attributes))
                case Subroutine():
                    members.append(self._subroutine(member))
                case _:
                    members.append(member)
        parent = owner.parent.type.name if owner.parent else definition.parent
        return DefineClass(definition.span, definition.name, parent, tuple(members))

    def _subroutine(self, definition: Subroutine) -> Subroutine:
        routine = self._world.definitions.get(id(definition))
        if routine is None:
            return definition
        outside = self._expressions.table, self._expressions.finished_loops
        around = self._result, self._routine
        self._expressions.table, self._routine = routine.table, id(routine)
        self._expressions.finished_loops = {}
        self._result = UNKNOWN if routine.result is None else routine.result
        written = zip(definition.parameters, routine.parameters, strict=True)
        parameters = [symbol.parameter(parameter) for parameter, symbol in written]
        body = self.block(definition.body)
        self._expressions.table, self._expressions.finished_loops = outside
        self._result, self._routine = around
        resolved = Subroutine(
            definition.span,
            definition.name,
            tuple(parameters),
            body,
            routine.result,
            definition.private,
            definition.constructor,
            routine.table.scope(),
            definition.header,
        )
        self.subroutines[id(definition)] = resolved
        return resolved


def resolve_constant(expressions: Expressions, statement: DefineConstant) -> Expression:
    """The value of a constant; a quotient with a four-figure year is a date."""
    is_date = is_plainly_a_date(statement.value)
    return expressions.resolve(statement.value, DATE if is_date else UNKNOWN)
