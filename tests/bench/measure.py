"""What is measured: each function measures one row of the bounds once and returns it, asserting nothing."""

from __future__ import annotations

import gc
import resource  # not on Windows
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tui.draft import Draft, outline_reference
from tui.library import Library
from tui.outline import Outline
from tui.render.markdown import render
from tui.rules import RULES, check
from tui.rules.passage import passages
from tui.rules.register import Rule, Subject, check_section
from tui.toml import parse

EXAMPLE = Path(__file__).parents[2] / "outlines" / "law-based-government-department-jincheng" / "example.toml"
FLOOR = "from pydantic import BaseModel; import tomllib, tree_sitter, tree_sitter_toml, argparse, gettext"


class Row(NamedTuple):
    """One measurement: what it is, its ratio, the bound that the design sets, and the figures behind it."""

    name: str
    ratio: float
    bound: float
    figures: str


def cold(command: str, runs: int, draft: Path = EXAMPLE) -> Row:
    """A cold process of `command` on one draft, beside a process that only imports what every command needs."""
    program = [sys.executable, "-m", "tui", command, str(draft)]
    floor = [sys.executable, "-c", FLOOR]
    pairs = [(_process(program), _process(floor)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    return Row(f"{command}, cold process", ratio, 2, f"{a:.0f} ms beside {b:.0f} ms, {runs} pairs")


def _process(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def in_process(runs: int, draft: Path = EXAMPLE) -> Row:
    """Reading, checking and rendering a draft with its outline loaded, beside tomllib reading the same file."""
    source = draft.read_bytes()
    text = source.decode()
    outline = _outline(source)
    pairs = []
    for _ in range(runs + 1):
        pairs.append((_timed(lambda: _work(source, outline)), _timed(lambda: tomllib.loads(text))))
    ratio = statistics.median(a / b for a, b in pairs[1:])
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs[1:], strict=True))
    return Row("check and render, in process", ratio, 10, f"{a:.2f} ms beside {b:.2f} ms, {runs} pairs")


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
    """A draft whose longest section is repeated until the file has about `size` bytes."""
    head, mark, rest = source.partition(b"[sections.measures]")
    start = rest.index(b'"""\n') + 4
    end = rest.index(b'"""', start)
    body = rest[start:end]
    return head + mark + rest[:start] + body * max(1, size // len(body)) + rest[end:]


def section(runs: int, draft: Path = EXAMPLE) -> Row:
    """Checking one section of a draft of 200,000 characters, beside the same section in a short draft."""
    source = draft.read_bytes()
    outline = _outline(source)
    short, long = (Draft(parse(one, "draft.toml"), outline) for one in (source, _enlarged(source, 600_000)))
    for one in (short, long):
        check_section(one, "plan", "filed")
    pairs = [
        (_timed(lambda: check_section(long, "plan", "filed")), _timed(lambda: check_section(short, "plan", "filed")))
        for _ in range(runs)
    ]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1e6 for side in zip(*pairs, strict=True))
    return Row("one section of a long draft", ratio, 1.5, f"{a:.0f} us beside {b:.0f} us, {runs} pairs")


def rules(kilobytes: int, draft: Path = EXAMPLE) -> Row:
    """The worst rule on its worst text: time for a byte, beside a tenth of the text.

    A rule on passages has its bad example over and over in one paragraph; a rule on drafts all of these, a paragraph each.
    """
    outline = _outline(draft.read_bytes())
    on_text = [rule for rule in RULES.values() if rule.check_text is not None]
    mixed = "\n\n".join(rule.bad for rule in on_text) + "\n\n"
    worst = ("", 0.0)
    gc.collect()
    gc.disable()  # a million findings keep the collector busy, and that is not the rule's doing
    for rule in RULES.values():
        text = mixed if rule.check_text is None else rule.bad
        small, large = (_written(text, kilobytes * size, outline) for size in (100, 1000))
        grown = _timed(partial(_looked, rule, large)) / max(_timed(partial(_looked, rule, small)), 0.001) / 10
        worst = max(worst, (rule.code, grown), key=lambda one: one[1])
    gc.enable()
    return Row("a rule on its worst text", worst[1], 2.0, f"{worst[0]} is the worst, {kilobytes} KB beside a tenth")


def _written(text: str, size: int, outline: Outline) -> Draft:
    """A draft with a text repeated up to a size in one of its sections, read and with its blocks made."""
    long = text * max(1, size // len(text.encode()))
    source = f"outline = \"{outline.reference}\"\nyear = 2024\n[sections.plan]\ntext = '''{long}'''\n"
    written = Draft(parse(source.encode(), "draft.toml"), outline)
    assert written.blocks
    return written


def _looked(rule: Rule, draft: Draft) -> None:
    """Let one rule look at a draft."""
    if rule.check is not None:
        list(rule.check(Subject(draft, "published")))
    elif rule.check_text is not None:
        for passage in passages(draft, "plan"):
            list(rule.check_text(passage))
