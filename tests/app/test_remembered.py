"""What the app remembers between starts: theme, section and cursor of each draft; never a text, and never at any cost."""

from __future__ import annotations

import os
import stat
import tomllib
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.app_driver import DAY, Driver, driven, example
from tui.app.application import Baogao
from tui.app.remembered import FILE, Memory, Remembered, Visit, read
from tui.app.settings import Preferences, Settings
from tui.app.writing.editor import SectionEditor
from tui.base.messages import Language

NOW = datetime(2025, 2, 10, tzinfo=UTC)


def kept(tmp_path: Path) -> Path:
    """The file that the apps of `driven` keep what they remember in."""
    return tmp_path / "office-state" / FILE


async def test_a_draft_is_opened_again_where_it_was_left(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        await app.press("f4", "ctrl+end", "left", "left")
        section, cursor = app.editor.section, app.editor.cursor
        assert cursor > 500
        await app.press("ctrl+q")
    async with driven(tmp_path / "office") as app:
        await app.press("enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: isinstance(app.app.focused, SectionEditor))
        assert (app.editor.section, app.editor.cursor) == (section, cursor)
        assert app.editor.region.contains_point(app.editor.cursor_screen_offset)


async def test_where_one_was_outlives_a_terminal_that_is_closed(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        await app.press("f4", "f4", "right")
        section = app.editor.section
        app.app.put_away()  # as the signal does
    visit = Memory(kept(tmp_path)).last_visit(draft)
    assert visit is not None and (visit.section, visit.cursor) == (section, 1)


async def test_a_cursor_after_the_end_of_a_text_that_was_cut_meanwhile_goes_to_its_end(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    Memory(kept(tmp_path)).visit(draft, "plan", 10**6)
    async with driven(tmp_path / "office", draft) as app:
        assert app.editor.section == "plan"
        assert app.editor.cursor == len(app.editor.text)
    Memory(kept(tmp_path)).visit(draft, "a section of another outline", 3)
    async with driven(tmp_path / "office", draft) as app:
        assert app.editor.section == "introduction"


async def test_a_renamed_draft_is_known_by_its_file(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    Memory(kept(tmp_path)).visit(draft, "plan", 3)
    moved = draft.rename(draft.with_name("moved.toml"))
    async with driven(tmp_path / "office", moved) as app:
        assert (app.editor.section, app.editor.cursor) == ("plan", 3)
        await app.press("ctrl+q")
    assert [visit.draft for visit in read(kept(tmp_path)).visits] == [moved]


async def test_the_theme_is_that_of_the_last_time_for_each_kind_of_terminal(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    async with driven(tmp_path / "office") as app:
        await choose_theme(app)
        assert app.app.theme == "paper"
    async with driven(tmp_path / "office") as app:
        assert app.app.theme == "paper"
    async with driven(tmp_path / "office", default_theme="ansi-dark") as app:
        assert app.app.theme == "ansi-dark"
    async with driven(tmp_path / "office", preferences=Preferences("textual-light")) as app:
        assert app.app.theme == "textual-light"  # what is set in the settings is meant


async def choose_theme(app: Driver) -> None:
    await app.press("f10")
    await app.choose(*"theme")
    await app.pilot.pause()


async def test_nothing_of_a_text_is_kept_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        await app.paste("内部事项，不得外传。")
        await app.press("ctrl+q")
    file = kept(tmp_path)
    values = tomllib.loads(file.read_text("utf-8"))
    assert set(values) == {"order", "reviewer", "drafts"}
    assert [set(entry) for entry in values["drafts"]] == [{"draft", "section", "cursor", "when", "number"}]
    assert "内部" not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


GARBAGE = [
    b"\xff\xfe\x00",
    b"[[drafts]]\ndraft = 3\n",
    b"drafts = 1\nthemes = []\norder = {}\n",
    b'[themes]\nink = "no such theme"\n"a b" = "paper"\n',
    b'[[drafts]]\ndraft = "relative"\nsection = "plan"\ncursor = -1\nwhen = 2025-01-01\n',
    b"x = " + b"[" * 10_000,
    b"order = '" + b"\\u0000" * 100 + b"'",
]


@pytest.mark.parametrize("garbage", GARBAGE)
async def test_garbage_in_the_file_is_as_if_it_were_not_there(garbage: bytes, tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    kept(tmp_path).parent.mkdir()
    kept(tmp_path).write_bytes(garbage)
    async with driven(tmp_path / "office", draft) as app:
        assert app.app.theme == "ink"
        await app.press("f4", "ctrl+q")
    assert [visit.section for visit in read(kept(tmp_path)).visits] == ["responsibility"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("state") / FILE
    file.write_bytes(content)
    assert isinstance(read(file), Remembered)


async def test_where_nothing_can_be_written_it_is_known_until_the_end(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    (tmp_path / "taken").write_text("a file where the folder should be", "utf-8")
    settings = Settings(
        Language("zh_CN"), draft.parent, DAY, draft, state=tmp_path / "taken" / "state", shows_guide=False
    )
    app = Baogao(settings)
    async with app.run_test() as pilot:
        driver = Driver(app, pilot)
        await driver.until_screen("WritingScreen")
        await driver.until(lambda: isinstance(app.focused, SectionEditor))
        await driver.press("f4", "ctrl+o")
        await driver.until_screen("StartScreen")
        await driver.press("enter")
        await driver.until_screen("WritingScreen")
        await driver.until(lambda: isinstance(app.focused, SectionEditor))
        assert driver.editor.section == "responsibility"


def _visit(file: Path, name: str) -> None:
    memory = Memory(file)
    for n in range(10):
        memory.visit(Path(f"/office/{name}.toml"), "plan", n)


def test_two_apps_at_once_keep_what_the_other_remembers(tmp_path: Path) -> None:
    context = get_context("spawn")
    apps = [context.Process(target=_visit, args=(tmp_path / FILE, name)) for name in ("a", "b")]
    for app in apps:
        app.start()
    for app in apps:
        app.join()
    assert {(visit.draft.name, visit.cursor) for visit in read(tmp_path / FILE).visits} == {
        ("a.toml", 9),
        ("b.toml", 9),
    }
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


def test_it_holds_fifty_drafts_and_none_that_was_left_years_ago() -> None:
    remembered = Remembered()
    for n in range(60):
        visit = Visit(Path(f"/{n}.toml"), "plan", 0, NOW + timedelta(hours=n))
        remembered = remembered.with_visit(visit)
    assert [visit.draft.name for visit in remembered.visits] == [f"{n}.toml" for n in range(59, 9, -1)]
    late = remembered.with_visit(Visit(Path("/late.toml"), "plan", 0, NOW + timedelta(days=900)))
    assert [visit.draft.name for visit in late.visits] == ["late.toml"]


def test_a_name_that_is_no_utf_8_is_left_out(tmp_path: Path) -> None:
    memory = Memory(tmp_path / FILE)
    memory.visit(Path(os.fsdecode(b"/office/\xff.toml")), "plan", 0)
    memory.visit(Path("/office/report.toml"), "plan", 0)
    assert [visit.draft.name for visit in read(tmp_path / FILE).visits] == ["report.toml"]
