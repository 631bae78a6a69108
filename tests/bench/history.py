"""What the history of a draft costs: memory for each change, and time for each key."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import Row
from tui.checking.office import Office
from tui.outline.library import Library
from tui.session.open_draft import OpenDraft
from tui.session.session import Session

_DRAFT = b'outline = "law-based-government-department@2024"\nyear = 2025\n'
_SECTION = "plan"


def memory(changes: int = 5000, characters: int = 200_000) -> Row:
    """Memory of changes in a long text, beside the same changes in a text of a hundredth of it: only their own text counts."""
    long, short = (_kept(changes, size) for size in (characters, characters // 100))
    figures = f"{long / changes:.0f} bytes a change beside {short / changes:.0f}, {changes} changes"
    return Row("memory of the history", long / short, 1.2, figures)


def keys(changes: int = 5000, characters: int = 200_000) -> Row:
    """Keys in a long text after many changes, beside the same keys without any."""
    after, first = (_seconds(n, characters) for n in (changes, 0))
    figures = f"{after * 10:.2f} ms a key beside {first * 10:.2f} ms, {changes} changes"
    return Row("a key with a long history", after / first, 1.5, figures)


@contextmanager
def _opened(characters: int) -> Iterator[OpenDraft]:
    with TemporaryDirectory() as folder:
        file = Path(folder, "report.toml")
        file.write_bytes(_DRAFT)
        session = Session.open(file, Library.searching(), state=Path(folder, "state"))
        session.write_text(_SECTION, "依法推进各项工作。\n" * (characters // 10))
        yield OpenDraft(session, Office(), date(2026, 2, 10))


def _type(opened: OpenDraft, times: int) -> None:
    """Type a character in another place each time: each is a step of its own."""
    text = opened.text(_SECTION)
    for n in range(times):
        at = (n * 7919) % len(text)
        text = text[:at] + "字" + text[at:]
        opened.type_text(_SECTION, text, at + 1)


def _kept(changes: int, characters: int) -> int:
    """The bytes of all steps: what they hold of the text, and themselves."""
    with _opened(characters) as opened:
        _type(opened, changes)
        return len(pickle.dumps(list(opened._history._done)))


def _seconds(changes: int, characters: int) -> float:
    with _opened(characters) as opened:
        _type(opened, changes)
        start = time.process_time()
        _type(opened, 100)
        return time.process_time() - start
