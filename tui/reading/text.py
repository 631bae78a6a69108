"""Plain text as a document: each line is a paragraph, and lines of equal width are joined later."""

from __future__ import annotations

from tui.base.text import normalise
from tui.reading.decoding import decoded
from tui.reading.document import Document, plain


def read(content: bytes, file: str) -> Document:
    """The lines of a text file. Raises `BaogaoError` for anything that is not a text."""
    lines = normalise(decoded(content, file)).split("\n")
    return Document(tuple(plain(number, line) for number, line in enumerate(lines, 1)))
