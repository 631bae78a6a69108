"""Memory of an app that is used all day: rounds through every screen, and many keys, beside a bare app in the same run."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench import app
from tests.bench.measure import EXAMPLE, Row
from tests.conftest import ROOT
from tests.support.terminal import Terminal, key_bytes, read_guide, zh
from tui.base.messages import say
from tui.session.set_aside import KEPT

_SIZE = (120, 36)
_PATIENCE = 120.0  # seconds
_LAST = 5  # measurements whose median is taken: garbage is collected now and then
_LEAST = 1.0  # MiB: less is chance
_DRAFT, _LAST_YEAR, _DAMAGED, _DOCUMENT = "report.toml", "report-2023.toml", "damaged.toml", "old.md"
_WORD, _MINE, _THEIRS = "紧扣", "抓紧", "围绕,"  # in the example, in what a crash left, and in the file by then

_LEAVE_WORK = """
import sys, tomllib
from pathlib import Path
from tui.session.recovery import Change, remember
draft, folder, word, mine = sys.argv[1:]
text = tomllib.loads(Path(draft).read_text("utf-8"))["sections"]["introduction"]["text"]
remember(Path(draft), (Change(("sections", "introduction", "text"), text, text.replace(word, mine, 1)),), Path(folder))
"""
"""Leaves unsaved work, as a process does that is killed."""

BARE = """
import sys
from pathlib import Path
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

TEXT = Path(sys.argv[1]).read_text("utf-8")

class Page(Screen):
    BINDINGS = [("escape", "app.pop_screen")]

    def compose(self):
        yield Static(f"page {self.app.pages}")
        yield Static(TEXT)

class Bare(App):
    BINDINGS = [("f2", "page")]
    pages = 0

    def compose(self):
        yield Static("ready")

    def action_page(self):
        self.pages += 1
        self.push_screen(Page())

