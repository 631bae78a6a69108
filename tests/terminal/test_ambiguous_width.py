"""The terminal is asked how wide it draws “ ” … —; who sees torn lines is told why, and nothing of it comes into the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.app_driver import empty
from tests.support.terminal import Terminal, zh
from tui.app.ambiguous_width import ASK, answer_taken
from tui.base.messages import say

TOLD = say("this terminal draws “ ” … — two columns wide, and lines are torn: set its ambiguous width to narrow")


@pytest.mark.parametrize(
    ("data", "left", "columns"),
    [
        ("\x1b[2;3R", "", 2),
        ("中\x1b[2;2R文", "中文", 1),
        ("\x1b[1;2R", "\x1b[1;2R", None),  # Shift+F3
        ("\x1b[2;9R", "\x1b[2;9R", None),
    ],
)
def test_an_answer_is_no_key(data: str, left: str, columns: int | None) -> None:
    assert answer_taken(data) == (left, columns)


@pytest.mark.parametrize("is_wide", [True, False], ids=["wide", "narrow"])
def test_who_has_a_terminal_with_wide_marks_is_told(is_wide: bool, tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with Terminal(tmp_path, tmp_path / "office", draft.name) as terminal:
        terminal.wait_for(lambda: ASK.encode() in terminal.output)
        terminal.wait_for("Ctrl+Q")
        terminal.send(b"\x1b[2;3R" if is_wide else b"\x1b[2;2R")
        terminal.type("甲")
        terminal.wait_for("甲")
        if is_wide:
            terminal.wait_for(zh(TOLD)[:12])
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert zh(TOLD)[:12] not in terminal.text or is_wide
    assert "甲" in draft.read_text("utf-8") and "R" not in draft.read_text("utf-8")
