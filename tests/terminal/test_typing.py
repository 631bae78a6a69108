"""Chinese written in a real terminal: what an input method commits arrives whole, in the file, with the cursor where it belongs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.support.app_driver import empty
from tests.support.terminal import Terminal, key_bytes, read_guide, surroundings, text_of, wait_until, zh
from tui.base.messages import say

COMMIT = "法治政府建设年度"  # eight characters, as an input method commits a phrase


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return empty(tmp_path / "office")


@pytest.fixture
def terminal(tmp_path: Path, draft: Path) -> Iterator[Terminal]:
    """The app with an empty draft open, the cursor in the introduction."""
    with Terminal(tmp_path, draft.parent, draft.name) as opened:
        opened.wait_for("report.toml")
        opened.wait_for("F10")
        yield opened


def saved(terminal: Terminal, draft: Path, text: str) -> None:
    """Wait until the introduction is exactly this in the file."""
    told = lambda: f"the file holds …{text_of(draft)[-200:]!r}; {terminal.text}"  # noqa: E731
    wait_until(lambda: text_of(draft) == text, told=told)


def stands_after(terminal: Terminal, text: str) -> None:
    """Wait until the terminal's own cursor is right after a text on the screen."""
    terminal.wait_for(lambda: terminal.is_after(text))


def test_words_of_eight_characters_arrive_whole_and_in_order(terminal: Terminal, draft: Path) -> None:
    for n in range(10):
        terminal.type(f"{COMMIT}{n}")
    saved(terminal, draft, "".join(f"{COMMIT}{n}" for n in range(10)) + "\n")
    assert not terminal.asked_for_kitty_keys()


def test_the_full_width_blank_arrives_in_order(terminal: Terminal, draft: Path) -> None:
    terminal.type("\u3000\u3000各县区：甲\u3000乙\u3000丙\u3000")
    terminal.type("丁")
    saved(terminal, draft, "\u3000\u3000各县区：甲\u3000乙\u3000丙\u3000丁\n")


def test_full_width_punctuation_arrives(terminal: Terminal, draft: Path) -> None:
    text = "《条例》（试行）施行后，全市“放管服”改革：一是简，二是放……；“十四五”——见‘附件’、表！好？"
    for character in text:
        terminal.type(character)
    saved(terminal, draft, text + "\n")


def test_a_long_line_is_pasted_whole_and_one_undo_takes_it_back(terminal: Terminal, draft: Path) -> None:
    text = "".join(f"{n:04}全面推进依法行政，建设法治政府；" for n in range(1000))
    assert len(text) == 20_000
    terminal.type("甲")
    terminal.paste(text)
    saved(terminal, draft, f"甲{text}\n")
    terminal.press("ctrl+z")
    saved(terminal, draft, "甲\n")


def test_many_lines_are_pasted_whole_and_one_undo_takes_them_back(terminal: Terminal, draft: Path) -> None:
    lines = [f"{n:04}推进依法行政，建设法治政府。" for n in range(1100)]
    terminal.type("甲")
    terminal.paste("\r".join(lines))  # so terminals send line breaks
    saved(terminal, draft, "甲" + "\n".join(lines) + "\n")
    terminal.press("ctrl+z")
    saved(terminal, draft, "甲\n")
    terminal.type("乙")
    saved(terminal, draft, "甲乙\n")
    assert terminal.process.poll() is None


def test_the_cursor_steps_over_wide_characters(terminal: Terminal, draft: Path) -> None:
    terminal.type("依法行政ab")
    terminal.press(*["left"] * 4)  # a b and two characters, four cells
    terminal.type("，")
    saved(terminal, draft, "依法，行政ab\n")
    stands_after(terminal, "依法，")
    terminal.press("backspace", "left", "delete", "right")
    saved(terminal, draft, "依行政ab\n")
    stands_after(terminal, "依行")
    terminal.press("end")
    terminal.type("治")
    saved(terminal, draft, "依行政ab治\n")


