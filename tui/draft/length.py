"""The length of a section: the characters that will be read, compared with the outline's expectation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from tui.base.pattern import Pattern
from tui.base.text import BLANKS
from tui.draft.draft import Draft
from tui.draft.markers import marker
from tui.draft.prose import references

GAP = r"[（(\[〔]待(?:补|补充|完善|填|填写|定|核|核实|确认|提供|更新)[^（）()【】\[\]〔〕\n]{0,20}[）)\]〕]|【待[^【】\n]{1,40}】"
"""What marks something as still to be written; the rules report it (W801)."""
_GAP = Pattern(GAP, having=("待",))
_BLANK = re.compile(f"[{re.escape(BLANKS)}]+")


def characters(draft: Draft, section: str) -> int:
    """The number of characters of a section that will be read: its text with the values of its references.

    Spaces and the marks of bold and headings do not count. Neither do a gap such as （待补）, what it says is to be
    written on its line, or the lead of a point above it that has no other text.
    """
    written = draft.sections.get(section)
    if written is None:
        return 0
    text = written.text
    names = {text[start + 1 : end - 1] for start, end in references(text)} if "{" in text else ()
    return _characters(text, tuple((name, draft.reference(name) or "") for name in sorted(names)))


@lru_cache(128)  # the sections of a draft: while somebody writes, one of them changes
def _characters(text: str, values: tuple[tuple[str, str], ...]) -> int:
    """The number of characters of a text whose references have these values."""
    known = dict(values)
    total = lead = 0  # the characters of the previous line, if it is nothing but a lead
    for typed in text.split("\n"):
        line = typed.strip(BLANKS)
        found = marker(line)
        words = line[found.length :].strip(BLANKS) if found else line
        if _GAP.match(words):
            total -= lead
            lead = 0
            continue
        count = _count(line.lstrip("#") if found else line, known)
        total += count
        lead = (
            count
            if found and len(words) > 4 and words.startswith("**") and words.find("**", 2) == len(words) - 2
            else 0
        )
    return total


def _count(line: str, values: Mapping[str, str]) -> int:
    if "{" in line:
        parts: list[str] = []
        at = 0
        for start, end in references(line):
            parts += [line[at:start], values.get(line[start + 1 : end - 1], "")]
            at = end
        line = "".join((*parts, line[at:]))
    if "待" in line:
        line = _GAP.sub("", line)
    return len(_BLANK.sub("", line)) - 2 * line.count("**")


def target(draft: Draft, section: str) -> tuple[int | None, int] | None:
    """How many characters the outline expects of a section: the minimum, if it has one, and the maximum."""
    length = draft.outline.sections_by_id[section].length
    return (None, length) if isinstance(length, int) else length
