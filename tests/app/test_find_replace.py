"""Find and replace: live, through letterhead and all sections, gone to, undone section by section, references left whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.support.app_driver import Driver, driven, example
from tui.app.writing.find_replace import MOST, FindReplaceScreen


async def opened(app: Driver) -> FindReplaceScreen:
    await app.press("ctrl+f")
    await app.until_screen("FindReplaceScreen")
    await app.pilot.pause()
    screen = app.app.screen
    assert isinstance(screen, FindReplaceScreen)
    return screen


def listed(app: Driver) -> list[str]:
    return [str(option.prompt) for option in app.app.screen.query_one(OptionList).options]


def text(app: Driver, section: str) -> str:
    value = app.session.value(("sections", section, "text"))
    assert isinstance(value, str)
    return value


def all_texts(app: Driver) -> str:
    return "".join(text(app, section) for section in app.session.draft.sections)


async def test_matches_are_listed_while_one_types_in_the_order_of_the_outline(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await app.press("f4", "f4", "f4")
        await opened(app)
        assert listed(app) == []
        await app.press("执")
        many = len(listed(app))
        await app.press("法")
        assert 0 < len(listed(app)) <= many
        assert len(listed(app)) == all_texts(app).count("执法")
        assert all(">执法<" in line for line in listed(app))
        assert str(len(listed(app))) in app.shown()
        await app.press(*"天书")
        assert listed(app) == []


async def test_enter_goes_to_the_match(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        await app.press(*"督察", "down", "up", "enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: app.editor.selected_text == "督察")


async def test_the_second_match_is_reached_with_the_arrows(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        await app.press(*"局长", "down", "enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: app.editor.selected_text == "局长")
        start = app.editor.offset_at(app.editor.selection.start)
        assert app.editor.text[:start].count("局长") == 1


async def test_the_selection_is_searched_for(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        app.editor.reveal(0, 5)
        await opened(app)
        assert app.app.screen.query_one("#wanted", Input).value == "2024年"
        await app.until(lambda: len(listed(app)) == all_texts(app).count("2024年") + 1)  # and an attachment


async def test_one_match_is_replaced_and_the_next_is_at_hand(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        before = text(app, "responsibility")
        count = all_texts(app).count("局长")
        await opened(app)
        await app.press(*"局长", "tab", *"主要负责人", "enter")
        assert len(listed(app)) == count - 1
        await app.until(lambda: text(app, "responsibility") == before.replace("局长", "主要负责人", 1))
        await app.press("ctrl+e")
        await app.until(lambda: text(app, "responsibility") == before.replace("局长", "主要负责人", 2))
        await app.press("escape")
        await app.until_screen("WritingScreen")
        assert app.saved()["sections"]["responsibility"]["text"] == before.replace("局长", "主要负责人", 2)


async def test_replacing_by_something_that_holds_the_words_goes_on(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        before = text(app, "responsibility")
        await opened(app)
        await app.press(*"局长", "tab", *"副局长", "enter", "enter")
        await app.until(lambda: text(app, "responsibility") == before.replace("局长", "副局长", 2))


async def test_all_are_replaced_and_one_key_takes_it_back_from_each_section(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        file = app.session.file.read_bytes()
        before = {section: text(app, section) for section in app.session.draft.sections}
        wanted = {section: one.replace("执法", "行政执法") for section, one in before.items()}
        touched = [section for section in before if wanted[section] != before[section]]
        assert len(touched) > 1
        await opened(app)
        await app.press(*"执法", "tab", *"行政执法", "ctrl+d")
        assert {section: text(app, section) for section in before} == wanted
        assert str(sum(one.count("执法") for one in before.values())) in app.shown()
        await app.press("escape")
        await app.until_screen("WritingScreen")
        saved = app.saved()["sections"]
        assert {section: saved[section]["text"] for section in before} == wanted
        for section in touched[:2]:
            while app.editor.section != section:
                await app.press("f4")
            await app.press("ctrl+z")
            assert {section: text(app, section) for section in before} == before
            assert (app.editor.section, app.editor.text) == (section, before[section].rstrip("\n"))
            await app.press("ctrl+y")
            assert {section: text(app, section) for section in before} == wanted
        await app.press("ctrl+z")
        app.saved()
        assert app.session.file.read_bytes() == file


async def test_a_replacement_is_undone_in_the_dialog(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        before = all_texts(app)
        await opened(app)
        await app.press(*"执法", "tab", *"行政执法", "ctrl+d", "ctrl+z")
        assert all_texts(app) == before
        assert len(listed(app)) == before.count("执法")
        assert "已撤销：全部替换" in app.shown()


async def test_references_are_left_whole_unless_braces_are_searched(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        assert "{permits}" in all_texts(app)
        await opened(app)
        await app.press(*"permits")
        assert listed(app) == []
        await app.press("home")
        await app.paste("{")
        await app.press("end")
        await app.paste("}")
        assert len(listed(app)) == all_texts(app).count("{permits}")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_each_match_is_one_line_that_shows_strangers_text_as_text(tmp_path: Path, size: tuple[int, int]) -> None:
    file = example(tmp_path / "office")
    hostile = file.read_text("utf-8").replace("市农业农村局坚持", "[red]局[/red]\\u001b[2J坚持", 1)
    file.write_text(hostile, "utf-8")
    async with driven(tmp_path / "office", file, size=size) as app:
        screen = await opened(app)
        await app.paste("[red]")
        assert ">[red]<局[/red]\ufffd[2J坚持" in app.shown()
        await app.press("home", "delete", "delete", "delete", "delete", "delete")
        await app.paste("依法")
        found = screen.query_one(OptionList)
        assert found.virtual_size.height == len(listed(app)), "no match takes two lines"


async def test_thousands_of_matches_are_counted_and_all_replaced(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    file.write_text(file.read_text("utf-8").replace("市农业农村局坚持", "甲乙" * 5000, 1), "utf-8")
    async with driven(tmp_path / "office", file) as app:
        await opened(app)
        await app.press(*"甲乙")
        assert len(listed(app)) == MOST
        assert "5000" in app.shown()
        await app.press("tab", *"丙", "ctrl+d")
        await app.until(lambda: "丙" * 5000 in text(app, "introduction"))
        assert "甲" not in text(app, "introduction")


async def test_escape_changes_nothing(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        await app.press(*"局长", "tab", *"某", "escape")
        await app.until_screen("WritingScreen")
        assert app.session.unsaved == ()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_the_letterhead_is_searched_and_replaced_with_the_text_and_one_undo_takes_all_back(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    file = example(tmp_path / "office")
    before = file.read_bytes()
    async with driven(file.parent, file, language=language, size=size) as app:
        await opened(app)
        await app.press(*"农业农村局", "tab", *"农牧局")
        assert any(">农业农村局 -> 农牧局<" in line for line in listed(app)), "a preview before anything is replaced"
        assert app.session.unsaved == ()
        await app.press("ctrl+d")
        saved = app.saved()
        assert "农牧局" in saved["fields"]["issuer"]
        assert "农牧局" in saved["sections"]["introduction"]["text"]
        assert "农业农村局" not in file.read_text("utf-8").partition("[sections")[0].partition("[fields]")[2]
        await app.press("ctrl+z")
        app.saved()
        assert file.read_bytes() == before


async def test_enter_goes_to_a_match_in_the_letterhead(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        await app.press(*"何苒", "enter")
        await app.until_screen("LetterheadScreen")


async def test_words_with_a_line_break_or_bold_in_them_are_found(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    changed = file.read_text("utf-8").replace("市农业农村局坚持", "市农业\n**农村**局坚持", 1)
    file.write_text(changed, "utf-8")
    async with driven(file.parent, file) as app:
        await opened(app)
        await app.press(*"农业农村局坚持", "tab", *"局坚持", "enter")
        await app.until(lambda: "市局坚持" in text(app, "introduction"))


async def test_a_number_is_found_and_left_alone(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        permits = str(app.session.draft.figures["permits"].written)
        await opened(app)
        await app.press(*permits, "tab", "9", "ctrl+d")
        assert app.session.draft.figures["permits"].written == permits
        await app.press("shift+tab", "enter")
        await app.until_screen("WritingScreen")
