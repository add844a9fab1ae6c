"""Case files: one small program each, with what it must print and what it becomes.

A case file has headers (``row: ...``, ``exit: 1``) and sections that start with
``--- name``:

``source``        the pseudocode
``input``         standard input of the run (optional)
``output``        what the run must print; written by hand from the dialect's definition; a
                  backslash at its very end says that no new line is printed there
``error``         text that must occur in the message of a run that fails (optional)
``call``          Python lines that are run behind the generated program (optional)
``file NAME``     a file that exists before the run (optional)
``after NAME``    what that file must hold after the run (optional)
``diagnostics``   every diagnostic of the translation; UPDATE_CASES=1 rewrites it
``python``        the generated program; UPDATE_CASES=1 rewrites it
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_SECTION = re.compile(r"^--- (.+)$", re.MULTILINE)


@dataclass(slots=True)
class Case:
    """One case file, taken apart."""

    path: Path
    headers: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[str, ...]:
        """Rows of the dialect's table that the case stands for."""
        return tuple(row.strip() for row in self.headers.get("row", "").split(";"))

    @property
    def is_refused(self) -> bool:
        """The program has errors and must not be run: nothing is said of what it prints."""
        return self.sections.keys() <= {"source", "diagnostics"}

    @property
    def output(self) -> str:
        return self.sections.get("output", "").removesuffix("\\\n")

    @property
    def files_before(self) -> dict[str, str]:
        return self._named("file ")

    @property
    def files_after(self) -> dict[str, str]:
        return self._named("after ")

    def save(self) -> None:
        """Write the file again, as `read_case` reads it."""
        parts = [f"{key}: {value}\n" for key, value in self.headers.items()]
        for name, text in self.sections.items():
            parts.append(f"--- {name}\n{text}")
        self.path.write_text("".join(parts), encoding="utf-8")

    def _named(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): text
            for name, text in self.sections.items()
            if name.startswith(prefix)
        }


def read_case(path: Path) -> Case:
    """Read one case file."""
    pieces = _SECTION.split(path.read_text(encoding="utf-8"))
    headers = dict(line.split(": ", 1) for line in pieces[0].splitlines() if line.strip())
    sections = {
        name: text.removeprefix("\n") for name, text in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    return Case(path, headers, sections)
