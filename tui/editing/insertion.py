"""A new value put into a draft where the canonical order has it, in the form used there.

That is below a header, as a dotted key, or in an inline table.
"""

from __future__ import annotations

import re
from typing import Any

from tui.editing.lists import edited_list
from tui.editing.order import Order
from tui.editing.values import Value, key, multi_line, one_line
from tui.toml import Document, Entry, KeyPath, parse


def inserted(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    """The body with a value that was not there: its neighbours decide in which form."""
    parent, name = path[:-1], path[-1]
    kind = document.kind(parent) if parent else "table"
    if isinstance(name, int):
        if kind == "array" and document.kind((*parent, 0)) != "table":
            return edited_list(document, parent, [*document.value_at(parent), value])
        return _with_table(document, path, value, order)
    if kind == "inline_table" or document.inline_around(path) is not None:
        return _in_inline_table(document, path, value, order)
    if isinstance(value, dict) and kind is None and _has_room_for_rows(document, path):
        return _with_table(document, path, value, order)
    if isinstance(value, dict):
        form = "dotted" if kind == "dotted" else _form_beside(document, path, order)
        if form == "dotted":
            return _dotted_table(document, path, value, order)
        if form == "inline_table":
            return _as_line(document, path, value, order)
        return _with_table(document, path, value, order)
    if kind in ("table", "dotted"):
        return _as_line(document, path, value, order)
    return inserted(document, parent, {name: value}, order)


def _has_room_for_rows(document: Document, path: KeyPath) -> bool:
    """Whether the rows of a missing section can have a header: not if all sections are in one inline table."""
    return path[2:] == ("rows",) and document.kind(path[:1]) in (None, "table", "above")


def _dotted_table(document: Document, path: KeyPath, value: dict[str, Any], order: Order) -> bytes:
    for name, item in value.items():
        document = parse(_as_line(document, (*path, name), item, order), document.file)
    return document.body


def _before(document: Document, path: KeyPath, order: Order) -> KeyPath | None:
    """The last of a key's neighbours in the file that precede it in canonical order."""
    rank = order.rank(path)
    return next((child for child in reversed(_children(document, path[:-1])) if order.rank(child) <= rank), None)


def _form_beside(document: Document, path: KeyPath, order: Order) -> str:
    """The form of a new table: like its neighbours if they are dotted or inline; a row is always inline."""
    if path[2:3] == ("rows",) and len(path) > 3:
        return "table" if document.kind(path[:-1]) == "above" else "inline_table"
    beside = _before(document, path, order) or next(iter(_children(document, path[:-1])), None)
    kind = document.kind(beside) if beside else None
    return kind if kind in ("dotted", "inline_table") and len(path) > 1 else "table"


def _as_line(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    """Insert `key = value` on a line of its own, after its placeholder or the neighbour that precedes it."""
    newline = document.newline
    text = f"{_lead(document, path[:-1])}{key(str(path[-1]))} = {_written(value, newline)}"
    at = _placeholder(document, path)
    return _with_line(document.body, _line_for(document, path, order) if at is None else at, text, newline)


def _lead(document: Document, table: KeyPath) -> str:
    """What is written before a key of a table: nothing below its header, its name and a dot if it is dotted."""
    if not table or document.kind(table) == "table":
        return ""
    for path in (*_children(document, table), table):
        entry = document.entry(path)
        if entry is not None:
            end = entry.key[0] if path != table else entry.key[1]
            return document.body[entry.statement[0] : end].decode() + ("" if path != table else ".")
    return f"{_lead(document, table[:-1])}{key(str(table[-1]))}."


def _line_for(document: Document, path: KeyPath, order: Order) -> int:
    """Where a new line goes: after the preceding neighbour, else before the first neighbour, else after the header."""
    for length in range(len(path), 0, -1):
        here = path[:length]
        before = _before(document, here, order)
        if before is not None:
            entry = document.entry(before)
            assert entry is not None
            return line_end(document.body, _end_of(document, before, entry))
        region = _region_of(document, here[:-1])
        if region is not None and here[:-1]:
            return region[0]
        neighbours = _children(document, here[:-1])
        if neighbours:
            entry = document.entry(neighbours[0])
            assert entry is not None
            return line_start(document.body, entry.statement[0])
    starts = sorted(_header_starts(document))
    return _comment_start(document, starts[0]) if starts else len(document.body)


def _written(value: Value, newline: str) -> str:
    return multi_line(value, newline) if isinstance(value, str) and "\n" in value else one_line(value)


def _placeholder(document: Document, path: KeyPath) -> int | None:
    """The end of the commented-out line that `new` left for a key of a table with a header."""
    region = _region_of(document, path[:-1]) if len(path) > 1 else None
    line = re.compile(rb"^#[ \t]*" + re.escape(key(str(path[-1])).encode()) + rb"[ \t]*=[^\n]*$", re.MULTILINE)
    found = line.search(document.body, *region) if region else None
    return line_end(document.body, found.start()) if found else None


def _with_line(body: bytes, at: int, text: str, newline: str) -> bytes:
    lead = "" if at == 0 or body[at - 1 : at] == b"\n" else newline
    return body[:at] + f"{lead}{text}{newline}".encode() + body[at:]


def _with_table(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    """Insert a table with a header, before the next table in the outline's order, or at the end."""
    newline = document.newline
    names = ".".join(key(str(part)) for part in path if isinstance(part, str))
    header = f"[[{names}]]" if isinstance(path[-1], int) else f"[{names}]"
    assert isinstance(value, dict)
    lines = [header, *(f"{key(name)} = {_written(item, newline)}" for name, item in value.items())]
    text = newline.join(lines) + newline
    rank = order.rank(path)
    later = {order.rank(table): start for start, table in _header_starts(document).items() if order.rank(table) > rank}
    body = document.body
    if later:
        at = _comment_start(document, later[min(later)])
        return body[:at] + f"{text}{newline}".encode() + body[at:]
    lead = "" if not body or body.endswith(b"\n") else newline
    blank = "" if not body or body.endswith((b"\n\n", b"\n\r\n")) else newline
    return body + f"{lead}{blank}{text}".encode()


def _in_inline_table(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    """Insert into the inline table around a value, by a dotted key if the tables between are written that way."""
    length = document.inline_around(path)
    assert length is not None
    table = document.entry(path[:length])
    assert table is not None
    before = _before(document, path[: length + 1], order)
    text = f"{'.'.join(key(str(part)) for part in path[length:])} = {one_line(value)}"
    if before is not None:
        entry = document.entry(before)
        assert entry is not None
        at = _end_of(document, before, entry)
        return spliced(document.body, (at, at), f", {text}")
    at = table.value[0] + 1
    first = _children(document, path[:length])
    if not first:
        return spliced(document.body, table.value, f"{{ {text} }}")
    return spliced(document.body, (at, at), f" {text},")


def _children(document: Document, parent: KeyPath) -> list[KeyPath]:
    """The `key = value` pairs of a table, in the order of the file."""
    return [
        path
        for path, entry in document.entries.items()
        if len(path) == len(parent) + 1
        and path[:-1] == parent
        and entry.kind not in ("table", "above")
        and not (entry.kind == "array" and document.kind((*path, 0)) == "table")
    ]


def _end_of(document: Document, path: KeyPath, entry: Entry) -> int:
    """Where a value ends; a dotted table ends with the last of its keys."""
    if entry.kind != "dotted":
        return entry.statement[1]
    return max(other.statement[1] for known, other in document.entries.items() if known[: len(path)] == path)


def _region_of(document: Document, table: KeyPath) -> tuple[int, int] | None:
    """From the end of a table's header to the next header."""
    starts = sorted(_header_starts(document))
    if not table:
        return 0, starts[0] if starts else len(document.body)
    entry = document.entry(table)
    if entry is None or entry.kind != "table":
        return None
    begin = line_end(document.body, entry.key[1])
    return begin, next((start for start in starts if start >= begin), len(document.body))


def _header_starts(document: Document) -> dict[int, KeyPath]:
    """The headers and the tables they name."""
    return {entry.statement[0]: path for path, entry in document.entries.items() if entry.kind == "table"}


def _comment_start(document: Document, header: int) -> int:
    """Where the comments directly above a header begin; a `#` inside a text above is not a comment."""
    body = document.body
    start = line_start(body, header)
    above = max((entry.value[1] for entry in document.entries.values() if _ends_before(entry, header)), default=0)
    while (
        line_start(body, start - 1) >= above
        and start
        and body[line_start(body, start - 1) : start].lstrip(b" \t").startswith(b"#")
    ):
        start = line_start(body, start - 1)
    return start


def _ends_before(entry: Entry, header: int) -> bool:
    return entry.kind not in ("table", "above", "dotted") and entry.value[1] <= header


def line_start(body: bytes, at: int) -> int:
    """Where the line that a place is on begins."""
    return body.rfind(b"\n", 0, at) + 1


def line_end(body: bytes, at: int) -> int:
    """Just after the line break of the line that a place is on."""
    end = body.find(b"\n", at)
    return len(body) if end < 0 else end + 1


def spliced(body: bytes, span: tuple[int, int], text: str) -> bytes:
    """The body with a text in place of a span."""
    return body[: span[0]] + text.encode() + body[span[1] :]
