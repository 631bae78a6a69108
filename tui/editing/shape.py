"""The shape a draft must have to be edited: tables where tables are expected, waivers and notes as lists of tables."""

from __future__ import annotations

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.draft.keys import LISTS
from tui.toml import Document, KeyPath


def refuse_shapeless(document: Document) -> None:
    """Refuse a draft with something else where a table must be: nothing could be written below it.

    Raises `BaogaoError` with the place.
    """
    values = document.values
    tables: dict[KeyPath, object] = {
        (name,): values.get(name) for name in ("fields", "figures", "sections", "clearance")
    }
    sections = values.get("sections")
    if isinstance(sections, dict):
        tables |= {("sections", id): section for id, section in sections.items()}
    for path, value in tables.items():
        if value is not None and not isinstance(value, dict):
            raise BaogaoError(
                say("this must be a table"), place=document.place(path, of="key"), remedy=say("correct it in the file")
            )
    wrong = {"notes": say("notes are written as [[notes]]"), "waivers": say("waivers are written as [[waivers]]")}
    for name in LISTS:
        items = values.get(name, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise BaogaoError(
                wrong[name], place=document.place((name,), of="key"), remedy=say("correct it in the file")
            )
