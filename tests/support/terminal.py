"""A real terminal that tests can drive and read: the app in a pseudo-terminal of its own, its screen kept by pyte."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte
from rich.cells import cell_len
from wcwidth import wcwidth

from tests.conftest import ROOT
from tui.base.messages import Language, say

PATIENCE = 30.0  # seconds; a test waits so long for what must come, on a machine that is busy with other tests
zh = Language("zh_CN")  # what the app in the terminal speaks
_APP = (sys.executable, "-m", "tui")
# What a login shell does: take the terminal as its own, so that the program learns of its end.
_TAKE_TERMINAL = (
    "import fcntl,os,sys,termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
# Kitty's keyboard protocol switched on or off, which pyte would print; see `Terminal.asked_for_kitty_keys`.
_KITTY_KEYS = re.compile(rb"\x1b\[[<>=][0-9;]*u")
_LEFT = b"\x1b[?1049l"  # back from the screen of the app to that of the shell
_UNFINISHED = re.compile(rb"\x1b(\[[<>=?0-9;$]*)?\Z")

_KEYS = {
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": "\x1b", "backspace": "\x7f", "delete": "\x1b[3~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D",
    "ctrl+home": "\x1b[1;5H", "ctrl+end": "\x1b[1;5F", "ctrl+pagedown": "\x1b[6;5~", "ctrl+pageup": "\x1b[5;5~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f12": "\x1b[24~",
    "f14": "\x1b[1;2Q", "f15": "\x1b[1;2R", "f17": "\x1b[15;2~",  # with Shift: F2, F3, F5
}  # fmt: skip


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key: its name as in the table of commands."""
    if key in _KEYS:
        return _KEYS[key].encode()
    control, _, letter = key.partition("+")
    assert control == "ctrl" and len(letter) == 1, f"no such key: {key}"
    return bytes([ord(letter) & 0x1F])


