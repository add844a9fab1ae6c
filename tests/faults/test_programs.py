"""Whole programs with a pool: how they end, and what their workers know of them."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.faults.pools import METHODS, Script, running
from tests.faults.tasks import until

pytestmark = pytest.mark.slow
PROGRAMS = Path(__file__).parent / "programs"
with_fork = pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])


def _output(name: str, *arguments: object, options: tuple[str, ...] = ()) -> str:
    """What a program printed; it left no process behind."""
    with running(PROGRAMS / f"{name}.py", *arguments, options=options) as script:
        out = script.output()
        script.wait_until_alone()
    assert script.process.returncode == 0, out
    return out


@pytest.mark.parametrize(
    ("method", "state"),
    [
        *[(method, state) for method in METHODS for state in ("idle", "spins", "waits")],
        ("fork", "spins"),
    ],
)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_survives_its_parent(method: str, state: str, number: int) -> None:
    with running(PROGRAMS / "parent.py", method, state) as script:
        assert script.read_line() == "ready"
        assert len(script.descendants()) >= 2

        script.process.send_signal(number)

        script.process.wait(timeout=15)
        script.wait_until_alone()


@with_fork
def test_ctrl_c_at_a_terminal_reaches_everybody_and_leaves_nobody(method: str) -> None:
    with running(PROGRAMS / "parent.py", method, "idle") as script:
        assert script.read_line() == "ready"

        for process in script.descendants():
            process.send_signal(signal.SIGINT)
        script.process.send_signal(signal.SIGINT)

        out = script.output()
        script.wait_until_alone()
    assert out.count("KeyboardInterrupt") == 1, out


@with_fork
def test_no_worker_survives_because_a_copy_of_its_parent_lives_on(method: str) -> None:
    with running(PROGRAMS / "copy_lives_on.py", method) as script:
        copy = int(script.read_line())

        script.process.kill()

        script.process.wait(timeout=15)
        until(lambda: {each.pid for each in script.descendants()} == {copy}, "the copy is alone")


@with_fork
@pytest.mark.parametrize("state", ["idle", "hung", "exit", "thread"])
def test_a_program_may_end_without_a_shutdown(method: str, state: str) -> None:
    assert _output("leaves", method, state) == "42\n"


@with_fork
def test_a_program_that_fails_ends_at_once(method: str) -> None:
    with running(PROGRAMS / "leaves.py", method, "error") as script:
        out = script.output()
        script.wait_until_alone()
    assert script.process.returncode == 1
    assert out.rstrip().endswith("ValueError: a mistake of the program")
    assert out.count("Traceback") == 1


@with_fork
def test_tasks_may_be_functions_of_the_main_script(method: str) -> None:
    assert _output("own_functions", method).splitlines() == [
        "once Answer(number=2)",
        "OwnError(Answer(number=5))",
        "-3",
    ]


@with_fork
@pytest.mark.parametrize(
    "options", [(), ("-O", "-X", "utf8"), ("-OO", "-W", "error", "-X", "utf8=0")]
)
def test_the_options_of_the_interpreter_reach_the_workers(
    method: str, options: tuple[str, ...]
) -> None:
    assert "True (" in _output("options", method, options=options)


@with_fork
def test_a_module_that_only_sys_path_knows_is_found(method: str, tmp_path: Path) -> None:
    (tmp_path / "only_here.py").write_text("def answer():\n    return 'found'\n")

    assert _output("path_changes", method, tmp_path) == "found\n"


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_gigabyte_that_is_printed_costs_the_pool_nothing(method: str) -> None:
    assert int(_output("prints", method)) < 20_000_000


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_pool_recovers_from_a_shortage_of_descriptors(method: str) -> None:
    out = _output("shortage", method, "descriptors").splitlines()

    assert len(out) == 4
    assert all("too many open files" in line.lower() for line in out[:3]), out
    assert out[3] == "42"


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_working_pool_recovers_from_a_shortage_of_descriptors(method: str) -> None:
    out = _output("shortage", method, "descriptors_later").splitlines()

    assert out[:2] == ["42", "WorkerLostError"]
    assert out[2] == "42" or "too many open files" in out[2].lower(), out
    assert out[3] == "42"


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_pool_serves_with_the_workers_that_it_could_start(method: str) -> None:
    out = _output("shortage", method, "processes").splitlines()

    # The log tells of each refusal, as often as there is one.
    assert [line for line in out if line != "fork_refused"] == [
        str(2 * sum(range(200))),
        "True",
        "42",
    ]


@with_fork
def test_a_copy_of_the_process_gets_a_clear_error_and_may_have_its_own_pool(method: str) -> None:
    assert _output("forks", method).splitlines() == ["42", "NestedPoolError", "8", "0", "10"]


@with_fork
def test_a_daemonic_process_is_refused_a_pool(method: str) -> None:
    assert _output("daemon", method).startswith("NestedPoolError")


@with_fork
def test_a_program_without_standard_streams_may_have_a_pool(method: str, tmp_path: Path) -> None:
    _output("surroundings", method, "streams", tmp_path / "result")
    assert (tmp_path / "result").read_text() == "42\n"


@with_fork
def test_an_odd_entry_of_sys_path_does_no_harm(method: str, tmp_path: Path) -> None:
    _output("surroundings", method, "path", tmp_path / "result")
    assert (tmp_path / "result").read_text() == "42\n"


@with_fork
def test_a_program_whose_folder_is_gone_may_have_a_pool(method: str, tmp_path: Path) -> None:
    _output("surroundings", method, "folder", tmp_path / "result")
    assert (tmp_path / "result").read_text() == "42\n"


def test_scripts_are_told_apart_by_their_mark() -> None:
    # The tests above find no orphan; so it must be shown that they would.
    with running(PROGRAMS / "parent.py", "spawn", "idle") as script:
        assert script.read_line() == "ready"
        assert isinstance(script, Script)
        assert len(script.descendants()) >= 2
