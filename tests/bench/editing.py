"""Saving, merging and writing findings: what the lock costs, and that none of it grows faster than its input."""

from __future__ import annotations

import contextlib
import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from tests.bench.measure import EXAMPLE, Row
from tui.base.messages import Language
from tui.checking.batch import BatchCheck
from tui.checking.office import Offices
from tui.checking.output.formats import FORMATS
from tui.cli.console import Console
from tui.cli.differences import unified
from tui.editing.edit import edit
from tui.editing.order import Order
from tui.editing.texts import merge_text
from tui.editing.values import Value
from tui.outline.library import Library
from tui.session import draft_file
from tui.session.session import Session
from tui.toml import KeyPath, parse

_MOST = 0.2  # seconds in which two versions of a long text are merged: longer, and typing would stop


def rows(runs: int) -> Iterator[Row]:
    """All of them."""
    yield save(runs * 20)
    yield merge(runs)
    yield growth("merging a text", _merging, 50_000, runs)
    yield growth("fixing the items of a list", _fixing, 1_000, runs)
    yield growth("the difference of two files", _differing, 4_000, runs)
    yield growth("findings on one line as SARIF", _reporting, 2_000, runs)


def save(runs: int) -> Row:
    """A save under the lock, beside the same save without one."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(_saves(Path(folder), locks=True), _saves(Path(folder), locks=False)) for _ in range(runs)]
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    return Row("a save under the lock", a / b, 1.2, f"{a:.2f} ms beside {b:.2f} ms, {runs} pairs")


def _saves(folder: Path, *, locks: bool) -> float:
    file = folder / "report.toml"
    if not file.exists():
        file.write_bytes(EXAMPLE.read_bytes())
    opened = Session.open(file, Library.searching(), state=folder / "state")
    opened.save()
    opened.write_text("plan", f"第{time.perf_counter_ns()}版。")
    free = mock.patch.object(draft_file, "locked", lambda *_: contextlib.nullcontext())
    with contextlib.nullcontext() if locks else free:
        start = time.process_time()
        opened.save()
        return time.process_time() - start


def merge(runs: int) -> Row:
    """Two versions of a text of 200,000 characters, each with a change in every fiftieth sentence."""
    work = _merging(200_000)
    seconds = min(_time(work) for _ in range(runs))
    return Row("merging 200,000 characters", seconds / _MOST, 1, f"{seconds * 1000:.0f} ms, at most {_MOST * 1000:.0f}")


def growth(name: str, ready: Callable[[int], Callable[[], object]], size: int, runs: int) -> Row:
    """Four times the input, beside four times the work on a quarter: 1 is linear."""
    small, large = ready(size), ready(4 * size)
    a, b = (min(_time(work) for _ in range(runs)) for work in (large, small))
    return Row(f"{name}, growth", a / (4 * b), 1.5, f"{a * 1000:.0f} ms for {4 * size}, {b * 1000:.0f} ms for {size}")


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _merging(characters: int) -> Callable[[], object]:
    sentences = [f"第{n}项工作由有关部门按照职责分工依法推进并按时报告进展情况。\n" for n in range(characters // 32)]
    base = "".join(sentences)
    sides = ["".join(f"改{line}" if n % 50 == rest else line for n, line in enumerate(sentences)) for rest in (0, 25)]
    return lambda: merge_text(base, *sides)


def _fixing(items: int) -> Callable[[], object]:
    outline = Library.searching().find("law-based-government-department@2024")
    names = ", ".join(f'"附件{n}：统计表{n}"' for n in range(items))
    document = parse(f'outline = "{outline.id}@2024"\n[fields]\nattachments = [{names}]\n'.encode(), "f")
    changes: dict[KeyPath, Value | None] = {("fields", "attachments", n): f"统计表{n}" for n in range(items)}
    return lambda: edit(document, changes, Order(outline))


def _differing(lines: int) -> Callable[[], object]:
    old = "".join(f"[x{n}]\nt = 1\n" for n in range(lines))
    new = "".join(f"[x{n}]\nt = {n % 2}\n\n" for n in range(lines))
    return lambda: unified("f", old, new)


def _reporting(findings: int) -> Callable[[], object]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.toml")
        text = EXAMPLE.read_text("utf-8").replace('text = """\n', f'text = """\n{"工作," * findings}完。\n', 1)
        file.write_text(text, "utf-8")
        found = BatchCheck(Offices(), "filed")(str(file)).found
    return lambda: FORMATS["sarif"](found, Console(Language("en"), io.StringIO()))
