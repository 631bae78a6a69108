"""What is measured of the app, each time in a terminal of its own: how soon it can be used, and what a key costs."""

from __future__ import annotations

import fcntl  # neither is on Windows
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tomli_w

from tests.bench.measure import EXAMPLE, Row
from tests.conftest import ROOT

_LINES, _COLUMNS = 36, 120
_PATIENCE = 60.0  # seconds
_KEYS, _A_SECOND = 60, 10
_QUIET = 0.6  # seconds after the last key: the check comes after 0.15
_STILL = 0.02  # seconds of work in that time: a clock ticks
_CHARACTERS = 200_000
DRAFT = "report.toml"
TABLED = ROOT / "outlines" / "information-disclosure" / "example.toml"

BARE = """
import sys
from textual.app import App
from textual.widgets import TextArea

class Bare(App):
    def compose(self):
        area = TextArea(open(sys.argv[1], encoding="utf-8").read())
        area.cursor_blink = False
        yield area

Bare().run()
"""
"""A Textual application with one text area, which is as still as ours."""
OURS = "from tui.cli.main import entry; entry()"
TOLD = """
import os, signal, time
signal.signal(signal.SIGUSR1, lambda *_: os.write({fd}, b"%f\\n" % time.process_time()))
"""
"""Lets a process tell the seconds of work it has done, whenever it is asked."""


class Terminal:
    """A process in a terminal of its own."""

    def __init__(self, program: str, arguments: list[str], folder: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        self._told, tells = os.pipe()
        environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ} | {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "BAOGAO_LANG": "zh",
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
        }
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-c", TOLD.format(fd=tells) + program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=environment,
            pass_fds=[tells],
            start_new_session=True,
        )
        os.close(slave)
        os.close(tells)

    def until(self, words: str) -> float:
        """Seconds from the start until these words are on the screen."""
        shown, wanted = b"", words.encode()
        while wanted not in shown:
            assert time.perf_counter() - self.began < _PATIENCE, shown.decode("utf-8", "replace")[-2000:]
            shown += self._read(0.1)
        return time.perf_counter() - self.began

    def wait(self, seconds: float) -> None:
        """Let time pass, and take what the process writes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def type(self, text: str) -> None:
        """Type characters one by one, in even time."""
        for character in text:
            os.write(self._master, character.encode())
            self.wait(1 / _A_SECOND)

    def type_at_once(self, text: str) -> None:
        """Type characters in one write."""
        os.write(self._master, text.encode())

    def work(self) -> float:
        """The seconds of work that the process has done."""
        self._process.send_signal(signal.SIGUSR1)
        while not select.select([self._told], [], [], 0)[0]:
            self._read(0.01)
        return float(os.read(self._told, 64))

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)
        os.close(self._told)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._master], [], [], seconds)
        try:
            return os.read(self._master, 1 << 16) if ready else b""
        except OSError:  # it has ended
            raise AssertionError("the process has ended by itself") from None


def start(runs: int, *, with_draft: bool) -> Row:
    """From the start of a process to its first screen, beside a bare app with one text area.

    The first screen is the list of drafts, or with a draft named the place to write on it.
    """
    draft = EXAMPLE.read_bytes()
    words = _words(draft)
    pairs = []
    for _ in range(runs + 1):
        with _terminal(OURS, draft, named=with_draft) as ours:
            a = ours.until(words if with_draft else DRAFT)
        with _terminal(BARE, draft) as bare:
            pairs.append((a, bare.until(words)))
    ratio = statistics.median(a / b for a, b in pairs[1:])
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs[1:], strict=True))
    name = "app, start to a draft" if with_draft else "app, start to the drafts"
    bound = 1.9 if with_draft else 1.5
    return Row(name, ratio, bound, f"{a:.0f} ms beside {b:.0f} ms, {runs} pairs")


def typing(runs: int, keys: int = _KEYS, characters: int = _CHARACTERS) -> Row:
    """Keys in a long report, with saving and the check after them, beside the same keys in a bare text area."""
    draft = long_draft(characters)
    pairs = [(_typed(OURS, draft, keys), _typed(BARE, draft, keys)) for _ in range(runs)]
    return _row("typing in a long report", pairs, keys)


def growth(runs: int, keys: int = _KEYS, characters: int = _CHARACTERS) -> Row:
    """Keys in a long report, beside the same keys in a tenth of it, whose section fills the screen, too."""
    long, short = long_draft(characters), long_draft(characters // 10)
    pairs = [(_typed(OURS, long, keys), _typed(OURS, short, keys)) for _ in range(runs)]
    return _row("a key in a long report", pairs, keys)


def table_keys(runs: int, keys: int = _KEYS) -> Row:
    """Digits and Tabs in the grid of a table of 175 cells, beside characters in the text editor of the same draft."""
    draft = TABLED.read_bytes()
    pairs = [(_typed_in_table(draft, keys), _typed(OURS, draft, keys)) for _ in range(runs)]
    return _row("a key in a table beside one in a text", pairs, keys)


def _typed_in_table(draft: bytes, keys: int) -> float:
    with _terminal(OURS, draft) as terminal:
        terminal.until(_words(draft))
        terminal.wait(_QUIET)
        terminal.type_at_once("\x1bOS\x1bOS")  # F4 twice: the third section is the table
        terminal.until("商业")
        terminal.wait(_QUIET)
        before = terminal.work()
        terminal.type("7\t" * (keys // 2))
        terminal.wait(_QUIET)
        return terminal.work() - before


def _row(name: str, pairs: list[tuple[float, float]], keys: int) -> Row:
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1000 / keys for side in zip(*pairs, strict=True))
    return Row(name, ratio, 1.5, f"{a:.1f} ms of work a key beside {b:.1f} ms, {len(pairs)} pairs")


def _typed(program: str, draft: bytes, keys: int) -> float:
    """Seconds of work for so many keys, and for what follows on them."""
    with _terminal(program, draft) as terminal:
        terminal.until(_words(draft))
        before = _still(terminal)
        terminal.type("字" * keys)
        terminal.wait(_QUIET)
        return terminal.work() - before


def _still(terminal: Terminal) -> float:
    """The seconds of work done once there is nothing more to do: the first check of a long report takes its time."""
    done = terminal.work()
    while True:
        terminal.wait(_QUIET)
        before, done = done, terminal.work()
        if done - before < _STILL:
            return done


@contextmanager
def _terminal(program: str, draft: bytes, *, named: bool = True) -> Iterator[Terminal]:
    """A program on a draft, or on the text that it shows first, in a folder where it has been before: nothing is explained."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / DRAFT).write_bytes(draft)
        (folder / "text").write_text(first_text(draft), "utf-8")
        (folder / "state" / "baogao").mkdir(parents=True)
        (folder / "state" / "baogao" / "guide-seen").touch()
        file = "text" if program == BARE else DRAFT
        terminal = Terminal(program, [file] if named else [], folder)
        try:
            yield terminal
        finally:
            terminal.end()


