"""Text files to documents."""

from __future__ import annotations

from pathlib import Path

from pseudocode_translator.errors import UnreadableInputError
from pseudocode_translator.extraction.encoding import decode
from pseudocode_translator.model.document import Document, typed_document

__all__ = ["DEFAULT_LIMIT_BYTES", "decode", "read_document"]

DEFAULT_LIMIT_BYTES = 64 * 1024 * 1024


def read_document(path: Path, *, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> Document:
    """Read a text file in whatever encoding it has.

    Raises:
        UnreadableInputError: The file is missing, too large, a folder, or not text.
    """
    name = _printable(path)
    return typed_document(decode(_read(path, name, limit_bytes), name=name), name=name)


def _read(path: Path, name: str, limit_bytes: int) -> bytes:
    # Opened and read once, so that no check is about another file than the one read.
    try:
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableInputError(name, "no such file", "check the name and the folder") from error
    except IsADirectoryError as error:
        reason, advice = "this is a folder", "name the files in it"
        raise UnreadableInputError(name, reason, advice) from error
    except PermissionError as error:
        reason, advice = "permission denied", "ask its owner for the right to read it"
        raise UnreadableInputError(name, reason, advice) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInputError(name, f"cannot be read ({reason})") from error
    if len(data) > limit_bytes:
        reason = f"larger than {_size(limit_bytes)}"
        raise UnreadableInputError(name, reason, "raise the limit or split the file")
    return data


def _printable(path: Path) -> str:
    """Name the file so that every terminal can show it; Linux file names are bytes."""
    return str(path).encode("utf-8", errors="replace").decode("utf-8")


def _size(size_bytes: int) -> str:
    for unit, factor in (("MiB", 1024 * 1024), ("KiB", 1024)):
        if size_bytes >= factor:
            return f"{size_bytes / factor:g} {unit}"
    return f"{size_bytes} bytes"
