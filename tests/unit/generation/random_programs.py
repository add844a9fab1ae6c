"""Random trees of programs, sensible or not, as a parser could deliver them."""

from __future__ import annotations

import random
from collections.abc import Callable

from pseudocode_translator.model import nodes, program, statements
from pseudocode_translator.model.diagnostics import Span
from pseudocode_translator.model.nodes import BinaryOperator, Expression, Name
from pseudocode_translator.model.program import Program, Statement
from pseudocode_translator.model.rules import Rules
from pseudocode_translator.model.types import (
    BOOLEAN,
    CHAR,
    DATE,
    INTEGER,
    REAL,
    STRING,
    UNKNOWN,
    ArrayType,
    Dimension,
    Type,
    UnresolvedType,
)

RULES = Rules(names_fold_case=True, true_text="TRUE", false_text="FALSE")
NAMES = (
    "a b i j l x total print None Array self __name__ class max Ref value floor date "
    "ﬁ fi größe index _ lambda copy field Enum subject limit"
).split()
RECORDS = ("Person", "Point", "int")
ROUTINES = ("swap", "fact", "print", "len", "Describe")
CLASSES = ("Pet", "Dog", "object")
ENUMS = ("Day", "name")
MEMBERS = ("Mon", "Tue", "None", "name", "value")
FIELDS = ("name", "age", "class", "int", "items")
TEXTS = ("", "x", "'\"", "\\", "{a}", "\n#", "import os", "é", "🡨", "\x00", "%d")
PRIMITIVES: tuple[Type, ...] = (INTEGER, REAL, STRING, CHAR, BOOLEAN, DATE)


