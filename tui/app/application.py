"""The application: its keys, colours and commands, and how it ends without losing anything."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from tui.app.commands import BY_ID, bindings, commands, keys_shown, places
from tui.app.draft_host import DraftHost
from tui.app.driver import without_unknown_keys
from tui.app.key_order import KeyOrder
from tui.app.settings import THEMES, Settings
from tui.app.shutdown import Shutdown
from tui.app.terminal import collect_garbage, let_widgets_go, take_cursor_along, take_size_along
from tui.app.themes import INK, MONO, OWN, PAPER
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, say_n

TICK = 0.25  # seconds; see `Session.tick`


class Baogao(DraftHost, inherit_bindings=False):
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
        super().__init__(settings, clock)
        self.order = KeyOrder(self, super().on_event)
        self.ending = Shutdown(self.put_away, self._leave_in_order, self.order.is_waiting)
        self.animation_level = "none"

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

    def tick(self) -> None:
        """Do what is due by the clock; nothing once screens are being removed, which the clock does not wait for."""
        if not self.is_running:
            return
        if not self.is_headless:
            self.ending.look()
        take_cursor_along(self)
        take_size_along(self)
        self.tick_draft()

    def _fatal_error(self) -> None:
        """End after a failure. Textual's own traceback shows all variables, and with them the text of the draft."""
        from rich.traceback import Traceback

        self.panic(Traceback(width=100))

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
                self.take(self.opened.save())
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
