"""Random `ast` trees of the kinds that the generator builds, with names of all lengths."""

import ast
from collections.abc import Callable
from random import Random

LOAD = ast.Load()
_WORDS = ["a", "to", "value", "Enter", "it's", '"q"', "x=", "{", "}", "\n", "\t", "é", "漢字", "\\"]
_BINARY: list[type[ast.operator]] = [ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod, ast.Pow]
_COMPARISONS: list[type[ast.cmpop]] = [ast.Eq, ast.NotEq, ast.Lt, ast.In, ast.NotIn, ast.Is]

Make = Callable[[], ast.expr]


class RandomPython:
    """Draws expressions, statements and headers."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def name(self) -> str:
        return self._random.choice("abcxyz") * self._random.choice([1, 2, 4, 7, 12, 20, 28])

    def string(self) -> str:
        count = self._random.choice([0, 1, 2, 3, 8, 20])
        return " ".join(self._random.choice(_WORDS) for _ in range(count))

    def expression(self, depth: int) -> ast.expr:
        if depth <= 0:
            return self._leaf()
        make = self._random.choice(
            [
                *[self._chain, self._call, self._binary] * 3,
                *[self._unary, self._boolean, self._compare, self._conditional, self._lambda] * 2,
                *[self._collection, self._dict, self._comprehension, self._fstring] * 2,
                self._named,
            ]
        )
        return make(depth - 1)

    def _leaf(self) -> ast.expr:
        if self._random.random() < 0.6:
            return ast.Name(self.name(), LOAD)
        numbers = [0, 1, 12345, 10**20, 1.5, 1e16, 1e-7, True, None]
        return ast.Constant(self._random.choice([*numbers, *[self.string()] * 6]))

    def _some(self, depth: int, *counts: int) -> list[ast.expr]:
        return [self.expression(depth) for _ in range(self._random.choice(counts))]

    def _chain(self, depth: int) -> ast.expr:
        value = self.expression(depth)
        if self._random.random() < 0.5:
            return ast.Attribute(value, self.name(), LOAD)
        return ast.Subscript(value, self._index(depth), LOAD)

    def _index(self, depth: int) -> ast.expr:
        bounds = [None, None, *self._some(depth, 3)]
        self._random.shuffle(bounds)
        piece = ast.Slice(bounds[0], bounds[1], bounds[2] if bounds[3] is None else None)
        plain = self.expression(depth)
        both: list[ast.expr] = [ast.Tuple([plain, piece], LOAD), piece]
        return self._random.choice([plain, plain, plain, *both])

    def _call(self, depth: int) -> ast.expr:
        function = self._leaf() if self._random.random() < 0.5 else self._chain(depth)
        names = [self.name() for _ in range(self._random.choice([0, 0, 0, 1, 2]))]
        keywords = [ast.keyword(name, self.expression(depth)) for name in names]
        if self._random.random() < 0.1:
            keywords.append(ast.keyword(None, self.expression(depth)))
        return ast.Call(function, self._some(depth, 0, 1, 1, 2, 3), keywords)

    def _binary(self, depth: int) -> ast.expr:
        left, right = self._some(depth, 2)
        return ast.BinOp(left, self._random.choice(_BINARY)(), right)

    def _unary(self, depth: int) -> ast.expr:
        operators: list[type[ast.unaryop]] = [ast.Not, ast.USub, ast.USub, ast.Invert]
        return ast.UnaryOp(self._random.choice(operators)(), self.expression(depth))

    def _boolean(self, depth: int) -> ast.expr:
        operator = self._random.choice([ast.And(), ast.Or()])
        return ast.BoolOp(operator, self._some(depth, 2, 2, 3, 4))

    def _compare(self, depth: int) -> ast.expr:
        left, *others = self._some(depth, 2, 2, 2, 3)
        return ast.Compare(left, [self._random.choice(_COMPARISONS)() for _ in others], others)

    def _conditional(self, depth: int) -> ast.expr:
        return ast.IfExp(*self._some(depth, 3))

    def _lambda(self, depth: int) -> ast.expr:
        names = [ast.arg(f"{self.name()}{index}") for index in range(self._random.randrange(3))]
        # Known to differ from ruff: lambdas around call chains on strings that are split.
        body = self._leaf() if depth < 1 else self._binary(0)
        return ast.Lambda(ast.arguments([], names, None, [], [], None, []), body)

    def _named(self, depth: int) -> ast.expr:
        return ast.NamedExpr(ast.Name(self.name(), LOAD), self.expression(depth))

    def _collection(self, depth: int) -> ast.expr:
        elements = self._some(depth, 1, 2, 3, 5)
        if self._random.random() < 0.1:
            elements.append(ast.Starred(self.expression(depth), LOAD))
        kinds: list[Make] = [
            lambda: ast.List(elements, LOAD),
            lambda: ast.Tuple(elements, LOAD),
            lambda: ast.Set(elements),
        ]
        return self._random.choice(kinds)()

    def _dict(self, depth: int) -> ast.expr:
        values = self._some(depth, 0, 1, 2, 3)
        keys = [self.expression(depth) if self._random.random() < 0.9 else None for _ in values]
        return ast.Dict(keys, values)

    def _comprehension(self, depth: int) -> ast.expr:
        names: list[ast.expr] = [ast.Name(self.name() + end, LOAD) for end in "12"]
        target = self._random.choice([names[0], ast.Tuple(names, LOAD)])
        condition = self._some(depth, 0, 0, 1, 2)
        clauses = [ast.comprehension(target, self.expression(depth), condition, 0)]
        element = self.expression(depth)
        generator = ast.GeneratorExp(element, clauses)
        kinds: list[Make] = [
            lambda: ast.ListComp(element, clauses),
            lambda: ast.SetComp(element, clauses),
            lambda: ast.DictComp(self.expression(depth), element, clauses),
            lambda: generator,
            lambda: ast.Call(ast.Name(self.name(), LOAD), [generator], []),
        ]
        return self._random.choice(kinds)()

    def _fstring(self, depth: int) -> ast.expr:
        values: list[ast.expr] = []
        for _ in range(self._random.choice([1, 2, 4])):
            text = self.string()
            values += [ast.Constant(text)] if text else []
            # What no f-string of Python 3.11 can hold is a case of its own.
            value: ast.expr = ast.Name(self.name(), LOAD)
            if self._random.random() < 0.3:
                value = ast.Subscript(value, ast.Constant("key"), LOAD)
            spec = self._random.choice([None, None, ast.JoinedStr([ast.Constant(".2f")])])
            values.append(ast.FormattedValue(value, self._random.choice([-1, -1, 114]), spec))
        return ast.JoinedStr(values)

    def target(self, depth: int) -> ast.expr:
        name: ast.expr = ast.Name(self.name(), LOAD)
        targets: list[ast.expr] = [
            ast.Attribute(name, self.name(), LOAD),
            ast.Subscript(name, self._index(depth - 1), LOAD),
            ast.Tuple([name, ast.Name(self.name(), LOAD)], LOAD),
        ]
        return self._random.choice([name, name, name, *targets])

    def statement(self, depth: int) -> ast.stmt:
        value = self.expression(depth)
        name = ast.Name(self.name(), LOAD)
        # Known to differ from ruff, too: lambdas assigned to several targets.
        counts = [1] if isinstance(value, ast.Lambda) else [1, 1, 1, 2, 3]
        targets = [self.target(depth) for _ in range(self._random.choice(counts))]
        annotation = ast.Subscript(ast.Name("list", LOAD), ast.Name(self.name(), LOAD), LOAD)
        # And a power in a returned pair that gets parentheses.
        pair = ast.Tuple([self._leaf(), self._call(depth - 1)], LOAD)
        names = [self.name() for _ in range(self._random.choice([1, 2, 5]))]
        return self._random.choice(
            [
                *[ast.Assign(targets, value, lineno=1)] * 4,
                *[ast.Expr(ast.Call(name, [self.expression(depth - 1), value], []))] * 2,
                *[ast.Return(self._random.choice([value, pair]))] * 2,
                ast.AnnAssign(name, annotation, self._random.choice([value, None]), 1),
                ast.AugAssign(name, ast.Add(), value),
                ast.AugAssign(annotation, ast.Mult(), value),
                ast.Raise(value, self._random.choice([None, self.expression(1)])),
                ast.Assert(value, self._random.choice([None, self.expression(1)])),
                ast.Delete([name]),
                ast.ImportFrom(self.name(), [ast.alias(alias) for alias in names], 0),
                ast.Global(names),
            ]
        )

    def header(self, depth: int) -> ast.If | ast.While | ast.For | ast.FunctionDef | ast.With:
        value = self.expression(depth)
        target = self.target(1)
        # A tuple would be read as several context managers.
        context = ast.Call(ast.Name(self.name(), LOAD), [value], [])
        item = ast.withitem(context, self._random.choice([None, ast.Name(self.name(), LOAD)]))
        headers: list[ast.If | ast.While | ast.For | ast.FunctionDef | ast.With] = [
            ast.If(value, [], []),
            ast.While(value, [], []),
            ast.For(target, value, [], []),
            self._function(),
            ast.With([item], []),
        ]
        return self._random.choice(headers)

    def _function(self) -> ast.FunctionDef:
        count = self._random.randrange(5)
        annotations = [None, ast.Name(self.name(), LOAD), self._leaf()]
        names = [
            ast.arg(f"{self.name()}{index}", self._random.choice(annotations))
            for index in range(count)
        ]
        defaults = [self.expression(1) for _ in range(self._random.randrange(count + 1))]
        arguments = ast.arguments([], names, None, [], [], None, defaults)
        returns = self._random.choice(annotations)
        return ast.FunctionDef(f"f{self.name()}", arguments, [], [], returns)
