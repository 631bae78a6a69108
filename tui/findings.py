"""One thing that is wrong with a draft: which rule says so, how bad it is, where it stands, and how to mend it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from tui.base.errors import Place
from tui.base.messages import Message, say
from tui.base.numerals import article_name
from tui.outline.outline import Outline, Source
from tui.toml import Document, KeyPath


class Grade(IntEnum):
    """How bad a finding is; larger is worse."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The grade as formats and options spell it."""
        return self.name.lower()


class Locus(NamedTuple):
    """Where in a draft: the value at a path (or its key), or the characters `start` up to `end` of its text."""

    path: KeyPath
    start: int | None = None
    end: int | None = None
    of_key: bool = False


class Edit(NamedTuple):
    """Characters `start` up to `end` of the text at a path (in its normalised value), and what they become."""

    path: KeyPath
    start: int
    end: int
    new: str


class Fix(NamedTuple):
    """How a finding is mended without thought: edits that do not overlap."""

    edits: tuple[Edit, ...]


class Citation(NamedTuple):
    """The text that a finding or a rule rests on, and the article in it (perhaps empty)."""

    source: Source
    article: str = ""

    @property
    def text(self) -> str:
        """How the text is named in print: its title in book marks, its number, the article."""
        number = f"（{self.source.number}）" if self.source.number else ""
        return f"《{self.source.title}》{number}{article_name(self.article)}"

    @property
    def sentence(self) -> Message:
        """What may be said of it: only a text that was read word for word prescribes anything."""
        if self.source.binding:
            return say("prescribed by {source}", source=self.text)
        return say("common practice: {source}", source=self.text)


def cited(outline: Outline, article: str | None) -> Citation | None:
    """The citation that a `source` key of an outline stands for."""
    found = outline.cited(article)
    return found and Citation(*found)


class Finding(NamedTuple):
    """One thing that is wrong. `remedy` says what to do about it, `citation` what the demand rests on."""

    code: str
    grade: Grade
    locus: Locus
    message: Message
    remedy: Message | str | None = None
    citation: Citation | None = None
    fix: Fix | None = None


def place_of(document: Document, locus: Locus) -> Place:
    """Where in the file a finding stands."""
    if locus.start is not None and locus.end is not None:
        return document.place_within(locus.path, locus.start, locus.end)
    return document.place(locus.path, of="key" if locus.of_key else "value")
