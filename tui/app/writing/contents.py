"""The outline on the left: the letterhead and every section, with a mark for its state and a pointer at the shown one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.widgets.option_list import Option

from tui.app.place import ENTER_OPENS, Key
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.rows import Rows
from tui.base.messages import Message, say
from tui.checking.progress import Standing, standing
from tui.draft.draft import Draft
from tui.draft.place import Kind, place_at
from tui.draft.unsorted import is_unsorted, sections_shown
from tui.render.report import section_numbers
from tui.render.wrapping import wrapped
from tui.rules.finding import Finding, Grade

LETTERHEAD = "letterhead"
"""The id of the letterhead's entry; those of sections have a prefix."""
PREFIX = "section-"

MARKS = {Standing.EMPTY: " ", Standing.BEGUN: "-", Standing.PROBLEMS: "!", Standing.READY: "✓"}
"""The mark of each part; these are of one width in every terminal."""
_MOST_LINES = 3
"""Lines of a title where the list is too high for its place."""
_INDENT = 3  # cells: the pointer, the mark and the blank after it


class Contents(Rows, Translated):
    """Shows the state of each part of the draft; Enter or a click goes to it."""

    ABOUT: ClassVar[Message] = say(
        "What the report must hold, with a mark for where each part stands. Choose one to go there."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (ENTER_OPENS,)

    def __init__(self) -> None:
        super().__init__(id="contents", compact=True)
        self._shown: list[str] = []

    def show(self, draft: Draft, marks: Mapping[str, str], current: str | None) -> None:
        """Update marks (`marks_of`) and headings that have changed."""
        width = max(10, self.content_size.width)
        given = section_numbers(draft)
        lines = {LETTERHEAD: f"{marks[LETTERHEAD]} " + self.speak(say("Letterhead"))}
        for section in sections_shown(draft):
            heading = self.heading_of(draft, section, given.get(section.id))
            lines[PREFIX + section.id] = f"{marks[PREFIX + section.id]} {heading}"
        here = PREFIX + current if current else ""
        entries = [f"{'▸' if id == here else ' '}{line}" for id, line in lines.items()]
        texts = [_on_lines(entry, width) for entry in entries]
        if sum(text.count("\n") + 1 for text in texts) > self.content_size.height:
            texts = [_on_lines(entry, width, _MOST_LINES) for entry in entries]
        if len(texts) != len(self._shown):
            self.set_options(Option(plain(text), id=id) for id, text in zip(lines, texts, strict=True))
        else:
            for n, (text, old) in enumerate(zip(texts, self._shown, strict=True)):
                if text != old:
                    self.replace_option_prompt_at_index(n, plain(text))
        self._shown = texts
        if here in lines and not self.has_focus:
            self.highlighted = list(lines).index(here)


def first_to_do(draft: Draft) -> str:
    """The id of the section to begin with: text in no section, or the first required one that is empty."""
    for section in sections_shown(draft):
        if is_unsorted(draft.outline, section.id) or (section.required and draft.is_empty(section.id)):
            return section.id
    return draft.outline.sections[0].id


def marks_of(draft: Draft, findings: Sequence[Finding]) -> dict[str, str]:
    """The marks of the letterhead and every section, by the ids of their entries."""
    sections = {PREFIX + one.id: mark_of(draft, one.id, findings) for one in sections_shown(draft)}
    return {LETTERHEAD: _letterhead_mark(draft, findings)} | sections


def mark_of(draft: Draft, section: str, findings: Sequence[Finding]) -> str:
    """The mark of a section for where it stands; text that is in none is a problem."""
    if is_unsorted(draft.outline, section):
        return MARKS[Standing.PROBLEMS]
    return MARKS[standing(draft, section, findings)]


def _on_lines(entry: str, width: int, most: int | None = None) -> str:
    """An entry in full, its title aligned after the mark; on more than `most` lines, two full stops mark the cut."""
    front, title = entry[:_INDENT], entry[_INDENT:]
    room = width - _INDENT
    spans = wrapped(title, max(2, room), measure=cell_len)
    lines = [title[start:end].rstrip() for start, end in spans[:most]]
    if most is not None and len(spans) > most:
        lines[-1] = fitted(title[spans[most - 1][0] :], room)
    return front + ("\n" + " " * _INDENT).join(lines)


def _letterhead_mark(draft: Draft, findings: Sequence[Finding]) -> str:
    if any(one.grade > Grade.HINT and place_at(one.locus.path).kind is Kind.LETTERHEAD for one in findings):
        return MARKS[Standing.PROBLEMS if draft.fields else Standing.EMPTY]
    return MARKS[Standing.READY if draft.fields else Standing.EMPTY]
