"""The preview: how lines are printed, where it opens, the other edition, what keeps a report from being published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Input, Static

from tests.support.app_driver import Driver, driven, example
from tui.app.widgets.printed import printed
from tui.app.widgets.printed_area import PrintedArea
from tui.render.report import Element, Part, Piece
from tui.render.wrapping import balanced, wrapped


def lines(part: Part, text: str, width: int) -> list[str]:
    return [line.text for line in printed([Element(part, (Piece(text),))], width) if line.text]


def test_a_paragraph_begins_two_characters_in_and_fills_its_lines() -> None:
    assert lines(Part.TEXT, "甲" * 20, 20) == ["\u3000\u3000" + "甲" * 8, "甲" * 10, "甲" * 2]


def test_no_line_begins_with_a_closing_mark_or_breaks_a_number() -> None:
    assert lines(Part.RECIPIENTS, "甲乙丙丁，戊己", 8) == ["甲乙丙", "丁，戊己"]
    assert lines(Part.RECIPIENTS, "全年办理（审查）1386件", 16) == ["全年办理（审查）", "1386件"]
    assert lines(Part.RECIPIENTS, "甲乙丙（丁）", 8) == ["甲乙丙", "（丁）"]


def test_a_title_too_long_for_a_line_is_centred_on_several() -> None:
    shown = lines(Part.TITLE, "云川市农业农村局关于法治政府建设工作情况的报告", 30)
    assert "".join(line.strip() for line in shown) == "云川市农业农村局关于法治政府建设工作情况的报告"
    assert len(shown) == 2
    for line in shown:
        left, right = len(line) - len(line.lstrip()), 30 - cell_len(line)
        assert abs(left - right) <= 1
    assert abs(cell_len(shown[0].strip()) - cell_len(shown[1].strip())) <= 6


def test_a_title_breaks_between_the_names_of_several_issuers() -> None:
    shown = lines(
        Part.TITLE, "云川市农业农村局\u3000云川市水务局\u3000云川市林业局2024年法治政府建设工作情况的报告", 64
    )
    assert [line.strip() for line in shown] == [
        "云川市农业农村局\u3000云川市水务局",
        "云川市林业局2024年法治政府建设工作情况的报告",
    ]


def test_signer_and_date_are_at_the_right() -> None:
    (line,) = lines(Part.DATE, "2025年2月18日", 40)
    assert cell_len(line) == 32
    assert line.strip() == "2025年2月18日"


def test_bold_goes_on_after_the_end_of_a_line() -> None:
    pieces = (Piece("甲乙"), Piece("丙丁戊己", bold=True), Piece("庚"))
    shown = printed([Element(Part.RECIPIENTS, pieces)], 8)
    bold = ["".join(line.text[start:end] for start, end, _ in line.styles) for line in shown]
    assert [line.text for line in shown] == ["甲乙丙丁", "戊己庚"]
    assert bold == ["丙丁", "戊己"]
    assert [line.goes_on for line in shown] == [False, True]


def test_the_first_page_has_its_red_mark_and_its_red_line() -> None:
    elements = [Element(Part.MARK, (Piece("云川市农业农村局文件", bold=True),)), Element(Part.TITLE, (Piece("报告"),))]
    shown = printed(elements, 40)
    red = [
        line.text.strip() for line in shown for *_, style in line.styles if style.color and style.color.name == "red"
    ]
    assert red == ["云川市农业农村局文件", "─" * 40]


def test_what_steers_a_terminal_is_not_printed() -> None:
    assert lines(Part.TEXT, "甲\x1b[2J\t乙", 40) == ["\u3000\u3000甲\ufffd[2J 乙"]


TEXTS = st.text(alphabet="甲，。（）“”《》a1 \u3000%😀e\u0301", max_size=60)


@given(TEXTS, st.integers(2, 20), st.integers(2, 20))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int, first: int) -> None:
    spans = wrapped(text, width, first)
    assert "".join(text[start:end] for start, end in spans) == text
    for n, (start, end) in enumerate(spans):
        assert cell_len(text[start:end]) <= (width if n else first)


@given(TEXTS, st.integers(4, 40))
def test_the_lines_of_a_title_keep_to_the_width(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in balanced(text, width))
    assert "".join("".join(balanced(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize("n", [10_000])
def test_wrapping_is_linear_in_what_cannot_be_broken(n: int) -> None:
    for text in ("a" * n, "（" * n, "，" * n, "甲" * n):
        assert "".join(text[start:end] for start, end in wrapped(text, 40)) == text


# On the screen

CLEARED = date(2025, 3, 20)  # the example was reviewed on 14 March


async def opened(app: Driver) -> PrintedArea:
    await app.press("f5")
    await app.until_screen("PreviewScreen")
    paper = app.app.screen.query_one(PrintedArea)
    await app.until(lambda: paper.text)
    await app.pilot.pause()
    return paper


def title(app: Driver) -> str:
    return str(app.app.screen.query_one("#title", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_it_opens_where_it_is_being_written(tmp_path: Path, size: tuple[int, int]) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office"), size=size) as app:
        await app.press("f4", "f4")
        at = app.editor.text.index("1. **")
        app.editor.reveal(at, at)
        await app.pilot.pause()
        paper = await opened(app)
        line = paper.document.get_line(paper.cursor_location[0])
        assert line.startswith("\u3000\u30001.")
        assert line.strip("\u3000")[:8] in app.shown()
        assert all(cell_len(line) <= paper.wrap_width for line in paper.document.lines)


async def test_the_other_edition_is_shown_at_the_same_place(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await app.press("f4", "f4")
        paper = await opened(app)
        filed = app.app.language("filed edition")
        assert "云川市农业农村局文件" in paper.text
        here = paper.document.get_line(paper.cursor_location[0])
        before = title(app)
        await app.press("f19")
        assert "云川市农业农村局文件" not in paper.text
        assert "签发人" not in paper.text
        assert paper.document.get_line(paper.cursor_location[0]) == here
        assert title(app) != before, filed
        await app.press("f19")
        assert paper.document.get_line(paper.cursor_location[0]) == here
        assert title(app) == before


async def test_it_can_be_read_to_the_end_and_left(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        paper = await opened(app)
        for _ in range(40):
            await app.press("pagedown")
        assert "2025年2月18日印发" in app.shown()
        await app.press("escape")
        await app.until_screen("WritingScreen")
        paper = await opened(app)
        assert paper.read_only
        await app.press("f5")
        await app.until_screen("WritingScreen")


async def test_obstacles_to_publication_are_shown_on_a_line(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    async with driven(tmp_path / "office", file, today=CLEARED) as app:
        await opened(app)
        assert not app.app.screen.query_one("#withheld").display
    file.write_text(file.read_text("utf-8").replace("追回问题种子3.6吨", "电话13812341234"), "utf-8")
    async with driven(tmp_path / "office", file, today=CLEARED) as app:
        await opened(app)
        line = app.app.screen.query_one("#withheld", Static)
        assert line.display and line.size.height == 1
        assert "1" in str(line.content)


async def test_a_change_of_size_keeps_the_place(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await app.press("f4", "f4")
        paper = await opened(app)
        here = paper.document.get_line(paper.cursor_location[0])[:8]
        await app.pilot.resize_terminal(60, 24)
        await app.until(lambda: all(cell_len(line) <= 58 for line in paper.document.lines))
        assert paper.document.get_line(paper.cursor_location[0])[:8] == here


async def test_copied_text_has_no_breaks_within_a_paragraph(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        paper = await opened(app)
        row = next(n for n, line in enumerate(paper.document.lines) if line.startswith("\u3000\u30002024年"))
        foot = next(n for n, line in enumerate(paper.document.lines) if n > row and line.startswith("---"))
        paper.selection = type(paper.selection)((row, 0), (foot + 1, 40))
        whole = paper.selected_text
        assert whole.startswith("\u3000\u30002024年，市农业农村局坚持以习近平")
        assert whole.count("\n") == 1, "two paragraphs"
        assert "深入学习贯彻" in whole
        assert "---" not in whole, "the end of a page is no text"


async def test_strangers_text_is_printed_as_text(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    file.write_text(file.read_text("utf-8").replace("市农业农村局坚持", "[red]局[/red]\\u001b[2J坚持", 1), "utf-8")
    async with driven(tmp_path / "office", file) as app:
        paper = await opened(app)
        assert "[red]局[/red]\ufffd[2J坚持" in paper.text.replace("\n", "")
        assert "[red]局" in app.shown()


async def test_it_is_rendered_from_here_as_the_edition_that_is_shown(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        await app.press("f19", "ctrl+r")
        await app.until_screen("ExportScreen")
        assert app.app.screen.query_one(Input).value == "report.published.docx"
        await app.press("escape")
        await app.until_screen("PreviewScreen")


async def test_pages_end_where_they_do_in_word_with_their_numbers(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        paper = await opened(app)
        feet = [line for line in paper.document.lines if line.startswith("---") and line.strip("- ").isdigit()]
        assert [int(foot.strip("- ")) for foot in feet] == list(range(1, len(feet) + 1))
        assert 7 <= len(feet) <= 9
        assert [foot.rstrip("-").endswith(f" {n} ") for n, foot in enumerate(feet, 1)] == [True] * len(feet)
        assert all(foot.endswith(" ----") for foot in feet[::2]), "odd pages have it on the right"
        assert all(foot.startswith("---- ") for foot in feet[1::2])
        first = next(n for n, line in enumerate(paper.document.lines) if line.startswith("---"))
        assert any("2024年法治政府建设" in line for line in paper.document.lines[:first])
