"""The list of drafts: found in subfolders without holding up the start, filtered by typing, sorted, honest about due dates."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.support.app_driver import Driver, driven, empty, example
from tui.app.remembered import FILE, Memory
from tui.app.start import draft_list
from tui.app.start.draft_list import DraftList

LANGUAGES = ["zh_CN", "en"]


def office_of_four(folder: Path) -> None:
    example(folder, "c-report.toml")
    empty(folder, "b-begun.toml")
    last = example(folder / "2023", "a-last.toml")
    text = last.read_text("utf-8").replace("year = 2024", "year = 2023").replace("2025-02-18", "2024-02-18")
    last.write_text(text.replace("云川市农业农村局", "云川市水务局"), "utf-8")
    (folder / "d-broken.toml").write_text('outline = "law-based\n', "utf-8")


def names(app: Driver) -> list[str]:
    """The drafts as they are listed, from the top."""
    return [row.name for row in app.app.screen.query_one(DraftList).shown]


async def all_read(app: Driver) -> None:
    await app.until(lambda: all(row.overview for row in app.app.screen.query_one(DraftList).rows))
    await app.until(lambda: not app.app.screen.query_one(DraftList).is_looking)
    await app.pilot.pause()


async def test_drafts_of_subfolders_are_listed_and_opened(tmp_path: Path) -> None:
    office_of_four(tmp_path / "office")
    async with driven(tmp_path / "office", size=(100, 24)) as app:
        await all_read(app)
        assert "2023/a-last.toml" in app.shown()
        await app.press("down", "down", "down", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file == tmp_path / "office" / "2023" / "a-last.toml"


async def test_typing_filters_by_name_year_issuer_and_outline(tmp_path: Path) -> None:
    office_of_four(tmp_path / "office")
    async with driven(tmp_path / "office") as app:
        await all_read(app)
        for typed, wanted in (
            ("beg", ["b-begun.toml"]),
            ("2023", ["2023/a-last.toml"]),
            ("水务", ["2023/a-last.toml"]),
            ("2024 农业", ["c-report.toml"]),
            ("nothing like it", []),
        ):
            await app.paste(typed)
            assert names(app) == wanted, typed
            await app.press("escape")
            assert len(names(app)) == 4
        await app.press(*"beg", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file.name == "b-begun.toml"


async def test_without_a_fitting_draft_it_is_said_how_to_see_all(tmp_path: Path) -> None:
    office_of_four(tmp_path / "office")
    async with driven(tmp_path / "office") as app:
        await all_read(app)
        await app.press(*"xyz", "enter")
        assert "按Esc显示全部4份" in app.shown()
        assert app.screen == "StartScreen"


async def test_a_key_sorts_and_the_order_is_kept(tmp_path: Path) -> None:
    office_of_four(tmp_path / "office")
    orders = {
        "报送期限": ["d-broken.toml", "b-begun.toml", "c-report.toml", "2023/a-last.toml"],
        "名称": ["2023/a-last.toml", "b-begun.toml", "c-report.toml", "d-broken.toml"],
        "进度": ["d-broken.toml", "b-begun.toml", "2023/a-last.toml", "c-report.toml"],
        "问题": ["d-broken.toml", "b-begun.toml", "2023/a-last.toml", "c-report.toml"],
    }
    async with driven(tmp_path / "office") as app:
        await all_read(app)
        for order, wanted in orders.items():
            assert names(app) == wanted, order
            assert f"按{order}排序" in app.shown()
            await app.press("f6")
    async with driven(tmp_path / "office") as app:
        assert "按修改时间排序" in app.shown()


async def test_the_highlight_stays_on_its_draft_however_they_are_sorted(tmp_path: Path) -> None:
    office_of_four(tmp_path / "office")
    async with driven(tmp_path / "office") as app:
        await all_read(app)
        await app.press("down", "f6", "f6", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file.name == "b-begun.toml"
        await app.press("ctrl+o")
        await app.until_screen("StartScreen")
        await app.press("enter")  # where one comes from
        await app.until_screen("WritingScreen")
        assert app.session.file.name == "b-begun.toml"


async def test_a_draft_that_was_open_lately_is_listed_in_another_folder_too(tmp_path: Path) -> None:
    elsewhere = example(tmp_path / "elsewhere", "x.toml")
    office = tmp_path / "office"
    office.mkdir()
    memory = Memory(tmp_path / "office-state" / FILE)
    memory.visit(tmp_path / "gone.toml", "plan", 0)
    memory.visit(elsewhere, "plan", 0)
    async with driven(office) as app:
        await app.until(lambda: "x.toml" in app.shown())
        assert "新建报告" in app.shown() and "gone.toml" not in app.shown()
        await app.press("tab", "enter")
        await app.until_screen("WritingScreen")
        assert app.session.file == elsewhere
    empty(office, "mine.toml")
    async with driven(office) as app:
        await app.until(lambda: "最近打开的其他文件夹中的草稿" in app.shown())
        assert names(app) == ["mine.toml", "../elsewhere/x.toml"]


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2025, 2, 10), "还有19天", "19 days left"),
        (date(2025, 2, 20), "已报送", "filed"),
        (date(2025, 11, 25), "已报送", "filed"),
    ],
)
async def test_a_report_that_was_filed_in_time_is_never_overdue(tmp_path: Path, day: date, zh: str, en: str) -> None:
    example(tmp_path / "office", "a.toml")
    for language, words in (("zh_CN", zh), ("en", en)):
        async with driven(tmp_path / "office", today=day, language=language) as app:
            await all_read(app)
            (line,) = [
                line for line in app.shown().splitlines() if "a.toml " in line and "2024" in line and "%" in line
            ]
            assert words in line
            assert "269" not in app.shown()


async def test_problems_are_said_in_full_words(tmp_path: Path) -> None:
    draft = example(tmp_path / "office", "a.toml")
    draft.write_text(draft.read_text("utf-8").replace("judgments_complied = 1 ", "judgments_complied = 2 "), "utf-8")
    for language, words in (("zh_CN", "1处错误"), ("en", "1 error")):
        for size in ((80, 24), (160, 40)):
            async with driven(tmp_path / "office", language=language, size=size) as app:
                await all_read(app)
                assert words in app.shown()


async def test_a_big_folder_holds_up_no_key_and_can_be_filtered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_list, "MOST", 20)
    for n in range(60):
        empty(tmp_path / "office", f"draft-{n:02}.toml")
    async with driven(tmp_path / "office", size=(80, 40)) as app:
        await app.until(lambda: not app.app.screen.query_one(DraftList).is_looking)
        assert "共60份" in app.shown()
        assert len(names(app)) == 20
        await app.press("end", *"42")
        assert names(app) == ["draft-42.toml"]


async def test_it_is_said_where_not_all_files_were_searched(tmp_path: Path) -> None:
    deep = tmp_path / "office" / Path(*["d"] * 20)
    deep.mkdir(parents=True)
    async with driven(tmp_path / "office") as app:
        await app.until(lambda: "只查找了部分文件" in app.shown())
        assert "Ctrl+O" in app.shown()


async def test_a_draft_is_renamed_and_copied(tmp_path: Path) -> None:
    draft = example(tmp_path / "office", "a.toml")
    content = draft.read_bytes()
    async with driven(tmp_path / "office") as app:
        for command, name in (("rename", "b"), ("copy", "c.toml")):
            await app.press("f10")
            await app.choose(*command)
            await app.until_screen("Ask")
            await app.press("ctrl+a", *name, "enter")
            await app.until_screen("StartScreen")
        await app.until(lambda: names(app) == ["b.toml", "c.toml"])
        for name in ("b.toml", "../x", ".x", "baogao"):  # taken, elsewhere, hidden, the office's settings
            await app.press("f10")
            await app.choose(*"copy")
            await app.until_screen("Ask")
            await app.press("ctrl+a")
            await app.paste(name)
            await app.press("enter")
            await app.until_screen("Decide")
            await app.press("escape")
    assert sorted(file.name for file in (tmp_path / "office").iterdir()) == ["b.toml", "c.toml"]
    assert (tmp_path / "office" / "b.toml").read_bytes() == content


async def test_an_empty_folder_begins_with_enter(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office") as app:
        await app.press("enter")
        await app.until_screen("NewReportScreen")


SIZES = [(20, 5), (20, 24), (31, 10), (72, 24), (80, 24), (120, 36), (250, 80)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_first_screen_fits_every_terminal(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    office_of_four(tmp_path / "office")
    (tmp_path / "empty").mkdir()
    for folder in ("office", "empty"):
        async with driven(tmp_path / folder, size=size, language=language) as app:
            await all_read(app)
            for key in ("down", "a", "escape", "f6"):
                await app.press(key)
            await app.pilot.resize_terminal(max(20, size[1]), max(5, size[0]))
            await app.pilot.resize_terminal(*size)
            assert ("Leave" if language == "en" else "退出") in app.shown()


def test_the_list_is_shown_before_anything_that_reads_a_draft_is_loaded() -> None:
    program = (
        "import sys, tui.cli.main, tui.cli.commands.write, tui.app.launch, tui.app.application, tui.app.start.screen\n"
        "print(*{'tui.draft.draft', 'tui.outline.outline', 'tui.checking.office'} & sys.modules.keys())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
