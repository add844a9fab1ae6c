"""What the resolver has to say about a program, without saying it twice."""

from __future__ import annotations

from pseudocode_translator.model.codes import diagnose
from pseudocode_translator.model.diagnostics import Diagnostic, Span


class Remarks:
    """Collects diagnostics; remembers which general remarks were made already."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._made: set[str] = set()

    def mark(self) -> tuple[int, set[str]]:
        """Where the remarks stand; see `rewind`."""
        return len(self.diagnostics), set(self._made)

    def rewind(self, mark: tuple[int, set[str]]) -> None:
        """Forget what was said since: the program is looked at once more."""
        del self.diagnostics[mark[0] :]
        self._made = mark[1]

    def add(
        self, code: str, span: Span, message: str, *, fix: str = "", related: Span | None = None
    ) -> None:
        """Say something about one place."""
        self.diagnostics.append(diagnose(code, span, message, fix=fix, related=related))

    def once(
        self, code: str, span: Span, message: str, *, fix: str = "", related: Span | None = None
    ) -> None:
        """Say something that holds for the whole program, at the first place that shows it."""
        if code not in self._made:
            self._made.add(code)
            self.add(code, span, message, fix=fix, related=related)
