"""Notes on the open draft: made, answered and withdrawn, each as one step of its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tui.base.messages import Message, say
from tui.draft.answers import Note
from tui.session.open_draft import OpenDraft
from tui.session.origin import NOTES


def add_note(opened: OpenDraft, text: str, *, section: str, quote: str, by: str, day: date) -> None:
    """Append a note on words of a section, or on all of it where nothing is quoted."""
    given = {"section": section, "quote": quote, "by": by, "date": day, "text": text}
    note = {key: value for key, value in given.items() if value}
    opened.change(say("a note"), {NOTES: [*_notes(opened), note]})


def answer_note(opened: OpenDraft, note: Note, answer: str) -> None:
    """Answer a note; an empty answer opens it again."""
    left = {key: value for key, value in _written(opened, note).items() if key != "answered"}
    _replace(opened, say("an answer to a note"), note, [left | ({"answered": answer} if answer else {})])


def withdraw_note(opened: OpenDraft, note: Note) -> None:
    """Remove a note from the draft."""
    _replace(opened, say("a note withdrawn"), note, [])


def _notes(opened: OpenDraft) -> list[Any]:
    notes = opened.value(NOTES)
    return notes if isinstance(notes, list) else []


def _written(opened: OpenDraft, note: Note) -> dict[str, Any]:
    """A note as the draft holds it, with keys that nobody knows."""
    written: dict[str, Any] = opened.draft.document.values["notes"][note.index]
    return written


def _replace(opened: OpenDraft, what: Message, note: Note, instead: Sequence[dict[str, Any]]) -> None:
    notes = _notes(opened)
    at = notes.index(_written(opened, note))
    opened.change(what, {NOTES: [*notes[:at], *instead, *notes[at + 1 :]]})
