"""PDF with text (an extra, `pip install "baogao[read-pdf]"`): lines as laid out on the page, by their coordinates."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.base.text import normalise
from tui.reading.document import Document, Paragraph, Span

_MOST_PAGES = 2_000
_WORD = re.compile(r"[0-9A-Za-z.%]+")
_HALF = 0.6  # widths of a Chinese character that a digit or letter takes
_NEAR = 1.6  # heights of a line: a line that ends nearer to the right margin of its page than this is full


def read(content: bytes, file: str) -> Document:
    """The lines of a PDF. Raises `BaogaoError` for one that is broken, locked, or a picture of a text."""
    try:
        import pypdfium2
    except ImportError:
        raise BaogaoError(
            say("to read PDF files, baogao needs the extra “read-pdf”"),
            place=Place(file),
            remedy=say("run: {command}", command='pip install "baogao[read-pdf]"'),
        ) from None
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = say("this file is encrypted") if locked else say("this PDF cannot be read: {why}", why=str(error))
        raise BaogaoError(what, place=Place(file), remedy=say("save it again without a password")) from None
    try:
        if len(document) > _MOST_PAGES:
            raise BaogaoError(say("this PDF has more than {n} pages", n=_MOST_PAGES), place=Place(file))
        lines: list[Paragraph] = []
        for number in range(len(document)):
            page = document[number].get_textpage()
            lines += _page(page, len(lines))
            page.close()
    finally:
        document.close()
    if not any(line.text.strip() for line in lines):
        raise BaogaoError(
            say("this PDF contains no text, only images of it"),
            place=Place(file),
            remedy=say("use the Word file it was made from, or have its text recognised first"),
        )
    return Document(tuple(lines))


def _page(page: object, before: int) -> list[Paragraph]:
    """The lines of a page; one that reaches the right margin of its page is full."""
    from pypdfium2 import PdfTextPage

    assert isinstance(page, PdfTextPage)
    found: list[_Row] = []
    for n in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(n)
        text = normalise(page.get_text_bounded(left, bottom, right, top)).replace("\n", "").replace("\x02", "")
        if not text.strip():
            continue
        if found and found[-1].is_beside(bottom, top):
            last = found[-1]
            found[-1] = _Row(last.text + text, right, min(last.bottom, bottom), max(last.top, top))
        else:
            found.append(_Row(text, right, bottom, top))
    if not found:
        return []
    margin = max(row.right for row in found)
    heights = [abs(a.bottom - b.bottom) for a, b in itertools.pairwise(found) if a.bottom != b.bottom]
    height = sorted(heights)[len(heights) // 2] / 1.8 if heights else 16.0
    lines: list[Paragraph] = []
    for n, row in enumerate(found):
        after = found[n + 1].text if n + 1 < len(found) else ""
        word = _WORD.match(after)  # that did not fit on this line, and is never broken
        room = max(_NEAR, len(word[0]) * _HALF if word else 0) * height
        lines.append(Paragraph(before + n + 1, (Span(row.text),), full=row.right > margin - room))
    return lines


class _Row(NamedTuple):
    """A line on the page: its text, its right edge, and how low and high its ink goes."""

    text: str
    right: float
    bottom: float
    top: float

    def is_beside(self, bottom: float, top: float) -> bool:
        """Whether ink is on the same line: 一 is all in the middle of it, and brackets go beyond it."""
        common = min(self.top, top) - max(self.bottom, bottom)
        return common > min(self.top - self.bottom, top - bottom) / 2
