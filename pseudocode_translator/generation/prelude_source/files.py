"""Text files and random files, known by their names between OPENFILE and CLOSEFILE."""

import json
import sys
from collections import deque
from copy import copy
from datetime import date
from enum import Enum
from io import StringIO
from pathlib import Path
from typing import Any


def input_from(name: str) -> None:
    """Let input() read from a file, if there is one of this name."""
    if Path(name).exists():
        sys.stdin = StringIO(Path(name).read_text(encoding="utf-8"))


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
        value.clear()
        value.extend(from_json(*pair) for pair in zip(data, like, strict=True))
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

    def __bool__(self) -> bool:
        """Tell whether a record is at this address or behind it."""
        return self.address <= max(self.records, default=0)

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


def find_file(name: str, kind: type = object) -> Any:
    """Find an open file of a kind."""
    file = open_files.get(name)
    if file is None or not isinstance(file, kind):
        raise OSError(f"{name} is not open for this; OPENFILE must come first")
    return file


def open_to_read(name: str) -> None:
    """Open a text file: its lines wait to be read."""
    with open(name, encoding="utf-8-sig") as file:
        open_files[name] = deque(line.removesuffix("\n") for line in file)


def open_to_write(name: str, mode: str) -> None:
    """Open a text file to write it anew ("w") or to add lines to it ("a")."""
    with open(name, mode, encoding="utf-8"):
        open_files[name] = mode


def read_line(name: str) -> str:
    """Read the next line of a text file."""
    lines = find_file(name, deque)
    if not lines:
        raise EOFError(f"no line is left to read in {name}")
    return str(lines.popleft())


def write_line(name: str, text: str) -> None:
    """Write a line to a text file."""
    find_file(name, str)
    with open(name, "a", encoding="utf-8") as file:
        print(text, file=file)


def end_of_file(name: str) -> bool:
    """Tell whether nothing is left to read."""
    return not find_file(name)


def open_random_file(name: str) -> None:
    """Open a file of records, new or not."""
    open_files[name] = RandomFile(name)


def seek(name: str, address: int) -> None:
    """Go to the record with this address."""
    find_file(name, RandomFile).address = address


def get_record(name: str, like: Any) -> Any:
    """Read the record here, as a value of the same kind as another."""
    return find_file(name, RandomFile).get(like)


def put_record(name: str, record: Any) -> None:
    """Write the record here."""
    find_file(name, RandomFile).put(record)


def close_file(name: str) -> None:
    """Close a file."""
    find_file(name)
    del open_files[name]
