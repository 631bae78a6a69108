"""From the first screen into a draft: an empty folder, a list of drafts, new reports, the example, the guide, help."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.support.app_driver import JINCHENG, Driver, driven, empty, example
from tui.app.settings import Preferences
from tui.app.widgets.chinese_input import ChineseInput


async def test_an_empty_folder_says_what_to_press(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office") as app:
        assert "这个文件夹里还没有草稿" in app.shown()
        assert "Ctrl+N" in app.shown()


async def test_the_drafts_are_listed_with_what_is_known_of_them(tmp_path: Path) -> None:
    example(tmp_path / "office", "a-done.toml")
    empty(tmp_path / "office", "b-empty.toml")
    (tmp_path / "office" / "c-broken.toml").write_text('outline = "law-based\n', "utf-8")
    (tmp_path / "office" / "pyproject.toml").write_text("[project]\n", "utf-8")
    async with driven(tmp_path / "office", size=(120, 36)) as app:
        await app.until(lambda: "! " in app.shown())
        lines = app.shown().splitlines()
        (done,) = [line for line in lines if "a-done" in line]
        assert "2024" in done and "100%" in done and "还有19天" in done and "云川市农业农村局" in done
        (begun,) = [line for line in lines if "b-empty" in line]
        assert "0%" in begun and "13处错误" in begun
        (broken,) = [line for line in lines if "c-broken.toml  " in line]
        assert "! 文件有误" in broken
        assert "pyproject" not in app.shown()


async def test_enter_opens_a_draft_and_a_key_leads_back(tmp_path: Path) -> None:
    example(tmp_path / "office", "a.toml")
    empty(tmp_path / "office", "b.toml")
    async with driven(tmp_path / "office") as app:
        await app.press("down", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file.name == "b.toml"
        await app.press(*"甲", "ctrl+o")
        await app.until_screen("StartScreen")
        assert "甲" in (tmp_path / "office" / "b.toml").read_text("utf-8")
        assert isinstance(app.app.focused, ChineseInput)
        await app.press("up", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file.name == "a.toml"


async def choose_outline(app: Driver, id: str) -> None:
    """Go down to an outline in the form for a new report, and take it."""
    listed = app.app.screen.query_one("#outline", OptionList)
    steps = listed.get_option_index(id) - (listed.highlighted or 0)
    await app.press(*["down" if steps > 0 else "up"] * abs(steps), "enter")


async def test_a_new_report_takes_what_the_office_set(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (office / "baogao.toml").write_text(
        '[defaults]\nissuer = "云川市水务局"\nnumber_prefix = "云水字"\nrecipients = ["市委", "市政府"]\n', "utf-8"
    )
    async with driven(office) as app:
        await app.press("ctrl+n")
        await app.until_screen("NewReportScreen")
        await choose_outline(app, JINCHENG.name)
        await app.until(lambda: "晋城市市直部门的写法" in app.shown())
        year = app.app.screen.query_one("#year", Input)
        assert (year.has_focus, year.value) == (True, "2024")
        assert app.app.screen.query_one("#issuer", Input).value == "云川市水务局"
        assert app.app.screen.query_one("#file", Input).value == "report-2024.toml"
        await app.press("enter", "enter", "enter", "enter")
        await app.until_screen("WritingScreen")
        text = (office / "report-2024.toml").read_text("utf-8")
        assert 'outline = "law-based-government-department-jincheng@2024"' in text
        assert 'issuer = "云川市水务局"' in text and 'number = "云水字〔2025〕号"' in text
        assert "晋城市市直部门的写法" in text  # the guidance, as comments
        assert app.editor.section == "introduction"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("#year", "20x4", "四位"), ("#file", "", "文件名"), ("#file", "taken.toml", "文件已存在")],
)
async def test_a_wrong_answer_is_reported_and_nothing_is_written(
    tmp_path: Path, field: str, value: str, told: str
) -> None:
    draft = example(tmp_path / "office", "taken.toml")
    before = draft.read_bytes()
    async with driven(tmp_path / "office") as app:
        await app.press("ctrl+n")
        await app.until_screen("NewReportScreen")
        app.app.screen.query_one(field, Input).value = value
        app.app.screen.query_one("#begin").focus()
        await app.press("enter")
        assert app.screen == "NewReportScreen"
        assert told in app.shown()
        assert app.app.screen.query_one(field).has_focus
        await app.press("escape")
        assert app.screen == "StartScreen"
    assert [file.name for file in (tmp_path / "office").iterdir()] == ["taken.toml"]
    assert draft.read_bytes() == before


async def test_a_new_report_lends_last_years_letterhead(tmp_path: Path) -> None:
    last = example(tmp_path / "office", "report-2023.toml")
    last.write_text(last.read_text("utf-8").replace("year = 2024", "year = 2023"), "utf-8")
    async with driven(tmp_path / "office") as app:
        await app.press("ctrl+n")
        await app.until_screen("NewReportScreen")
        await choose_outline(app, JINCHENG.name)
        await app.press("enter", "enter", "enter", "enter")
        await app.until_screen("WritingScreen")
        draft = app.session.draft
        assert draft.words("signer") == ("何苒",)
        assert draft.words("copies") == ("省农业农村厅", "中共云川市委全面依法治市委员会办公室")
        assert draft.sections["plan"].owner == "政策法规科"
        assert not draft.sections["plan"].text
        opened = app.app.opened
        assert opened is not None
        await app.until(lambda: opened.last_year)


async def test_an_issuer_of_nothing_but_commas_is_none(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office") as app:
        await app.press("ctrl+n")
        await app.until_screen("NewReportScreen")
        app.app.screen.query_one("#issuer", Input).value = " 、, "
        app.app.screen.query_one("#begin").focus()
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert app.session.draft.words("issuer") == ()


async def test_a_broken_draft_does_not_hide_last_years(tmp_path: Path) -> None:
    last = example(tmp_path / "office", "z-last.toml")
    last.write_text(last.read_text("utf-8").replace("year = 2024", "year = 2023"), "utf-8")
    (tmp_path / "office" / "a-broken.toml").write_text('outline = "x\nyear = 2023\n', "utf-8")
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        opened = app.app.opened
        assert opened is not None
        await app.until(lambda: opened.last_year)


async def test_the_example_is_written_into_the_folder_and_opened(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office") as app:
        await app.press("ctrl+u")
        await app.choose(*"jincheng")
        await app.until_screen("WritingScreen")
        assert app.session.draft.words("issuer") == ("云川市农业农村局",)
        assert app.session.file == tmp_path / "office" / "example.toml"


async def test_a_file_elsewhere_is_opened_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    example(tmp_path / "elsewhere", "x.toml")
    async with driven(tmp_path / "office") as app:
        await app.press("ctrl+o")
        await app.until_screen("ChooseFile")
        await app.paste("../elsewhere/x.toml")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert app.session.draft.year == 2024


async def test_the_guide_is_shown_the_first_time_and_by_a_command(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office", shows_guide=True) as app:
        await app.until_screen("GuideScreen")
        assert "欢迎使用" in app.shown()
        await app.press("escape")
        assert app.screen == "StartScreen"
        await app.press("f10")
        await app.choose(*"guide")
        await app.until_screen("GuideScreen")


async def test_help_explains_this_section_and_its_keys(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office"), size=(120, 36)) as app:
        await app.press("f4", "f1")
        await app.until_screen("HelpScreen")
        shown = app.shown()
        assert "主要负责人履行推进法治建设第一责任人职责情况" in shown
        assert "法治政府建设与责任落实督察工作规定" in shown
        await app.press("end")
        assert "晋城市市直部门的写法" in app.shown()
        await app.press("escape")
        assert app.screen == "WritingScreen"


async def test_the_palette_finds_commands_in_chinese_pinyin_and_english(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        for words in ("下一部分", "xyb", "next"):
            section = app.editor.section
            await app.press("ctrl+p")
            await app.choose(*words)
            await app.until(lambda section=section: app.editor.section != section)  # type: ignore[misc]
        assert app.editor.section == "problems"


async def test_two_commands_can_change_their_keys(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(
        tmp_path / "office", draft, preferences=Preferences(keymap={"save": "f5", "preview": "ctrl+s"})
    ) as app:
        await app.write_unsaved("甲")
        await app.press("f5")
        assert app.screen == "WritingScreen"
        assert app.session.unsaved == ()
        await app.press("ctrl+s")
        await app.until_screen("PreviewScreen")


async def test_colours_change_and_the_keymap_of_a_user_counts(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft, preferences=Preferences(keymap={"next-section": "ctrl+n"})) as app:
        await app.press("ctrl+n")
        assert app.editor.section == "responsibility"
        await app.press("f4")
        assert app.editor.section == "responsibility"
        assert "Ctrl+N 下一部分" in app.shown()
        await app.press("f10")
        await app.choose(*"theme")
        await app.until(lambda: app.app.theme == "paper")


async def test_the_same_process_speaks_both_languages(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft, language="en") as app:
        assert "F4 Next" in app.shown()
    async with driven(tmp_path / "office", draft, language="zh_CN") as app:
        assert "下一部分" in app.shown() and "Next" not in app.shown()
