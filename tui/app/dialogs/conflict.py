"""A conflict: both texts side by side, and the choice between them."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from tui.app.dialogs.dialog import Dialog
from tui.app.translated import plain
from tui.app.widgets.chinese_area import ChineseArea
from tui.base.messages import say
from tui.editing.merge import Clash
from tui.editing.values import Value


class Decided(Enum):
    """Which version to keep."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"

    def of(self, clash: Clash) -> Value | None:
        """The value to keep; for both, git's marker lines go around the difference, and a rule reports them."""
        if self is Decided.BOTH:
            return clash.marked("ours", "theirs")
        return clash.choosing("ours" if self is Decided.MINE else "theirs")


class ConflictScreen(Dialog[Decided | None]):
    """Shows both versions; the result is the one to keep, or None to decide later."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, clash: Clash, where: str) -> None:
        super().__init__()
        self._clash = clash
        self._where = where

    def compose(self) -> ComposeResult:
        """Both versions, and the answers."""
        with Vertical(classes="dialog large"):
            title = say("“{where}” was also changed by others: which version should stay?", where=self._where)
            yield Static(plain(self.speak(title)), classes="dialog-title")
            with Horizontal(classes="versions"):
                with Vertical():
                    yield Static(plain(self.speak(say("yours"))))
                    yield ChineseArea(_shown(self._clash.mine), id="mine", read_only=True)
                with Vertical():
                    yield Static(plain(self.speak(say("in the file"))))
                    yield ChineseArea(_shown(self._clash.theirs), id="theirs", read_only=True)
            with Horizontal(classes="buttons"):
                yield Button(plain(self.speak(say("Keep mine"))), id="keep-mine", compact=True)
                yield Button(plain(self.speak(say("Take theirs"))), id="keep-theirs", compact=True)
                if self._is_text:
                    yield Button(plain(self.speak(say("Keep both, marked"))), id="keep-both", compact=True)
                yield Button(plain(self.speak(say("Later"))), id="later", compact=True)

    @property
    def _is_text(self) -> bool:
        sides = (self._clash.mine, self._clash.theirs)
        return self._clash.path[-1] == "text" and all(isinstance(side, str) for side in sides)

    def on_mount(self) -> None:
        """Focus the first answer."""
        self.query_one("#keep-mine").focus()

    @on(Button.Pressed)
    def decide(self, event: Button.Pressed) -> None:
        """Return the answer."""
        event.stop()
        answers = {"keep-mine": Decided.MINE, "keep-theirs": Decided.THEIRS, "keep-both": Decided.BOTH}
        self.dismiss(answers.get(event.button.id or ""))

    def action_leave(self) -> None:
        """Decide later."""
        self.dismiss(None)


def _shown(value: Value | None) -> str:
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    return "" if value is None else str(value)
