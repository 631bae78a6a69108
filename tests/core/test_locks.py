"""One lock for each draft: held by one writer at a time, gone with the process, and no trace of it afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tui.base.errors import BaogaoError
from tui.base.locks import locked

HOLDER = """
import sys, time
from pathlib import Path
from tui.base.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(file: Path, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLDER, str(file), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_lock_leaves_no_trace(tmp_path: Path) -> None:
    file = tmp_path / "report.toml"
    with locked(file), locked(file):
        assert [one.name for one in tmp_path.iterdir()] == [".report.toml.lock"]
    assert list(tmp_path.iterdir()) == []


def test_waiting_too_long_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "report.toml"
    with holder(file, 30) as process:
        with pytest.raises(BaogaoError, match="another program is saving"), locked(file, patience=0.05):
            pass
        process.kill()
    with locked(file, patience=1):
        pass
    assert list(tmp_path.iterdir()) == [], "the lock of a killed process holds nobody up, and is cleared"


def test_a_lock_left_behind_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / ".report.toml.lock").write_bytes(b"")
    with locked(tmp_path / "report.toml", patience=0.1):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("target", [".report.toml.lock", "elsewhere", "/dev/full"])
def test_a_link_in_the_place_of_the_lock_is_named_at_once(tmp_path: Path, target: str) -> None:
    (tmp_path / ".report.toml.lock").symlink_to(target)
    with pytest.raises(BaogaoError, match=r"\.report\.toml\.lock.*a link"), locked(tmp_path / "report.toml"):
        pass
    assert [one.name for one in tmp_path.iterdir()] == [".report.toml.lock"], "it is not followed"


def test_a_link_and_its_target_have_one_lock(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(tmp_path / "report.toml")
    with holder(tmp_path / "report.toml", 30) as process:
        with pytest.raises(BaogaoError), locked(tmp_path / "link.toml", patience=0.05):
            pass
        process.kill()


def test_where_nobody_can_write_there_is_no_lock(tmp_path: Path) -> None:
    with locked(tmp_path / "no such folder" / "report.toml"):
        pass


def test_counting_under_the_lock_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "count"
    file.write_text("0", "ascii")

    def count() -> None:
        for _ in range(100):
            with locked(file):
                number = int(file.read_text("ascii"))
                other = tmp_path / f"{threading.get_ident()}"
                other.write_text(str(number + 1), "ascii")
                os.replace(other, file)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_text("ascii") == "400"
