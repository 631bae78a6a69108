"""What is measured: each function measures one row of the bounds once and returns it, asserting nothing."""

from __future__ import annotations

import compileall
import gc
import resource  # not on Windows
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import tui
from tests.bench.worst import Growth, growth
from tui.checking.check import check
from tui.draft.draft import Draft, outline_reference
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.render.markdown import render
from tui.rules.register import RULES, check_section
from tui.toml import parse

EXAMPLES = Path(__file__).parents[2] / "outlines"
EXAMPLE = EXAMPLES / "law-based-government-department-jincheng" / "example.toml"
FLOOR = "from pydantic import BaseModel; import tomllib, tree_sitter, tree_sitter_toml, argparse, gettext"


_COLD = {"check": 1.6, "render": 2.0}
"""What a cold command may take beside the floor."""


class Row(NamedTuple):
    """One measurement: its name, its ratio, the bound, and the figures it is computed from."""

    name: str
    ratio: float
    bound: float
    figures: str


def cold(command: str, runs: int, draft: Path = EXAMPLE) -> Row:
    """A cold process of `command` on one draft, beside a process that only imports what every command needs."""
    compileall.compile_dir(tui.__path__[0], quiet=1)  # as it is once installed
    program = [sys.executable, "-m", "tui", command, str(draft)]
    floor = [sys.executable, "-c", FLOOR]
    pairs = [(_process(program), _process(floor)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    return Row(f"{command}, cold process", ratio, _COLD[command], f"{a:.0f} ms beside {b:.0f} ms, {runs} pairs")


def _process(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def in_process(runs: int, draft: Path = EXAMPLE, *, again: bool) -> Row:
    """Reading, checking and rendering a draft with its outline loaded, beside tomllib reading the same file.

    The draft is either checked `again` with no change, or as one that was never seen: after another with the same sections.
    """
    source = draft.read_bytes()
    text = source.decode()
    outline = _outline(source)
    pairs = []
    for _ in range(runs + 1):
        if not again:
            _work(_other(source), outline)
        pairs.append((_timed(lambda: _work(source, outline)), _timed(lambda: tomllib.loads(text))))
    ratio = statistics.median(a / b for a, b in pairs[1:])
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs[1:], strict=True))
    name = f"check and render, in process, {'again' if again else 'a new draft'}"
    return Row(name, ratio, 6, f"{a:.2f} ms beside {b:.2f} ms, {runs} pairs")


def _other(source: bytes) -> bytes:
    """A draft in which every passage differs: what was found in those of another is of no use for it."""
    return source.replace("。".encode(), "；".encode())


def memory(drafts: int, draft: Path = EXAMPLE) -> Row:
    """Peak memory after many drafts, beside that after a tenth of them."""
    source = draft.read_bytes()
    outline = _outline(source)
    for _ in range(drafts // 10):
        _work(source, outline)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(drafts - drafts // 10):
        _work(source, outline)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = f"{after / 1024:.1f} MiB beside {before / 1024:.1f} MiB, {drafts} drafts"
    return Row("memory over many drafts", after / before, 1.05, figures)


def linear(megabytes: int, draft: Path = EXAMPLE) -> Row:
    """Time for each megabyte of a large draft, beside that of a draft a tenth its size."""
    source = draft.read_bytes()
    outline = _outline(source)
    small, large = (_enlarged(source, megabytes * 100_000 * times) for times in (1, 10))
    pairs = [(_timed(lambda: _work(large, outline)), _timed(lambda: _work(small, outline)) * 10) for _ in range(3)]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Row("time for a byte of a large draft", ratio, 1.5, f"{a:.2f} s beside 10 x {b / 10:.2f} s, {megabytes} MB")


def _work(source: bytes, outline: Outline) -> None:
    draft = Draft(parse(source, "draft.toml"), outline)
    check(draft, "filed")
    render(draft, "filed")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _outline(source: bytes) -> Outline:
    return Library.searching().find(outline_reference(parse(source, "draft.toml")))


def _enlarged(source: bytes, size: int) -> bytes:
    """A draft whose longest section is repeated, each time with another number of its own, until the file has about `size` bytes."""
    head, mark, rest = source.partition(b"[sections.measures]")
    start = rest.index(b'"""\n') + 4
    end = rest.index(b'"""', start)
    body = rest[start:end]
    stop = "。\n".encode()
    bodies = (body.replace(stop, str(size + n).encode() + stop) for n in range(max(1, size // len(body))))
    return head + mark + rest[:start] + b"".join(bodies) + rest[end:]


def section(runs: int, draft: Path = EXAMPLE) -> Row:
    """Checking one section of a draft of 200,000 characters, beside the same section in a short draft."""
    source = draft.read_bytes()
    outline = _outline(source)
    short, long, other = (
        Draft(parse(one, "draft.toml"), outline) for one in (source, _enlarged(source, 600_000), _other(source))
    )

    def seconds(draft: Draft) -> float:
        check_section(other, "plan", "filed")
        return _timed(lambda: check_section(draft, "plan", "filed"))

    for one in (short, long):
        seconds(one)
    pairs = [(seconds(long), seconds(short)) for _ in range(runs)]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1e6 for side in zip(*pairs, strict=True))
    return Row("one section of a long draft", ratio, 1.5, f"{a:.0f} us beside {b:.0f} us, {runs} pairs")


def rules(kilobytes: int, codes: Iterable[str] = RULES, workers: int = 1) -> Iterator[Growth]:
    """How the time of each rule on its worst text grows, rule by rule; in several processes, if wished."""
    growing = partial(growth, kilobytes=kilobytes)
    if workers == 1:
        yield from map(growing, codes)
    else:
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            yield from pool.map(growing, codes)


def worst_rule(grown: Sequence[Growth], kilobytes: int) -> Row:
    """The rule that grows fastest: time for a byte of its worst text, beside that of a tenth of the text."""
    first = max(grown, key=lambda one: one.ratio)
    slowest = max(grown, key=lambda one: one.large)
    figures = (
        f"{first.code}: {first.large:.2f} s beside 10 x {first.small:.3f} s, {kilobytes / 1000:g} MB of {first.label}; "
        f"slowest of {len(grown)}: {slowest.code}, {slowest.large:.1f} s"
    )
    return Row("a rule on its worst text", first.ratio, 1.5, figures)
