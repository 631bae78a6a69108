"""The base of all screens on an open draft: they follow its changes, and each can undo and redo in all of it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import Screen

from tui.app.commands import BY_ID, bindings
from tui.app.translated import Translated
from tui.base.messages import Message, say, words
from tui.draft import place
from tui.session.history import Applied
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

Result = TypeVar("Result")

QUIET = 0.12
"""Seconds without a key after which the text is checked."""
_MOST_NAMED = 3


class OnDraft(Translated):
    """A screen or dialog on the open draft."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("draft")
    opened: OpenDraft

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """The values at these places have changed, whoever changed them; no places mean that the draft was only saved."""

    def flush(self) -> None:
        """Hand the open draft what was just typed and has not reached it yet."""

    def where_in_draft(self) -> tuple[str, int] | None:
        """The section with the cursor, and the number of characters before it; None if no section is shown."""
        return None

    def show_applied(self, applied: Applied) -> None:
        """Go to the place of an undo or redo, as far as this screen shows it."""

    def action_open_screen(self, command: str) -> None:
        """Open the screen that a command names."""
        module, _, name = BY_ID[command].opens.partition(":")
        self.app.push_screen(getattr(import_module(module), name)(self.opened))

    def action_undo(self) -> None:
        """Undo the last change to the draft, wherever it was made."""
        self.flush()
        self._tell(self.opened.undo(), say("undone"), say("nothing to undo"))

    def action_redo(self) -> None:
        """Redo the last undone change."""
        self.flush()
        self._tell(self.opened.redo(), say("redone"), say("nothing to redo"))

    def action_settle_conflicts(self) -> None:
        """Ask about what others changed too: here, and not when it is found, since somebody may be typing then."""
        self.flush()
        if self.opened.conflicts:
            self.host.resolve()
        else:
            self.host.inform(say("no conflicts"))

    async def action_next_problem(self) -> None:
        """Go back to the text, and from there to the next problem."""
        self._leave_for("next_problem")

    async def action_previous_problem(self) -> None:
        """Go back to the text, and from there to the previous problem."""
        self._leave_for("previous_problem")

    def _leave_for(self, action: str) -> None:
        self.flush()
        self.app.pop_screen()  # not awaited: a screen cannot wait for its own removal
        self.app.call_later(self._go_on, action)

    async def _go_on(self, action: str) -> None:
        await self.app.screen.run_action(action)

    def _tell(self, applied: Applied | None, done: Message, nothing: Message) -> None:
        if applied is None:
            self.host.inform(nothing)
        else:
            self.tell_applied(applied, done)

    def tell_applied(self, applied: Applied, done: Message) -> None:
        """Go to the place of an undo or redo, and say what it was."""
        self.show_applied(applied)
        names = list(dict.fromkeys(self.speak(place.name(self.opened.draft, one.path)) for one in applied.ranges))
        more = [".."] if len(names) > _MOST_NAMED else []
        where = words([*names[:_MOST_NAMED], *more])
        self.host.inform(say("{done}: {what} ({where})", done=done, what=applied.what, where=where))


class DraftScreen(Screen[Result], OnDraft):
    """A screen on the open draft."""

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__()
        self.opened = opened
