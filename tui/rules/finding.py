"""One thing that is wrong with a draft: which rule found it, how bad it is, where it is, and how to fix it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from tui.base.errors import Place
from tui.base.messages import Message
from tui.toml import Document, KeyPath

if TYPE_CHECKING:  # who reads an office's grades needs no outline
    from tui.outline.source import Citation

UNREADABLE = "S100"
"""The rules for a file that is not TOML, or has no installed outline: the reader of the file reports them."""
UNUSED, EXPIRED = "S121", "S122"
"""The rules for waivers that waive nothing or have expired: whoever applies waivers reports them."""


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
    """Where in a draft: the value at a path (or its key), or the characters `start` to `end` of its text."""

    path: KeyPath
    start: int | None = None
    end: int | None = None
    of_key: bool = False

    def moved(self, by: int) -> Locus:
        """The same place in a text before which so many characters were added."""
        return (
            self if self.start is None or self.end is None else self._replace(start=self.start + by, end=self.end + by)
        )


class Edit(NamedTuple):
    """Characters `start` to `end` of the text at a path (in its normalised value), and their replacement."""

    path: KeyPath
    start: int
    end: int
    new: str


class ValueEdit(NamedTuple):
    """A value added at a path where the draft has none yet."""

    path: KeyPath
    value: int | str


class Fix(NamedTuple):
    """How a finding is fixed: edits of texts that do not overlap, or values to add."""

    edits: tuple[Edit, ...]
    values: tuple[ValueEdit, ...] = ()

    @property
    def is_decision(self) -> bool:
        """Whether it states something that only a person can know, so that it is never made along with others."""
        return bool(self.values)


class Finding(NamedTuple):
    """A problem. `remedy` says what to do about it, `citation` what the demand is based on."""

    code: str
    grade: Grade
    locus: Locus
    message: Message
    remedy: Message | str | None = None
    citation: Citation | None = None
    fix: Fix | None = None

    def moved(self, path: KeyPath, by: int) -> Finding:
        """The same finding where so many characters were added before it to the text at a path."""
        fix = self.fix
        if fix is not None:
            edits = (
                edit._replace(start=edit.start + by, end=edit.end + by) if edit.path == path else edit
                for edit in fix.edits
            )
            fix = fix._replace(edits=tuple(edits))
        return self._replace(locus=self.locus.moved(by) if self.locus.path == path else self.locus, fix=fix)


def place_of(document: Document, locus: Locus) -> Place:
    """Where in the file a finding is."""
    if locus.start is not None and locus.end is not None:
        return document.place_within(locus.path, locus.start, locus.end)
    return document.place(locus.path, of="key" if locus.of_key else "value")
