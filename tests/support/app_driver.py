"""The app driven by its keys, without a terminal: what the tests of its screens share."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events
from textual.pilot import Pilot

from tests.conftest import ROOT
from tests.support.virtual_time import now
from tui.app.application import Baogao
from tui.app.settings import Settings
from tui.app.writing.editor import SectionEditor
from tui.app.writing.table.grid import TableGrid
from tui.base.errors import BaogaoError
from tui.base.messages import Language
from tui.session.session import Session

JINCHENG = ROOT / "outlines" / "law-based-government-department-jincheng"
DAY = date(2025, 2, 10)
_STEP, _PATIENCE = 0.02, 30.0  # seconds, by the loop's clock and the system's


class Driver:
    """The app, its pilot, and what a person would do."""

    def __init__(self, app: Baogao, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self._told: list[str] = []
        self._remark, self._warn = app.remark, app.warn
        app.remark = self._remember  # type: ignore[method-assign]
        app.warn = self._remember_error  # type: ignore[method-assign]

    def _remember(self, text: str) -> None:
        self._told.append(text)
        self._remark(text)

    def _remember_error(self, error: BaogaoError) -> None:
        self._told.append(self.app.told(error, "\n"))
        self._warn(error)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and let each have its effect."""
        for key in keys:
            await self.app._press_keys([key])  # as the pilot does, which waits for every widget once more
            await self.app.order.finished()
            await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste as a terminal does; it also types what `press` cannot, such as full-width punctuation."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def write_unsaved(self, text: str) -> None:
        """Write something that is not in the file yet, on a machine however slow; while nothing is awaited it stays so."""
        await self.paste(text)
        while not self.session.unsaved:
            await self.paste(text)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds. Raises `AssertionError` when it does not in good time."""
        began = monotonic()
        while not holds():
            await self.pilot.pause(_STEP)
            assert monotonic() - began < _PATIENCE, f"waited in vain: {self.screen}"

    async def until_screen(self, name: str) -> None:
        """Wait until the screen of this class is shown."""
        await self.until(lambda: self.screen == name)
        await self.pilot.pause()

    @property
    def told(self) -> str:
        """Everything that was said in passing."""
        return "\n".join(self._told)

    @property
    def screen(self) -> str:
        """The class of the screen that is shown."""
        return type(self.app.screen).__name__

    @property
    def session(self) -> Session:
        """The session of the draft that is open."""
        assert self.app.opened is not None
        return self.app.opened.session

    @property
    def editor(self) -> SectionEditor:
        """The editor that has the focus."""
        focused = self.app.focused
        assert isinstance(focused, SectionEditor), focused
        return focused

    def saved(self) -> dict[str, Any]:
        """What the file holds once everything is saved."""
        self.session.save()
        return tomllib.loads(self.session.file.read_text("utf-8"))

    def shown(self) -> str:
        """All that is on the screen, line by line, a blank at the end of none."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)

    async def choose(self, *words: str) -> None:
        """Type words into the list that is shown, and take the first that fits."""
        await self.until_screen("Choose")
        await self.press(*words)
        await self.press("enter")
        await self.until(lambda: self.screen != "Choose")


@asynccontextmanager
async def driven(
    folder: Path,
    draft: Path | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    language: str = "zh_CN",
    **settings: Any,
) -> AsyncIterator[Driver]:
    """The app started in a folder, perhaps straight into a draft; its state is beside the folder."""
    state = settings.pop("state", folder.parent / f"{folder.name}-state")
    given = Settings(
        Language(language),
        folder,
        settings.pop("today", DAY),
        draft,
        state=state,
        shows_guide=settings.pop("shows_guide", False),
        **settings,
    )
    app = Baogao(given, clock=now)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        if draft is not None:
            await driver.until(lambda: app.opened is not None)
            await driver.until_screen("WritingScreen")
            await driver.until(lambda: isinstance(app.focused, SectionEditor | TableGrid))
        await pilot.pause()
        yield driver


def example(folder: Path, name: str = "report.toml") -> Path:
    """The complete example of Jincheng's outline as a draft in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes((JINCHENG / "example.toml").read_bytes())
    return file


def empty(folder: Path, name: str = "report.toml") -> Path:
    """A draft in which nothing is written yet."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text('outline = "law-based-government-department-jincheng@2024"\nyear = 2024\n', "utf-8")
    return file
