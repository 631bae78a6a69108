"""How the main screens look, at 80x24 and 120x36, in Chinese and English: `pytest --snapshot-update` takes new pictures."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.support.app_driver import DAY, empty, example
from tui.app.application import Baogao
from tui.app.settings import Settings
from tui.base.messages import Language

SMALL, LARGE = (80, 24), (120, 36)
BOTH = [(SMALL, "zh_CN"), (LARGE, "en")]
Act = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose name is the same on every machine, with a draft that is done and one that is begun."""
    monkeypatch.chdir(tmp_path)
    folder = Path("office")
    changed = datetime(2025, 2, 7, 9, 30).timestamp()
    draft = example(folder, "report-2024.toml")
    text = draft.read_text("utf-8")
    text = text.replace("专题研究法治工作{party_group_sessions}次", "专题研究法治工作{party_group_session}次")
    text = text.replace("春耕前，局长", "春耕前,局长", 1)
    draft.write_text(text, "utf-8")
    for file in (draft, empty(folder, "begun.toml")):
        os.utime(file, (changed, changed))
    return folder


def app(folder: Path, language: str, draft: str | None = None) -> Baogao:
    file = folder / draft if draft else None
    return Baogao(Settings(Language(language), folder, DAY, file, state=Path("state"), shows_guide=False))


def keys(*pressed: str, until: str) -> Act:
    """Press keys one after the other, and wait for a screen."""

    async def act(pilot: Pilot[None]) -> None:
        await _until(pilot, lambda: bool(pilot.app.screen_stack) and pilot.app.screen.is_mounted)
        for key in pressed:
            if key == "writing":
                await _until(pilot, lambda: type(pilot.app.screen).__name__ == "WritingScreen")
                await _until(pilot, lambda: type(pilot.app.focused).__name__ == "SectionEditor")
                continue
            await pilot.press(key)
            await pilot.pause()
        await _until(pilot, lambda: type(pilot.app.screen).__name__ == until)
        if (
            until == "StartScreen"
        ):  # the drafts are read away from the keys; on other screens a worker waits for the person
            await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.3)  # checked a moment after the last key
        await pilot.wait_for_scheduled_animations()

    return act


async def _until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(1000):
        if holds():
            break
        await asyncio.sleep(0.01)
    await pilot.pause()
    assert holds()


@pytest.mark.parametrize(("size", "language"), BOTH)
def test_the_drafts(office: Path, snap_compare: Any, size: tuple[int, int], language: str) -> None:
    assert snap_compare(app(office, language), terminal_size=size, run_before=keys(until="StartScreen"))


@pytest.mark.parametrize(("size", "language"), BOTH)
def test_a_new_report(office: Path, snap_compare: Any, size: tuple[int, int], language: str) -> None:
    assert snap_compare(
        app(office, language), terminal_size=size, run_before=keys("ctrl+n", "down", until="NewReportScreen")
    )


@pytest.mark.parametrize(("size", "language"), [*BOTH, (SMALL, "en"), (LARGE, "zh_CN")])
def test_writing(office: Path, snap_compare: Any, size: tuple[int, int], language: str) -> None:
    act = keys("writing", "f4", "f6", until="WritingScreen")
    assert snap_compare(app(office, language, "report-2024.toml"), terminal_size=size, run_before=act)


@pytest.mark.parametrize(("size", "language"), BOTH)
def test_the_letterhead(office: Path, snap_compare: Any, size: tuple[int, int], language: str) -> None:
    act = keys("writing", "f9", until="LetterheadScreen")
    assert snap_compare(app(office, language, "report-2024.toml"), terminal_size=size, run_before=act)


@pytest.mark.parametrize(("size", "language"), BOTH)
def test_the_problems(office: Path, snap_compare: Any, size: tuple[int, int], language: str) -> None:
    act = keys("writing", "ctrl+g", until="ProblemsScreen")
    assert snap_compare(app(office, language, "report-2024.toml"), terminal_size=size, run_before=act)


@pytest.mark.parametrize(("size", "language"), BOTH)
def test_the_preview(office: Path, snap_compare: Any, size: tuple[int, int], language: str) -> None:
    act = keys("writing", "f4", "f5", until="PreviewScreen")
    assert snap_compare(app(office, language, "report-2024.toml"), terminal_size=size, run_before=act)


def test_help(office: Path, snap_compare: Any) -> None:
    act = keys("writing", "f4", "f1", until="HelpScreen")
    assert snap_compare(app(office, "zh_CN", "report-2024.toml"), terminal_size=SMALL, run_before=act)


def test_all_commands(office: Path, snap_compare: Any) -> None:
    act = keys("writing", "f10", until="Choose")
    assert snap_compare(app(office, "zh_CN", "report-2024.toml"), terminal_size=SMALL, run_before=act)
