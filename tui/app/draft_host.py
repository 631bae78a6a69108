"""The draft that the app has open: opened, saved by the clock, merged with what others write, put away."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from tui.app.commands import BY_ID, keys_shown
from tui.app.notices import Notices
from tui.app.remembered import FILE, Memory
from tui.app.settings import Settings
from tui.app.widgets.hints import Hints
from tui.base.errors import BaogaoError
from tui.base.messages import say, say_n
from tui.toml import KeyPath

if TYPE_CHECKING:  # the list of drafts is shown before a draft can be read
    from tui.app.widgets.draft_screen import OnDraft
    from tui.checking.office import Office, Offices
    from tui.draft.draft import Draft
    from tui.editing.values import Value
    from tui.session.open_draft import OpenDraft
    from tui.session.session import SaveResult, Session


class DraftHost(Notices, inherit_bindings=False):
    """An app that has one draft open, or none."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(settings)
        self._clock = clock
        self.keymap: Mapping[str, str] = dict(settings.preferences.keymap)
        self.remembered = Memory(settings.state / FILE)
        self.opened: OpenDraft | None = None
        self._conflicts_told: dict[KeyPath, Value | None] = {}
        """The conflicts that the user knows of: what others wrote there."""

    @cached_property
    def offices(self) -> Offices:
        """Opens drafts with what their offices set."""
        from tui.checking.office import Offices

        return Offices(tuple(self.settings.outline_paths))

    def put_away(self) -> None:
        """Save what is open; what cannot be saved is remembered. Never raises: it is the last thing that runs."""
        if self.opened is None:
            return
        screens = self._screens_on_draft() if self.is_running else []
        for screen in screens:
            screen.flush()
        with contextlib.suppress(BaogaoError):
            self.opened.save()
        with contextlib.suppress(BaogaoError):
            self.opened.remember()
        for where in filter(None, (screen.where_in_draft() for screen in screens)):
            self.remembered.visit(self.opened.file, *where)

    @work(exclusive=True, group="open")
    async def open_draft(self, file: Path) -> None:
        """Open a draft to write it, after an offer of what a crash left unsaved."""
        file = file.absolute()  # the folder that the app was started in may be renamed or deleted meanwhile
        found = await self._read(file)
        if found is None:
            return
        session, office = found
        self.put_away()
        from tui.session.open_draft import OpenDraft

        self.opened = OpenDraft(session, office, self.settings.today, clock=self._clock)
        self._conflicts_told = {}
        self.opened.follow = self._tell_screens
        from tui.app.dialogs.recover import offer  # does nothing unless a crash left something
        from tui.app.writing.screen import WritingScreen

        if not await offer(self, self.opened):
            self.opened = None
            await self._show_drafts()
            return
        await self.push_screen(WritingScreen(self.opened, self.remembered.last_visit(file)))
        self._lay_last_year_beside(self.opened)
        self._tell_of_conflicts()
        if self.opened.is_read_only:
            key = keys_shown(BY_ID["save"], self.keymap)
            self.inform(say("this draft is read-only: what you write is kept, and {key} saves a copy", key=key))

    async def _read(self, file: Path) -> tuple[Session, Office] | None:
        """Read a draft; a damaged one is shown until it can be read, or until the user goes back to the list."""
        while True:
            try:
                office = self.offices.of(file.parent)
                library = self.offices.library(file.parent)
                from tui.session.session import Session

                return Session.open(file, library, state=self.settings.state, clock=self._clock), office
            except BaogaoError as error:
                await self._show_drafts()
                if error.place is None or error.place.span is None:
                    self.warn(error)
                    return None
                from tui.app.start.damaged import DamagedScreen

                if not await self.push_screen_wait(DamagedScreen(file, error)):
                    return None

    async def close_draft(self) -> None:
        """Save, and go back to the list of drafts."""
        self.put_away()
        if self.opened is not None and self.opened.unsaved and self.opened.trouble is not None:
            self.warn(self.opened.trouble)
        self.opened = None
        await self._show_drafts()

    async def _show_drafts(self) -> None:
        """Show the list of drafts, refreshed, and close everything on top of it."""
        from tui.app.start.screen import StartScreen

        while len(self.screen_stack) > 1 and not isinstance(self.screen, StartScreen):
            await self.pop_screen()
        if isinstance(self.screen, StartScreen):
            self.screen.look()
        else:
            await self.push_screen(StartScreen())

    def save(self) -> None:
        """Save now, and say what keeps it from being saved."""
        if self.opened is None:
            return
        try:
            result = self.opened.save()
        except BaogaoError as error:
            self.warn(error)
        else:
            self.take(result)

    def tick_draft(self) -> None:
        """Do what is due by the clock for the open draft."""
        if self.opened is None:
            return
        before = self.opened.trouble
        result = self.opened.tick()
        trouble = self.opened.trouble
        if trouble is not None and str(trouble) != str(before):
            self.remark(f"! {self.told(trouble, '  ')}")  # no dialog: somebody is typing
        if trouble is not before:
            self._tell_screens()
        self.take(result)

    def take(self, result: SaveResult) -> None:
        """Show what a save or a look at the file brought."""
        from tui.session.session import Outcome

        if result.outcome is Outcome.NOTHING:
            return
        self._tell_screens()
        if result.outcome is Outcome.MERGED:
            merged = say_n(
                "others changed the file; {n} place merged",
                "others changed the file; {n} places merged",
                len(result.taken),
            )
            self.inform(merged)
        self._tell_of_conflicts()

    def _tell_of_conflicts(self) -> None:
        """Say in passing that others changed the same passages. Nothing opens by itself: somebody may be typing."""
        if self.opened is not None and self._has_new_conflict(self.opened):
            key = keys_shown(BY_ID["settle-conflicts"], self.keymap)
            self.inform(
                say_n(
                    "others changed {n} passage that you changed too; {key} shows both versions",
                    "others changed {n} passages that you changed too; {key} shows both versions",
                    self.opened.questions_left,
                    key=key,
                )
            )

    def _has_new_conflict(self, opened: OpenDraft) -> bool:
        """Whether something came into conflict, or others changed it once more, since this was asked last."""
        known = self._conflicts_told
        self._conflicts_told = {path: conflict.theirs for path, conflict in opened.conflicts.items()}
        return any(path not in known or known[path] != theirs for path, theirs in self._conflicts_told.items())

    def _tell_screens(self, paths: Sequence[KeyPath] = ()) -> None:
        """Let every screen on the draft show the values at these places; no places mean that it was saved."""
        for screen in self._screens_on_draft():
            if screen.is_running:
                screen.draft_changed(paths)
                for hints in screen.query(Hints) if not paths else ():  # no key that is typed makes or ends a conflict
                    hints.fit()

    def offers(self, command: str) -> bool:
        """Whether there is something to do for a command that the bottom line shows only then."""
        return command == "settle-conflicts" and self.opened is not None and bool(self.opened.conflicts)

    @work(exclusive=True, group="dialog")
    async def save_copy(self) -> None:
        """Ask for another name, and save the draft under it; the original is left alone."""
        from tui.app.dialogs.copy import save_copy

        if self.opened is not None and await save_copy(self, self.opened):
            self._tell_screens([("year",)])

    @work(group="resolve")
    async def resolve(self) -> None:
        """Ask about each passage that others changed too."""
        from tui.app.dialogs.conflict import ConflictScreen
        from tui.app.dialogs.recover import resolve

        opened = self.opened
        if opened is None or any(isinstance(screen, ConflictScreen) for screen in self.screen_stack):
            return  # the dialog that is open covers newer conflicts, too
        await resolve(self, opened)
        self._tell_screens()
        if not opened.conflicts:
            key = keys_shown(BY_ID["set-aside"], self.keymap)
            self.inform(say("conflicts resolved; {key} shows the texts that were not kept", key=key))

    def _screens_on_draft(self) -> list[OnDraft]:
        from tui.app.widgets.draft_screen import OnDraft

        return [screen for screen in self.screen_stack if isinstance(screen, OnDraft) and screen.is_mounted]

    def lay_beside(self, file: Path) -> bool:
        """Show another draft beside the open one, or say why it cannot be read."""
        assert self.opened is not None
        try:
            self.opened.last_year = self.offices.open(file)
        except BaogaoError as error:
            self.warn(error)
            return False
        return True

    @work(thread=True, exclusive=True, group="last-year")
    def _lay_last_year_beside(self, opened: OpenDraft) -> None:
        """Look for last year's draft in a thread; one chosen meanwhile is kept."""
        from tui.checking.other_drafts import last_years

        found = last_years(opened.draft, opened.file, self.offices)
        if found is not None:
            self.call_from_thread(self._lay, opened, found)

    def _lay(self, opened: OpenDraft, other: Draft) -> None:
        if opened.last_year is None:
            opened.last_year = other
            self._tell_screens([("year",)])
