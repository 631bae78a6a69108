"""A merge for git: both sides' bytes are kept, and a conflict is marked in the sentence or value that conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from tui.base.errors import BaogaoError
from tui.draft.keys import LISTS
from tui.editing.cells import is_cell
from tui.editing.changes import changed, same
from tui.editing.edit import edit
from tui.editing.layout import OtherForm, merged_layout
from tui.editing.merge import Conflict, items_by_id, merge, places
from tui.editing.order import Order
from tui.editing.values import Value, key, one_line
from tui.toml import Document, KeyPath, parse

OURS, THEIRS = "ours", "theirs"

Canonical = Callable[[Document], Document]
"""Puts a draft in canonical layout; for sides written in different forms."""


class NotLineByLine(Exception):
    """A conflict is inside an inline table, where marker lines cannot go."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The merged source, the places taken over from their side, and those in conflict."""

    source: bytes
    taken: tuple[KeyPath, ...]
    conflicts: tuple[KeyPath, ...]


def resolve(
    base: Document, ours: Document, theirs: Document, order: Order, canonical: Canonical | None = None
) -> Resolution:
    """Merge three versions: values, comments, layout and order of both sides.

    A text in conflict holds both versions of the sentences between git's marker lines; any other value in conflict has
    its two lines between them. Where one side is written in another form (`fmt` turned dotted keys into tables), all
    are made canonical first. Raises `NotLineByLine` where a conflict cannot be marked.
    """
    merged = merge(base.values, theirs.values, ours.values)  # as changes to ours
    changes = dict(merged.changes)
    whole: list[Conflict] = []
    for conflict in merged.conflicts:
        if conflict.is_text:
            changes[conflict.path] = conflict.swapped.marked(OURS, THEIRS)
        else:
            changes[conflict.path] = conflict.theirs if conflict.theirs is not None else conflict.mine
            whole.append(conflict)
    wanted = changed(ours.values, changes, order)
    document = _laid_out(base, ours, theirs, wanted, order, canonical) or edit(ours, changes, order)
    source = document.source
    whole = [replace(conflict, path=_path_in(document, conflict.path, ours)) for conflict in whole]
    rows = _by_row(document, whole)
    in_rows = {conflict.path for conflicts in rows.values() for conflict in conflicts}
    marked = [(_span(document, one.path), _sides(document, one)) for one in whole if one.path not in in_rows]
    marked += [(_span(document, row), _row_sides(document, row, conflicts, order)) for row, conflicts in rows.items()]
    for span, sides in sorted(marked, reverse=True):
        source = _marked(document, source, span, *sides)
    conflicts = tuple(conflict.path for conflict in merged.conflicts)
    return Resolution(source, tuple(path for path in changes if path not in conflicts), conflicts)


def _path_in(document: Document, path: KeyPath, ours: Document) -> KeyPath:
    """Where a place of ours is in the merged document: notes and waivers may have moved."""
    name = path[0]
    if name not in LISTS:
        return path
    id = next(id for id, (n, _) in items_by_id(ours.values, str(name)).items() if n == path[1])
    return (name, items_by_id(document.values, str(name))[id][0], *path[2:])


def _by_row(document: Document, conflicts: Iterable[Conflict]) -> dict[KeyPath, list[Conflict]]:
    """The cells in conflict by their row, if that is one line: markers can only go around all of it."""
    rows: dict[KeyPath, list[Conflict]] = {}
    for conflict in conflicts:
        row = document.entry(conflict.path[:-1]) if is_cell(conflict.path) else None
        if row is not None and row.kind == "inline_table":
            rows.setdefault(conflict.path[:-1], []).append(conflict)
    return rows


def _row_sides(
    document: Document, row: KeyPath, conflicts: Iterable[Conflict], order: Order
) -> tuple[list[str], list[str]]:
    """A row's line as in ours, and as in theirs: everything else in it is merged."""
    sides = []
    for values in ({one.path: one.theirs for one in conflicts}, {one.path: one.mine for one in conflicts}):
        version = edit(document, values, order)
        sides.append([version.body[slice(*_span(version, row))].decode().rstrip("\r\n")])
    return sides[0], sides[1]


def _laid_out(
    base: Document,
    ours: Document,
    theirs: Document,
    wanted: Mapping[str, Any],
    order: Order,
    canonical: Canonical | None,
) -> Document | None:
    """The merged layout with the wanted values; None if that is impossible."""
    ways: list[Canonical] = [lambda version: version]
    if canonical is not None:
        ways.append(canonical)
    for way in ways:
        with suppress(BaogaoError, OtherForm):
            layout = merged_layout(way(base), way(ours), way(theirs), _by_id(wanted))
            document = parse(layout, ours.file)
            document = edit(document, dict(_differences(document, wanted)), order)
            if same(_by_id(document.values), _by_id(wanted)):
                return document
    return None


def _by_id(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with notes and waivers by what identifies them."""
    lists = [name for name in LISTS if isinstance(values.get(name), list)]
    return {
        **values,
        **{name: {id: dict(item) for id, (_, item) in items_by_id(values, name).items()} for name in lists},
    }


def _differences(document: Document, wanted: Mapping[str, Any]) -> Iterable[tuple[KeyPath, Value | None]]:
    """What a document lacks of the wanted values."""
    there, here = places(wanted), places(document.values)
    for path in dict.fromkeys((*here, *there)):
        if (path in here) != (path in there) or not same(here[path], there[path]):
            yield path, there.get(path)
    for list_ in LISTS:
        known = items_by_id(document.values, list_)
        for id, (_, item) in items_by_id(wanted, list_).items():
            if id in known:
                n, now = known[id]
                for name in dict.fromkeys((*now, *item)):
                    if not same(now.get(name), item.get(name)):
                        yield (list_, n, name), item.get(name)


def _span(document: Document, path: KeyPath) -> tuple[int, int]:
    """The lines of a value's statement, in the bytes of the body."""
    entry = document.entry(path)
    if entry is None:
        raise NotLineByLine
    start = document.body.rfind(b"\n", 0, entry.statement[0]) + 1
    end = document.body.find(b"\n", entry.statement[1])
    if document.body[start : entry.statement[0]].strip():
        raise NotLineByLine
    return start, len(document.body) if end < 0 else end + 1


def _sides(document: Document, conflict: Conflict) -> tuple[list[str], list[str]]:
    """The line of a value as in ours, and as in theirs; none if a side has no value."""
    start, end = _span(document, conflict.path)
    entry = document.entry(conflict.path)
    assert entry is not None
    lead = document.body[start : entry.key[0]].decode()
    there = [document.body[start:end].decode().rstrip("\r\n")]
    return there if conflict.theirs is not None else [], _line(lead, conflict.path, conflict.mine)


def _marked(document: Document, source: bytes, span: tuple[int, int], ours: list[str], theirs: list[str]) -> bytes:
    bom = len(document.source) - len(document.body)
    sides = [f"<<<<<<< {OURS}", *ours, "=======", *theirs, f">>>>>>> {THEIRS}", ""]
    marked = document.newline.join(sides).encode()
    return source[: bom + span[0]] + marked + source[bom + span[1] :]


def _line(lead: str, path: KeyPath, value: Value | None) -> list[str]:
    return [] if value is None else [f"{lead}{key(str(path[-1]))} = {one_line(value)}"]
