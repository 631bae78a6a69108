"""When a save fails at any step, or is killed at any moment, the file is the old or the new one, whole, and no text is lost."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.conftest import ROOT
from tui.base import files
from tui.base.errors import BaogaoError
from tui.outline.library import Library
from tui.session import recovery
from tui.session.session import Outcome, Session

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
LIBRARY = Library.searching()
CALLS = ("open", "fdopen", "chmod", "fsync", "replace", "close", "unlink")


class Faults:
    """Stands in for `os` where files are written: the n-th call of all fails, once or from then on."""

    def __init__(self, fails_at: int, error: int, *, lasting: bool) -> None:
        self.fails_at = fails_at
        self.error = error
        self.lasting = lasting
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._guarded(name, real) if name in CALLS else real

    def _guarded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self._count(name)
            result = real(*arguments, **options)
            return _Stream(result, self) if name == "fdopen" else result

        return call

    def _count(self, name: str) -> None:
        self.calls += 1
        if self.calls == self.fails_at or (self.lasting and self.calls > self.fails_at and name != "unlink"):
            raise OSError(self.error, os.strerror(self.error))


class _Stream:
    """A file whose write and flush may fail too; half of the bytes are written then, as on a full disk."""

    def __init__(self, stream: Any, faults: Faults) -> None:
        self.stream = stream
        self.faults = faults

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, content: bytes) -> None:
        try:
            self.faults._count("write")
        except OSError:
            self.stream.write(content[: len(content) // 2])
            raise
        self.stream.write(content)

    def flush(self) -> None:
        self.faults._count("flush")
        self.stream.flush()

    def fileno(self) -> int:
        return int(self.stream.fileno())


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_a_failure_at_every_system_call_leaves_the_file_whole_and_the_text_at_hand(
    error: int, lasting: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = set()
    for fails_at in range(1, 40):
        folder = tmp_path / str(fails_at)
        folder.mkdir()
        file = folder / "report.toml"
        old = EXAMPLE.read_bytes()
        file.write_bytes(old)
        session = Session.open(file, LIBRARY, state=folder / "state")
        session.write_text("plan", "要存的字。\n")
        session.remember()
        new = session.draft.document.source
        faults = Faults(fails_at, error, lasting=lasting)
        monkeypatch.setattr(files, "os", faults)
        try:
            session.save()
            outcomes.add("saved")
        except BaogaoError as failure:
            outcomes.add("failed")
            assert "cannot be written" in str(failure) or "cannot be read" in str(failure)
            assert session.value(("sections", "plan", "text")) == "要存的字。\n"
            assert session.unsaved == (("sections", "plan", "text"),)
            kept = "".join(left.read_text("utf-8") for left in (folder / "state").glob("*.recovery.toml"))
            assert "要存的字。" in kept
        finally:
            monkeypatch.setattr(files, "os", os)
        assert file.read_bytes() in (old, new)
        if file.read_bytes() == old:
            assert session.unsaved, "what is not in the file is unsaved"
        assert session.save().outcome in (Outcome.SAVED, Outcome.NOTHING)
        assert file.read_bytes() == new
        leftovers = [left.name for left in folder.iterdir() if left.name.endswith(".tmp")]
        assert len(leftovers) <= 1, "only a file that could not even be deleted may stay"
        if faults.calls < fails_at:
            break
    assert outcomes == {"saved", "failed"}
    assert fails_at < 39, "every call was reached"


def test_a_full_disk_is_named_as_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    session = Session.open(file, LIBRARY, state=tmp_path / "state")
    session.write_figure("penalties", 1)
    monkeypatch.setattr(files, "os", Faults(1, errno.ENOSPC, lasting=True))
    with pytest.raises(BaogaoError, match="cannot be written: the disk is full"):
        session.save()


WRITER = """
import sys, time
from pathlib import Path
from tui.outline.library import Library
from tui.session.session import Session

file, state = Path(sys.argv[1]), Path(sys.argv[2])
session = Session.open(file, Library.searching(), state=state)
print("ready", flush=True)
n = int(session.value(("figures", "penalties")))
while True:
    n += 1
    session.write_figure("penalties", n)
    session.write_text("plan", f"第{n}版。\\n" * 200)
    session.remember()
    print(n, flush=True)
    session.save()
"""


def killed_saves(folder: Path, kills: int, seed: int) -> int:
    """Kill a saving process at random moments and look at what is left; the result is how many saves were cut short."""
    random = Random(seed)
    file, state = folder / "report.toml", folder / "state"
    file.write_text(EXAMPLE.read_text("utf-8").replace("penalties = 913", "penalties = 0"), "utf-8")
    cut = 0
    for _ in range(kills):
        command = [sys.executable, "-c", WRITER, str(file), str(state)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(random.random() * 0.06)
            process.send_signal(signal.SIGKILL)
            acknowledged = process.stdout.read().split("\n")
        last = int(next((line for line in reversed(acknowledged[:-1]) if line), "0"))
        session = Session.open(file, LIBRARY, state=state)
        number, text = session.value(("figures", "penalties")), session.value(("sections", "plan", "text"))
        assert isinstance(number, int)
        assert number == 0 or text == f"第{number}版。\n" * 200, "one version, whole"
        for left in session.left_behind():
            session.recover(left)
        assert session.conflicts == {}
        kept = session.value(("figures", "penalties"))
        assert isinstance(kept, int)
        assert kept >= last, "what was remembered is in the file or in the recovery file"
        cut += kept > number
        session.save()
        assert session.draft.figures["penalties"].written == str(kept)
    return cut


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_the_file_is_whole_and_recovery_has_the_rest(seed: int, tmp_path: Path) -> None:
    killed_saves(tmp_path, 25, seed)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(3, 7))
def test_killed_a_thousand_times(seed: int, tmp_path: Path) -> None:
    print(f"saves cut short and recovered: {killed_saves(tmp_path, 250, seed)} of 250")


def test_work_is_remembered_for_each_process_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    assert recovery.file_for(file, tmp_path) != recovery.file_for(tmp_path / "b.toml", tmp_path)
    assert str(os.getpid()) in recovery.file_for(file, tmp_path).name
