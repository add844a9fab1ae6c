"""The only reader of settings files: YAML to entries that know their place.

Only the node tree of YAML is used, never its objects: nodes know line and column, tags
run no code, and aliases are not expanded (a file of a few lines can name gigabytes).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import yaml

from pseudocode_translator.config.checks import Unusable, show
from pseudocode_translator.config.names import did_you_mean
from pseudocode_translator.config.origins import Entry, Origin, OriginKind, Problem

MAX_FILE_BYTES = 65_536
"""Twenty times the documented file with every setting; a larger one is something else."""

_Items = list[tuple[str, yaml.Node, Origin]]


class SettingsFile:
    """One settings file: its entries, and what was wrong with it."""

    def __init__(self, path: Path, sections: Mapping[str, Collection[str]]) -> None:
        self._name = str(path)
        self._sections = sections
        """Section names to the names of their fields."""
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        root = self._root(path)
        if root is not None:
            self.entries.extend(self._sections_of(root))

    def _root(self, path: Path) -> yaml.Node | None:
        try:
            with path.open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            self._refuse(f"cannot be read: {error.strerror or error}")
            return None
        if len(data) > MAX_FILE_BYTES:
            self._refuse(f"is larger than {MAX_FILE_BYTES} bytes, so it is no settings file")
            return None
        return self._compose(data)

    def _compose(self, data: bytes) -> yaml.Node | None:
        try:
            return yaml.compose(data, yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            self._refuse(f"is not YAML: {error.problem or error.context}", *place)
        except yaml.reader.ReaderError as error:
            self._refuse(f"is not YAML: {error.reason}", *_place(data, error))
        except RecursionError:
            self._refuse("is not a settings file: it nests too deeply")
        return None

    def _refuse(self, fault: str, line: int = 0, column: int = 0) -> None:
        origin = Origin(OriginKind.FILE, self._name, line, column)
        self.problems.append(Problem(origin, fault, "the file is ignored"))

    def _sections_of(self, root: yaml.Node) -> Iterator[Entry]:
        if _is_null(root):
            return
        if not isinstance(root, yaml.MappingNode):
            mark = root.start_mark
            fault = f"holds {_kind(root)}, but must hold sections such as execution:"
            self._refuse(fault, mark.line + 1, mark.column + 1)
            return
        for name, node, origin in self._items(root, "", "both parts are read"):
            if name not in self._sections:
                sections = {section: section for section in self._sections}
                self._unknown(name, origin, did_you_mean(name, sections, self._all_fields()))
            elif isinstance(node, yaml.MappingNode):
                yield from self._fields_of(name, node)
            elif not _is_null(node):
                fault = f"{name} is {_kind(node)}, but must hold settings below it"
                self.problems.append(Problem(origin, fault, "the section is ignored"))

    def _fields_of(self, section: str, node: yaml.MappingNode) -> Iterator[Entry]:
        fields = {field: f"{section}.{field}" for field in self._sections[section]}
        for name, value, origin in self._items(node, f"{section}.", "the last one counts"):
            if name in fields:
                yield Entry(fields[name], _value(value), origin)
            else:
                nearest = did_you_mean(name, fields, self._all_fields())
                self._unknown(f"{section}.{name}", origin, nearest)

    def _items(self, node: yaml.MappingNode, prefix: str, on_repetition: str) -> _Items:
        items: _Items = []
        first: dict[str, Origin] = {}
        for key, value in node.value:
            mark = key.start_mark
            origin = Origin(OriginKind.FILE, self._name, mark.line + 1, mark.column + 1)
            name = key.value if isinstance(key, yaml.ScalarNode) else f"<{_kind(key)}>"
            if name in first:
                fault = f"{prefix}{name} stands here a second time, after line {first[name].line}"
                self.problems.append(Problem(origin, fault, on_repetition))
            first.setdefault(name, origin)
            items.append((name, value, origin))
        return items

    def _unknown(self, name: str, origin: Origin, nearest: str) -> None:
        fault = f"{show(name)} is no setting{nearest}"
        self.problems.append(Problem(origin, fault, "ignored"))

    def _all_fields(self) -> dict[str, str]:
        """Names of fields to their dotted keys, for those who took the wrong section."""
        return {
            field: f"{section}.{field}"
            for section, fields in self._sections.items()
            for field in fields
        }


def _place(data: bytes, error: yaml.reader.ReaderError) -> tuple[int, int]:
    # PyYAML counts bytes where it cannot decode, and characters where it can.
    if error.encoding == "unicode":
        before = data.decode("utf-8", "replace")[: error.position]
    else:
        before = data[: error.position].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _value(node: yaml.Node) -> object:
    if not isinstance(node, yaml.ScalarNode):
        return Unusable(_kind(node))
    try:
        # A scalar is built alone; SafeConstructor knows numbers, truth, dates and text only.
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, yaml.YAMLError):
        # A date in month 13, a number of 5,000 digits, a tag of somebody else.
        return Unusable(show(node.value))


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and _value(node) is None


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    return "a list" if isinstance(node, yaml.SequenceNode) else show(node.value)
