"""`baogao set`: change values of a draft from a script, and nothing else in the file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.base.suggestions import suggestion
from tui.base.text import normalise, shortened
from tui.cli.arguments import add_outline_path, offices_of
from tui.cli.console import Console
from tui.cli.parser import Words
from tui.draft.answers import refused_number
from tui.draft.cell_text import read_number
from tui.draft.figures import grammar, read_figure
from tui.draft.keys import WRONG_POINTS
from tui.draft.place import cell_path, place_at
from tui.editing.typed_values import day_typed, figure_typed, items_typed, year_typed
from tui.editing.values import Value
from tui.outline.outline import MANY, POINTS, Outline, Section
from tui.session.session import Outcome, Session
from tui.toml import KeyPath

_SECTION_KEYS = ("text", "status", "owner", "heading", "also", "points")


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "assignments",
        nargs="+",
        metavar=words(say("NAME=VALUE")),
        help=words(
            say(
                "a field, a figure, year, sections.ID.text|status|owner, or a cell SECTION.ROW.COLUMN; @FILE is the "
                "text of a file; "
                "nothing takes the value away; a list repeats its name"
            )
        ),
    )
    parser.add_argument("draft", metavar=words(say("DRAFT")), help=words(say("the draft to change")))
    add_outline_path(parser, words)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Change the values and save; values that are the same already are not written."""
    file = Path(arguments.draft)
    with files.steady(file):
        session = Session.open(file, offices_of(arguments).library(file.parent))
        for path, texts in _assignments(arguments.assignments, session.outline):
            session.write(path, _value(path, texts, session.outline))
        result = session.save()
    told = {
        Outcome.NOTHING: say("{file}: nothing to change", file=file),
        Outcome.SAVED: say("{file}: saved", file=file),
        Outcome.MERGED: say("{file}: saved, together with others' changes", file=file),
    }
    if result.outcome not in told:
        raise BaogaoError(say("{file}: others have just changed the same values", file=file))
    console.narrate(told[result.outcome])
    return 0


def _assignments(given: list[str], outline: Outline) -> Iterator[tuple[KeyPath, list[str]]]:
    """The places named, each with all the texts given for it."""
    texts: dict[KeyPath, list[str]] = {}
    for assignment in given:
        name, sign, text = assignment.partition("=")
        if not sign:
            raise BaogaoError(
                say("“{text}” is not an assignment", text=shortened(assignment)), remedy=say("write NAME=VALUE")
            )
        texts.setdefault(_path(name.strip(), outline), []).append(_text(text))
    yield from texts.items()


def _text(text: str) -> str:
    if text.startswith("@") and len(text) > 1:
        return normalise(files.read(Path(text[1:])).decode("utf-8", "replace"))
    return text


def _path(name: str, outline: Outline) -> KeyPath:
    parts = tuple(name.split("."))
    known = {
        "year": ("year",),
        **{id: ("figures", id) for id in outline.figures_by_id},
        **{id: ("fields", id) for id in outline.fields_by_id},
        **{f"figures.{id}": ("figures", id) for id in outline.figures_by_id},
        **{f"fields.{id}": ("fields", id) for id in outline.fields_by_id},
        **{f"sections.{id}.{key}": ("sections", id, key) for id in outline.sections_by_id for key in _SECTION_KEYS},
        **{f"{id}.{row}.{column}": cell_path(id, row, column) for id, row, column in _cells(outline)},
        **{f"sections.{id}.rows.{row}.{column}": cell_path(id, row, column) for id, row, column in _cells(outline)},
    }
    path = known.get(".".join(parts))
    if path is None:
        raise BaogaoError(
            say("the outline has nothing called “{name}”", name=shortened(name)),
            remedy=suggestion(name, known) or say("see: {command}", command=f"baogao outline show {outline.id}"),
        )
    return path


def _cells(outline: Outline) -> list[tuple[str, str, str]]:
    return [(section.id, *cell) for section in outline.sections if section.table for cell in section.table.cells]


def _value(path: KeyPath, texts: list[str], outline: Outline) -> Value | None:
    if texts == [""]:
        return None
    kind = outline.fields_by_id[str(path[1])].kind if path[0] == "fields" else None
    if kind is not None and kind in MANY:
        items = [item for text in texts for item in items_typed(text, kind)]
        return items if len(items) > 1 else items[0] if items else None
    if len(texts) > 1:
        raise BaogaoError(say("“{name}” takes one value", name=".".join(map(str, path))))
    text = texts[0]
    cell = place_at(path).cell
    if cell is not None:
        return _number(text, cell, outline.sections_by_id[str(path[1])])
    if kind == "date":
        return _date(text)
    if path == ("year",):
        year = year_typed(text)
        if year is None:
            raise BaogaoError(say("the report year must be a number of four digits"))
        return year
    if path[0] == "figures":
        return _figure(text, outline.language)
    if path[-1] == "status" and text not in ("writing", "ready"):
        raise BaogaoError(say("the status is “writing” or “ready”"))
    if path[-1] == "points" and path[0] == "sections" and text not in POINTS:
        raise BaogaoError(WRONG_POINTS)
    return text


def _date(text: str) -> date:
    day = day_typed(text).day
    if day is None:
        raise BaogaoError(say("“{text}” is not a date", text=shortened(text)), remedy=say("write it as 2024-01-05"))
    return day


def _figure(text: str, language: str) -> Value:
    value = figure_typed(text)
    if value is None or read_figure(str(value), language) is None:
        raise BaogaoError(
            say("“{text}” is not a figure", text=shortened(text)),
            remedy=grammar(language).how,
        )
    return value


def _number(text: str, cell: tuple[str, str], section: Section) -> Value:
    table = section.table
    assert table is not None  # a section with cells is a table
    kind = table.kind(*cell)
    number = read_number(text)
    what = say("“{text}” is not a number", text=shortened(text))
    refusal = what if number is None else refused_number(number, kind, is_whole=number == number.to_integral_value())
    if number is None or refusal:
        raise BaogaoError(say("{cell}: {what}", cell=table.name(*cell), what=refusal or what))
    return int(number) if kind.is_whole else number
