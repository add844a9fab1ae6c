"""What a dialect is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pseudocode_translator.frontend.blocks import BlockBuilder
from pseudocode_translator.frontend.build import AstBuilder
from pseudocode_translator.frontend.line_style import LineStyle
from pseudocode_translator.frontend.logical_line import LogicalLine
from pseudocode_translator.frontend.marks import Marks
from pseudocode_translator.model.diagnostics import Diagnostic
from pseudocode_translator.model.document import Document
from pseudocode_translator.model.library import LibraryFunction
from pseudocode_translator.model.rules import Rules

LineReader = Callable[[Document], tuple[list[LogicalLine], list[Diagnostic]]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """Everything in which one kind of pseudocode differs from the others."""

    name: str
    """As users write it: lower case, no spaces."""
    title: str
    """As people say it."""
    reference: str
    """The document that defines it, with pages."""
    grammar: Path
    """The ``.lark`` file; its start rule is ``line``."""
    builder: type[AstBuilder]
    """Makes nodes of what the grammar finds."""
    rules: Rules
    library: tuple[LibraryFunction, ...]
    blocks: type[BlockBuilder] = BlockBuilder
    """Makes blocks of what the builder made: by words, or by braces (`BraceBlockBuilder`)."""
    line_style: LineStyle = field(default_factory=LineStyle)
    words: Mapping[str, str] = field(default_factory=dict)
    """How messages say it to people who write this dialect: by the English word of `Block`,
    of `open_blocks.CLOSERS`, or in the name of a terminal (``THEN``, ``OUTPUT``, ``<-``). What
    is missing is said in English."""
    read_lines: LineReader | None = None
    """Makes logical lines in a way of its own; None: `logical_lines` does, with `line_style`."""

    profiles: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What `Rules` a setting of the dialect's own tool changes, by the setting's name: with
    ``{"base0": {"first_element": 0}}`` there is a dialect ``name:base0``, too."""
    marks: Marks = field(default_factory=Marks)
    """By which `dialects.detect` knows it."""