Bare().run()
"""
"""A Textual application that opens and closes screens of plain text. With text areas it would not be fair: Textual keeps them all."""


def _told(text: str, **values: object) -> str:
    return zh(say(text, **values))


class Step(NamedTuple):
    """A screen on the round: the keys that lead there, words that no screen before shows, and the keys that lead back.

    Without keys that lead back the round goes on from there.
    """

    screen: str
    keys: Sequence[str]
    shown: str
    back: Sequence[str] = ("escape",)


ROUND = (
    Step("GuideScreen", ("f10", *"guide", "enter"), _told("Close")),
    Step("NewReportScreen", ("ctrl+n",), _told("Report year")),
    Step("Choose", ("ctrl+u",), _told("Which outline's example?")),
    Step("ChooseFile", ("ctrl+o",), _told("Which file?")),
    Step(
        "ImportScreen",
        ("ctrl+l", *_DOCUMENT, "enter"),
        _told("Check where each part goes. Nothing is written yet."),
    ),
    Step("DamagedScreen", ("ctrl+a", *_DAMAGED, "enter"), _told("This draft cannot be opened yet")),
    Step("Decide", ("ctrl+a", *_DRAFT, "enter"), _told("Unsaved work"), ("enter",)),
    Step("WritingScreen", (), _told("Last year"), ()),
    Step("Leaving", ("ctrl+q",), _told("Not everything is saved"), ("enter",)),
    Step("ConflictScreen", ("ctrl+k",), _told("Take theirs"), ("right", "right", "enter")),
    Step("HelpScreen", ("f1",), _told("Keys here")),
    Step("SetAsideScreen", ("f14",), _told("Texts that were set aside, kept for {days} days", days=KEPT.days)),
    Step("NotesScreen", ("f17",), _told("Notes: {open} unanswered, {answered} answered", open=0, answered=0)),
    Step("MakeNote", ("f15",), _told("Your name:")),
    Step("LetterheadScreen", ("f9",), f"{_told('Letterhead')}  {_DRAFT}"),
    Step("ProblemsScreen", ("ctrl+g",), _told("complete"), ()),
    Step("WaiveScreen", ("ctrl+w",), _told("Reason for keeping it:")),
    Step("WritingScreen", ("escape",), _told("Last year"), ()),
    Step("PreviewScreen", ("f5",), _told("Back")),
    Step("ExportScreen", ("ctrl+r",), _told("File (in the draft's folder by default):")),
    Step("FindReplaceScreen", ("ctrl+f",), _told("Replace with:")),
    Step("Ask", ("f10", *"owner", "enter"), _told("Who writes this section?")),
    Step("ComparisonScreen", ("f10", *"compare", "enter"), _told("Compared with {file}", file=_LAST_YEAR)),
    Step("StartScreen", ("ctrl+o",), _told("Changed"), ()),
)
"""A round through every screen, from the list of drafts back to it."""


class Growth(NamedTuple):
    """What an app took in the course of a run, in MiB: after the warm-up, and at the end."""

    first: float
    last: float

    @property
    def growth(self) -> float:
        """How much it grew."""
        return self.last - self.first


def rounds(times: int, warm_up: int = 120) -> Row:
    """Rounds through every screen, beside as many screens of a bare app, which show plain text.

    The warm-up ends when what fills up to a bound is full. The bare app needs 18 rounds, in which it grows from 28 to 73 MiB:
    Textual holds what the last 1,024 widgets drew (ours lets go of it, see `let_widgets_go`). Ours needs about 105: its caches
    of colours, styles and segments are all but full by then, and once names that came and went have used up the places of Python's
    table of interned strings, Python doubles it (0.9 MiB, once: the table holds no more strings than before). A leak would
    go on after that.
    """
    ours, bare = _ours_round(times, warm_up), _bare_round(times, warm_up)
    return _row(f"memory of {times} rounds through {len(ROUND)} screens", ours, bare)


def keys(times: int, warm_up: int = 5000) -> Row:
    """Keys typed into a section, half of them to delete what was typed, beside the same keys in a bare text area."""
    ours, bare = _ours_typed(times, warm_up), _bare_typed(times, warm_up)
    return _row(f"memory of {times} keys", ours, bare)


def _row(name: str, ours: Growth, bare: Growth) -> Row:
    ratio = max(ours.growth, _LEAST) / max(bare.growth, _LEAST)
    figures = f"{ours.growth:+.1f} MiB from {ours.first:.0f} beside {bare.growth:+.1f} from {bare.first:.0f}"
    return Row(name, ratio, 1.5, figures)


def _measured(terminal: Terminal, go: Callable[[int], None], times: int, warm_up: int) -> Growth:
    """Go so many times after the warm-up; the first and last measurements of it are taken, each a median of a few."""
    taken = []
    for n in range(warm_up + times):
        go(n)
        taken.append(_mebibytes(terminal))
    taken = taken[warm_up:]
    return Growth(statistics.median(taken[:_LAST]), statistics.median(taken[-_LAST:]))


def _mebibytes(terminal: Terminal) -> float:
    """The memory that a process has written to, and so has for itself (Linux).

    What it has of files, such as libraries, is not its own: its share falls and rises by megabytes as other programs use them.
    """
    rollup = Path(f"/proc/{terminal.process.pid}/smaps_rollup").read_text("ascii")
    found = re.search(r"^Anonymous:\s+([0-9]+) kB", rollup, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


# Rounds


def _ours_round(times: int, warm_up: int) -> Growth:
    with _office() as (home, folder):
        left, work = _leave_work(home, folder)
        with Terminal(home, folder, size=_SIZE) as terminal:
            read_guide(terminal)
            terminal.wait_for(_LAST_YEAR)

            def go(_: int) -> None:
                left.write_bytes(work)
                for step in ROUND:
                    visit(terminal, step)

            return _measured(terminal, go, times, warm_up)


def visit(terminal: Terminal, step: Step) -> None:
    """Go to a screen, and back if it leads back."""
    _press(terminal, step.keys)
    terminal.wait_for(step.shown, _PATIENCE)
    if step.back:
        _press(terminal, step.back)
        terminal.wait_for(lambda: step.shown not in terminal.text, _PATIENCE)


def _press(terminal: Terminal, names: Sequence[str]) -> None:
    terminal.send(b"".join(key_bytes(name) if len(name) > 1 else name.encode() for name in names))


def _bare_round(times: int, warm_up: int) -> Growth:
    with _bare(BARE, app.first_text(EXAMPLE.read_bytes())) as terminal:
        terminal.wait_for("ready")

        def go(n: int) -> None:
            for page in range(n * len(ROUND) + 1, (n + 1) * len(ROUND) + 1):
                visit(terminal, Step("", ("f2",), f"page {page} "))

        return _measured(terminal, go, times, warm_up)


@contextmanager
def _office() -> Iterator[tuple[Path, Path]]:
    """A home, and in it a folder with this year's draft, last year's, a damaged one, and a document to import."""
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name), Path(name, "office")
        folder.mkdir()
        text = EXAMPLE.read_text("utf-8")
        (folder / _DRAFT).write_text(text, "utf-8")
        (folder / _LAST_YEAR).write_text(text.replace("2024", "2023"), "utf-8")
        (folder / _DAMAGED).write_text('outline = "law-based-government-department@2024"\nyear = = 2024\n', "utf-8")
        (folder / _DOCUMENT).write_bytes(EXAMPLE.with_name("example.md").read_bytes())
        yield home, folder


def _leave_work(home: Path, folder: Path) -> tuple[Path, bytes]:
    """Leave unsaved work on the draft, and change the same words in its file; the recovery file, and what it holds."""
    draft, state = folder / _DRAFT, home / "state" / "baogao" / "recovery"
    subprocess.run([sys.executable, "-c", _LEAVE_WORK, draft, state, _WORD, _MINE], check=True, cwd=ROOT)
    draft.write_text(draft.read_text("utf-8").replace(_WORD, _THEIRS, 1), "utf-8")
    (left,) = state.iterdir()
    return left, left.read_bytes()


@contextmanager
def _bare(program: str, text: str) -> Iterator[Terminal]:
    """A bare app on a text, in a terminal like ours."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "text")
        file.write_text(text, "utf-8")
        with Terminal(Path(name), Path(name), file, size=_SIZE, command=(sys.executable, "-c", program)) as terminal:
            yield terminal


