"""Text files and random files, known by their names between OPENFILE and CLOSEFILE."""

import json
from copy import copy
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any


class TextFile:
    """A text file that is open; whatever is written is in the file at once."""

    def __init__(self, name: str, mode: str) -> None:
        self.name = name
        self.mode = mode
        self.lines: list[str] = []
        self.next = 0
        if mode == "READ":
            with open(name, encoding="utf-8-sig") as stream:
                self.lines = [line.removesuffix("\n") for line in stream]
        elif mode == "WRITE":
            Path(name).write_text("", encoding="utf-8")

    def at_end(self) -> bool:
        """Tell whether all lines are read."""
        return self.next >= len(self.lines)

    def read_line(self) -> str:
        """Take the next line."""
        if self.mode != "READ":
            raise OSError(f"{self.name} is open for {self.mode}, not for READ")
        if self.at_end():
            raise EOFError(f"no line is left to read in {self.name}")
        self.next += 1
        return self.lines[self.next - 1]

    def write_line(self, text: str) -> None:
        """Add a line."""
        if self.mode == "READ":
            raise OSError(f"{self.name} is open for READ, not for WRITE")
        with open(self.name, "a", encoding="utf-8") as stream:
            print(text, file=stream)


def as_json(value: Any) -> Any:
    """Turn what JSON does not know into what it knows."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, set) else vars(value)


def from_json(data: Any, like: Any) -> Any:
    """Turn data from JSON into a value of the same kind as another."""
    if isinstance(like, Enum):
        return type(like)[data]
    if isinstance(like, date):
        return date.fromisoformat(data)
    if isinstance(like, set):
        return set(data)
    if like is None or not isinstance(data, list | dict):
        return data
    value = copy(like)
    if isinstance(value, list):
        value[:] = [from_json(part, old) for part, old in zip(data, like, strict=True)]
        return value
    for key, part in vars(like).items():
        setattr(value, key, from_json(data[key], part))
    return value


class RandomFile:
    """A file of records by address; a line [address, record] for each PUTRECORD."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.address = 1
        self.records: dict[int, Any] = {}
        if Path(name).exists():
            with open(name, encoding="utf-8") as stream:
                self.records = dict(json.loads(line) for line in stream)

    def at_end(self) -> bool:
        """Tell whether no record is at this address or behind it."""
        return self.address > max(self.records, default=0)

    def get(self, like: Any) -> Any:
        """Take the record at the address; the next one follows."""
        if self.address not in self.records:
            raise EOFError(f"{self.name} has no record {self.address}")
        self.address += 1
        return from_json(self.records[self.address - 1], like)

    def put(self, record: Any) -> None:
        """Write a record at the address; the next one follows."""
        line = json.dumps([self.address, record], default=as_json)
        self.records[self.address] = json.loads(line)[1]
        self.address += 1
        with open(self.name, "a", encoding="utf-8") as stream:
            print(line, file=stream)


open_files: dict[str, Any] = {}


def find_file(name: str) -> Any:
    """Find an open file by its name."""
    if name not in open_files:
        raise OSError(f"{name} is not open; OPENFILE must come first")
    return open_files[name]


def open_file(name: str, mode: str) -> None:
    """Open a text file for READ, WRITE or APPEND."""
    open_files[name] = TextFile(name, mode)


def open_random_file(name: str) -> None:
    """Open a file of records, new or not."""
    open_files[name] = RandomFile(name)


def read_line(name: str) -> str:
    """Read the next line of a text file."""
    return str(find_file(name).read_line())


def write_line(name: str, text: str) -> None:
    """Write a line to a text file."""
    find_file(name).write_line(text)


def end_of_file(name: str) -> bool:
    """Tell whether nothing is left to read."""
    return bool(find_file(name).at_end())


def seek(name: str, address: int) -> None:
    """Go to the record with this address."""
    find_file(name).address = address


def get_record(name: str, like: Any) -> Any:
    """Read the record here, as a value of the same kind as another."""
    return find_file(name).get(like)


def put_record(name: str, record: Any) -> None:
    """Write the record here."""
    find_file(name).put(record)


def close_file(name: str) -> None:
    """Close a file."""
    find_file(name)
    del open_files[name]
