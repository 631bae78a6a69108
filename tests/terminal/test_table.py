"""A whole table typed in a real terminal: 175 cells, a block from a spreadsheet, a sum broken and put right, all in the file."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.conftest import ROOT
from tests.support.terminal import Terminal, wait_until, zh
from tui.base.messages import say

EXAMPLE = (ROOT / "outlines" / "information-disclosure" / "example.toml").read_text("utf-8")
RIGHT: dict[str, dict[str, int]] = tomllib.loads(EXAMPLE)["sections"]["requests"]["rows"]
BROKEN = zh(say("left: {left}   right: {right}", left="31", right="30")).split("31")[0].strip()


def rows(draft: Path) -> dict[str, Any]:
    """The table in the file."""
    section: dict[str, Any] = tomllib.loads(draft.read_text("utf-8"))["sections"].get("requests", {})
    return dict(section.get("rows", {}))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_a_table_is_typed_pasted_broken_fixed_and_saved(tmp_path: Path, size: tuple[int, int]) -> None:
    draft = tmp_path / "office" / "report.toml"
    draft.parent.mkdir()
    start, end = EXAMPLE.index("[sections.requests.rows]"), EXAMPLE.index("[sections.disputes]")
    draft.write_text(EXAMPLE[:start] + EXAMPLE[end:], "utf-8")
    with Terminal(tmp_path, draft.parent, draft.name, size=size) as terminal:
        terminal.wait_for("F10")
        terminal.wait_for("商业")  # the first that is empty is shown
        for heading in ("自然人", "总计", "法人或其他组织"):
            terminal.wait_for(heading)
        for row in RIGHT.values():
            for number in row.values():
                terminal.type(str(number))
                terminal.press("tab" if row is not RIGHT["carried_out"] else "enter")
        terminal.press("up")
        wait_until(lambda: rows(draft) == RIGHT, told=lambda: terminal.text)
        terminal.wait_until_gone(BROKEN)
        terminal.wait_for("四、结转下年度继续办理")

        terminal.type("7")
        terminal.press("up", "down")
        terminal.wait_for(BROKEN)
        wait_until(lambda: rows(draft)["total"]["total"] == 7, told=lambda: terminal.text)
        terminal.type("４２")  # full width, as an input method may have it
        terminal.press("up", "down")
        wait_until(lambda: rows(draft) == RIGHT, told=lambda: terminal.text)
        terminal.wait_until_gone(BROKEN)

        terminal.press("ctrl+home")
        terminal.paste("1\t2\r\n3\t4\r\n")
        wait_until(lambda: rows(draft)["carried_in"]["company"] == 4, told=lambda: terminal.text)
        assert [list(row.values())[:2] for row in list(rows(draft).values())[:2]] == [[1, 2], [3, 4]]
        terminal.press("ctrl+z")
        wait_until(lambda: rows(draft) == RIGHT, told=lambda: terminal.text)
        terminal.press("ctrl+s", "ctrl+q")
        wait_until(lambda: terminal.process.poll() is not None, told=lambda: terminal.text)
    assert draft.read_text("utf-8").count("\n") == EXAMPLE.count("\n")
