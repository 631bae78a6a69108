"""Text in panels and dialogs: no line begins with a closing mark, whatever its width, and its styles stay where they are."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from tests.support.app_driver import driven, empty
from tui.app.widgets.filled_text import FilledText, filled
from tui.base.line_breaks import CLOSING, OPENING

WORDS = ["法治", "建设", "，", "。", "《", "》", "2025", "{permits}", " ", "A", "\n"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


@given(TEXTS, st.integers(1, 60))
def test_nothing_is_lost_but_line_breaks_come(text: str, width: int) -> None:
    whole = filled(Content.styled(text, "bold"), width)
    assert whole.plain.replace("\n", "") == text.replace("\n", "")
    assert all(cell_len(line) <= max(2, width) for line in whole.plain.split("\n"))


class Shown(App[None]):
    """An app with one text."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(
            FilledText(
                Content("《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号），规定了{counsel_opinions}件。" * 3)
            )
        )


async def test_a_text_is_shown_filled_at_any_width() -> None:
    app = Shown()
    async with app.run_test(size=(80, 60)) as pilot:
        for width in (24, 25, 30, 41, 80):
            await pilot.resize_terminal(width, 60)
            await pilot.pause()
            text = app.query_one(Static)
            lines = ["".join(part.text for part in text.render_line(y)).rstrip() for y in range(text.size.height)]
            assert not any(line[0] in CLOSING for line in lines if line)
            assert not any(line[-1] in OPENING for line in lines if line)
            assert "".join(lines).count("{counsel_opinions}") == 3


async def test_the_panels_are_filled(tmp_path: Path) -> None:
    async with driven(tmp_path, empty(tmp_path), size=(120, 36)) as app:
        await app.press("f4", "f4")
        await app.until(lambda: app.app.screen.query("Guidance Static"))
        told = app.app.screen.query_one("Guidance Static", Static)
        await app.until(lambda: told.size.height > 10)
        lines = ["".join(part.text for part in told.render_line(y)).strip() for y in range(told.size.height)]
        assert not [line for line in lines if line and (line[0] in CLOSING or line[-1] in OPENING)]
