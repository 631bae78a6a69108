"""The questions of the letterhead form: report year, fields of the outline, clearance, and other keys of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.base.messages import Message, say
from tui.draft.draft import Draft
from tui.draft.keys import CLEARANCE_KEYS
from tui.editing.typed_values import Kind, is_writable
from tui.outline.outline import MANY, Edition
from tui.outline.source import Citation
from tui.outline.title import TITLE
from tui.rules.register import RULES
from tui.toml import KeyPath

_MOST_LINES = 4
_NOT_CLEARED = "D906"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the place of its answer in the draft.

    `notes` say whether it is required and where it is printed; `due` names the edition with the due date for the
    answer.
    """

    place: KeyPath
    label: Message | str
    kind: Kind
    notes: tuple[Message, ...] = ()
    required: bool = False
    hint: Message | str = ""
    citation: Citation | None = None
    due: Edition | None = None

    def lines(self, text: str) -> int:
        """The number of lines of the input, given its text at first: a list has room for one more item."""
        count = text.count("\n") + 1
        if self.kind == "title":
            return min(max(2, count), _MOST_LINES)
        return min(max(2, count + 1), _MOST_LINES) if self.kind in MANY else min(count, _MOST_LINES)


def asked_of(draft: Draft) -> Iterator[Asked]:
    """All questions of the form, from top to bottom."""
    yield Asked(
        ("year",),
        say("Report year"),
        "year",
        (say("required"),),
        required=True,
        hint=say("The year the report covers; it is dated and filed in the year after."),
    )
    yield from _fields(draft)
    yield from _kept(draft, "fields", tuple(draft.outline.fields_by_id))
    if draft.outline.asks_for("clearance"):
        yield from _clearance()
    yield from _kept(draft, "clearance", CLEARANCE_KEYS if draft.outline.asks_for("clearance") else ())


def _fields(draft: Draft) -> Iterator[Asked]:
    for field in draft.outline.every_field:
        notes = [say("required") if field.required else say("optional")]
        if field.editions == ("filed",):
            notes.append(say("filed only"))
        yield Asked(
            ("fields", field.id),
            field.label,
            "title" if field.id == TITLE else field.kind,
            tuple(notes),
            field.required,
            field.hint,
            draft.outline.cited(field.source),
            "filed" if field.id == "date" else None,
        )


def _clearance() -> Iterator[Asked]:
    notes = (say("before publication"),)
    basis = RULES[_NOT_CLEARED].citation
    who = say("The office or person that reviewed the report for secrets before publication.")
    when = say("The day of that review. It is recorded here, and is not printed in the report.")
    yield Asked(("clearance", "by"), say("Secrecy review by"), "text", notes, hint=who, citation=basis)
    yield Asked(
        ("clearance", "date"), say("Secrecy review on"), "date", notes, hint=when, citation=basis, due="published"
    )


def _kept(draft: Draft, table: str, known: tuple[str, ...]) -> Iterator[Asked]:
    """The keys of a table that have no meaning here: the form shows and keeps them."""
    written = draft.document.values.get(table)
    hint = say("The outline does not know this key. It stays in the file as it is; correct it there.")
    for key in written if isinstance(written, dict) else ():
        if key not in known:
            yield Asked((table, key), key, "kept", (say("only in the file"),), hint=hint)


def is_locked(asked: Asked, draft: Draft) -> bool:
    """Whether the form can only show this: its value, or the table it is in, must be fixed in the file first."""
    table = draft.document.values.get(str(asked.place[0]), {})
    if asked.kind == "kept" or (len(asked.place) > 1 and not isinstance(table, dict)):
        return True
    return not is_writable(table.get(asked.place[1]) if len(asked.place) > 1 else table)