class Terminal:
    """A terminal window with the app in it. It answers no question that the app asks, as the plainest terminals do."""

    def __init__(
        self,
        home: Path,
        folder: Path,
        *arguments: object,
        size: tuple[int, int] = (80, 24),
        command: Sequence[str] = _APP,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._unseen = bytearray()  # read, and not yet given to the screen
        self._shown: list[str] | None = None  # the lines, until something is written
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._stalled = threading.Event()
        self.output = bytearray()
        """Everything that the app has written, byte by byte."""
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        self._set_size(*size)
        self._app_side = os.ttyname(slave)
        self.process = subprocess.Popen(
            [sys.executable, "-IS", "-c", _TAKE_TERMINAL, *command, *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={**surroundings(home), **(environment or {})},
            start_new_session=True,
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)  # a shell's child, too
        self.process.wait()
        self.close()

    def _read(self) -> None:
        while not self._closing.is_set():
            if self._stalled.is_set():
                self._closing.wait(0.05)
                continue
            if not select.select([self._master], [], [], 0.05)[0]:
                continue
            try:
                data = os.read(self._master, 65536)
            except BlockingIOError:
                continue
            except OSError:  # nobody is at the other end any more
                return
            if not data:
                return
            with self._lock:
                self._unseen += data
                self.output += data

    # What a person does

    def type(self, text: str) -> None:
        """Type text: one write, as an input method commits what was chosen."""
        self.send(text.encode())

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.send(key_bytes(key))

    def paste(self, text: str) -> None:
        """Paste text as terminals do that mark a paste as one; line breaks are sent as they are."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def send(self, data: bytes) -> None:
        """Send bytes, waiting for the app to take them."""
        end = time.monotonic() + PATIENCE
        while data:
            assert time.monotonic() < end, "the app takes no input"
            if select.select([], [self._master], [], 0.1)[1]:
                data = data[os.write(self._master, data[:1024]) :]

    def wait_until_taken(self) -> None:
        """Wait until the app has read all that was sent: the rest is lost with the window."""
        wait_until(lambda: not self._waiting(), PATIENCE, self._described)

    def _waiting(self) -> int:
        """How many bytes the app has not read yet."""
        try:
            side = os.open(self._app_side, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:  # it is gone
            return 0
        try:
            (count,) = struct.unpack("i", fcntl.ioctl(side, termios.FIONREAD, bytes(4)))
            return int(count)
        finally:
            os.close(side)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size, and tell the app."""
        with self._lock:
            self._feed()
            self._screen.resize(lines, columns)
            self._shown = None
        self._set_size(columns, lines)

    def _set_size(self, columns: int, lines: int) -> None:
        # The system sends SIGWINCH to the program for it.
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def kill(self, number: signal.Signals) -> None:
        """Send the app a signal."""
        self.process.send_signal(number)

    def stall(self) -> None:
        """Take no output any more, as a terminal at the other end of a dead line."""
        self._stalled.set()

    def close(self) -> None:
        """Close the window."""
        if not self._closing.is_set():
            self._closing.set()
            self._reader.join()
            os.close(self._master)

    # What a person sees

    def _feed(self) -> None:
        data = _KITTY_KEYS.sub(b"", bytes(self._unseen))
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._unseen[:] = data[end:]
        if end:
            self._shown = None
            self._stream.feed(data[:end])

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, as text."""
        with self._lock:
            self._feed()
            if self._shown is None:
                self._shown = [self._line(y) for y in range(self._screen.lines)]
            return list(self._shown)

    def _line(self, y: int) -> str:
        row, text, x = self._screen.buffer[y], "", 0
        while x < self._screen.columns:
            character = row[x].data or " "  # the second half of a wide one that something was written over
            text += character
            x += 2 if wcwidth(character[0]) == 2 else 1
        return text

    def cells(self) -> list[list[pyte.screens.Char]]:
        """The cells on the screen, line by line, with their colours; the second half of a wide character is empty."""
        with self._lock:
            self._feed()
            columns, buffer = range(self._screen.columns), self._screen.buffer
            return [[buffer[y][x] for x in columns] for y in range(self._screen.lines)]

    def wait_until_quiet(self, seconds: float) -> None:
        """Wait until nothing was written for some seconds."""
        seen, since = len(self.output), time.monotonic()
        while time.monotonic() - since < seconds:
            time.sleep(0.05)
            if len(self.output) != seen:
                seen, since = len(self.output), time.monotonic()

    @property
    def text(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and line of the terminal's own cursor, from 0: where an input method puts its window."""
        with self._lock:
            self._feed()
            return self._screen.cursor.x, self._screen.cursor.y

    def place_of(self, text: str) -> tuple[int, int] | None:
        """The column and line where a text begins on the screen, in cells, from 0."""
        for y, line in enumerate(self.lines):
            if text in line:
                return cell_len(line[: line.index(text)]), y
        return None

    def is_at(self, text: str) -> bool:
        """Whether the cursor is in the line of a text."""
        place = self.place_of(text)
        return place is not None and place[1] == self.cursor[1]

    def is_after(self, text: str) -> bool:
        """Whether the cursor is right after a text."""
        place = self.place_of(text)
        return place is not None and (place[0] + cell_len(text), place[1]) == self.cursor

    def wait_for(self, what: str | Callable[[], object], patience: float = PATIENCE) -> None:
        """Wait until a text is on the screen, or something has become true."""
        wait_until(lambda: what in self.text if isinstance(what, str) else what(), patience, self._described)

    def wait_until_gone(self, text: str) -> None:
        """Wait until a text is on the screen no more."""
        wait_until(lambda: text not in self.text, PATIENCE, self._described)

    def _described(self) -> str:
        state = "runs" if self.process.poll() is None else f"ended with {self.process.returncode}"
        return f"the app {state}; cursor {self.cursor}; the screen:\n{self.text}"

    def wait(self, patience: float = PATIENCE) -> int:
        """Wait until the app has ended; its exit code, negative for a signal that killed it."""
        try:
            code = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"waited {patience:.0f} seconds for its end in vain; {self._described()}") from None
        if not self._stalled.is_set():
            self._reader.join(patience)  # until the last of the output is read
        return code

    @property
    def given_back(self) -> bool:
        """Whether the app has left the screen. What is typed from then on, the terminal itself shows."""
        return _LEFT in self.output

    @property
    def farewell(self) -> str:
        """What was written once the app had given the screen back."""
        return self.output.rpartition(_LEFT)[2].decode("utf-8", "replace")

    def asked_for_kitty_keys(self) -> bool:
        """Whether the app switched Kitty's keyboard protocol on, in which Chinese words arrive as garbage."""
        return re.search(rb"\x1b\[[>=][0-9;]*u", self.output) is not None


def surroundings(home: Path) -> dict[str, str]:
    """The environment of the app: Chinese, a terminal of 256 colours, and nothing of the developer's own."""
    kept = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "BAOGAO_LANG": "zh",
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "SOURCE_DATE_EPOCH": "1738368000",  # 1 February 2025
    }


def wait_until(condition: Callable[[], object], patience: float = PATIENCE, told: Callable[[], str] = str) -> None:
    """Wait until something has become true, however slow the machine is."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:.0f} seconds in vain; {told()}")
        time.sleep(0.02)


def read_guide(terminal: Terminal) -> None:
    """Read the short guide that the first start shows, and close it."""
    way_out = f"Esc {zh(say('Close'))}"
    terminal.wait_for(way_out)
    terminal.press("escape")
    terminal.wait_until_gone(way_out)


def text_of(draft: Path) -> str:
    """The text of the introduction as the file holds it now; nothing when it has none yet."""
    sections = tomllib.loads(draft.read_text("utf-8")).get("sections", {})
    text = sections.get("introduction", {}).get("text", "")
    assert isinstance(text, str)
    return text
