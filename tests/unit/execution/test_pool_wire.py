"""What a pool and its workers say to each other, byte by byte."""

from __future__ import annotations

import mmap
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pseudocode_translator.execution import wire
from pseudocode_translator.execution.wire import Board


@pytest.fixture
def board() -> Iterator[Board]:
    made = Board(mmap.mmap(-1, wire.BOARD_BYTES))
    yield made
    made.close()


def _entry(number: int, data: bytes, flags: int = wire.SUCCEEDED) -> bytes:
    return wire.RESULT.pack(number, 0.5, len(data), flags) + data


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.integers(0, 2**64 - 1), st.floats(0, 1e6), st.integers(0, 15), st.binary())
    )
)
def test_results_come_out_as_they_went_in(results: list[tuple[int, float, int, bytes]]) -> None:
    body = b"".join(
        wire.RESULT.pack(number, duration, len(data), flags)
        + (b"" if flags & wire.IN_ARENA else data)
        for number, duration, flags, data in results
    )

    assert [
        (number, duration, flags, size, bytes(data))
        for number, duration, flags, size, data in wire.entries(body)
    ] == [
        (number, duration, flags, len(data), b"" if flags & wire.IN_ARENA else data)
        for number, duration, flags, data in results
    ]


def test_no_results_are_no_entries() -> None:
    assert list(wire.entries(b"")) == []


def test_a_new_board_says_that_nothing_runs(board: Board) -> None:
    assert board.running == 0
    assert board.staged() == b""
    assert board.resident_bytes == 0


def test_the_board_tells_which_task_runs_since_when(board: Board) -> None:
    board.begin(12, 3.25)
    assert (board.running, board.started) == (12, 3.25)

    board.rest()
    assert board.running == 0


def test_numbers_of_tasks_may_be_large(board: Board) -> None:
    board.begin(2**53 - 1, 1.0)
    assert board.running == 2**53 - 1


def test_staged_results_can_be_read_until_they_are_sent(board: Board) -> None:
    first, second = _entry(1, b"one"), _entry(2, b"two")
    used = board.stage(first, 0)
    assert board.staged() == first

    used = board.stage(second, used)
    assert board.staged() == first + second
    assert used == len(first + second)

    board.unstage()
    assert board.staged() == b""


def test_the_stage_has_an_end(board: Board) -> None:
    room = 60 * 1024
    assert board.has_room(0, room)
    assert not board.has_room(0, room + 1)
    assert not board.has_room(1, room)


def test_the_arena_of_tasks_holds_one_at_a_time(board: Board) -> None:
    data = bytes(range(256)) * 1000
    assert board.put_task(data)
    assert not board.put_task(b"another")
    assert bytes(board.task(len(data))) == data

    board.task_taken()
    assert board.put_task(b"another")


def test_the_arena_of_results_holds_one_at_a_time(board: Board) -> None:
    data = bytes(range(256)) * 1000
    assert board.put_result(data)
    assert not board.put_result(b"another")
    assert bytes(board.result(len(data))) == data

    board.result_taken()
    assert board.put_result(b"another")


@pytest.mark.slow
def test_both_arenas_are_apart(board: Board) -> None:
    most = 32 << 20
    assert board.put_task(b"t" * most)
    assert board.put_result(b"r" * most)
    assert board.stage(b"s" * 100, 0) == 100
    board.begin(5, 1.0)

    assert bytes(board.task(most)) == b"t" * most
    assert bytes(board.result(most)) == b"r" * most
    assert board.staged() == b"s" * 100
    assert board.running == 5


def test_what_is_larger_than_an_arena_is_not_taken(board: Board) -> None:
    assert not board.put_task(bytes((32 << 20) + 1))
    assert not board.put_result(bytes((32 << 20) + 1))
    assert board.put_task(b"x")


def test_the_worker_tells_its_memory(board: Board) -> None:
    board.tell_resident(123_456_789)
    assert board.resident_bytes == 123_456_789


def test_a_board_can_be_closed_while_somebody_still_holds_a_part() -> None:
    board = Board(mmap.mmap(-1, wire.BOARD_BYTES))
    board.put_result(b"data")
    part = board.result(4)

    board.close()

    assert bytes(part) == b"data"
