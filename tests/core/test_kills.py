"""Kills at random moments of everything that writes: the file is whole, nothing saved is lost, and no litter stays."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.cli.main import main
from tui.toml import parse

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
LOOP = """
import contextlib, io, sys
from tui.cli.main import main
name, first, count, file = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
for n in range(first, first + count):
    with contextlib.redirect_stderr(io.StringIO()):
        code = main(["set", f"{name}={n}", f"sections.{name}.text=第{n}版。", file] if name == "plan" else ["set", f"{name}={n}", file])
    assert code == 0, code
    print(n, flush=True)
"""


def loop(name: str, first: int, count: int, file: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOOP, name, str(first), str(count), str(file)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def figures(file: Path) -> dict[str, int]:
    found: dict[str, int] = parse(file.read_bytes(), "f").values["figures"]
    return found


def counted(file: Path, count: int) -> list[str]:
    """Two loops that count two figures up in one file; what is wrong at the end, or at any moment between."""
    wrong: list[str] = []
    names = ("penalties", "permits")
    processes = [loop(name, 1, count, file) for name in names]
    last = dict.fromkeys(names, 0)
    while any(process.poll() is None for process in processes):
        now = figures(file)
        for name in names:
            value = now[name] if isinstance(now[name], int) and now[name] <= count else 0
            if value < last[name]:
                wrong.append(f"{name} went back from {last[name]} to {value}")
            last[name] = value
        time.sleep(0.002)
    wrong += [
        f"{name}: a loop ended with {process.returncode}"
        for name, process in zip(names, processes, strict=True)
        if process.wait()
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()
    wrong += [f"{name} is {figures(file)[name]}" for name in names if figures(file)[name] != count]
    return wrong


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "report.toml"
    text = (
        EXAMPLE.read_text("utf-8")
        .replace("penalties = 913", "penalties = 0")
        .replace('permits = "约1.8万"', "permits = 0")
    )
    file.write_text(text, "utf-8")
    return file


def test_two_loops_of_set_lose_no_update(draft: Path) -> None:
    assert counted(draft, 40) == []
    assert [file.name for file in draft.parent.iterdir()] == ["report.toml"]


@pytest.mark.campaign
def test_five_thousand_sets_by_two_loops_lose_no_update(draft: Path) -> None:
    assert counted(draft, 2500) == []
    assert [file.name for file in draft.parent.iterdir()] == ["report.toml"]


def killed(draft: Path, kills: int, seed: int) -> list[str]:
    """Kill loops of `set` at random moments; what is wrong afterwards."""
    wrong: list[str] = []
    now = random.Random(seed)
    value = 0
    for _ in range(kills):
        with loop("penalties", value + 1, 100_000, draft) as process:
            assert process.stdout is not None
            said = int(process.stdout.readline())
            time.sleep(now.random() * 0.05)
            process.kill()
            said = max([said, *(int(line) for line in process.stdout.read().split()[:-1] or [])])
        value = figures(draft)["penalties"]
        if value < said:
            wrong.append(f"{said} was saved, and the file has {value}")
        if value > said + 2:
            wrong.append(f"the file has {value}, and only {said} was reported")
    return wrong


def test_kills_lose_nothing_and_leave_no_litter(draft: Path) -> None:
    assert killed(draft, 4, 1) == []
    assert main(["set", "penalties=1", str(draft)]) == 0
    assert [file.name for file in draft.parent.iterdir()] == ["report.toml"]


@pytest.mark.campaign
def test_three_hundred_kills_lose_nothing_and_leave_no_litter(draft: Path) -> None:
    assert killed(draft, 300, 2) == []
    assert main(["set", "penalties=1", str(draft)]) == 0
    assert [file.name for file in draft.parent.iterdir()] == ["report.toml"]
