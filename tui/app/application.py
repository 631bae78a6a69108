"""The application: opens drafts and screens, saves regularly, and loses nothing when it ends."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from tui.app.commands import BY_ID, bindings, commands, keys_shown, places
from tui.app.driver import without_unknown_keys
from tui.app.key_order import KeyOrder
from tui.app.notices import Notices
from tui.app.remembered import FILE, Memory
from tui.app.settings import THEMES, Settings
from tui.app.shutdown import Shutdown
from tui.app.terminal import collect_garbage, let_widgets_go, take_cursor_along, take_size_along
from tui.app.themes import INK, MONO, OWN, PAPER
from tui.app.widgets.hints import Hints
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, say_n
from tui.toml import KeyPath

if TYPE_CHECKING:  # the list of drafts is shown before a draft can be read
    from tui.app.widgets.draft_screen import OnDraft
    from tui.checking.office import Office, Offices
    from tui.draft.draft import Draft
    from tui.session.open_draft import OpenDraft
    from tui.session.session import SaveResult, Session

TICK = 0.25  # seconds; see `Session.tick`


class Baogao(Notices, inherit_bindings=False):
    """The app: a start screen, or straight into a draft."""

    # The first screen has its styles here, since Textual loads those of a default screen with no screen; the others bring theirs.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "start/start.tcss"]
    ENABLE_COMMAND_PALETTE = False
    TITLE = "baogao"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (170, "-vast")]  # noqa: RUF012  # mypy takes the base's ClassVar for a variable
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        Binding("ctrl+q", "quit", show=False, priority=True),  # whatever a keymap says
        Binding("ctrl+c", "tell_how_to_leave", show=False),
    ]

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        let_widgets_go()
        super().__init__(settings)
        self._clock = clock
        self.keymap = dict(settings.preferences.keymap)
        self.remembered = Memory(settings.state / FILE)
        self.opened: OpenDraft | None = None
        self.order = KeyOrder(self, super().on_event)
        self.ending = Shutdown(self.put_away, self._leave_in_order, self.order.is_waiting)
        self.animation_level = "none"

    @cached_property
    def offices(self) -> Offices:
        """Opens drafts with what their offices set."""
        from tui.checking.office import Offices

        return Offices(tuple(self.settings.outline_paths))

    def get_driver_class(self) -> type[Driver]:
        """The driver, which keeps keys unknown to Textual out of the text."""
        return without_unknown_keys(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our styles need and Textual's themes do not have."""
        return {"official-red": (INK if self.current_theme.dark else PAPER).official}

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the list of drafts, or nothing if a draft is named, since looking for others takes time."""
        return super().get_default_screen() if self.settings.draft is not None else self._start_screen()

    @staticmethod
    def _start_screen() -> Screen[None]:
        from tui.app.start.screen import StartScreen

        return StartScreen()

    def on_mount(self) -> None:
        """Set keys and colours, watch for signals, open the draft that is named."""
        for own in OWN:
            self.register_theme(own)
        default = self.settings.default_theme
        chosen = self.settings.preferences.theme or self.remembered.theme(default)
        self.theme = MONO if self.no_color else chosen if chosen in THEMES else default
        if self.keymap:
            self.set_keymap(self.keymap)
        if not self.is_headless:
            self.ending.watch()
            self.call_after_refresh(collect_garbage)
        self.set_interval(TICK, self.tick)
        self.call_after_refresh(self._clear_state)
        if self.settings.draft is not None:
            self.open_draft(self.settings.draft)
        elif self.settings.shows_guide:
            self.action_guide()

    @work(thread=True, group="clear")
    def _clear_state(self) -> None:
        """Delete what was set aside too long ago and what killed processes left, away from the keys."""
        from tui.session import set_aside
        from tui.session.identity import clear_temporary

        set_aside.clear(self.settings.state)
        clear_temporary(self.settings.state)

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes in the order in which they were typed; see `key_order`."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.order.take(event)
        else:
            await super().on_event(event)

    async def push_screen_wait(self, screen: Screen[Any]) -> Any:  # type: ignore[override]  # ours are no names of screens
        """Show a screen and wait for its result; the keys are for it meanwhile."""
        return await self.order.ask(screen, super().push_screen_wait(screen))

    def _leave_in_order(self) -> None:
        """Leave once everything that was typed has had its effect."""
        self._leaving = asyncio.create_task(self._exit_in_order())

    async def _exit_in_order(self) -> None:
        await self.order.finished()
        self.exit()

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

    def _fatal_error(self) -> None:
        """End after a failure. Textual's own traceback shows all variables, and with them the text of the draft."""
        from rich.traceback import Traceback

        self.panic(Traceback(width=100))

    # The open draft

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
            self._take(result)

    def tick(self) -> None:
        """Do what is due by the clock; nothing once screens are being removed, which the clock does not wait for."""
        if not self.is_running:
            return
        if not self.is_headless:
            self.ending.look()
        take_cursor_along(self)
        take_size_along(self)
        if self.opened is None:
            return
        before = self.opened.trouble
        result = self.opened.tick()
        trouble = self.opened.trouble
        if trouble is not None and str(trouble) != str(before):
            self.remark(f"! {self.told(trouble, '  ')}")  # no dialog: somebody is typing
        if trouble is not before:
            self._tell_screens()
        self._take(result)

    def _take(self, result: SaveResult) -> None:
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
        if self.opened is not None and self.opened.has_new_conflict():
            key = keys_shown(BY_ID["settle-conflicts"], self.keymap)
            self.inform(
                say_n(
                    "others changed {n} passage that you changed too; {key} shows both versions",
                    "others changed {n} passages that you changed too; {key} shows both versions",
                    self.opened.questions_left,
                    key=key,
                )
            )

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

    # Another draft beside it

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

    # Commands

    @work(exclusive=True, group="palette")
    async def action_palette(self) -> None:
        """All commands that work here, found by their Chinese or English names."""
        from tui.app.dialogs.choose import Choice, Choose

        if isinstance(self.screen, Choose):
            return
        screen = self.screen
        here = commands(*places(screen))
        choices = [
            Choice(
                command.id,
                self.language(command.title),
                keys_shown(command, self.keymap),
                f"{command.aliases} {command.title.text}",
            )
            for command in here
            if command.id != "palette"
        ]
        chosen = await self.push_screen_wait(Choose(say("All commands"), choices))
        if chosen is not None and self.screen is screen:
            await self.screen.run_action(BY_ID[chosen].target)

    def action_theme(self) -> None:
        """Switch to the next theme, and remember it."""
        if self.no_color:
            self.inform(say("NO_COLOR is set, so there are no colours to switch"))
            return
        at = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(at + 1) % len(THEMES)]
        self.remembered.choose_theme(self.settings.default_theme, self.theme)

    def action_help(self) -> None:
        """Show or close the help: what the outline asks here, and the keys."""
        from tui.app.dialogs.help import HelpScreen, TextScreen

        if isinstance(self.screen, TextScreen):
            self.screen.action_leave()
        else:
            self.push_screen(HelpScreen(self.screen))

    def action_guide(self) -> None:
        """Show the short guide."""
        from tui.app.dialogs.help import GuideScreen

        if not isinstance(self.screen, GuideScreen):
            self.push_screen(GuideScreen())

    async def action_quit(self) -> None:
        """Save and leave; ask first if something cannot be saved. A second Ctrl+Q leaves."""
        from tui.app.dialogs.ask import Answer, Leaving

        if self.opened is not None and not isinstance(self.screen, Leaving):
            with contextlib.suppress(BaogaoError):  # the question says why
                self._take(self.opened.save())
            if self.opened.unsaved:
                why = self.opened.trouble.what if self.opened.trouble else self._waiting(self.opened.questions_left)
                kept = say("Your text is kept and will be offered at the next start.")
                ways = [Answer("resolve", BY_ID["settle-conflicts"].title)] if self.opened.conflicts else []
                ways += [Answer("copy", say("Save a copy"))] if self.opened.is_read_only else []
                self.push_screen(Leaving(f"{self.words(why)}\n{self.words(kept)}", ways), self._leave_if)
                return
        self._leave()

    @staticmethod
    def _waiting(conflicts: int) -> Message:
        return say_n(
            "{n} passage that others changed too waits for your choice",
            "{n} passages that others changed too wait for your choice",
            conflicts,
        )

    def _leave_if(self, answer: str | None) -> None:
        if answer == "leave":
            self._leave()
        elif answer == "resolve":
            self.resolve()
        elif answer == "copy":
            self.save_copy()

    def _leave(self) -> None:
        self.put_away()
        self.exit()

    def action_tell_how_to_leave(self) -> None:
        """Ctrl+C copies; say how to leave."""
        self.inform(say("{key} quits", key=keys_shown(BY_ID["quit"], self.keymap)))
