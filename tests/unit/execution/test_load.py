"""Looking at the load of the machine, with and without psutil."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pseudocode_translator.execution import load
from pseudocode_translator.execution.load import Load, find_probe


def _no_psutil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psutil", None)  # Importing it raises ImportError.


def _proc(folder: Path, busy: int, idle: int) -> None:
    (folder / "stat").write_text(f"cpu  {busy} 0 0 {idle} 0 0 0 0 0 0\ncpu0 1 2 3\n")
    (folder / "meminfo").write_text("MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 250 kB\n")


def test_psutil_is_asked_where_it_is_installed() -> None:
    probe = find_probe()

    assert probe is not None
    assert type(probe).__name__ == "_PsutilProbe"
    assert 0.0 <= probe().cpu_percent <= 100.0
    assert 0.0 < probe().memory_percent < 100.0


def test_without_psutil_proc_tells(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _no_psutil(monkeypatch)
    monkeypatch.setattr(load, "_PROC", tmp_path)
    _proc(tmp_path, 100, 100)

    probe = find_probe()

    assert probe is not None
    _proc(tmp_path, 175, 125)  # 75 of 100 new ticks were work.
    assert probe() == Load(75.0, 75.0)
    assert probe().cpu_percent == 0.0  # No tick since the last look.


@pytest.mark.skipif(sys.platform != "linux", reason="proc(5) is Linux")
def test_the_real_proc_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    _no_psutil(monkeypatch)

    probe = find_probe()

    assert probe is not None
    assert type(probe).__name__ == "_ProcProbe"
    assert 0.0 < probe().memory_percent < 100.0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no load average")
def test_without_proc_the_load_average_tells(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _no_psutil(monkeypatch)
    monkeypatch.setattr(load, "_PROC", tmp_path)
    monkeypatch.setattr("os.getloadavg", lambda: (3.0, 0.0, 0.0))
    monkeypatch.setattr("os.cpu_count", lambda: 4)

    probe = find_probe()

    assert probe is not None
    assert probe() == Load(75.0, 0.0)


def test_where_nothing_tells_there_is_no_probe_and_one_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _no_psutil(monkeypatch)
    monkeypatch.setattr(load, "_PROC", tmp_path)
    monkeypatch.delattr("os.getloadavg", raising=False)

    assert find_probe() is None
    assert caplog.messages == ["no_load_probe"]
