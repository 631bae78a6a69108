"""What several formats share: paths from here, JSON without control characters, and marks that survive a move."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tui.base.text import UNSAFE
from tui.checking.baseline import fingerprint
from tui.checking.diagnostic import Diagnostic
from tui.checking.output.formats import Sink
from tui.workspace.repository import top


def as_json(value: object) -> str:
    """A value as readable JSON; control characters are escaped, so that none reaches a terminal."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()  # in C, unlike json with its indents
    except UnicodeEncodeError:  # the name of a file that is not UTF-8
        text = json.dumps(value, ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda match: _escaped(match[0]), text) + "\n"


def write_json(sink: Sink, value: object, items: Iterable[object], depth: int = 0) -> None:
    """Write JSON as `as_json` does, one of `items` after the other in place of the one empty list at a depth: they may be many."""
    head, tail = as_json(value).split("[]", 1)
    sink.data(f"{head}[")
    margin, count = "  " * (depth + 1), 0
    for item in items:
        text = as_json(item).removesuffix("\n").replace("\n", f"\n{margin}")
        sink.data(f"{',' if count else ''}\n{margin}{text}")
        count += 1
    end = "  " * depth
    sink.data(f"\n{end}]{tail}" if count else f"]{tail}")


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}"


def fingerprints(found: Sequence[Diagnostic]) -> list[str]:
    """A fingerprint for each finding, all different, independent of line numbers: it survives when lines move."""
    marks = []
    folder = top(Path.cwd()) or Path.cwd()
    seen: Counter[str] = Counter()
    for one in found:
        mark = fingerprint(one, folder)
        seen[mark] += 1
        again = f"{mark}/{seen[mark]}" if seen[mark] > 1 else mark
        marks.append(hashlib.sha256(again.encode()).hexdigest()[:32])
    return marks
