"""Text files that a variable holds while they are open."""

from collections import deque


class TextFile:
    """An open text file: read from its first line on, written at its end."""

    def __init__(self, name: str, mode: str = "r+") -> None:
        self.name = name
        self.mode = mode
        self.lines: deque[str] = deque()
        with open(name, mode, encoding="utf-8") as stream:
            if "r" in mode:
                self.lines.extend(line.removesuffix("\n") for line in stream)

    def read_line(self) -> str:
        """Read the next line."""
        if "r" not in self.mode:
            raise OSError(f"{self.name} is not open to be read")
        if not self.lines:
            raise EOFError(f"no line is left to read in {self.name}")
        return self.lines.popleft()

    def write_line(self, text: str) -> None:
        """Write a line behind the last one."""
        if self.mode in ("r", "closed"):
            raise OSError(f"{self.name} is not open to be written")
        with open(self.name, "a", encoding="utf-8") as stream:
            print(text, file=stream)
        self.lines.append(text)

    def end_of_file(self) -> bool:
        """Tell whether nothing is left to read."""
        return not self.lines

    def close(self) -> None:
        """Close the file; what comes after that is an error."""
        self.mode = "closed"
