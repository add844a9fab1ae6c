from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pseudocode_translator.errors import UnreadableInputError
from pseudocode_translator.extraction.encoding import decode

PROGRAM = 'DECLARE n : INTEGER\nn ← 5 // “five” é\nOUTPUT "n is ", n\n'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PROGRAM.encode("utf-8"), id="utf-8"),
        pytest.param(PROGRAM.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(PROGRAM.encode("utf-16"), id="utf-16 with mark"),
        pytest.param(codecs.BOM_UTF16_BE + PROGRAM.encode("utf-16-be"), id="utf-16-be with mark"),
        pytest.param(PROGRAM.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(PROGRAM.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(PROGRAM.encode("utf-32"), id="utf-32 with mark"),
        pytest.param(codecs.BOM_UTF32_BE + PROGRAM.encode("utf-32-be"), id="utf-32-be with mark"),
    ],
)
def test_every_unicode_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data, name="a.txt") == PROGRAM


def test_what_is_not_utf_8_is_read_as_windows_1252() -> None:
    assert decode("até – “x”\nfaça €".encode("cp1252"), name="a.alg") == "até – “x”\nfaça €"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", name="a.txt") == ""
    assert decode(codecs.BOM_UTF8, name="a.txt") == ""
    assert decode(codecs.BOM_UTF16_LE, name="a.txt") == ""


def test_a_cut_character_among_good_ones_does_not_make_the_arrows_unreadable() -> None:
    data = "x ← 1\ny ← 2\nOUTPUT x — y".encode() + "←".encode()[:2]

    assert decode(data, name="a.txt") == "x ← 1\ny ← 2\nOUTPUT x — y\ufffd"


def test_the_end_mark_of_a_dos_file_is_dropped() -> None:
    assert decode(b"OUTPUT 1\r\n\x1a", name="a.txt") == "OUTPUT 1\r\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04rest", "a word processor document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\x7fELF\x02\x01", "a program"),
        (rb"{\rtf1 x <- 1}", "a rich text document"),
        (b"x <- 1\0\x07\x03", "binary"),
        (b"\x01\x02\x03\x04 x", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (codecs.BOM_UTF16_LE + b"x\0\n", "byte 2 does not belong"),
        ("整数型: n を出力する".encode("shift_jis"), "neither UTF-8 nor Windows-1252"),
        ("вывод переменной на экран".encode("cp1251"), "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_text_is_refused_with_name_reason_and_advice(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInputError, match=reason) as caught:
        decode(data, name="work.txt")

    assert str(caught.value).startswith("work.txt: ")
    assert caught.value.advice


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, name="x")
    except UnreadableInputError:
        return
    assert "\0" not in text
    text.encode("utf-8")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=200))
def test_whatever_can_be_saved_as_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), name="x") == text