class ProgramMaker:
    """Makes one program from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._line = 0
        self._depth = 0

    def make(self) -> Program:
        body = [self._top() for _ in range(self._random.randint(1, 14))]
        return Program(Span(1, 1, self._line + 1, 1), tuple(body), RULES)

    def _span(self) -> Span:
        self._line += 1
        return Span(self._line, 1, self._line, 9)

    def _here(self) -> Span:
        return Span(max(self._line, 1), 1, max(self._line, 1), 9)

    def _pick(self, *makers: Callable[[], Statement]) -> Statement:
        return self._random.choice(makers)()

    def _top(self) -> Statement:
        if self._random.random() < 0.35:
            return self._pick(
                self._subroutine,
                self._subroutine,
                self._record,
                self._enum,
                self._class,
                self._constant,
                self._pointer,
                self._set_type,
                self._define_set,
            )
        return self._statement()

    def _block(self) -> tuple[Statement, ...]:
        self._depth += 1
        size = self._random.randint(0, 4) if self._depth < 4 else 0
        found = tuple(self._statement() for _ in range(size))
        self._depth -= 1
        return found

    def _statement(self) -> Statement:
        return self._pick(
            self._declare,
            self._declare,
            self._declare_array,
            self._assign,
            self._assign,
            self._assign,
            self._assign,
            self._output,
            self._input,
            self._if,
            self._for,
            self._for,
            self._while,
            self._repeat,
            self._case,
            self._for_each,
            self._call,
            self._call,
            self._method_call,
            self._jump,
            self._comment,
            self._unreadable,
            self._file,
        )

    def _name(self) -> Name:
        return Name(self._here(), self._random.choice(NAMES))

    def _type(self) -> Type:
        named = (*RECORDS, *CLASSES, *ENUMS, "IntPtr", "Letters")
        if self._random.random() < 0.25:
            return UnresolvedType(self._random.choice(named))
        if self._random.random() < 0.2:
            low = self._random.choice((0, 1, 1, -2))
            sizes = [Dimension(low, low + 3)] * self._random.choice((0, 1, 1, 2))
            return ArrayType(self._random.choice(PRIMITIVES), tuple(sizes))
        return self._random.choice((*PRIMITIVES, UNKNOWN))

    def _expression(self) -> Expression:
        self._depth += 1
        try:
            return self._deep() if self._depth < 7 and self._random.random() < 0.6 else self._leaf()
        finally:
            self._depth -= 1

    def _leaf(self) -> Expression:
        here = self._here()
        choice = self._random.randint(0, 9)
        if choice < 4:
            return self._name()
        if choice < 7:
            return nodes.Integer(here, self._random.choice((0, 1, 2, 10, 10**30)))
        if choice == 7:
            return nodes.Text(here, self._random.choice(TEXTS))
        if choice == 8:
            return Name(here, self._random.choice(MEMBERS))
        return self._random.choice(
            (
                nodes.Real(here, 0.5),
                nodes.Boolean(here, True),
                nodes.Character(here, "c"),
                nodes.Null(here),
                nodes.UnreadableExpression(here, self._random.choice(TEXTS)),
                nodes.InputValue(here),
            )
        )

    def _deep(self) -> Expression:
        here = self._here()
        make = self._expression
        match self._random.randint(0, 13):
            case 0 | 1 | 2 | 3:
                operator = self._random.choice(list(BinaryOperator))
                return nodes.Binary(here, operator, make(), make())
            case 4:
                operator_ = self._random.choice(list(nodes.UnaryOperator))
                return nodes.Unary(here, operator_, make())
            case 5 | 6:
                return self._call_of(self._random.choice((*ROUTINES, *NAMES)))
            case 7:
                return nodes.New(here, self._random.choice(CLASSES), self._arguments())
            case 8:
                return nodes.MethodCall(here, self._name(), "Describe", self._arguments())
            case 9:
                return nodes.ArrayLiteral(here, self._arguments(), self._random.choice((0, 1)))
            case 10:
                return nodes.AddressOf(here, self._place())
            case 11:
                return nodes.SetLiteral(here, self._arguments())
            case _:
                return self._place()

    def _arguments(self) -> tuple[Expression, ...]:
        return tuple(self._expression() for _ in range(self._random.randint(0, 3)))

    def _call_of(self, routine: str) -> nodes.Call:
        return nodes.Call(self._here(), routine, self._arguments())

    def _place(self) -> Expression:
        here = self._here()
        base = self._name()
        match self._random.randint(0, 5):
            case 0 | 1 | 2:
                return base
            case 3:
                size = self._random.choice((1, 1, 2))
                return nodes.Index(here, base, tuple(self._expression() for _ in range(size)))
            case 4:
                return nodes.Field(here, base, self._random.choice(FIELDS))
            case _:
                return nodes.Dereference(here, base)

    def _declare(self) -> statements.Declare:
        names = tuple(self._name() for _ in range(self._random.choice((1, 1, 2))))
        return statements.Declare(self._span(), names, self._type())

    def _declare_array(self) -> statements.Declare:
        span = self._span()
        low = self._random.choice((0, 1, 1, -2, 5))
        bounds = [
            statements.Bounds(
                nodes.Integer(span, low),
                self._random.choice((nodes.Integer(span, low + 4), self._name())),
            ),
        ] * self._random.choice((1, 1, 2))
        kind = ArrayType(self._random.choice(PRIMITIVES), ())
        return statements.Declare(span, (self._name(),), kind, tuple(bounds))

    def _constant(self) -> Statement:
        value = nodes.Integer(self._here(), 3)
        return statements.DefineConstant(self._span(), self._name(), value)

    def _define_set(self) -> Statement:
        kind = UnresolvedType("Letters")
        return statements.DefineSet(self._span(), self._name(), self._arguments(), kind)

    def _pointer(self) -> Statement:
        return statements.DefinePointer(self._span(), "IntPtr", INTEGER)

    def _set_type(self) -> Statement:
        return statements.DefineSetType(self._span(), "Letters", CHAR)

    def _assign(self) -> Statement:
        return statements.Assign(self._span(), self._place(), self._expression())

    def _output(self) -> Statement:
        return statements.Output(self._span(), self._arguments())

    def _input(self) -> Statement:
        return statements.Input(self._span(), (self._place(), self._place()))

    def _call(self) -> Statement:
        call = self._call_of(self._random.choice(ROUTINES))
        return statements.CallStatement(self._span(), call)

    def _method_call(self) -> Statement:
        base: Expression = self._random.choice((self._name(), nodes.Super(self._here())))
        method = self._random.choice(("Describe", "NEW", "get"))
        call = nodes.MethodCall(self._here(), base, method, self._arguments())
        return statements.CallStatement(self._span(), call)

    def _jump(self) -> Statement:
        span = self._span()
        return self._random.choice(
            (
                statements.Break(span),
                statements.Continue(span),
                statements.Return(span, self._random.choice((None, self._expression()))),
            )
        )

    def _comment(self) -> Statement:
        text = self._random.choice(TEXTS)
        trailing = self._random.random() < 0.5
        made = statements.Comment(self._span(), text, trailing)
        return self._random.choice((made, made, statements.Blank(self._span())))

    def _unreadable(self) -> Statement:
        return statements.UnreadableStatement(self._span(), self._random.choice(TEXTS))

    def _file(self) -> Statement:
        span, file = self._span(), nodes.Text(self._here(), "data.txt")
        return self._random.choice(
            (
                statements.OpenFile(span, file, self._random.choice(list(statements.FileMode))),
                statements.ReadFile(span, file, self._place()),
                statements.WriteFile(span, file, self._arguments() or (file,)),
                statements.SeekFile(span, file, self._expression()),
                statements.GetRecord(span, file, self._place()),
                statements.PutRecord(span, file, self._expression()),
                statements.CloseFile(span, file),
            )
        )

    def _if(self) -> Statement:
        span = self._span()
        branches = tuple(
            program.Branch(self._span(), self._expression(), self._block())
            for _ in range(self._random.choice((1, 1, 2)))
        )
        return program.If(span, branches, self._random.choice((None, self._block())))

    def _label(self) -> program.Label:
        here = self._here()
        value = nodes.Integer(here, self._random.randint(1, 9))
        match self._random.randint(0, 5):
            case 0:
                return program.RangeLabel(here, value, self._expression())
            case 1:
                return program.ConditionLabel(here, self._expression())
            case 2:
                return program.ValueLabel(here, self._expression())
            case _:
                return program.ValueLabel(here, value)

    def _case(self) -> Statement:
        span, subject = self._span(), self._expression()
        branches: list[program.CaseBranch | statements.Comment | statements.Blank] = []
        for _ in range(self._random.randint(0, 3)):
            labels = tuple(self._label() for _ in range(self._random.choice((1, 1, 2))))
            falls = self._random.random() < 0.15
            branches.append(program.CaseBranch(self._span(), labels, self._block(), falls))
            if self._random.random() < 0.2:
                branches.append(statements.Comment(self._span(), "between"))
        otherwise = self._random.choice((None, self._block()))
        return program.Case(span, subject, tuple(branches), otherwise)

    def _for(self) -> Statement:
        variable = self._place() if self._random.random() < 0.2 else self._name()
        step = self._random.choice((None, None, self._expression()))
        inclusive = self._random.random() < 0.9
        return program.For(
            self._span(),
            variable,
            self._expression(),
            self._expression(),
            step,
            self._block(),
            inclusive,
        )

    def _for_each(self) -> Statement:
        return program.ForEach(self._span(), self._name(), self._expression(), self._block())

    def _while(self) -> Statement:
        return program.While(self._span(), self._expression(), self._block())

    def _repeat(self) -> Statement:
        return program.Repeat(self._span(), self._block(), self._expression())

    def _parameters(self) -> tuple[program.Parameter, ...]:
        names = self._random.sample(NAMES, self._random.randint(0, 3))
        return tuple(
            program.Parameter(
                self._here(), Name(self._here(), name), self._type(), self._random.random() < 0.5
            )
            for name in names
        )

    def _subroutine(self) -> program.Subroutine:
        result = self._random.choice((None, None, self._type()))
        return program.Subroutine(
            self._span(), self._random.choice(ROUTINES), self._parameters(), self._block(), result
        )

    def _record(self) -> Statement:
        fields = tuple(
            statements.Declare(self._span(), (Name(self._here(), name),), self._type())
            for name in self._random.sample(FIELDS, 2)
        )
        return statements.DefineRecord(self._span(), self._random.choice(RECORDS), fields)

    def _enum(self) -> Statement:
        return statements.DefineEnum(self._span(), self._random.choice(ENUMS), MEMBERS)

    def _class(self) -> Statement:
        title = self._random.choice(CLASSES)
        attributes = tuple(
            statements.Declare(
                self._span(),
                (Name(self._here(), name),),
                self._type(),
                (),
                self._random.random() < 0.5,
            )
            for name in self._random.sample(FIELDS, 2)
        )
        methods = [
            program.Subroutine(self._span(), "Describe", self._parameters(), self._block(), None)
        ]
        if self._random.random() < 0.6:
            methods.append(
                program.Subroutine(
                    self._span(), "NEW", self._parameters(), self._block(), None, constructor=True
                )
            )
        parent = self._random.choice((None, *CLASSES))
        return program.DefineClass(self._span(), title, parent, (*attributes, *methods))
