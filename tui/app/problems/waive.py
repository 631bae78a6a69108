"""The dialog for a waiver: reason, last day, and scope."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.types import CSSPathType
from textual.widgets import Button, Input, Static

from tui.app.dialogs.dialog import DIALOGS, Dialog
from tui.app.translated import plain
from tui.app.widgets.checkbox import Checkbox
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.filled_text import FilledText
from tui.base.messages import Message, say
from tui.base.text import shortened
from tui.editing.typed_values import day_typed
from tui.rules.finding import Finding
from tui.rules.waiver import quotation, waiver_of
from tui.session.open_draft import OpenDraft


class WaiveScreen(Dialog[dict[str, Any] | None]):
    """Asks for the reason; the result is the waiver as the draft holds it, or None."""

    ABOUT: ClassVar[Message] = say(
        "Keeps a passage as it is although a rule objects. The reason is written into the draft for whoever reads it next; it can be limited to these words and to a day."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = [DIALOGS, "problems.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "done", show=False),
    ]

    def __init__(self, opened: OpenDraft, finding: Finding) -> None:
        super().__init__()
        self._opened = opened
        self._finding = finding
        self._quote = quotation(opened.draft, finding)

    def compose(self) -> ComposeResult:
        """The finding, the reason, the day, the scope."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(say("Keep as is, with a reason"))), classes="dialog-title")
            finding = f"{self._finding.code} {self.speak(self._finding.message)}"
            yield Static(FilledText(plain(finding)), classes="dialog-text waived")
            yield Static(plain(self.speak(say("Reason for keeping it:"))))
            yield ChineseInput(id="reason", compact=True)
            yield Static(plain(self.speak(say("Valid until (optional, as 2025-06-30):"))))
            yield ChineseInput(id="until", compact=True)
            if self._quote is not None:
                yield Checkbox(say("only at these words"), True, id="only-here")
            yield Static(id="reach")
            yield Static(id="wrong")
            with Horizontal(classes="buttons"):
                yield Button(plain(self.speak(say("Keep as is"))), id="done", compact=True)
                yield Button(plain(self.speak(say("Cancel"))), id="leave", compact=True)

    def on_mount(self) -> None:
        """Focus the reason."""
        self.query_one("#reason").focus()
        self._tell_reach()

    @property
    def _until(self) -> str:
        return self.query_one("#until", Input).value.strip()

    @property
    def _wrong_day(self) -> Message | None:
        """What is wrong with the day; it may stay empty."""
        day = day_typed(self._until).day
        if self._until and day is None:
            return say("not a date: write it as 2025-06-30")
        return say("this day has passed") if day and day < self._opened.today else None

    @on(Input.Changed)
    def tell(self) -> None:
        """Say at once what is wrong with the day; a missing reason only when somebody goes on without one."""
        self._say(self._wrong_day)

    def _say(self, wrong: Message | None) -> None:
        self.query_one("#wrong", Static).update(plain(self.speak(wrong) if wrong else "", "bold $text-error"))

    @property
    def _quoted(self) -> str | None:
        ticks = self.query(Checkbox)
        return self._quote if ticks and ticks.first().value else None

    @on(Checkbox.Turned)
    def _tell_reach(self) -> None:
        """Say which findings are covered."""
        made = waiver_of(self._finding, "", self._quoted)
        section = self._opened.draft.outline.sections_by_id.get(made.get("section", ""))
        where: Message | str = say("the whole draft")
        if section is not None:
            where = self.heading_of(self._opened.draft, section)
        if self._quoted is not None:
            words = shortened(self._quoted.replace("\n", " "))
            reach = say("covers {code} in {where}, only at: {words}", code=self._finding.code, where=where, words=words)
        else:
            reach = say("covers every {code} in {where}", code=self._finding.code, where=where)
        self.query_one("#reach", Static).update(plain(self.speak(reach), "dim"))

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter presses the button."""
        event.stop()
        self.action_done()

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Make the waiver, or say what is wrong."""
        reason = self.query_one("#reason", Input).value.strip()
        wrong = self._wrong_day or (None if reason else say("a reason is needed"))
        if wrong is None:
            self.dismiss(waiver_of(self._finding, reason, self._quoted, day_typed(self._until).day))
            return
        self._say(wrong)
        self.query_one("#until" if self._wrong_day else "#reason").focus()

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
