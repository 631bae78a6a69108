"""The app with outlines of any shape: a new report begun, written, filled in, checked and read, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.support.app_driver import Driver, driven
from tests.support.examples import OTHERS, copied
from tests.support.shapes import shape
from tui.app.letterhead.screen import LetterheadScreen
from tui.app.writing.editor import SectionEditor

FOLDERS = {example.parent.name: example.parent for example in OTHERS}
SOME = ("one-section", "only-tables", "official-without-fields", "english-with-due-dates")


@pytest.fixture(params=[*FOLDERS, *SOME])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A folder of drafts that knows one of the outlines beside the shipped ones, and its id."""
    there = tmp_path / "office" / "outlines" / request.param
    if request.param in FOLDERS:
        copied(FOLDERS[request.param], there)
    else:
        shape(request.param, there)
    (tmp_path / "office" / "baogao.toml").write_text('outlines = ["outlines"]\n', "utf-8")
    return tmp_path / "office", request.param


async def begun(app: Driver, id: str) -> None:
    """Begin a report by the dialog."""
    await app.press("ctrl+n")
    await app.until_screen("NewReportScreen")
    outlines = app.app.screen.query_one("#outline", OptionList)
    away = outlines.get_option_index(id) - (outlines.highlighted or 0)
    await app.press(*["down" if away > 0 else "up"] * abs(away))
    await app.press("enter")
    app.app.screen.query_one("#begin").focus()
    await app.press("enter")
    await app.until_screen("WritingScreen")


async def test_a_report_is_begun_written_and_read(office: tuple[Path, str]) -> None:
    folder, id = office
    async with driven(folder, language="en" if "english" in id else "zh_CN", size=(100, 30)) as app:
        await begun(app, id)
        outline = app.session.outline
        begins_with_prose = outline.sections[0].kind == "prose"
        if begins_with_prose:
            await app.until(lambda: isinstance(app.app.focused, SectionEditor))
            section = app.editor.section
            await app.press(*"甲乙")
            assert app.saved()["sections"][section]["text"].strip() == "甲乙"
        assert outline.id == id
        await app.press("f9")
        await app.until_screen("LetterheadScreen")
        screen = app.app.screen
        assert isinstance(screen, LetterheadScreen)
        asked = [row.asked.place for row in screen.rows]
        assert {("fields", field.id) for field in outline.fields} <= set(asked)
        assert (("clearance", "by") in asked) == outline.asks_for("clearance")
        await app.press("escape")
        await app.until_screen("WritingScreen")
        await app.press("ctrl+g")
        await app.until_screen("ProblemsScreen")
        await app.press("escape")
        await app.until_screen("WritingScreen")
        await app.press("f5")
        await app.until_screen("PreviewScreen")
        if begins_with_prose:
            await app.until(lambda: "甲乙" in app.shown())
        await app.press("escape")
        await app.until_screen("WritingScreen")
        await app.press("ctrl+o")
        await app.until_screen("StartScreen")
        await app.until(lambda: "report-2024" in app.shown())


async def test_its_example_is_opened_section_by_section(office: tuple[Path, str]) -> None:
    folder, id = office
    draft = folder / "report.toml"
    draft.write_bytes((folder / "outlines" / id / "example.toml").read_bytes())
    before = draft.read_bytes()
    async with driven(folder) as app:
        await app.press("enter")
        await app.until_screen("WritingScreen")
        for _ in app.session.outline.sections:
            await app.press("f4")
    assert draft.read_bytes() == before
