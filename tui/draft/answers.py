"""What a draft answers: its sections and notes; and the faults, answers that cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from tui.base.messages import Message, say
from tui.base.suggestions import nearest
from tui.base.text import shortened
from tui.draft.keys import LARGEST_NUMBER, MOST_DECIMALS, NOTE_KEYS
from tui.toml import KeyPath

if TYPE_CHECKING:
    from tui.outline.table import CellKind


class Fault(NamedTuple):
    """Something in a draft that cannot be used as it is; `sort` is the name of the rule that reports it."""

    sort: str
    path: KeyPath
    message: Message
    remedy: Message | None = None
    of_key: bool = False


class SectionDraft(Struct, frozen=True):
    """What was written for one section; `text` has its line breaks normalised.

    `also` is the id of another section whose content is in here too, as an import found it.
    """

    text: str = ""
    status: str = "writing"
    owner: str = ""
    heading: str = ""
    points: str = ""
    also: str = ""
    cells: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    """The numbers of a table section by the ids of row and column."""


class Note(Struct, frozen=True):
    """A remark on the draft, tied to words of a section (`quote`) or to all of it; never in the report.

    `answered` is the answer; a note without one is open.
    """

    index: int
    text: str
    section: str = ""
    quote: str = ""
    by: str = ""
    date: date | None = None
    answered: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any], index: int) -> Note | None:
        """The note that the table at an index of a draft's notes is; None if it has no text."""
        if not isinstance(values.get("text"), str):
            return None
        words = {key: values[key] for key in NOTE_KEYS if key != "date" and isinstance(values.get(key), str)}
        day = values.get("date")
        return cls(index, **words, date=day if isinstance(day, date) and not isinstance(day, datetime) else None)

    @property
    def is_open(self) -> bool:
        """Whether it is still unanswered."""
        return not self.answered.strip()


def unknown_name(path: KeyPath, known: Sequence[str], sort: str) -> Fault:
    """The fault of a name that the outline does not have at this place, or of a section's id; `known` are those it has."""
    name = shortened(str(path[-1]))
    what = say("there is no section “{name}” in the outline", name=name)
    if sort == "unknown-key":
        what = say("there is no key “{name}” here", name=name)
        if path[:1] == ("figures",):
            what = say("there is no figure “{name}” in the outline", name=name)
        elif path[2:3] == ("rows",) and len(path) == 4:
            what = say("there is no row “{name}” in the table", name=name)
        elif path[2:3] == ("rows",) and len(path) == 5:
            what = say("there is no column “{name}” in the table", name=name)
        elif path[:1] == ("fields",):
            what = say("there is no field “{name}” in the outline", name=name)
    near = nearest(str(path[-1]), known)
    return Fault(sort, path, what, say("did you mean “{near}”?", near=near) if near else None, of_key=True)


def refused_number(number: Decimal, kind: CellKind, *, is_whole: bool) -> Message | None:
    """Why a cell of this kind does not accept a number; None if it does."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):  # inf, nan
        return say("this must be a number")
    if kind.is_whole and not is_whole:
        return say("this must be a whole number")
    if number < 0 and not kind.signed:
        return say("this number must not be below 0")
    if abs(number) >= LARGEST_NUMBER or exponent < -MOST_DECIMALS:
        return say("a number is too long")
    return None
