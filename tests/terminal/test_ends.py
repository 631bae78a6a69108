"""However the app ends, what was typed is there afterwards: saved, or offered at the next start. In a real terminal."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.conftest import ROOT
from tests.support.app_driver import empty
from tests.support.terminal import Terminal, text_of, wait_until, zh
from tui.base.messages import say

LOST_AT_MOST = 2.0  # seconds of typing (the save contract)
FAULTY = (sys.executable, str(ROOT / "tests" / "support" / "faulty_app.py"))
ORDERLY = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGXCPU")
SIGNALS = {name: 128 + getattr(signal, name) for name in ORDERLY}


def opened(home: Path, draft: Path, *command: str) -> Terminal:
    """The app with a draft open, ready to be typed into."""
    terminal = Terminal(home, draft.parent, draft.name, command=command or (sys.executable, "-m", "tui"))
    terminal.wait_for(draft.name)
    terminal.wait_for("F10")
    return terminal


def shows(terminal: Terminal, word: str) -> bool:
    """Whether a word is on the screen, perhaps at the end of one line and the beginning of the next."""
    return word in re.sub(r"[\s\u2580-\u259f]+", "", terminal.text)  # blanks and the scrollbar are between the lines


def type_for(terminal: Terminal, seconds: float, random: Random, first: int = 0) -> list[tuple[float, str]]:
    """Type numbered words for some time, or until the app is gone; those that it showed, each with its moment.

    What is typed while it ends is no word of the app's: the terminal itself shows it, and nobody reads it.
    """
    shown: list[tuple[float, str]] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and terminal.process.poll() is None:
        word = f"第{first + len(shown):03}句，"
        with contextlib.suppress(OSError):
            terminal.type(word)
            wait_until(lambda word=word: shows(terminal, word) or terminal.process.poll() is not None)  # type: ignore[misc]
        if shows(terminal, word) and not terminal.given_back:
            shown.append((time.monotonic(), word))
        time.sleep(random.uniform(0, 0.1))
    return shown


def assert_kept(home: Path, draft: Path, typed: list[tuple[float, str]], until: float) -> None:
    """What had been typed by then is in the file, once what is offered at the next start was taken back."""
    wanted = "".join(word for when, word in typed if when <= until)
    if left_in(home):
        with Terminal(home, draft.parent, draft.name) as terminal:
            terminal.wait_for(zh(say("Restore")))
            terminal.press("enter")
            terminal.wait_until_gone(zh(say("Restore")))
            wait_until(lambda: text_of(draft).startswith(wanted), told=lambda: f"{text_of(draft)!r}; {terminal.text}")
            terminal.press("ctrl+q")
            assert terminal.wait() == 0
        assert not left_in(home)
    assert text_of(draft).startswith(wanted), f"{len(typed)} typed; {text_of(draft)!r}"


def assert_quiet(terminal: Terminal) -> None:
    """Nothing of a traceback was ever shown."""
    assert "Traceback" not in terminal.output.decode("utf-8", "replace")
    assert "Error" not in terminal.farewell


def run_and_kill(home: Path, how: str, seed: int) -> None:
    random = Random(f"{how} {seed}")
    draft = empty(home / "office")
    with opened(home, draft) as terminal:
        typed = type_for(terminal, random.uniform(0.1, 2) + (LOST_AT_MOST if how == "SIGKILL" else 0), random)
        ended = time.monotonic()
        if how == "close":
            terminal.close()
        else:
            terminal.kill(getattr(signal, how))
        code = terminal.wait()
        assert_quiet(terminal)
    assert code == {**SIGNALS, "close": 129, "SIGKILL": -9}[how]
    if how == "SIGKILL":
        assert_kept(home, draft, typed, ended - LOST_AT_MOST)
    else:
        assert not left_in(home)
        assert_kept(home, draft, typed, ended)


ENDS = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGQUIT", "close")


@pytest.mark.parametrize(
    ("how", "seed"),
    [
        ("SIGKILL", 1),
        ("SIGKILL", 2),
        ("SIGKILL", 3),
        ("SIGTERM", 1),
        ("SIGTERM", 2),
        ("SIGHUP", 1),
        ("SIGHUP", 2),
        ("close", 1),
        ("close", 2),
        ("SIGINT", 1),
        ("SIGQUIT", 1),
        ("SIGUSR1", 1),
        ("SIGUSR2", 1),
        ("SIGXCPU", 1),
    ],
)
def test_nothing_is_lost(tmp_path: Path, how: str, seed: int) -> None:
    run_and_kill(tmp_path, how, seed)


@pytest.mark.campaign
@pytest.mark.parametrize("how", ENDS)
@pytest.mark.parametrize("seed", range(100, 125))
def test_nothing_is_lost_a_hundred_times(tmp_path: Path, how: str, seed: int) -> None:
    run_and_kill(tmp_path, how, seed)


def run_and_fail(home: Path, seed: int) -> None:
    random = Random(f"fault {seed}")
    draft = empty(home / "office")
    with opened(home, draft, *FAULTY, f"{random.uniform(0.5, 3):.2f}") as terminal:
        typed = type_for(terminal, 60, random)
        assert terminal.wait() == 2
        assert_quiet(terminal)
        said = zh(say("the program failed; your text is kept and will be offered at the next start"))
        assert terminal.farewell.count(said) == 1
    (failure,) = (home / "state").rglob("failure-*.txt")
    told = failure.read_text("utf-8")
    assert "planted" in told
    assert typed
    assert not any(word in told for _, word in typed)  # a report may be confidential
    assert_kept(home, draft, typed, time.monotonic())


def test_a_failure_of_the_program_loses_nothing_and_is_reported_in_one_message(tmp_path: Path) -> None:
    run_and_fail(tmp_path, 1)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100, 125))
def test_a_fault_in_the_program_loses_nothing_at_any_moment(tmp_path: Path, seed: int) -> None:
    run_and_fail(tmp_path, seed)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the app's process is looked up in /proc")
@pytest.mark.parametrize(
    "shell", ["", "trap '' HUP; "], ids=["a shell that goes", "a shell that stays, and tells nobody"]
)
def test_the_app_does_not_outlive_its_window(tmp_path: Path, shell: str) -> None:
    draft = empty(tmp_path / "office")
    command = ("/bin/sh", "-c", f'{shell}{sys.executable} -m tui "$0"; echo $? >code')
    with opened(tmp_path, draft, *command) as terminal:
        (child,) = Path(f"/proc/{terminal.process.pid}/task/{terminal.process.pid}/children").read_text().split()
        typed = type_for(terminal, 0.3, Random(1))
        terminal.close()
        terminal.wait()
        wait_until(lambda: not Path(f"/proc/{child}").exists())
    assert_kept(tmp_path, draft, typed, time.monotonic())
    assert not shell or (draft.parent / "code").read_text() == "129\n"


def test_a_terminal_that_takes_no_output_cannot_keep_the_app(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with opened(tmp_path, draft) as terminal:
        typed = type_for(terminal, 0.3, Random(1))
        terminal.stall()
        for size in range(60):
            terminal.resize(80 + size, 24)  # each time the whole screen is drawn
            time.sleep(0.01)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait() == 143
    assert_kept(tmp_path, draft, typed, time.monotonic())


@pytest.mark.parametrize("keys", [["f2"], ["f10", "f1"]])
def test_a_dialog_does_not_keep_the_app_from_ending(tmp_path: Path, keys: list[str]) -> None:
    draft = empty(tmp_path / "office")
    with opened(tmp_path, draft) as terminal:
        terminal.type("依法行政")
        terminal.press(*keys)
        terminal.wait_for("┌")
        terminal.close()
        assert terminal.wait() == 129
    assert text_of(draft) == "依法行政\n"


def stopped_with_lost_work(terminal: Terminal, home: Path, draft: Path) -> tuple[list[tuple[float, str]], Path]:
    """Type, and stop the program between the recovery file and the save half a second later: what was typed, and that file."""
    typed: list[tuple[float, str]] = []
    while True:
        typed.extend(type_for(terminal, 0.3, Random(1), len(typed)))
        wait_until(lambda: left_in(home) or typed[-1][1] in text_of(draft))
        terminal.kill(signal.SIGSTOP)
        if left := left_in(home):
            return typed, left[0]
        terminal.kill(signal.SIGCONT)  # this one was slower than the save


def left_in(home: Path) -> list[Path]:
    """The recovery files."""
    return list((home / "state").rglob("*.recovery.toml"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the app's threads are counted in /proc")
def test_an_app_that_was_stopped_and_goes_on_reads_with_one_reader_and_ends(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with opened(tmp_path, draft) as terminal:
        typed, threads = "", threads_of(terminal)
        words = ("依法", "行政", "公开")
        for word in words:
            terminal.kill(signal.SIGSTOP)
            terminal.type(word)  # waits in the terminal until the app goes on
            terminal.kill(signal.SIGCONT)
            typed += word
            terminal.wait_for(typed)
        assert threads_of(terminal) < threads + 2 * len(words)  # Textual's reader and writer; Python's pool may grow
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.given_back
    assert text_of(draft) == f"{typed}\n"


def threads_of(terminal: Terminal) -> int:
    """How many threads the app has."""
    return len(list(Path(f"/proc/{terminal.process.pid}/task").iterdir()))


def test_a_window_closed_over_the_question_for_lost_work_leaves_it_to_the_next_start(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with opened(tmp_path, draft) as terminal:
        typed, left = stopped_with_lost_work(terminal, tmp_path, draft)
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    assert typed
    for end in ("SIGHUP", "SIGKILL"):
        with Terminal(tmp_path, draft.parent, draft.name) as terminal:
            terminal.wait_for(zh(say("Restore")))
            terminal.kill(getattr(signal, end))
            terminal.wait()
        assert left.exists()
    wanted = [(when, word) for when, word in typed if word in left.read_text("utf-8")]
    assert_kept(tmp_path, draft, wanted, time.monotonic())


def test_bytes_that_are_not_utf_8_end_it_with_a_message_and_lose_nothing(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with opened(tmp_path, draft) as terminal:
        typed = type_for(terminal, 0.2, Random(1))
        terminal.send("法治".encode("gbk"))
        assert terminal.wait() == 2
        assert_quiet(terminal)
        assert zh(say("the terminal sends characters that are not UTF-8; your text is kept")) in terminal.farewell
    assert_kept(tmp_path, draft, typed, time.monotonic())


@pytest.mark.parametrize("editor", ["no-such-editor-anywhere", "/bin/false", "/bin/sh -c 'kill -2 $$'"])
def test_an_editor_that_fails_keeps_nobody_from_writing_on(tmp_path: Path, editor: str) -> None:
    draft = empty(tmp_path / "office")
    with Terminal(tmp_path, draft.parent, draft.name, environment={"EDITOR": editor}) as terminal:
        terminal.wait_for("F10")
        terminal.type("甲")
        terminal.press("f12")
        terminal.wait_for(zh(say("Not possible")))
        terminal.press("enter")
        terminal.wait_until_gone(zh(say("Not possible")))
        terminal.type("乙")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert_quiet(terminal)
    assert text_of(draft) == "甲乙\n"
