"""A new report by Enter to its end: last year's draft is chosen, what an outline has no field for is not asked, few keys lead to a text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from tests.support.app_driver import JINCHENG, Driver, driven, example
from tests.support.shapes import shape
from tui.app.writing.editor import SectionEditor

LANGUAGES = ["zh_CN", "en"]


def last_years(folder: Path, name: str = "report-2023.toml") -> Path:
    draft = example(folder, name)
    draft.write_text(draft.read_text("utf-8").replace("year = 2024", "year = 2023"), "utf-8")
    return draft


async def asked(app: Driver) -> None:
    await app.press("ctrl+n")
    await app.until_screen("NewReportScreen")


def chosen_last(app: Driver) -> str | None:
    option = app.app.screen.query_one("#last", OptionList).highlighted_option
    return option.id if option else None


async def test_enter_alone_makes_a_report_from_last_years_draft_beside_it(tmp_path: Path) -> None:
    last = last_years(tmp_path / "office")
    example(tmp_path / "office" / "older", "report-2022.toml")
    async with driven(tmp_path / "office") as app:
        await asked(app)
        assert chosen_last(app) == str(last)
        await app.press(*["enter"] * 5)
        await app.until_screen("WritingScreen")
        assert app.session.outline.id == JINCHENG.name
        assert app.session.draft.year == 2024
        assert app.session.draft.words("signer") == ("何苒",)


async def test_the_keys_from_an_empty_folder_to_the_first_sentence_are_few(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office", shows_guide=True) as app:
        await app.until_screen("GuideScreen")
        keys = ["escape", "enter", "enter", "enter", "enter", "enter", "enter"]
        for n, key in enumerate(keys):
            await app.press(key)
            if n == 3:
                await app.paste("云川市水务局")
        assert len(keys) <= 8
        await app.until_screen("WritingScreen")
        await app.until(lambda: isinstance(app.app.focused, SectionEditor))
        await app.paste("一年来，依法行政。")
        assert app.editor.text == "一年来，依法行政。"
        assert app.session.draft.words("issuer") == ("云川市水务局",)


async def test_last_years_draft_follows_the_year_until_one_is_chosen(tmp_path: Path) -> None:
    last = last_years(tmp_path / "office")
    this = example(tmp_path / "office", "report-2024.toml")
    async with driven(tmp_path / "office") as app:
        await asked(app)
        assert chosen_last(app) == str(last)
        year = app.app.screen.query_one("#year", Input)
        await app.press("enter", "ctrl+a", *"2025")
        assert (year.value, chosen_last(app)) == ("2025", str(this))
        await app.press("enter", "enter", "down", "down")
        assert chosen_last(app) == "none"
        year.value = "2024"
        await app.pilot.pause()
        assert chosen_last(app) == "none"


async def test_last_years_word_file_or_a_draft_elsewhere_is_chosen_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    elsewhere = last_years(tmp_path / "elsewhere")
    async with driven(tmp_path / "office") as app:
        await asked(app)
        await app.press("enter", "enter", "enter", "down", "enter")
        await app.until_screen("ChooseFile")
        await app.paste(str(elsewhere))
        await app.press("enter")
        await app.until_screen("NewReportScreen")
        assert chosen_last(app) == str(elsewhere)
        await app.press("enter", "enter")
        await app.until_screen("WritingScreen")


async def test_a_taken_file_name_is_not_suggested(tmp_path: Path) -> None:
    example(tmp_path / "office", "report-2024.toml")
    async with driven(tmp_path / "office") as app:
        await asked(app)
        assert app.app.screen.query_one("#file", Input).value == "report-2024-2.toml"


@pytest.mark.parametrize("name", ["one-section", "official-without-fields", "english-with-due-dates"])
async def test_an_issuer_is_asked_for_only_where_the_outline_has_that_field(tmp_path: Path, name: str) -> None:
    office = tmp_path / "office"
    shape(name, office / "outlines" / name)
    outline = tomllib.loads((office / "outlines" / name / "outline.toml").read_text("utf-8"))
    (office / "baogao.toml").write_text('outlines = ["outlines"]\n', "utf-8")
    async with driven(office) as app:
        await asked(app)
        listed = app.app.screen.query_one("#outline", OptionList)
        while listed.highlighted_option and listed.highlighted_option.id != outline["id"]:
            await app.press("down")
        await app.press("enter", "enter")
        focused = app.app.focused
        assert focused is not None
        asks = focused.id == "issuer"
        await app.press(*["enter"] * (3 if asks else 2))
        await app.until_screen("WritingScreen")
        assert asks == ("issuer" in app.session.outline.fields_by_id)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
async def test_what_an_outline_is_for_is_shown_at_once_and_in_full(tmp_path: Path, size: tuple[int, int]) -> None:
    last_years(tmp_path / "office")
    async with driven(tmp_path / "office", size=size) as app:
        await asked(app)
        about = app.app.screen.query_one("#about Static", Static)
        told = str(about.visual)
        assert "晋城市市直部门的写法" in told and "其他需要报告的情况" in told
        assert all(words in app.shown() for words in ("晋城市市直部门", "需要报告"))
        assert about.virtual_region.height <= app.app.screen.query_one("#about").size.height


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "下一项"), ("en", "Enter Next field")])
async def test_the_keys_are_named(tmp_path: Path, language: str, words: str) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office", language=language) as app:
        await asked(app)
        assert words in app.shown() and "Esc" in app.shown()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(20, 5), (31, 10), (72, 24), (120, 36), (250, 80)], ids=str)
async def test_it_fits_every_terminal(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office", size=size, language=language) as app:
        await asked(app)
        for id in ("outline", "year", "issuer", "last", "file"):
            focused = app.app.focused
            assert focused is not None and focused.id == id
            assert app.app.screen.region.overlaps(focused.region)
            await app.press("enter")
        await app.until_screen("WritingScreen")
