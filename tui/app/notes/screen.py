"""The notes of the draft, the open ones first: to go to, to answer, to reword, to withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.commands import Where, bindings
from tui.app.dialogs.ask import Ask
from tui.app.translated import plain
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.filled_text import FilledText
from tui.app.widgets.hints import Hints
from tui.app.widgets.rows import Rows
from tui.base.messages import Message, say
from tui.base.text import one_line, shortened
from tui.draft.answers import Note
from tui.draft.quotation import Anchor, anchors
from tui.session.notes import answer_note, reword_note, withdraw_note
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

_LONGEST = 60  # characters of a note in the list


class NotesScreen(DraftScreen[Note | None]):
    """Lists all notes; the result is the one to go to."""

    ABOUT: ClassVar[Message] = say(
        "Notes that reviewers tied to words of the report. Choose one to go to its place; an answered note is closed."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = "notes.tcss"
    WHERE: ClassVar[Where] = "notes"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__(opened)
        self._rows: list[Anchor | None] = []

    def compose(self) -> ComposeResult:
        """The number of open notes, the notes, one of them in full."""
        yield Static(id="title")
        yield Rows(id="notes", compact=True)
        yield Static(id="note")
        yield Hints()

    def on_mount(self) -> None:
        """Show the notes."""
        self.query_one(OptionList).focus()
        self.tell()

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Show the current notes."""
        if paths:
            self.tell()

    # Showing the state

    def tell(self) -> None:
        """Show the notes, the open ones first; the highlight stays where it is."""
        found = anchors(self.opened.draft)
        opened, answered = ([one for one in found if one.note.is_open is is_open] for is_open in (True, False))
        title = say("Notes: {open} unanswered, {answered} answered", open=len(opened), answered=len(answered))
        self.query_one("#title", Static).update(plain(f" {self.speak(title)}"))
        listed = self.query_one(OptionList)
        at = listed.highlighted
        self._rows = []
        options: list[Option] = []
        for heading, group in ((say("Unanswered"), opened), (say("Answered"), answered)):
            if group:
                options.append(Option(plain(self.speak(heading), "bold"), disabled=True))
                self._rows.append(None)
            for one in group:
                options.append(Option(FilledText(self._line(one))))
                self._rows.append(one)
        if not found:
            empty = say("no notes yet: select words of the text, then {key}", key=self.key("add-note"))
            options.append(Option(plain(self.speak(empty)), disabled=True))
        listed.set_options(options)
        rows = [n for n, row in enumerate(self._rows) if row is not None]
        if rows:
            listed.highlighted = min(rows, key=lambda n: abs(n - (at or 0)))
        self._show_note()

    def _line(self, one: Anchor) -> Content:
        note = one.note
        line = plain(f"{self._where(note)}  ", "dim") + plain(f"{note.by}  " if note.by else "", "bold")
        line += plain(one_line(shortened(note.text, _LONGEST)), "" if note.is_open else "dim")
        if one.is_lost:
            gone = self.speak(say("its words are gone"))
            line += plain(f" [{gone}]", "bold")
        return line

    def _where(self, note: Note) -> str:
        section = self.opened.outline.sections_by_id.get(note.section)
        return self.heading_of(self.opened.draft, section) if section else self.speak(say("the whole draft"))

    @on(OptionList.OptionHighlighted)
    def _show_note(self) -> None:
        one = self._highlighted
        lines = self._told(one) if one else []
        self.query_one("#note", Static).update(FilledText(Content("\n").join(lines)))

    def _told(self, one: Anchor) -> list[Content]:
        """A note in full."""
        note = one.note
        lines = [plain(one_line(note.text), "bold")]
        when = [note.by, note.date.isoformat() if note.date else "", self._where(note)]
        lines.append(plain("  ".join(filter(None, when)), "dim"))
        if note.quote:
            about: Message = say("about “{words}”", words=one_line(note.quote))
            if one.is_lost:
                about = say("about “{words}”, which the text does not say any more", words=one_line(note.quote))
            lines.append(plain(self.speak(about)))
        if not note.is_open:
            lines.append(plain(self.speak(say("answer: {text}", text=one_line(note.answered)))))
        return lines

    @property
    def _highlighted(self) -> Anchor | None:
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    # Commands

    @on(OptionList.OptionSelected)
    def action_go_to_note(self) -> None:
        """Go to the words of the note."""
        if self._highlighted:
            self.dismiss(self._highlighted.note)

    @work(exclusive=True, group="dialog")
    async def action_answer_note(self) -> None:
        """Answer the note, or change its answer."""
        if self._highlighted:
            await answer(self, self._highlighted.note)

    @work(exclusive=True, group="dialog")
    async def action_reword_note(self) -> None:
        """Change the words of the note."""
        from tui.app.notes.make_note import MakeNote

        if not self._highlighted:
            return
        note = self._highlighted.note
        text = one_line(note.text)
        made = await self.app.push_screen_wait(MakeNote(self._where(note), one_line(note.quote), note.by, text))
        if made is None or (made.text, made.by) == (text, note.by):
            return
        if reword_note(self.opened, note, made.text, made.by):
            self.host.inform(say("note changed"))
        else:
            self.host.inform(say("others have removed this note"))

    def action_withdraw_note(self) -> None:
        """Remove the note; undo brings it back."""
        if self._highlighted and withdraw_note(self.opened, self._highlighted.note):
            self.host.inform(say("note withdrawn: {key} brings it back", key=self.key("undo")))

    def action_leave_notes(self) -> None:
        """Go nowhere."""
        self.dismiss(None)


async def answer(screen: DraftScreen[Any], note: Note) -> None:
    """Ask for the answer to a note, and write it; an empty answer opens the note again."""
    question = say("Answer to “{text}”", text=one_line(shortened(note.text, _LONGEST)))
    answered = await screen.app.push_screen_wait(Ask(question, note.answered))
    if answered is None or answered == note.answered:
        return
    if answer_note(screen.opened, note, answered):
        screen.host.inform(say("note answered") if answered else say("unanswered again"))
    else:
        screen.host.inform(say("others have removed this note"))
