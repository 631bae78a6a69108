"""A merge for git: what merges by field, figure and section is merged, and a conflict stays in the text that conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.editing.cells import is_cell
from tui.editing.edit import edit, newline_of
from tui.editing.merge import Clash, merge
from tui.editing.order import Order
from tui.editing.values import Value, key, one_line
from tui.toml import Document, KeyPath

OURS, THEIRS = "ours", "theirs"


class NotLineByLine(Exception):
    """A conflict stands inside an inline table, where no marker lines can."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The merged source, the places taken over from their side, and those in conflict."""

    source: bytes
    taken: tuple[KeyPath, ...]
    conflicts: tuple[KeyPath, ...]


def resolve(base: Document, ours: Document, theirs: Document, order: Order) -> Resolution:
    """Merge three versions into the layout of ours.

    A section's text in conflict holds both texts between git's marker lines, around the lines that differ; another value in
    conflict has its two lines between them. Raises `NotLineByLine` where that cannot be written.
    """
    merged = merge(base.values, theirs.values, ours.values)  # told as changes to ours
    changes = dict(merged.changes)
    whole: list[Clash] = []
    for clash in merged.clashes:
        if _is_text(clash):
            changes[clash.path] = conflict_text(str(clash.theirs or ""), str(clash.mine or ""))
        else:
            changes[clash.path] = clash.theirs if clash.theirs is not None else clash.mine
            whole.append(clash)
    document = edit(ours, changes, order)
    source = document.source
    rows = _by_row(document, whole)
    in_rows = {clash.path for clashes in rows.values() for clash in clashes}
    marked = [(_span(document, one.path), _sides(document, one)) for one in whole if one.path not in in_rows]
    marked += [(_span(document, row), _row_sides(document, row, clashes, order)) for row, clashes in rows.items()]
    for span, sides in sorted(marked, reverse=True):
        source = _marked(document, source, span, *sides)
    return Resolution(source, tuple(merged.changes), tuple(clash.path for clash in merged.clashes))


def _by_row(document: Document, clashes: Iterable[Clash]) -> dict[KeyPath, list[Clash]]:
    """The cells in conflict by their row, where that is one line: markers can only stand around all of it."""
    rows: dict[KeyPath, list[Clash]] = {}
    for clash in clashes:
        row = document.entry(clash.path[:-1]) if is_cell(clash.path) else None
        if row is not None and row.kind == "inline_table":
            rows.setdefault(clash.path[:-1], []).append(clash)
    return rows


def _row_sides(document: Document, row: KeyPath, clashes: Iterable[Clash], order: Order) -> tuple[list[str], list[str]]:
    """A row's line as ours has it, and as theirs: all else in it is merged."""
    sides = []
    for values in ({one.path: one.theirs for one in clashes}, {one.path: one.mine for one in clashes}):
        version = edit(document, values, order)
        sides.append([version.body[slice(*_span(version, row))].decode().rstrip("\r\n")])
    return sides[0], sides[1]


def _is_text(clash: Clash) -> bool:
    sides = (clash.theirs, clash.mine)
    return clash.path[-1] == "text" and all(side is None or isinstance(side, str) for side in sides)


def conflict_text(ours: str, theirs: str) -> str:
    """Two versions of a text as one, with git's marker lines around the lines that differ."""
    a, b = ours.splitlines(), theirs.splitlines()
    shorter = min(len(a), len(b))
    head = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    tail = next((n for n in range(shorter - head) if a[-1 - n] != b[-1 - n]), shorter - head)
    end = len(a) - tail
    lines = [
        *a[:head],
        f"<<<<<<< {OURS}",
        *a[head:end],
        "=======",
        *b[head : len(b) - tail],
        f">>>>>>> {THEIRS}",
        *a[end:],
    ]
    return "\n".join(lines) + "\n"


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


def _sides(document: Document, clash: Clash) -> tuple[list[str], list[str]]:
    """The line of a value as ours has it, and as theirs; none where a side has no value."""
    start, end = _span(document, clash.path)
    entry = document.entry(clash.path)
    assert entry is not None
    lead = document.body[start : entry.key[0]].decode()
    there = [document.body[start:end].decode().rstrip("\r\n")]
    return there if clash.theirs is not None else [], _line(lead, clash.path, clash.mine)


def _marked(document: Document, source: bytes, span: tuple[int, int], ours: list[str], theirs: list[str]) -> bytes:
    bom = len(document.source) - len(document.body)
    sides = [f"<<<<<<< {OURS}", *ours, "=======", *theirs, f">>>>>>> {THEIRS}", ""]
    marked = newline_of(document).join(sides).encode()
    return source[: bom + span[0]] + marked + source[bom + span[1] :]


def _line(lead: str, path: KeyPath, value: Value | None) -> list[str]:
    return [] if value is None else [f"{lead}{key(str(path[-1]))} = {one_line(value)}"]
