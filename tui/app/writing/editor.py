"""The editor for the text of a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from textual.document._document import EditResult
from textual.document._edit import Edit

from tui.app.widgets.chinese_area import Stretch
from tui.app.widgets.filled_document import InlayHints
from tui.app.writing.completer import Completer
from tui.app.writing.completion import Offers, offers
from tui.app.writing.inlay_hints import SectionHints
from tui.base.messages import Message, say
from tui.draft.highlight import Look
from tui.draft.place import text_path
from tui.draft.quotation import Anchor
from tui.outline.outline import Section
from tui.rules.finding import Finding
from tui.session.open_draft import TYPING, OpenDraft
from tui.toml import KeyPath


class SectionEditor(Completer):
    """The view of a section of text (see `SectionView`). Each key's change is in the open draft before the next key."""

    ABOUT: ClassVar[Message] = say(
        "The text of this section. Write as in Word; numbers of headings are given by themselves, and what is wrong is underlined while you write. {{ offers figures, 《 titles of laws."
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {*(f"editor--{look}" for look in Look), "editor--note"}
    DEFAULT_CSS = """
    SectionEditor {
        .editor--marker, .editor--delimiter { color: $text-muted; }
        .editor--heading, .editor--lead { color: $text-primary; text-style: bold; }
        .editor--bold { text-style: bold; }
        .editor--reference { color: $text-accent; }
        .editor--note { background: $accent-muted; text-style: underline; }
        &:ansi .editor--note { background: transparent; }
    }
    """

    def __init__(self, opened: OpenDraft, section: Section) -> None:
        self.section = section.id
        self._opened = opened
        self._draft = opened.draft
        """The draft as last checked: only its figures and outline are needed, and reading it at each key would be slow."""
        self._hints = SectionHints(lambda: self._draft, section.id)
        super().__init__(opened.text(section.id))
        self._what = TYPING
        self._follows = False

    def inlay_hints(self) -> InlayHints:
        """The names of figures, and the numbers as they will be rendered."""
        return self._hints

    def stretches(self, row: int) -> Iterable[Stretch]:
        """Headings, leads, references, and their marks."""
        return self._hints.stretches(row)

    def offers_at(self, line: str, column: int) -> Offers | None:
        """Figures, titles and phrases that match the text typed."""
        return None if self._follows else offers(line, column, self._draft, self._opened.office.workspace.phrases)

    def complete(self, text: str) -> None:
        """Insert the offer, as a step of its own."""
        self.take(say("a completion"), text)

    def on_mount(self) -> None:
        """Show in an empty section what to do."""
        hint = say("Write here, or take a skeleton of the topics: {key}, then “skeleton”.", key=self.key("palette"))
        self.placeholder = self.speak(hint)

    @property
    def cursor(self) -> int:
        """The number of characters before the cursor or the selection."""
        return self.offset_at(min(self.selection))

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, here and in the open draft."""
        result = super().edit(edit)
        if not self._follows:
            end = self.offset_at(result.end_location)
            with self._following():
                self._opened.type_text(self.section, self.text, end, self._what)
        return result

    @contextmanager
    def _following(self) -> Iterator[None]:
        self._follows = True
        try:
            yield
        finally:
            self._follows = False

    def flush(self) -> None:
        """Nothing: every edit is in the open draft already."""

    @property
    def selected(self) -> tuple[int, int]:
        """The selection, as offsets in the text."""
        first, last = sorted(self.selection)
        return self.offset_at(first), self.offset_at(last)

    def show(self, findings: Sequence[Finding], notes: Sequence[Anchor] = ()) -> None:
        """Mark the findings and open notes of this section, and show the current values of its figures."""
        self._draft = self._opened.draft
        self.fill_again()
        marks: dict[str, list[Stretch]] = {}
        for one in notes:
            self._mark(marks, one.start, one.end, "editor--note")
        path = text_path(self.section)
        for found in findings:
            start, end = found.locus.start, found.locus.end
            if found.locus.path == path and start is not None and end is not None:
                self._mark(marks, start, max(start, end), f"area--{found.grade.word}")
        self.mark(marks)

    def _mark(self, marks: dict[str, list[Stretch]], start: int, end: int, component: str) -> None:
        """Add characters of the text to the marks of their lines."""
        lines = self.document.lines
        (row, first), (last, after) = self.location_at(start), self.location_at(end)
        for n in range(row, min(last, len(lines) - 1) + 1):
            left = first if n == row else 0
            right = after if n == last else len(lines[n])
            marks.setdefault(lines[n], []).append(Stretch(left, right, component))

    def reveal(self, start: int, end: int, *, path: KeyPath = (), select: bool = True) -> None:
        """Select characters, or put the cursor after them, and scroll there; the text is the only place here."""
        if path in ((), text_path(self.section)):
            last = len(self.text)
            self.select_characters(min(start if select else end, last), min(end, last), center=select)

    def rewrite(self, paths: Sequence[KeyPath]) -> None:
        """Show the text of the open draft; the parts that are the same at both ends stay, and so does the cursor."""
        if not self._follows and text_path(self.section) in paths:
            with self._following():
                self.replace_text(self._opened.text(self.section))

    def take(self, what: Message, text: str) -> None:
        """Replace the selection with a text."""
        self._what = what
        try:
            self.replace(text, *self.selection, maintain_selection_offset=False)
        finally:
            self._what = TYPING
