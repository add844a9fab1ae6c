"""What only the whole program tells about a line."""

from __future__ import annotations

import pytest

from tests.unit.frontend.sketch import parsed


def test_start_and_stop_around_a_program_are_remarks() -> None:
    assert parsed("START\nOUTPUT 1\nSTOP") == ("//START; Output[1]; //STOP", [])


@pytest.mark.parametrize("word", ["PROGRAM", "VAR", "Algorithm"])
def test_a_word_that_only_heads_a_program_is_a_remark(word: str) -> None:
    assert parsed(f"{word}\nOUTPUT 1") == (f"//{word}; Output[1]", [])


def test_a_procedure_may_be_called_start() -> None:
    sketch, _ = parsed("PROCEDURE Start\nOUTPUT 1\nENDPROCEDURE\nStart")

    assert sketch.endswith("CallStatement(Start[])")


def test_stop_inside_a_program_is_no_remark() -> None:
    assert "//STOP" not in parsed("STOP\nOUTPUT 1")[0]


def test_end_program_leaves_open_blocks_to_be_reported() -> None:
    assert parsed("PROGRAM p\nIF x THEN\ny <- 1\nEND PROGRAM")[1] == ["PS131"]


@pytest.mark.parametrize("file", ["data.txt", "Scores.dat"])
def test_a_file_name_needs_no_quotes_if_it_can_be_no_field(file: str) -> None:
    sketch, codes = parsed(
        f"OPENFILE {file} FOR READ\nWHILE NOT EOF({file})\nREADFILE {file}, x\nENDWHILE"
    )

    assert codes == ["PS142"]
    assert sketch == (
        f'OpenFile("{file}", READ); While(NOT(EOF["{file}"]), [ReadFile("{file}", x)])'
    )


def test_the_field_of_a_record_names_a_file_as_it_is() -> None:
    sketch, codes = parsed("DECLARE data : Person\nOPENFILE data.txt FOR READ")

    assert codes == []
    assert sketch.endswith("OpenFile(data.txt, READ)")


def test_write_and_read_work_with_a_file_that_is_open() -> None:
    sketch, _ = parsed(
        'OPENFILE f FOR WRITE\nWRITE f, 5\nWRITE x, 5\nREAD F, y\nREAD "f", y\nREAD x, y'
    )

    assert sketch.split("; ")[1:] == [
        "WriteFile(f, [5])",
        "Output[x, 5]",
        "ReadFile(F, y)",
        'Input([y], "f")',
        "Input([x, y])",
    ]


@pytest.mark.parametrize(
    ("use", "mode"),
    [("READFILE h, x", "READ"), ("WRITEFILE h, x", "WRITE"), ("WRITE (H, 1)", "WRITE")],
)
def test_a_file_without_a_mode_is_opened_for_what_is_done_with_it(use: str, mode: str) -> None:
    assert f"OpenFile(h, {mode})" in parsed(f'OPEN h "x.txt"\n{use}')[0]


def test_each_subroutine_is_a_function_if_it_returns_a_value() -> None:
    sketch, codes = parsed(
        "SUBROUTINE p(a)\nRETURN\nENDSUBROUTINE\nSUBROUTINE f(a)\nWHILE a\nRETURN 1\n"
        "ENDWHILE\nENDSUBROUTINE\nPROCEDURE q\nRETURN 1\nENDPROCEDURE"
    )

    assert codes == []
    assert [part.count("unknown") for part in sketch.split("Subroutine(")[1:]] == [0, 1, 0]
