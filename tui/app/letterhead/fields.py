"""A field of the letterhead: the question, the input, and a line for problems that is quiet until the field was used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message as Event
from textual.widgets import Static, TextArea

from tui.app.letterhead.day_notes import day_notes
from tui.app.letterhead.field_area import FieldArea
from tui.app.letterhead.questions import Asked, is_locked
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.findings import WORDS
from tui.base.messages import Message, say
from tui.draft.new import NUMBER_PREFIX
from tui.editing.typed_values import day_typed, shown, taken
from tui.editing.values import Value
from tui.rules.finding import Finding, Grade
from tui.rules.letterhead.dates import due
from tui.session.open_draft import TYPING, OpenDraft

_STYLES = {Grade.ERROR: "bold $text-error", Grade.WARNING: "bold $text-warning", Grade.HINT: "bold"}
_BEHIND_NUMBER = len("号")


class FieldRow(Horizontal, Translated):
    """A field. A value is in the open draft at once; text that is no value yet is kept apart, and marked unsaved."""

    class Written(Event):
        """The text was changed."""

    def __init__(self, asked: Asked, opened: OpenDraft, *, is_wanted: bool = False) -> None:
        super().__init__(id="-".join(("field", *map(str, asked.place))) if asked.kind != "kept" else None)
        self.asked = asked
        self._opened = opened
        self._before = opened.value(asked.place)
        self._held = self._in_draft
        """The value in the open draft, as shown here."""
        self._is_writing = False
        self._text = opened.unfinished.get(asked.place, shown(self._before))
        """The text last handed to the draft: a different one was typed since."""
        self._is_changed = False
        self._is_loud = is_wanted or asked.kind == "kept" or self.is_unfinished
        self._began_wrong: bool | None = None
        self._findings: Sequence[Finding] = ()
        self._noted = ""

    def compose(self) -> ComposeResult:
        """The question on the left; the answer on the right, and below it the line for problems or what is asked."""
        asked = self.asked
        yield Static(plain(self.speak(asked.label)), classes="label")
        with Vertical(classes="answer"):
            steps = asked.kind in ("date", "title")
            lines = asked.lines(self._text)
            yield FieldArea(self._text, lines=lines, steps=steps, read_only=is_locked(asked, self._opened.draft))
            yield Static(classes="note")

    def on_click(self) -> None:
        """A click on the label focuses the input."""
        self.area.focus()

    def on_resize(self) -> None:
        """The width of the line has changed."""
        self._tell()

    @property
    def area(self) -> FieldArea:
        """The input."""
        return self.query_one(FieldArea)

    @property
    def is_unfinished(self) -> bool:
        """Whether the text is no value yet, and so not saved."""
        return self.asked.place in self._opened.unfinished

    @property
    def is_missing(self) -> bool:
        """Whether it is required and empty."""
        return self.asked.required and not self._text.strip()

    @property
    def is_loud(self) -> bool:
        """Whether it may show all its problems."""
        return self._is_loud

    # From the keys to the open draft

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.write()

    def write(self) -> None:
        """Hand the text to the open draft; text that is no value yet is set aside."""
        text, asked = self.area.text, self.asked
        if text == self._text or self.area.read_only:
            return
        self._text, self._is_changed = text, True
        found = taken(text, asked.kind, asked.required, self._before)
        values = {} if found is None else {asked.place: found.value}
        self._is_writing = True
        self._opened.change(TYPING, values, typing=True, unfinished={asked.place: text if found is None else None})
        self._is_writing = False
        self._held = self._in_draft
        self._tell()
        self.post_message(self.Written())

    def on_descendant_blur(self) -> None:
        """The field was left: write a day out, and show problems from now on."""
        self.write()
        if self._is_changed:
            self._is_loud = True
            day = day_typed(self._text).day if self.asked.kind == "date" else None
            if day is not None:
                self.area.replace_text(day.isoformat())
        self._tell()

    @on(FieldArea.Stepped)
    def _step(self, event: FieldArea.Stepped) -> None:
        event.stop()
        if self.asked.kind == "title":
            self._show_wording(-event.by)
            return
        day = day_typed(self.area.text).day
        if day is None and self.area.text.strip():
            return
        try:
            day = day + timedelta(event.by) if day else self._opened.today
        except OverflowError:
            return
        self._put(day.isoformat())

    def _show_wording(self, by: int) -> None:
        """Show the next or the previous usual wording of the title."""
        usual = self._wordings
        at = usual.index(self.area.text) + by if self.area.text in usual else 0 if by > 0 else -1
        self._put(usual[at % len(usual)])

    def _put(self, text: str) -> None:
        """Put a text into the field and the draft, as one step."""
        self._opened.checkpoint()
        self.area.replace_text(text)
        self.write()
        self._opened.checkpoint()
        self.area.move_cursor(self.area.document.end)

    @property
    def _wordings(self) -> list[str]:
        """The usual wordings of the title that can be filled in by now."""
        draft = self._opened.draft
        return [draft.filled(wording) for wording in (draft.outline.title, *draft.outline.titles)]

    @property
    def _in_draft(self) -> tuple[Value | None, str | None]:
        place = self.asked.place
        return self._opened.value(place), self._opened.unfinished.get(place)

    def rewrite(self) -> None:
        """Show the value in the open draft, unless it is the one typed here."""
        if self._is_writing or self._in_draft == self._held:
            return
        self._before, unfinished = self._held = self._in_draft
        self._text, self._is_changed = shown(self._before) if unfinished is None else unfinished, False
        with self.area.prevent(TextArea.Changed):
            self.area.replace_text(self._text)
        self._tell()

    # Problems and remarks

    def show(self, findings: Sequence[Finding]) -> None:
        """Show the problems that it is time to show."""
        if self._began_wrong is None:
            has_value = self._before not in (None, "", [])
            self._began_wrong = has_value and any(one.grade is Grade.ERROR for one in findings)
        self._findings = sorted(findings, key=lambda one: -one.grade)
        self._offer()
        self._tell()

    @property
    def said(self) -> Sequence[Finding]:
        """The findings to show now: before the field was used, only errors in a value that was there."""
        if self._is_loud:
            return self._findings
        return [one for one in self._findings if self._began_wrong and one.grade is Grade.ERROR]

    def _offer(self) -> None:
        """Offer the outline's title, or the known part of a document number: prefix and year of its date."""
        if self.asked.kind == "title":
            self.area.offer(self._wordings[0])
        prefix = self._opened.office.workspace.defaults.get(NUMBER_PREFIX)
        draft = self._opened.draft
        day = draft.day("date")
        year = day.year if day else draft.year + 1 if draft.year else self._opened.today.year
        if self.asked.kind == "document-number" and isinstance(prefix, str):
            self.area.offer(f"{prefix}〔{year}〕号", _BEHIND_NUMBER)

    def _tell(self) -> None:
        if not self.is_mounted:
            return
        self.set_class(self.is_unfinished and not self._is_half_typed, "-unfinished")
        note = self.query_one(".note", Static)
        word, rest, style = self._note()
        line = fitted(f"{word} {rest}" if word else rest, note.content_size.width or 200)
        if line != self._noted:
            self._noted = line
            content = plain(line[: len(word)], style) + plain(line[len(word) :], "" if word else "dim")
            note.update(content, layout=False)

    @property
    def _is_half_typed(self) -> bool:
        """Whether a value is still being typed: no reason to call it wrong."""
        return self.area.has_focus and not self._is_loud and not day_typed(self._text).has_form

    def _note(self) -> tuple[str, str, str]:
        """A word for the grade, the message, and the style of the word."""
        if self.is_unfinished:
            trouble = "  ".join(map(self.speak, self.trouble()))
            if self._is_half_typed:
                return "", trouble, ""
            return self.speak(WORDS[Grade.ERROR]), trouble, _STYLES[Grade.ERROR]
        for one in self.said:
            return self.speak(WORDS[one.grade]), self.speak(one.message), _STYLES[one.grade]
        asked = self.speak(say(", ")).join(map(self.speak, self.asked.notes))
        remarks = "  ".join(map(self.speak, self.remarks()))
        both = "  ".join(filter(None, (asked, remarks)))
        room = self.query_one(".note", Static).content_size.width or 200
        return "", both if cell_len(both) <= room else remarks or asked, ""

    def trouble(self) -> Iterator[Message]:
        """Why the text is not saved, and what the draft has instead."""
        if self.asked.kind == "year":
            yield say("not saved until it is a year of four digits")
        elif day_typed(self._text).has_form:
            yield say("no such date; not saved")
        else:
            yield say("not saved until it is a date such as {day}", day=self._opened.today)
        held = self._opened.value(self.asked.place)
        if held is not None:
            yield say("the draft still has {value}", value=shown(held))

    def remarks(self) -> Iterator[Message]:
        """A remark on a right value: the weekday, and the days until the due date."""
        if self.asked.kind == "date":
            day = self._opened.value(self.asked.place)
            until = due(self._opened.draft, self.asked.due) if self.asked.due else None
            yield from day_notes(day if type(day) is date else None, until, self._opened.today)

    def keys(self) -> Message:
        """What the keys do here."""
        if self.area.read_only:
            return say("edit it in the file   Up, Down: other fields")
        if self.asked.kind == "title":
            return say("PgUp, PgDn: usual wordings   Up, Down: other fields")
        if self.area.offered:
            return say("Right: accept {text}   Up, Down: other fields", text=self.area.offered)
        if self.asked.kind == "date":
            return say("2026-02-18   PgUp, PgDn: a day   Up, Down: other fields")
        if self.area.is_line:
            return say("Up, Down, Enter: other fields")
        if self.asked.kind == "texts":
            return say("one on each line   Enter twice, Tab: next field")
        return say("one on each line, or 、 between   Enter twice, Tab: next field")

    def explanation(self) -> Iterator[Content]:
        """The full explanation, line by line: problems, question, source."""
        if self.is_unfinished:
            word = "" if self._is_half_typed else f"{self.speak(WORDS[Grade.ERROR])} "
            yield plain(word, _STYLES[Grade.ERROR]) + plain("  ".join(map(self.speak, self.trouble())))
        hint = self.speak(self.asked.hint)
        for one in self.said:
            line = plain(f"{self.speak(WORDS[one.grade])} {one.code} ", _STYLES[one.grade])
            remedy = self.speak(one.remedy) if one.remedy else ""
            yield line + plain(self.speak(one.message)) + plain(f"  {remedy}" if remedy not in ("", hint) else "")
        if hint:
            yield plain(hint)
        if self.asked.citation:
            yield plain(self.speak(self.asked.citation.sentence), "dim")
