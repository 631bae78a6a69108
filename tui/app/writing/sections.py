"""The views of all sections, one of them shown: each kind of section has its widget, mounted on the first visit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import cast

from textual.widget import Widget
from textual.widgets import ContentSwitcher

from tui.app.writing.editor import SectionEditor
from tui.app.writing.section_view import SectionView
from tui.draft.place import place_at
from tui.outline.outline import Section
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath


def _table(opened: OpenDraft, section: Section) -> Widget:
    from tui.app.writing.table.view import TableView  # most reports have no tables

    return TableView(opened, section)


VIEWS: dict[str, Callable[[OpenDraft, Section], Widget]] = {
    "prose": SectionEditor,
    "table": _table,
}
"""The widget of each kind of section, a `SectionView`."""


class Sections(ContentSwitcher):
    """Shows a section. Each view is mounted on the first visit of its section, and kept."""

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__(id="editors")
        self._opened = opened
        self._views: dict[str, Widget] = {}
        self._mounting = asyncio.Lock()  # two calls may show one section at the same time

    def view(self, section: str) -> SectionView | None:
        """The view of a section, if it was visited."""
        return cast(SectionView | None, self._views.get(section))

    async def show_section(self, section: Section) -> None:
        """Show a section."""
        async with self._mounting:
            if section.id not in self._views:
                view = VIEWS[section.kind](self._opened, section)
                view.id = view_id(section.id)
                await self.add_content(view)
                self._views[section.id] = view
        self.current = view_id(section.id)

    def focus_shown(self) -> None:
        """Focus the view that is shown."""
        shown = self.visible_content
        if shown is not None and shown.focusable:
            shown.focus()

    def rewrite(self, paths: Sequence[KeyPath]) -> None:
        """Let the views show the values at these places."""
        by_section: dict[str, list[KeyPath]] = {}
        for path in paths:
            by_section.setdefault(place_at(path).section or "", []).append(path)
        for section, changed in by_section.items():
            view = self.view(section)
            if view is not None:
                view.rewrite(changed)

    def flush(self) -> None:
        """Hand the open draft what is half typed."""
        for view in self._views.values():
            cast(SectionView, view).flush()


def view_id(section: str) -> str:
    """The id of the view of a section among the widgets."""
    return f"editor-{section}"
