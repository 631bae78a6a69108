"""A file chosen in a dialog: by its path, by the list below it, by completion; a path that cannot be taken is never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.cli.test_import import REPORT
from tests.support.app_driver import Driver, driven, example


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with drafts of several years in folders of their own."""
    folder = tmp_path / "office"
    example(folder / "2023 年" / "已报送", "report-2023.toml")
    example(folder / "2024", "report-2024.toml")
    example(folder / "2024", "report-2024-二稿.toml")
    (folder / "notes.txt").write_text("x", "utf-8")
    return folder


async def asked(app: Driver) -> None:
    await app.press("ctrl+o")
    await app.until_screen("ChooseFile")


def line(app: Driver) -> str:
    return app.app.screen.query_one(Input).value


def listed(app: Driver) -> list[str]:
    shown = app.app.screen.query_one("#entries", OptionList)
    return [str(option.prompt) for option in shown.options]


async def test_folders_are_entered_and_a_file_is_opened_by_enter_alone(office: Path) -> None:
    async with driven(office) as app:
        await asked(app)
        assert listed(app) == ["2023 年/", "2024/", "../"]
        await app.press("enter", "enter", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file == office / "2023 年" / "已报送" / "report-2023.toml"


async def test_typing_filters_and_tab_completes(office: Path) -> None:
    async with driven(office) as app:
        await asked(app)
        await app.press(*"2024", "tab")
        assert line(app) == f"2024{os.sep}"
        await app.press("r", "tab")
        assert line(app) == f"2024{os.sep}report-2024"
        await app.paste("-二")
        assert listed(app) == ["report-2024-二稿.toml", "../"]
        await app.press("tab", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file.name == "report-2024-二稿.toml"


async def test_a_folder_that_is_typed_is_opened_as_a_list(office: Path) -> None:
    async with driven(office) as app:
        for typed in ("2024", str(office / "2024"), "./2023 年"):
            await asked(app)
            await app.paste(typed)
            await app.press("enter")
            assert app.screen == "ChooseFile"
            assert line(app) == f"{typed}{os.sep}"
            assert len(listed(app)) > 1
            await app.press("escape")


@pytest.mark.parametrize("typed", ["no-such-file.toml", "no/such/folder/x", "~", "notes.txt/x", "a\tb"])
async def test_what_cannot_be_taken_stays_where_it_was_typed(office: Path, typed: str) -> None:
    async with driven(office) as app:
        await asked(app)
        await app.paste(typed)
        await app.press("enter")
        assert app.screen == "ChooseFile"
        assert line(app).startswith(typed.split("\t")[0])


async def test_one_goes_up_and_down_again(office: Path) -> None:
    async with driven(office / "2024") as app:
        await asked(app)
        await app.press("down", "down", "enter")
        assert line(app) == f"..{os.sep}"
        assert "2023 年/" in listed(app)
        await app.press("enter")
        assert line(app) == f"..{os.sep}2023 年{os.sep}"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a superuser may read everything")
async def test_a_folder_that_may_not_be_read_is_said_to_be_so(office: Path) -> None:
    (office / "closed").mkdir(mode=0)
    async with driven(office) as app:
        await asked(app)
        await app.press(*"closed/")
        assert "没有权限" in app.shown() or "权限" in app.shown()


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
async def test_strange_names_are_entered_and_taken(office: Path) -> None:
    strange = Path(os.fsdecode(os.fsencode(office) + b"/\xff\x1b[31m"))
    example(strange, "x.toml")
    async with driven(office) as app:
        await asked(app)
        await app.press("down", "down", "enter")
        assert "\x1b" not in app.shown()
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert app.session.file == strange / "x.toml"


async def test_a_document_to_import_is_found_in_the_list(office: Path) -> None:
    (office / "2024" / "去年.txt").write_text(REPORT, "utf-8")
    async with driven(office) as app:
        await app.press("ctrl+l")
        await app.until_screen("ChooseFile")
        assert listed(app) == ["2023 年/", "2024/", "notes.txt", "../"]
        await app.press("down", "enter", "enter")
        await app.until_screen("ImportScreen")
        await app.press("ctrl+s")
        await app.until_screen("ChooseFile")
        assert line(app) == "report-2024.toml"
        await app.press("down", "enter")
        assert line(app) == f"2024{os.sep}report-2024.toml"
        await app.press("ctrl+a")
        await app.paste("2024/new")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert app.session.file == office / "2024" / "new.toml"


async def test_where_to_render_is_chosen_in_the_list(office: Path) -> None:
    async with driven(office, office / "2024" / "report-2024.toml") as app:
        await app.press("ctrl+r")
        await app.until_screen("ExportScreen")
        await app.press("ctrl+o")
        await app.until_screen("ChooseFile")
        assert line(app).startswith("report-2024.")
        name = line(app)
        await app.press("down", "enter", "enter")
        await app.until_screen("ExportScreen")
        assert app.app.screen.query_one("#file", Input).value == str(office / "2024" / ".." / name)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", [(20, 5), (31, 10), (80, 24), (250, 80)], ids=str)
async def test_it_fits_every_terminal(office: Path, size: tuple[int, int], language: str) -> None:
    async with driven(office, size=size, language=language) as app:
        await asked(app)
        await app.press("down", "x", "tab", "backspace", "tab", "enter", "escape")
        assert app.screen == "StartScreen"


async def test_a_folder_with_many_files_says_so(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.dialogs.paths.MOST", 2)
    async with driven(office) as app:
        await asked(app)
        assert "输入完整的名称" in app.shown()
        await app.paste("2024/report-2024.toml")
        await app.press("enter")
        await app.until_screen("WritingScreen")
