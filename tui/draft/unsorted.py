"""Text that an import could not place: shown like a section before the others until all of it has gone to one of them."""

from __future__ import annotations

from tui.draft.draft import Draft
from tui.draft.keys import UNSORTED
from tui.outline.outline import Outline, Section

SECTION = Section(id=UNSORTED, role=UNSORTED)
"""What stands for it among the sections of an outline."""


def unsorted_text(draft: Draft) -> str:
    """The text that is in no section; none where the outline has a section of that name."""
    if UNSORTED in draft.outline.sections_by_id:
        return ""
    text = draft.document.value_at(("sections", UNSORTED, "text"))
    return text if isinstance(text, str) else ""


def sections_shown(draft: Draft) -> tuple[Section, ...]:
    """The sections that people write in: the outline's, after the text that is in none of them if there is any."""
    front = (SECTION,) if unsorted_text(draft).strip() else ()
    return (*front, *draft.outline.sections)


def is_unsorted(outline: Outline, section: str | None) -> bool:
    """Whether an id stands for the text that is in no section."""
    return section == UNSORTED and UNSORTED not in outline.sections_by_id


def shown_section(outline: Outline, id: str) -> Section:
    """The section of an id, be it the outline's or the one for text that is in none. Raises `KeyError`."""
    return SECTION if is_unsorted(outline, id) else outline.sections_by_id[id]


def paragraph_at(text: str, cursor: int) -> tuple[int, int]:
    """Where the paragraph at a cursor starts and ends: the lines around it up to blank ones, or the next that has any."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    row = max(n for n in range(len(lines)) if starts[n] <= max(0, min(cursor, len(text))))
    filled = [n for n, line in enumerate(lines) if line.strip()]
    if not filled:
        return 0, 0
    row = next((n for n in filled if n >= row), filled[-1])
    first = last = row
    while first and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return starts[first], starts[last] + len(lines[last])


def moved(source: str, start: int, end: int, target: str) -> tuple[str, str]:
    """Two texts with the characters `start` up to `end` of one as a paragraph at the end of the other."""
    left, right = source[:start].rstrip(), source[end:].strip("\n")
    rest = "\n\n".join(filter(str.strip, (left, right)))
    whole = "\n\n".join(filter(str.strip, (target.rstrip(), source[start:end].strip("\n"))))
    return rest, whole