# Keys


_LINE = "{n:04}按时完成年度重点工作并作报告。\r"
_A_LINE = 20  # keys
_LINES = 5  # typed, and deleted again: the text itself does not grow


def _ours_typed(times: int, warm_up: int) -> Growth:
    with _office() as (home, folder):
        (folder / _DRAFT).write_text('outline = "law-based-government-department@2024"\nyear = 2024\n', "utf-8")
        with Terminal(home, folder, _DRAFT, size=_SIZE) as terminal:
            terminal.wait_for(_told("Last year"), _PATIENCE)
            return _typed(terminal, times, warm_up)


def _bare_typed(times: int, warm_up: int) -> Growth:
    with _bare(app.BARE, "\n") as terminal:
        terminal.wait_until_quiet(1)
        return _typed(terminal, times, warm_up)


def _typed(terminal: Terminal, times: int, warm_up: int) -> Growth:
    def go(_: int) -> None:
        for n in range(_LINES):
            terminal.type(_LINE.format(n=n))
            terminal.wait_for(_LINE.format(n=n)[:10], _PATIENCE)
        terminal.press(*["backspace"] * (_LINES * _A_LINE))
        terminal.wait_for(lambda: _LINE[6:16] not in terminal.text, _PATIENCE)

    return _measured(terminal, go, times // (2 * _LINES * _A_LINE), warm_up // (2 * _LINES * _A_LINE))
