"""The temporary files of processes that were killed while they wrote are cleared; those of others are left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.test_session import EXAMPLE, LIBRARY
from tui.base.locks import locked
from tui.session.identity import clear_temporary, writer
from tui.session.session import Session

HOUR = 3600


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    (tmp_path / ".report.toml.0123abcd.tmp").write_bytes(b"half")
    return file


def test_opening_a_draft_clears_what_a_killed_save_left(draft: Path) -> None:
    Session.open(draft, LIBRARY, state=draft.parent / "state")
    assert names(draft.parent) == ["report.toml"]


def test_what_somebody_is_writing_while_the_draft_is_opened_stays(draft: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(draft)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    Session.open(draft, LIBRARY, state=draft.parent / "state")
    assert ".report.toml.0123abcd.tmp" in names(draft.parent)
    holder.communicate("done\n")
    with locked(draft):
        Session.open(draft, LIBRARY, state=draft.parent / "state")
    assert names(draft.parent) == ["report.toml"]


_HOLDS = """
import sys
from pathlib import Path
from tui.base.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def temporary(folder: Path, of: str, age: float = 0.0) -> str:
    file = folder / f".f.aside.toml.{of}0123abcd.tmp"
    file.write_bytes(b"half")
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime - age))
    return file.name


def changed(**parts: str) -> str:
    """The mark of this process's temporary files, with parts of it changed."""
    machine, pid, run, _ = writer().split("-")
    return "-".join(({"machine": machine, "pid": pid, "run": run} | parts).values()) + "-"


GONE = str(2**22 + 1)


@pytest.mark.parametrize(
    ("of", "age", "stays"),
    [
        ({}, HOUR, True),  # this process, however slow
        ({"run": "00000000"}, 0, False),  # a dead one that had our number
        ({"pid": GONE}, 0, False),
        ({"pid": "1"}, 0, True),  # one that lives
        ({"pid": "1"}, HOUR, False),  # or another one that has its number now
        ({"machine": "00000000", "pid": GONE}, 0, True),  # on a shared home, nobody knows
        ({"machine": "00000000", "pid": GONE}, HOUR, False),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="nobody can be asked there whether a process lives")
def test_a_temporary_file_is_cleared_once_its_process_is_dead(
    tmp_path: Path, of: dict[str, str], age: float, stays: bool
) -> None:
    name = temporary(tmp_path, changed(**of), age)
    (tmp_path / "f.aside.toml").write_bytes(b"")
    clear_temporary(tmp_path)
    assert names(tmp_path) == ([name] if stays else []) + ["f.aside.toml"]


def test_a_folder_that_is_not_there_needs_no_clearing(tmp_path: Path) -> None:
    clear_temporary(tmp_path / "none")
    assert not names(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no process is killed there by a signal")
def test_a_process_that_is_killed_while_it_remembers_leaves_nothing_for_good(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(EXAMPLE), str(tmp_path)], check=False)
    assert killed.returncode == -9
    (left,) = names(tmp_path)
    assert left.endswith(".tmp")
    clear_temporary(tmp_path)
    assert names(tmp_path) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from tui.session import recovery
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
recovery.remember(Path(sys.argv[1]), (recovery.Change(("year",), None, 2025),), Path(sys.argv[2]))
"""
