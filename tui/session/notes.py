"""Notes on the open draft: made, reworded, answered and withdrawn, each as one step of its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tui.base.messages import Message, say
from tui.draft.answers import Note
from tui.editing.merge import identity
from tui.session.open_draft import OpenDraft
from tui.session.origin import NOTES


def add_note(opened: OpenDraft, text: str, *, section: str, quote: str, by: str, day: date) -> None:
    """Append a note on words of a section, or on all of it if nothing is quoted."""
    given = {"section": section, "quote": quote, "by": by, "date": day, "text": text}
    note = {key: value for key, value in given.items() if value}
    opened.change(say("a note"), {NOTES: [*_notes(opened), note]})


def answer_note(opened: OpenDraft, note: Note, answer: str) -> bool:
    """Answer a note; an empty answer opens it again. False if others removed it meanwhile."""
    written = _written(opened, note)
    left = {key: value for key, value in (written or {}).items() if key != "answered"}
    instead = left | ({"answered": answer} if answer else {})
    return _replace(opened, say("an answer to a note"), written, [instead])


def reword_note(opened: OpenDraft, note: Note, text: str, by: str) -> bool:
    """Change the words of a note, and whose it is; its answer stays. False if others removed it meanwhile."""
    written = _written(opened, note)
    given = {**(written or {}), "by": by, "text": text}
    instead = {key: value for key, value in given.items() if value or key != "by"}
    return _replace(opened, say("the words of a note"), written, [instead])


def withdraw_note(opened: OpenDraft, note: Note) -> bool:
    """Remove a note from the draft. False if others removed it meanwhile."""
    return _replace(opened, say("a note withdrawn"), _written(opened, note), [])


def _notes(opened: OpenDraft) -> list[Any]:
    notes = opened.value(NOTES)
    return notes if isinstance(notes, list) else []


def _written(opened: OpenDraft, note: Note) -> dict[str, Any] | None:
    """The current version of a note, wherever it has moved, with unknown keys."""
    known = (note.section, note.quote, note.by, note.text)
    same = [n for n, item in enumerate(_notes(opened)) if identity("notes", item) == known]
    at = min(same, key=lambda n: abs(n - note.index), default=None)
    return None if at is None else _notes(opened)[at]


def _replace(
    opened: OpenDraft, what: Message, written: dict[str, Any] | None, instead: Sequence[dict[str, Any]]
) -> bool:
    if written is None:
        return False
    notes = _notes(opened)
    at = notes.index(written)
    opened.change(what, {NOTES: [*notes[:at], *instead, *notes[at + 1 :]]})
    return True
