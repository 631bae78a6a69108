"""Every screen and dialog of the app, and the keys that lead there: what tests that go through all of them share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple

from textual.screen import Screen

import tui.app
from tests.support.app_driver import Driver, driven, example


class Way(NamedTuple):
    """A way to a screen: its class, and the keys from the text of a draft; without a draft, from the list of drafts."""

    screen: str
    keys: tuple[str, ...]
    in_draft: bool = True


WAYS = {
    "drafts": Way("StartScreen", (), in_draft=False),
    "new report": Way("NewReportScreen", ("ctrl+n",), in_draft=False),
    "guide": Way("GuideScreen", ("f10", *"guide", "enter"), in_draft=False),
    "writing": Way("WritingScreen", ("f4",)),
    "help": Way("HelpScreen", ("f1",)),
    "all commands": Way("Choose", ("f10",)),
    "letterhead": Way("LetterheadScreen", ("f9",)),
    "problems": Way("ProblemsScreen", ("ctrl+g",)),
    "waive": Way("WaiveScreen", ("ctrl+g", "ctrl+w")),
    "preview": Way("PreviewScreen", ("f5",)),
    "render": Way("ExportScreen", ("ctrl+r",)),
    "find": Way("FindReplaceScreen", ("ctrl+f",)),
    "who writes": Way("Ask", ("f10", *"owner", "enter")),
    "comparison": Way("ComparisonScreen", ("f10", *"compare", "enter")),
}


def go(way: Way, folder: Path, size: tuple[int, int], language: str) -> AbstractAsyncContextManager[Driver]:
    """The app at the end of its start; `arrive` goes on from there."""
    draft = example(folder)
    text = draft.read_text("utf-8").replace("春耕前，局长", "春耕前,局长", 1)
    draft.write_text(text, "utf-8")
    return driven(folder, draft if way.in_draft else None, size=size, language=language)


async def arrive(app: Driver, way: Way) -> None:
    """Press the keys that lead to a screen."""
    await app.press(*way.keys)
    await app.until_screen(way.screen)
    await app.pilot.pause(0.3)


def screens() -> Iterator[type[Screen[object]]]:
    """The classes of all screens and dialogs that are shown; those that only hold what others share have a type variable."""
    for module in walk_packages(tui.app.__path__, "tui.app."):
        import_module(module.name)
    left: list[type[Screen[object]]] = [Screen]
    seen = set()
    while left:
        one = left.pop()
        left += one.__subclasses__()
        if one.__module__.startswith("tui.app.") and not getattr(one, "__parameters__", ()) and one not in seen:
            seen.add(one)
            yield one
