"""The dialog for a note: its text and its author."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.types import CSSPathType
from textual.widgets import Input, Static

from tui.app.dialogs.dialog import DIALOGS, Dialog
from tui.app.translated import plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.filled_text import FilledText
from tui.base.messages import Message, say
from tui.base.text import shortened
from tui.draft.quotation import quotation
from tui.outline.outline import Section
from tui.session.notes import add_note

_LONGEST = 120  # characters of the words quoted


class Made(NamedTuple):
    """The note typed, and its author."""

    text: str
    by: str


class MakeNote(Dialog[Made | None]):
    """Asks for a note on these words, or on a whole section, or for other words of one; the result is the note, or None."""

    ABOUT: ClassVar[Message] = say(
        "A note on the selected words, or on the whole section. It is kept in the draft, shown to everyone who opens it, and never printed."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = [DIALOGS, "notes.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, heading: str, quote: str, by: str, text: str = "") -> None:
        super().__init__()
        self._heading = heading
        self._quote = quote
        self._by = by
        self._text = text

    def compose(self) -> ComposeResult:
        """The words, the note, the author."""
        about: Message = say("about all of “{heading}”", heading=self._heading)
        if self._quote:
            about = say("about “{words}”", words=shortened(self._quote, _LONGEST))
        with Vertical(classes="dialog"):
            title = say("Edit the note") if self._text else say("Add a note")
            yield Static(plain(self.speak(title)), classes="dialog-title")
            yield Static(FilledText(plain(self.speak(about), "dim")), classes="dialog-text about")
            with Horizontal(classes="row"):
                yield Static(plain(self.speak(say("Note:"))), classes="label")
                yield ChineseInput(self._text, id="text", compact=True)
            with Horizontal(classes="row"):
                yield Static(plain(self.speak(say("Your name:"))), classes="label")
                yield ChineseInput(self._by, id="by", compact=True)
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Focus the note."""
        self.query_one("#text").focus()

    @on(Input.Changed)
    def tell(self) -> None:
        """Clear the error: it may be fixed now."""
        self._say(None)

    def _say(self, wrong: Message | None) -> None:
        self.query_one("#wrong", Static).update(plain(self.speak(wrong) if wrong else "", "bold $text-error"))

    @on(Input.Submitted)
    def done(self, event: Input.Submitted) -> None:
        """Return the note, unless it is empty."""
        event.stop()
        text, by = (self.query_one(f"#{id}", Input).value.strip() for id in ("text", "by"))
        if text:
            self.dismiss(Made(text, by))
            return
        self._say(say("write the note first"))
        self.query_one("#text").focus()

    def action_leave(self) -> None:
        """Make no note."""
        self.dismiss(None)


async def make_note(screen: DraftScreen[Any], section: Section, start: int, end: int) -> None:
    """Ask for a note on the characters `start` up to `end` of a section, or on all of it if there are none; and add it."""
    opened, memory = screen.opened, screen.host.remembered
    quote = quotation(opened.draft, section.id, start, end)
    heading = screen.heading_of(opened.draft, section)
    made = await screen.app.push_screen_wait(MakeNote(heading, quote, memory.now.reviewer))
    if made is not None:
        memory.choose_reviewer(made.by)
        add_note(opened, made.text, section=section.id, quote=quote, by=made.by, day=opened.today)
