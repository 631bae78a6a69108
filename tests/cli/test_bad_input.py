"""Whatever a file holds, the commands end with 0, 1 or 2, say what is wrong, and steer no terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ROOT, Baogao, Run
from tests.support.mutated import damaged, noise, paths, replaced, value
from tui.base.text import UNSAFE

OUTLINES = sorted(file.parent for file in (ROOT / "outlines").glob("*/outline.toml"))
EXAMPLES = [(folder / "example.toml").read_bytes() for folder in OUTLINES]

WAIVER = """
[[waivers]]
rule = "P301"
section = "plan"
quote = "2021-2025年"
reason = "文件名原文如此"
until = 2025-06-30
""".encode()
"""What a draft may hold, and the examples do not."""

DRAFTS = [example + WAIVER for example in EXAMPLES]
DRAFT_PATHS = [list(paths(tomllib.loads(draft.decode()))) for draft in DRAFTS]

DRAFT_COMMANDS = [
    *(
        ["check", "--format", format, "--edition", edition]
        for format in ("full", "concise", "json")
        for edition in ("filed", "published")
    ),
    *(["render", "--edition", edition] for edition in ("filed", "published")),
]

SOURCES = [(folder / "outline.toml").read_bytes() for folder in OUTLINES]
OUTLINE_PATHS = [list(paths(tomllib.loads(source.decode()))) for source in SOURCES]

CASES = 2_000
OUTLINE_CASES = 400
CAMPAIGN = 100_000
CHUNKS = 10


def bad_draft(number: int) -> tuple[bytes, list[str]]:
    """The draft of a case and the command it is given to: the same for the same number."""
    random = Random(number)
    command = random.choice(DRAFT_COMMANDS)
    match number % 4:
        case 0 | 1:
            turn, which = divmod(number // 4, len(DRAFTS))  # so that every path of every draft has its turn
            path = DRAFT_PATHS[which][turn % len(DRAFT_PATHS[which])]
            return replaced(DRAFTS[which], path, value(random)), command
        case 2:
            return damaged(random, DRAFTS), command
        case _:
            content = noise(random) if random.random() < 0.5 else damaged(random, [*DRAFTS, *SOURCES])
            named = b'outline = "law-based-government-department@2024"\n' if number % 8 == 3 else b""
            return named + content, command


def bad_outline(number: int) -> bytes:
    """The outline of a case: the same for the same number."""
    random = Random(number)
    if number % 2:
        return damaged(random, SOURCES)
    which = number // 2 % len(SOURCES)
    path = random.choice(OUTLINE_PATHS[which])
    return replaced(SOURCES[which], path, value(random))


def holds(run: Run, arguments: list[str]) -> None:
    """Assert what is true of every run of a command."""
    assert run.code in (0, 1, 2), run.code
    if run.code == 2:
        assert run.err.strip() or run.out.strip(), "nothing was said"
    for stream in (run.out, run.err):
        unsafe = UNSAFE.search(stream)
        assert unsafe is None, f"{unsafe!r} in what was written"
        assert "Traceback" not in stream
    if "json" in arguments:
        assert json.loads(run.out)["version"] == 1


def try_drafts(baogao: Baogao, file: Path, numbers: range) -> None:
    """Run the cases of these numbers in this process."""
    for number in numbers:
        content, command = bad_draft(number)
        file.write_bytes(content)
        try:
            holds(baogao(*command, file), command)
        except Exception as error:
            raise AssertionError(f"case {number}: bad_draft({number}) given to {command}") from error


def try_outlines(baogao: Baogao, folder: Path, numbers: range) -> None:
    """Run the cases of these numbers in this process, each outline with the example of the shipped one beside it."""
    file = folder / "outline.toml"
    for number in numbers:
        file.write_bytes(bad_outline(number))
        (folder / "example.toml").write_bytes(EXAMPLES[number % len(EXAMPLES)])
        try:
            holds(baogao("outline", "check", file), [])
        except Exception as error:
            raise AssertionError(f"case {number}: bad_outline({number})") from error


def test_bad_drafts_end_in_findings_or_a_message(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    try_drafts(baogao, tmp_path / "draft.toml", range(CASES))


def test_bad_outlines_end_in_findings_or_a_message(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    try_outlines(baogao, tmp_path, range(OUTLINE_CASES))


@pytest.mark.parametrize("number", range(20))
def test_a_bad_draft_leaves_no_traceback_in_a_process_of_its_own(tmp_path: Path, number: int) -> None:
    content, command = bad_draft(10_000_000 + number)
    file = tmp_path / "草稿.toml"
    file.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "tui", *command, str(file)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": ("C", "zh_CN.UTF-8")[number % 2]},
        capture_output=True,
        check=False,
    )
    holds(Run(done.returncode, done.stdout.decode(), done.stderr.decode()), command)


@pytest.mark.campaign
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_hundred_thousand_bad_drafts(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.chdir(tmp_path)
    size = CAMPAIGN // CHUNKS
    try_drafts(baogao, tmp_path / "draft.toml", range(CASES + chunk * size, CASES + (chunk + 1) * size))


@pytest.mark.campaign
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_ten_thousand_bad_outlines(baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.chdir(tmp_path)
    size = CAMPAIGN // CHUNKS // CHUNKS
    try_outlines(baogao, tmp_path, range(OUTLINE_CASES + chunk * size, OUTLINE_CASES + (chunk + 1) * size))
