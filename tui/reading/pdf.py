"""PDF with text (an extra, `pip install "baogao[read-pdf]"`): lines as laid out on the page, by their coordinates."""

from __future__ import annotations

import itertools

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.base.text import normalise
from tui.reading.document import Document, Paragraph, Span

_MOST_PAGES = 2_000
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
    found: list[tuple[str, float, float]] = []  # text, right edge, height
    for n in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(n)
        text = normalise(page.get_text_bounded(left, bottom, right, top)).replace("\n", "").replace("\x02", "")
        if not text.strip():
            continue
        if found and abs(bottom - _last(found)) < (top - bottom) / 2:
            found[-1] = (found[-1][0] + text, right, found[-1][2])
        else:
            found.append((text, right, bottom))
    if not found:
        return []
    margin = max(right for _, right, _ in found)
    heights = [abs(a[2] - b[2]) for a, b in itertools.pairwise(found) if a[2] != b[2]]
    height = sorted(heights)[len(heights) // 2] / 1.8 if heights else 16.0
    return [
        Paragraph(before + n, (Span(text),), full=right > margin - _NEAR * height)
        for n, (text, right, _) in enumerate(found, 1)
    ]


def _last(found: list[tuple[str, float, float]]) -> float:
    return found[-1][2]