def test_the_cursor_follows_what_is_typed_and_a_resize(terminal: Terminal, draft: Path) -> None:
    paragraph = COMMIT * 5  # more than a line, which every width breaks elsewhere
    terminal.type(f"{paragraph}龘")  # stands nowhere else on the screen
    stands_after(terminal, "龘")
    narrow = terminal.cursor
    terminal.resize(120, 36)
    terminal.wait_for(lambda: terminal.cursor != narrow)  # nothing was typed
    stands_after(terminal, "龘")
    terminal.press("backspace", "enter")
    terminal.type(f"{paragraph}龘")
    stands_after(terminal, "龘")
    wide = terminal.cursor
    terminal.resize(80, 24)
    terminal.wait_for(lambda: terminal.cursor != wide)
    stands_after(terminal, "龘")
    terminal.press("ctrl+b")  # all the room for the text
    terminal.wait_until_gone("▸")
    stands_after(terminal, "龘")
    saved(terminal, draft, f"{paragraph}\n{paragraph}龘\n")


def test_nothing_is_lost_while_the_window_changes_its_size(terminal: Terminal, draft: Path) -> None:
    text = ""
    for n in range(60):
        terminal.type(f"{n:02}{COMMIT}。")
        text += f"{n:02}{COMMIT}。"
        if n % 6 == 0:
            terminal.resize(*((120, 36) if n % 12 == 0 else (80, 24)))
    saved(terminal, draft, text + "\n")
    terminal.press("enter")
    terminal.type("终点在此处")
    stands_after(terminal, "终点在此处")


def test_a_window_too_small_for_anything_does_no_harm(terminal: Terminal, draft: Path) -> None:
    terminal.type(COMMIT)
    for size in ((20, 5), (5, 2), (1, 1), (20, 5)):
        terminal.resize(*size)
        terminal.type("行")
    terminal.press("f1")
    terminal.resize(80, 24)
    terminal.wait_for("Esc 关闭")
    terminal.press("f1")
    saved(terminal, draft, f"{COMMIT}行行行行\n")
    stands_after(terminal, "行行行行")


def test_keys_act_in_the_order_in_which_they_come(terminal: Terminal, draft: Path) -> None:
    """A slow line brings them in bursts."""
    burst = b"".join(
        (key.encode() if len(key) == 1 else key_bytes(key)) for key in ("法", "x", "backspace", "治", "政")
    )
    terminal.send(burst + key_bytes("left") + "行".encode() + key_bytes("home") + "依".encode())
    saved(terminal, draft, "依法治行政\n")


def test_lines_to_fill_in_take_keys_in_order_and_the_full_width_blank(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    with Terminal(tmp_path, folder) as terminal:
        read_guide(terminal)
        terminal.press("ctrl+n")
        terminal.wait_for("report-2024.toml")
        terminal.press("tab", "tab")
        terminal.wait_for(lambda: terminal.is_at(zh(say("Issuer"))))
        terminal.send("何x".encode() + key_bytes("backspace") + "\u3000苒，".encode() + key_bytes("backspace"))
        stands_after(terminal, "何\u3000苒")  # and so does the window of an input method
        terminal.press("tab", "tab", "enter")
        wait_until(lambda: (folder / "report-2024.toml").exists(), told=lambda: terminal.text)
        written = tomllib.loads((folder / "report-2024.toml").read_text("utf-8"))
        assert written["fields"]["issuer"] == "何\u3000苒"


def test_what_another_program_writes_meanwhile_is_taken_over(tmp_path: Path, terminal: Terminal, draft: Path) -> None:
    terminal.type(COMMIT)
    terminal.wait_for(COMMIT)
    subprocess.run(
        [sys.executable, "-m", "tui", "set", "sections.responsibility.text=别人写的一句。", draft],
        env=surroundings(tmp_path),
        check=True,
    )
    terminal.type("继续写")
    saved(terminal, draft, f"{COMMIT}继续写\n")
    terminal.press("f4")
    terminal.wait_for("别人写的一句。")
    assert "别人写的一句。" in draft.read_text("utf-8")


def test_unknown_keys_type_nothing(terminal: Terminal, draft: Path) -> None:
    terminal.type("甲")
    for sent in (b"\x1b[1;3P", b"\x1b[15;3~", b"\x1bx", b"\x1b[?1;2c", b"\x1b[99;5Z", b"\x1b]11;rgb:1/2/3\x07"):
        terminal.send(sent + "乙".encode())
    terminal.type("[1;3P]")
    saved(terminal, draft, "甲乙乙乙乙乙乙[1;3P]\n")
