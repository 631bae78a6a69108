"""Inlay hints, shown next to the text but not part of it: figures by name and value, numbers as they will be rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tui.app.widgets.chinese_area import Stretch
from tui.app.widgets.filled_document import InlayHint
from tui.base.numerals import item_mark, numbered_heading
from tui.base.text import one_line, visible
from tui.draft.draft import Draft
from tui.draft.highlight import Highlights, Look, highlights
from tui.draft.markers import HEADINGS
from tui.draft.unsorted import shown_section

_LONGEST = 24
"""Characters of a hint; a longer one is cut."""


class SectionHints:
    """The styles and hints of a section's lines. `draft` returns the current draft."""

    def __init__(self, draft: Callable[[], Draft], section: str) -> None:
        self._draft = draft
        self._section = section
        self._read: Highlights | None = None
        self._values: dict[str, str] = {}

    def read(self, lines: Sequence[str]) -> Iterable[int]:
        """Take the current lines; the result is the rows with changed hints."""
        draft = self._draft()
        section = shown_section(draft.outline, self._section)
        continued = (section.points or draft.outline.points) == "continue"
        before = self._read
        after = self._read = highlights(lines, before, continued=continued, apart=draft.outline.points_apart)
        values = self._values
        self._values = {name: shown for name in self._names(after) if (shown := reference_hint(draft, name))}
        changed: set[int] = set()
        if before is not None and before.numbers is not after.numbers:
            same = min(len(before.numbers), len(after.numbers))
            old, new = before.numbers[::-1], after.numbers[::-1]
            changed.update(len(new) - 1 - n for n in range(same) if old[n] != new[n])
        if values != self._values:
            others = {name for name in {*values, *self._values} if values.get(name) != self._values.get(name)}
            changed.update(row for row in range(len(after.lines)) if others.intersection(self._references(row)))
        return changed

    def _names(self, read: Highlights) -> set[str]:
        """The names of all references."""
        known = (*self._draft().outline.figures_by_id, "year", "next_year", "issuer")
        text = "\n".join(read.lines)
        return {name for name in known if f"{{{name}}}" in text}

    def _references(self, row: int) -> Iterable[str]:
        assert self._read is not None
        line = self._read.lines[row]
        return (line[mark.start + 1 : mark.end - 1] for mark in self._read.marks[row] if mark.look is Look.REFERENCE)

    def of(self, row: int) -> Sequence[InlayHint]:
        """The hints of a line: the number it will have, unless it is the one typed, and the values of its references."""
        if self._read is None:
            return ()
        hints = []
        opened, number = self._read.opened[row], self._read.numbers[row]
        if opened is not None and number is not None and opened.typed != number:
            given = self._mark(row, number)
            if given and opened.column:
                hints.append(InlayHint(opened.column, f" {given}"))
        for mark in self._read.marks[row]:
            if mark.look is Look.REFERENCE:
                shown = self._values.get(self._read.lines[row][mark.start + 1 : mark.end - 1])
                if shown:
                    hints.append(InlayHint(mark.end - 1, f" {shown}"))
        return hints

    def _mark(self, row: int, number: int) -> str:
        assert self._read is not None
        opened = self._read.opened[row]
        assert opened is not None
        outline = self._draft().outline
        level = opened.kind.level
        if opened.kind in HEADINGS or level == 2:
            return numbered_heading(level, number, outline.numbers).strip()
        return item_mark(level, number, outline.language).strip()

    def stretches(self, row: int) -> Iterable[Stretch]:
        """The kinds of the characters of a line."""
        if self._read is None or row >= len(self._read.marks):
            return ()
        return (Stretch(mark.start, mark.end, f"editor--{mark.look}") for mark in self._read.marks[row])


def reference_hint(draft: Draft, name: str) -> str:
    """The hint for `{name}`: the name and value of the figure, or the value alone; nothing if it is unknown."""
    value = draft.reference(name)
    spec = draft.outline.figures_by_id.get(name)
    shown = (value or "") if spec is None else f"{spec.label} {'-' if value is None else value}"
    shown = visible(one_line(shown)).replace("\t", " ").strip()
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 2] + ".."
