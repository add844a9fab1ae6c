"""Bytes to text: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from pseudocode_translator.errors import UnreadableInputError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # Starts like UTF-16, and so comes before it.
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "copy its text into a text file"),
    (b"PK\x03\x04", "a ZIP file or a word processor document", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "a word processor document", "save it as plain text"),
    (rb"{\rtf", "a rich text document", "save it as plain text"),
    (b"\x89PNG\r\n", "a PNG image", "type its text into a text file"),
    (b"\xff\xd8\xff", "a JPEG image", "type its text into a text file"),
    (b"GIF8", "a GIF image", "type its text into a text file"),
    (b"\x7fELF", "a program for Linux", "name the file that holds the pseudocode"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"SQLite format 3", "a database", "name the file that holds the pseudocode"),
)
_SAVE_AS_UTF8 = "open it in an editor and save it as UTF-8"
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r"))
_SAMPLE_BYTES = 4096
_MOST_CONTROLS = 0.02
"""Share of control characters beyond which nobody has typed the text."""
_MOST_HIGH = 0.4
"""Share of bytes above 127 beyond which text is not Western European."""
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def decode(data: bytes, *, name: str) -> str:
    """Return the text that `data` holds; raise `UnreadableInputError` if it is none.

    A byte order mark decides; then the pattern of UTF-16, then UTF-8, then Windows-1252.
    """
    _refuse_known_formats(data, name)
    text = _decode_marked(data, name)
    if text is None:
        text = _decode_utf16_pattern(data)
    if text is None:
        text = _decode_bytes(data, name)
    text = text.rstrip("\x1a")  # Ctrl-Z ends a file of DOS and CP/M.
    if "\0" in text or _too_many_controls(text):
        raise _not_text(name)
    return text


def _refuse_known_formats(data: bytes, name: str) -> None:
    for magic, what, advice in _FORMATS:
        if data.startswith(magic):
            raise UnreadableInputError(name, f"this is {what}, not text", advice)


def _decode_marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            content = data[len(mark) :]
            if encoding == "utf-8":
                return _decode_utf8(content)[0] or _decode_bytes(content, name)
            return _decode_wide(content, encoding, name)
    return None


def _decode_wide(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"it starts as {encoding[:-3].upper()} but byte {error.start} does not belong"
        raise UnreadableInputError(name, reason, _SAVE_AS_UTF8) from error


def _decode_utf16_pattern(data: bytes) -> str | None:
    """Decode UTF-16 without a mark: every other byte of mostly Western text is NUL."""
    sample = data[: _SAMPLE_BYTES - _SAMPLE_BYTES % 2]
    if len(data) % 2 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 3 < len(sample) // 2 or min(even, odd) * 10 > max(even, odd):
        return None
    try:
        return data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _decode_bytes(data: bytes, name: str) -> str:
    if b"\0" in data:
        raise _not_text(name)
    text, damage = _decode_utf8(data)
    if text is not None:
        return text
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = None
    if text is None or high > _MOST_HIGH * len(data):
        reason = f"its encoding is neither UTF-8 nor Windows-1252 (byte {damage} is not)"
        raise UnreadableInputError(name, reason, _SAVE_AS_UTF8)
    return text


def _decode_utf8(data: bytes) -> tuple[str | None, int]:
    """Return the text, and where it is damaged.

    A few broken characters among many good ones are shown as such in the text: it was
    UTF-8 before somebody cut it.
    """
    try:
        return data.decode("utf-8"), -1
    except UnicodeDecodeError as error:
        good = len(_UTF8_SEQUENCE.findall(data))
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd") - data.count("\ufffd".encode())
        return (text if good >= 2 * broken else None), error.start


def _too_many_controls(text: str) -> bool:
    data = text.encode("utf-8", errors="replace")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > max(1, _MOST_CONTROLS * len(data))


def _not_text(name: str) -> UnreadableInputError:
    return UnreadableInputError(
        name, "this is a binary file, not text", "name the file that holds the pseudocode"
    )
