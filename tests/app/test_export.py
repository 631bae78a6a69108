"""Rendering from the app: the same bytes as the command line, nothing overwritten unasked, nothing published too early."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from tests.conftest import Baogao
from tests.support.app_driver import Driver, driven, example
from tui.base.messages import Message, say
from tui.render.docx.document import rendered as as_word
from tui.render.markdown import render
from tui.render.targets import TARGETS

CLEARED = date(2025, 3, 20)  # the example was reviewed on 14 March


async def opened(app: Driver, format: str = "md") -> None:
    """Open the dialog, and choose a format; Word is offered first."""
    await app.press("ctrl+r")
    await app.until_screen("ExportScreen")
    formats = app.app.screen.query_one("#formats", OptionList)
    await app.press("tab", *["down"] * list(TARGETS).index(format), "shift+tab")
    assert "(*)" in str(formats.get_option(format).prompt)


def told(app: Driver) -> str:
    return str(app.app.screen.query_one("#told Static", Static).content)


def is_said(app: Driver, message: Message) -> bool:
    return app.app.language(message) in app.told


def changed(folder: Path, old: str, new: str) -> Path:
    file = example(folder)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


async def test_enter_writes_the_file_that_the_command_line_writes(tmp_path: Path, baogao: Baogao) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder)) as app:
        await opened(app)
        assert told(app) == ""
        await app.press("enter")
        await app.until_screen("WritingScreen")
        target = folder / "report.filed.md"
        assert target.read_text("utf-8") == render(app.session.draft, "filed")
        assert is_said(app, say("{file} is written", file=target))
    assert baogao("render", "--check", folder / "report.toml").code == 0


async def test_word_is_offered_first_and_each_format_says_what_it_is_for(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder)) as app:
        await app.press("ctrl+r")
        await app.until_screen("ExportScreen")
        shown = app.shown()
        for target in TARGETS.values():
            assert app.app.language(target.purpose) in shown
        assert app.app.screen.query_one(Input).value == "report.filed.docx"
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert (folder / "report.filed.docx").read_bytes() == as_word(app.session.draft, "filed")


async def test_the_name_of_the_file_follows_the_format_and_a_typed_one_is_obeyed(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder)) as app:
        await opened(app, "pdf")
        name = app.app.screen.query_one(Input)
        assert name.value == "report.filed.pdf"
        name.value = "定稿.docx"
        await app.press("tab", "down")
        assert name.value == "定稿.md"
        name.value = "定稿.docx"
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert (folder / "定稿.docx").read_bytes()[:2] == b"PK"


async def test_a_font_that_pdf_needs_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    file = example(folder)
    (folder / "baogao.toml").write_text("[form.fonts]\ntext = '没有的字体'\n", "utf-8")
    async with driven(folder, file) as app:
        await opened(app, "pdf")
        await app.press("enter")
        await app.until(lambda: "没有的字体" in told(app))
        assert app.screen == "ExportScreen"
        assert not list(folder.glob("*.pdf"))


async def test_the_folder_is_opened_where_there_is_a_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "office"
    shown: list[Path] = []

    def show(place: Path) -> bool:
        shown.append(place)
        return True

    monkeypatch.setattr("tui.app.preview.export.opener", lambda: ["open"])
    monkeypatch.setattr("tui.app.preview.export.open_folder", show)
    async with driven(folder, example(folder)) as app:
        await opened(app)
        app.app.screen.query_one("#show").focus()
        await app.press("enter")
        await app.until_screen("WritingScreen")
    assert shown == [folder]


async def test_what_is_written_now_is_rendered_saved_or_not(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder)) as app:
        await app.paste("刚刚写下的一句。")
        await opened(app)
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert "刚刚写下的一句。" in (folder / "report.filed.md").read_text("utf-8")


async def test_the_edition_is_chosen_and_its_file_name_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder), today=CLEARED) as app:
        await opened(app)
        assert "(*)" in str(app.app.screen.query_one(OptionList).get_option("filed").prompt)
        await app.press("down")
        assert "(*)" in str(app.app.screen.query_one(OptionList).get_option("published").prompt)
        assert "( )" in str(app.app.screen.query_one(OptionList).get_option("filed").prompt)
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert (folder / "report.published.md").read_text("utf-8") == render(app.session.draft, "published")
        assert not (folder / "report.filed.md").exists()


async def test_another_file_can_be_named_and_keeps_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder), today=CLEARED) as app:
        await opened(app)
        await app.press("tab", "tab")
        app.app.screen.query_one(Input).value = ""
        await app.paste("定稿（公开）.md")
        await app.press("shift+tab", "shift+tab", "down", "tab", "tab", "enter")
        await app.until_screen("WritingScreen")
        assert (folder / "定稿（公开）.md").read_text("utf-8") == render(app.session.draft, "published")


async def test_a_file_that_holds_something_else_is_asked_about(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder)) as app:
        target = folder / "report.filed.md"
        target.write_text("手工写的", "utf-8")
        await opened(app)
        await app.press("enter")
        await app.until(lambda: target.name in told(app))
        assert str(target) in told(app).replace("\n", "")
        assert target.read_text("utf-8") == "手工写的"
        await app.press("down", "up", "enter")
        assert target.read_text("utf-8") == "手工写的", "another choice is asked about again"
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert target.read_text("utf-8") == render(app.session.draft, "filed")
        await opened(app)
        await app.press("enter")
        await app.until_screen("WritingScreen")


async def test_errors_are_reported_and_do_not_keep_the_filed_edition(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, changed(folder, 'signer = "何苒"', 'signer = "[red]何苒[/]局长"')) as app:
        await opened(app)
        assert "L203" in told(app) and "[red]何苒[/]局长" in app.shown()
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert (folder / "report.filed.md").exists()


async def test_what_must_not_be_published_is_not_rendered(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, changed(folder, "追回问题种子3.6吨", "电话13812341234")) as app:
        await opened(app)
        assert "D902" not in told(app)
        await app.press("down")
        assert "D902" in told(app)
        await app.press("enter", "enter")
        assert app.screen == "ExportScreen"
        assert list(folder.glob("*.md")) == []
        await app.press("up", "enter")
        await app.until_screen("WritingScreen")
        assert [file.name for file in folder.glob("*.md")] == ["report.filed.md"]


async def test_what_is_not_in_the_rendering_is_reported_as_the_command_line_does(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    file = changed(folder, "[sections.introduction]", '[sections.addendum]\ntext = "附记。"\n\n[sections.introduction]')
    async with driven(folder, file) as app:
        await opened(app)
        message = say("the section “{id}” is not in the outline, and not in the rendering", id="addendum")
        assert app.app.language(message) in told(app)


@pytest.mark.parametrize("name", ["report.toml", "", ".", "nowhere/report.md", "~no_such_user_here/x.md", "a\x00b.md"])
async def test_a_bad_name_is_reported_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder)) as app:
        before = (folder / "report.toml").read_bytes()
        await opened(app)
        app.app.screen.query_one(Input).value = name
        await app.pilot.pause()
        await app.press("enter")
        assert app.screen == "ExportScreen"
        assert told(app)
        assert (folder / "report.toml").read_bytes() == before
        assert sorted(file.name for file in folder.iterdir()) == ["report.toml"]


async def test_all_of_it_fits_a_small_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    async with driven(folder, example(folder)) as app:
        await opened(app)
        shown = app.shown()
        for message in (
            say("Render"),
            say("Cancel"),
        ):
            assert app.app.language(message) in shown
        await app.press("escape")
        await app.until_screen("WritingScreen")
        assert list(folder.glob("*.md")) == []