def first_text(draft: bytes) -> str:
    """The text of the section that is shown first: the draft is complete, so that it is the first of all."""
    text = next(iter(tomllib.loads(draft.decode())["sections"].values()))["text"]
    assert isinstance(text, str)
    return text


def _words(draft: bytes) -> str:
    """The first words of that text; the cursor stands on the very first character and parts it from the others."""
    return first_text(draft)[1:12]


def long_draft(characters: int) -> bytes:
    """The example with every section grown to its share of so many characters, and no paragraph like another."""
    values = tomllib.loads(EXAMPLE.read_text("utf-8"))
    for section in values["sections"].values():
        section["text"] = _grown(section["text"], characters // len(values["sections"]))
    return tomli_w.dumps(values, multiline_strings=True).encode()


def _grown(text: str, size: int) -> str:
    """A text up to a size: its lines again and again, each under the name of a place."""
    lines = [re.sub(r"^([0-9]{1,2}\.|（[0-9]）) ?", "", line) for line in text.split("\n") if line and line[0] != "#"]
    grown, n = text, 0
    while len(grown) < size:
        n += 1
        grown += f"\n{_name(n)}：{lines[n % len(lines)].replace('**', '')}\n"
    return grown


def _name(n: int) -> str:
    """A place that is not, another for each number."""
    return "在" + "".join("东南西北上下左右前后"[int(digit)] for digit in str(n)) + "村"
