"""What must not reach a terminal: foreign text as commands or markup, and tracebacks; and streams that are no terminal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.support.app_driver import JINCHENG, empty
from tests.support.terminal import Terminal, read_guide, surroundings, zh
from tui.base.messages import say

MARKUP = "[bold red]标[/] [@click=app.quit]按[/]"
HOSTILE = MARKUP + "\x1b]0;owned\x07\x1b[?1049l\x1b[31;7m\x9b2J\u202e反\u2066\x00\x7f"
PLANTED = (b"\x1b]0;owned", b"owned\x07", b"\x1b[31;7m", "\x9b".encode(), "\u202e".encode(), "\u2066".encode())


def quoted(text: str) -> str:
    """A text as a TOML string, escaped where necessary."""
    return json.dumps(text).replace("\x7f", "\\u007f")


def hostile_draft(folder: Path, outline: str = "law-based-government-department-jincheng@2024") -> Path:
    """A complete draft with commands to the terminal and markup in every kind of place."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (JINCHENG / "example.toml").read_text("utf-8")
    text = text.replace("law-based-government-department-jincheng@2024", outline)
    text = text.replace('issuer = "云川市农业农村局"', f"issuer = {quoted(HOSTILE)}")
    text = text.replace('signer = "何苒"', f"signer = {quoted(HOSTILE)}\n{quoted(HOSTILE)} = 1")
    text = text.replace("party_group_sessions = 5", f"party_group_sessions = {quoted(HOSTILE)}")
    text = text.replace('owner = "办公室"', f"owner = {quoted(HOSTILE)}")
    text = text.replace("局党组书记、局长把法治建设", quoted(HOSTILE)[1:-1] + "。{x[bold]} 2025", 1)
    text += f'\n[[waivers]]\nrule = "W801"\nquote = {quoted(HOSTILE)}\nreason = {quoted(HOSTILE)}\n'
    draft = folder / "report.toml"
    draft.write_text(text, "utf-8")
    return draft


def hostile_outline(folder: Path) -> None:
    """An outline of a stranger's with the same in its names, headings and guidance."""
    (folder / "hostile").mkdir(parents=True)
    (folder / "hostile" / "outline.toml").write_text(
        f'id = "hostile"\nversion = 2024\nname = {quoted(HOSTILE)}\nabout = {quoted(HOSTILE)}\n'
        'extends = "law-based-government-department-jincheng@2024"\n'
        f'[[sections]]\nid = "responsibility"\nheading = {quoted(HOSTILE)}\nguidance = {quoted(HOSTILE)}\n'
        f'topics = [ {{ id = "a", label = {quoted(HOSTILE)}, hint = {quoted(HOSTILE)}, words = ["法"] }} ]\n'
        f'[[figures]]\nid = "party_group_sessions"\nlabel = {quoted(HOSTILE)}\nunit = "次"\nhint = {quoted(HOSTILE)}\n',
        "utf-8",
    )


def assert_harmless(terminal: Terminal) -> None:
    """Nothing of what was planted got through, and the app lives."""
    assert terminal.process.poll() is None
    for planted in PLANTED:
        assert planted not in terminal.output
    assert b"\x1b[?1049l" not in terminal.output


def look_around(terminal: Terminal) -> None:
    """Go through sections, panels, dialogs and the letterhead."""
    terminal.wait_for("F10")
    terminal.press("f4")
    for shown in ("[bold red]标[/]", "[@click=app.quit]按[/]", "\ufffd]0;owned\ufffd"):
        terminal.wait_for(shown)
    for _ in range(4):
        terminal.press("f6")
    for opens, closes in (("f1", "f1"), ("f2", "escape"), ("ctrl+t", "escape"), ("f10", "escape")):
        terminal.press(opens)
        terminal.wait_for("┌")
        terminal.press(closes)
        terminal.wait_until_gone("┌")
    terminal.press("f9")
    terminal.wait_for(zh(say("Letterhead")) + "  report.toml")
    terminal.wait_for("[bold red]标[/]")
    assert_harmless(terminal)


def test_a_hostile_draft_is_shown_as_text(tmp_path: Path) -> None:
    draft = hostile_draft(tmp_path / "office")
    with Terminal(tmp_path, draft.parent, draft.name, size=(120, 36)) as terminal:
        look_around(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_a_hostile_outline_is_shown_as_text(tmp_path: Path) -> None:
    hostile_outline(tmp_path / "strangers")
    draft = hostile_draft(tmp_path / "office", "hostile@2024")
    arguments = ("write", "--outline-path", tmp_path / "strangers", draft.name)
    with Terminal(tmp_path, draft.parent, *arguments, size=(120, 36)) as terminal:
        look_around(terminal)


def test_hostile_names_of_files_are_shown_as_text(tmp_path: Path) -> None:
    draft = hostile_draft(tmp_path / "office")
    draft.rename(draft.with_name("[bold]\x1b[31;7m\u202e\n.toml"))
    with Terminal(tmp_path, draft.parent, size=(120, 36)) as terminal:
        read_guide(terminal)
        terminal.wait_for("[bold]")
        terminal.wait_for(lambda: re.search(r"[0-9]+%", terminal.text))  # it was read
        terminal.press("ctrl+n")
        terminal.wait_for("┌")
        assert_harmless(terminal)


def test_what_is_pasted_into_the_text_commands_nothing(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with Terminal(tmp_path, draft.parent, draft.name) as terminal:
        terminal.wait_for("F10")
        pasted = HOSTILE.replace("\x1b", "").replace("\x00", "")  # terminals let no escape through in a paste
        terminal.paste(pasted + "完")
        terminal.wait_for("完")
        terminal.press("f6", "f6", "ctrl+t")
        terminal.wait_for("┌")
        terminal.paste(pasted)
        terminal.wait_for(MARKUP)
        assert_harmless(terminal)


@pytest.mark.parametrize("content", ["outline = [", 'outline = "no-such-outline@1"\n', "\x00\x01", "year = 2024\n", ""])
def test_a_bad_draft_is_one_message_and_no_traceback(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "bad.toml").write_text(content, "utf-8")
    with Terminal(tmp_path, folder, "bad.toml") as terminal:
        terminal.wait_for("bad.toml")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert b"Traceback" not in terminal.output


@pytest.mark.parametrize("arguments", [[], ["report.toml"], ["write"]])
def test_without_a_terminal_there_is_one_message_and_exit_2(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=empty(tmp_path / "office").parent,
        env=surroundings(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(zh(say("not an interactive terminal")))
    assert len(done.stderr.splitlines()) == 2  # and what to do about it


def test_a_terminal_that_can_do_nothing_is_reported_as_well(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with Terminal(tmp_path, draft.parent, draft.name, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait() == 2
        assert zh(say("not an interactive terminal")) in terminal.output.decode()
