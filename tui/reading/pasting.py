"""Text pasted from a word processor, a web page or a PDF: cleaned, paragraphs whole and apart, numbers as marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from tui.base.characters import INVISIBLE, without_look_alikes
from tui.base.text import BLANKS, UNSAFE, is_wide, joins, normalise
from tui.draft.markers import Kind, is_heading, marker

_BULLET = re.compile(r"[•●○■□◆◇▪▫▶►\uf000-\uf0ff][ \t\u00a0\u3000]*")
"""What word processors put before list items; U+F000 to U+F0FF belong to their symbol fonts."""
_INDENTED = re.compile(r"(?:\u3000|[ \u00a0]{2,}|\t)")
_SENTENCE_INSIDE = re.compile(r"[。！？；](?=[^”’）》\s])")
_NUMBER = re.compile(
    r"[㈠-㈩⑴-⒛]|[（(][ \u3000]*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[ \u3000]*[）)]"
    r"|[0-9０-９]{1,2}[.．、)）](?![0-9０-９])"
)
_ITEM = re.compile(r"[0-9][)）]")
_ENDED = re.compile(r"[。！？；：!?;:…][”’）》」』】)*]*$")
_NEVER_FIRST = "，。、；：！？”’）》」』】…"
_PAGE_NUMBER = re.compile(r"[-—–－·]+[ \u3000]*[0-9０-９]{1,4}[ \u3000]*[-—–－·]+|第[ ]?[0-9]{1,4}[ ]?页")
_NARROWEST, _WIDEST = 36, 120  # cells of a line of print; GB/T 9704—2012 has 28 characters (5.2.3)
_INDENT = 4  # cells, which copying loses
_UNIT = re.compile(r"[“‘《（]*(?:[!-~]+|.)[，。、；：！？”’）》]*")  # what print does not break
_HEAD = re.compile(r"##? |[一二三四五六七八九十]{1,3}、")


def cleaned(text: str) -> str:
    """The text as it goes into a section.

    What nobody sees goes, and what only looks like a character becomes it. Lines that are paragraphs are set apart by
    blank lines, since a line break alone joins; they are taken for paragraphs when some line is indented or holds
    several sentences, and no blank line says otherwise. Lines that print broke in the middle of a sentence are joined.
    A number that offices write in another form becomes the mark of its level, and a short line after （一） a heading. One
    line stays one line.
    """
    plain = without_look_alikes(UNSAFE.sub("", INVISIBLE.sub("", normalise(text)))).replace("\u00a0", " ")
    lines = [line.rstrip(BLANKS) for line in plain.split("\n")]
    if len(lines) == 1:
        return plain
    bodies = [_Body(_marked(line.lstrip(BLANKS)), bool(_INDENTED.match(line))) for line in lines]
    width = _print_width(bodies)
    if width:
        bodies = _without_page_breaks(bodies, width)
    has_blanks = any(not body.text for body in bodies[:-1])
    by_indent = any(body.is_indented for body in bodies)
    if not width and (has_blanks or not (by_indent or any(_SENTENCE_INSIDE.search(body.text) for body in bodies))):
        return "\n".join(body.text for body in bodies)
    result = [bodies[0].text]
    for before, body in pairwise(bodies):
        if _goes_on(before, body, width, whole=by_indent or has_blanks):
            is_seamless = width or marker(body.text)
            between = ("" if joins(before.text[-1], body.text[0]) else " ") if is_seamless else "\n"
            result[-1] += between + body.text
        elif before.text and body.text:
            result += ["", body.text]
        else:
            result.append(body.text)
    return "\n".join(result)


class _Body(NamedTuple):
    """A line without the spaces at its ends."""

    text: str
    is_indented: bool

    @property
    def cells(self) -> int:
        """Its width in print, in half characters."""
        return _cells(self.text)

    @property
    def is_ended(self) -> bool:
        """Whether a sentence or an item of a list ends with it."""
        return _ENDED.search(self.text[-12:]) is not None

    @property
    def is_numbered(self) -> bool:
        """Whether it begins with the number of a heading or a point, or with the mark of a heading."""
        return _HEAD.match(self.text) is not None or marker(self.text) is not None


def _cells(text: str) -> int:
    return sum(1 + is_wide(character) for character in text)


def _is_full(before: _Body, body: _Body, width: int) -> bool:
    """Whether what begins a line would not have fitted on the previous one."""
    unit = _UNIT.match(body.text)
    return unit is not None and before.cells + _cells(unit[0]) > width - _INDENT


def _goes_on(before: _Body, body: _Body, width: int, *, whole: bool) -> bool:
    """Whether a line continues the paragraph of the previous one.

    `width` is that of print, 0 where no line of print was found; `whole` says that indents or blank lines show
    paragraphs.
    """
    if not before.text or not body.text:
        return False
    if body.text[0] in _NEVER_FIRST:
        return True
    if body.is_indented or before.text.startswith("## "):
        return False
    if body.is_numbered:
        found = marker(body.text)
        return before.text[-1] in "，、" or (found is not None and not found.opens(0, before.text))
    if whole:
        return not before.text.startswith("### ")
    if width and _is_full(before, body, width):
        return not before.is_ended
    return not before.is_ended and (before.text[-1] in "，、" or _SENTENCE_INSIDE.search(before.text) is not None)


def _print_width(bodies: Sequence[_Body]) -> int:
    """The width at which print broke the lines, in cells: more full lines break off within a sentence than others do; or 0."""
    widest = max(body.cells for body in bodies)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    broken = other = 0
    for before, body in pairwise(bodies):
        if not before.text or before.is_ended or body.is_numbered or body.is_indented:
            continue
        is_full = (not before.is_numbered and _is_full(before, body, widest)) or before.text[-1] in "，、"
        broken += is_full
        other += not is_full
    return widest if broken > other else 0


def _without_page_breaks(bodies: Sequence[_Body], width: int) -> list[_Body]:
    """The lines without page numbers, and without blank lines in the middle of a sentence."""
    kept: list[_Body] = []
    before: _Body | None = None  # the last line that is not blank
    for body in bodies:
        if _PAGE_NUMBER.fullmatch(body.text):
            continue
        if body.text:
            if before and not before.is_ended and _goes_on(before, body, width, whole=False):
                while not kept[-1].text:
                    kept.pop()
            before = body
        kept.append(body)
    return kept


def _marked(line: str) -> str:
    """A line without a bullet, and with the mark of its level for a number that offices write in another form."""
    line = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    number = _NUMBER.match(line)
    if number is None:
        return line
    words = line[number.end() :].lstrip(BLANKS)
    typed = re.sub("[ \u3000]", "", normalize("NFKC", number[0]))
    mark = f"（{typed[1:-1]}）" if typed[0] == "(" else f"{typed[:-1]}. "
    found = marker(line) or marker(mark + words)
    if found is None or (typed[0] != "(" and typed[-1] == ")" and _ITEM.search(words)):
        return line
    if found.kind is Kind.POINT_2 and is_heading(words, is_alone=True):
        return f"## {words}"
    return line if marker(line) else mark + words
