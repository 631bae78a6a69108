"""Putting a changed value into the source of a draft: its span is replaced, and every other byte stays.

New values go where the canonical order has them, in the form used there: below a header, as a dotted key, or in an
inline table. All of this works on bytes, one change at a time, and the result is read back before anybody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.base.text import normalise
from tui.draft.reader import LISTS
from tui.editing.cells import in_new_rows
from tui.editing.lists import edited_list
from tui.editing.order import Order
from tui.editing.values import Value, in_style, key, multi_line, one_line
from tui.toml import Document, Entry, KeyPath, parse

Changes = Mapping[KeyPath, Value | None]
"""New values by their paths; None removes a value."""

_COMPOSED = ("array", "inline_table", "table", "above", "dotted")
_BOM = b"\xef\xbb\xbf"


def edit(document: Document, changes: Changes, order: Order) -> Document:
    """The document with the changes made.

    Raises `BaogaoError` if the source would not read back as intended, which should never happen.
    """
    bom = _BOM if document.source.startswith(_BOM) else b""
    edited, left = _replaced(document, changes)
    left = in_new_rows(edited, {path: left[path] for path in _in_turn(left, order)})
    for path in _in_turn(left, order):
        source = _put(edited, path, left[path], order)
        if source != edited.body:
            edited = parse(bom + source, document.file)
    if not same(_waived(edited.values), _waived(changed(document.values, changes, order))):
        raise BaogaoError(
            say("the changes cannot be written into this file without harm to something else"),
            place=Place(document.file),
            remedy=say("your text is kept; change the file by hand"),
        )
    return edited


def _waived(values: Mapping[str, Any]) -> dict[str, Any]:
    """A draft's values without an empty list of waivers: removing the last one removes its header."""
    return {name: value for name, value in values.items() if name != "waivers" or value}


def _replaced(document: Document, changes: Changes) -> tuple[Document, dict[KeyPath, Value | None]]:
    """The document with one plain value replaced, if that is the only change, made at once, and the remaining changes."""
    left: dict[KeyPath, Value | None] = {}
    spans: list[tuple[tuple[int, int], bytes]] = []
    newline = newline_of(document)
    for path, value in changes.items():
        entry = document.entry(path)
        is_plain = entry is not None and entry.kind not in _COMPOSED and not isinstance(value, list | dict)
        if entry is None or value is None or not is_plain or any(path[:n] in changes for n in range(1, len(path))):
            left[path] = value
            continue
        inline = any(_kind(document, path[:length]) == "inline_table" for length in range(1, len(path)))
        spans.append((entry.value, in_style(value, document.raw(path) or "", newline, inline=inline).encode()))
    body, parts, at = document.body, list[bytes](), 0
    for (start, end), text in sorted(spans):
        parts += [body[at:start], text]
        at = end
    source = b"".join((*parts, body[at:]))
    if source == body:
        return document, left
    bom = _BOM if document.source.startswith(_BOM) else b""
    return parse(bom + source, document.file), left


def _in_turn(changes: Changes, order: Order) -> list[KeyPath]:
    """New values from the front, then removals from the back, so that indices in lists stay right."""
    come = sorted((path for path in changes if changes[path] is not None), key=order.rank)
    return come + sorted((path for path in changes if changes[path] is None), key=order.rank, reverse=True)


def changed(values: Mapping[str, Any], changes: Changes, order: Order) -> dict[str, Any]:
    """The values of a draft with the changes made."""
    result: Any = _copied(values)
    for path in _in_turn(changes, order):
        table, value = result, changes[path]
        for part in path[:-1]:
            empty: Any = [] if part in LISTS else {}
            table = table.setdefault(part, empty) if isinstance(table, dict) else table[part]
        last = path[-1]
        if isinstance(last, int):
            table[last : last + 1] = [] if value is None else [_copied(value)]
        elif value is None:
            table.pop(last, None)
        else:
            table[last] = _copied(value)
    return dict(result)


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copied(item) for name, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def same(one: Any, other: Any) -> bool:
    """Whether two values are equivalent: line breaks are normalised, and an empty table or list counts as none."""
    if one in ({}, []) and other in ({}, []):
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        names = {*one, *other}
        return all(same(one.get(name, {}), other.get(name, {})) for name in names)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, str) and isinstance(other, str):
        return normalise(one) == normalise(other)
    return type(one) is type(other) and bool(one == other)


def _put(document: Document, path: KeyPath, value: Value | None, order: Order) -> bytes:
    """The body of the document with one change made."""
    entry = document.entry(path)
    if entry is None:
        return document.body if value is None else _inserted(document, path, value, order)
    if value is None:
        return _removed(document, path, entry)
    old = document.raw(path) or ""
    if isinstance(value, list) and entry.kind == "array":
        return edited_list(document, path, value)
    inline = any(_kind(document, path[:length]) == "inline_table" for length in range(1, len(path)))
    return _spliced(document.body, entry.value, in_style(value, old, newline_of(document), inline=inline))


def newline_of(document: Document) -> str:
    """The line ending of the document: that of its first line."""
    end = document.body.find(b"\n")
    return "\r\n" if end > 0 and document.body[end - 1 : end] == b"\r" else "\n"


def _kind(document: Document, path: KeyPath) -> str | None:
    entry = document.entry(path)
    return entry.kind if entry else None


def _spliced(body: bytes, span: tuple[int, int], text: str) -> bytes:
    return body[: span[0]] + text.encode() + body[span[1] :]


# Inserting


def _inserted(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    parent, name = path[:-1], path[-1]
    kind = _kind(document, parent) if parent else "table"
    if isinstance(name, int):
        if kind == "array" and _kind(document, (*parent, 0)) != "table":
            return edited_list(document, parent, [*document.value_at(parent), value])
        return _with_table(document, path, value, order)
    if kind == "inline_table" or _inline_around(document, path) is not None:
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
    return _inserted(document, parent, {name: value}, order)


def _has_room_for_rows(document: Document, path: KeyPath) -> bool:
    """Whether the rows of a missing section can have a header: not if all sections are in one inline table."""
    return path[2:] == ("rows",) and _kind(document, path[:1]) in (None, "table", "above")


def _dotted_table(document: Document, path: KeyPath, value: dict[str, Any], order: Order) -> bytes:
    for name, item in value.items():
        document = parse(_as_line(document, (*path, name), item, order), document.file)
    return document.body


def _children(document: Document, parent: KeyPath) -> list[KeyPath]:
    """The `key = value` pairs of a table, in the order of the file."""
    return [
        path
        for path, entry in document.entries.items()
        if len(path) == len(parent) + 1
        and path[:-1] == parent
        and entry.kind not in ("table", "above")
        and not (entry.kind == "array" and _kind(document, (*path, 0)) == "table")
    ]


def _before(document: Document, path: KeyPath, order: Order) -> KeyPath | None:
    """The last of a key's neighbours in the file that precede it in canonical order."""
    rank = order.rank(path)
    return next((child for child in reversed(_children(document, path[:-1])) if order.rank(child) <= rank), None)


def _form_beside(document: Document, path: KeyPath, order: Order) -> str:
    """The form of a new table: like its neighbours if they are dotted or inline; a row is always inline."""
    if path[2:3] == ("rows",) and len(path) > 3:
        return "table" if _kind(document, path[:-1]) == "above" else "inline_table"
    beside = _before(document, path, order) or next(iter(_children(document, path[:-1])), None)
    kind = _kind(document, beside) if beside else None
    return kind if kind in ("dotted", "inline_table") and len(path) > 1 else "table"


def _as_line(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    """Insert `key = value` on a line of its own, after its placeholder or the neighbour that precedes it."""
    newline = newline_of(document)
    text = f"{_lead(document, path[:-1])}{key(str(path[-1]))} = {_written(value, newline)}"
    at = _placeholder(document, path)
    return _with_line(document.body, _line_for(document, path, order) if at is None else at, text, newline)


def _lead(document: Document, table: KeyPath) -> str:
    """What is written before a key of a table: nothing below its header, its name and a dot if it is dotted."""
    if not table or _kind(document, table) == "table":
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
            return _line_end(document.body, _last(document, before, entry))
        region = _region(document, here[:-1])
        if region is not None and here[:-1]:
            return region[0]
        neighbours = _children(document, here[:-1])
        if neighbours:
            entry = document.entry(neighbours[0])
            assert entry is not None
            return _line_start(document.body, entry.statement[0])
    starts = sorted(_header_starts(document))
    return _comment_start(document, starts[0]) if starts else len(document.body)


def _last(document: Document, path: KeyPath, entry: Entry) -> int:
    """Where a value ends; a dotted table ends with the last of its keys."""
    if entry.kind != "dotted":
        return entry.statement[1]
    return max(other.statement[1] for known, other in document.entries.items() if known[: len(path)] == path)


def _written(value: Value, newline: str) -> str:
    return multi_line(value, newline) if isinstance(value, str) and "\n" in value else one_line(value)


def _placeholder(document: Document, path: KeyPath) -> int | None:
    """The end of the commented-out line that `new` left for a key of a table with a header."""
    region = _region(document, path[:-1]) if len(path) > 1 else None
    line = re.compile(rb"^#[ \t]*" + re.escape(key(str(path[-1])).encode()) + rb"[ \t]*=[^\n]*$", re.MULTILINE)
    found = line.search(document.body, *region) if region else None
    return _line_end(document.body, found.start()) if found else None


def _region(document: Document, table: KeyPath) -> tuple[int, int] | None:
    """From the end of a table's header to the next header."""
    starts = sorted(_header_starts(document))
    if not table:
        return 0, starts[0] if starts else len(document.body)
    entry = document.entry(table)
    if entry is None or entry.kind != "table":
        return None
    begin = _line_end(document.body, entry.key[1])
    return begin, next((start for start in starts if start >= begin), len(document.body))


def _header_starts(document: Document) -> dict[int, KeyPath]:
    """The headers and the tables they name."""
    return {entry.statement[0]: path for path, entry in document.entries.items() if entry.kind == "table"}


def _with_line(body: bytes, at: int, text: str, newline: str) -> bytes:
    lead = "" if at == 0 or body[at - 1 : at] == b"\n" else newline
    return body[:at] + f"{lead}{text}{newline}".encode() + body[at:]


def _line_start(body: bytes, at: int) -> int:
    return body.rfind(b"\n", 0, at) + 1


def _line_end(body: bytes, at: int) -> int:
    """Just after the line break of the line that a place is on."""
    end = body.find(b"\n", at)
    return len(body) if end < 0 else end + 1


def _comment_start(document: Document, header: int) -> int:
    """Where the comments directly above a header begin; a `#` inside a text above is not a comment."""
    body = document.body
    start = _line_start(body, header)
    above = max((entry.value[1] for entry in document.entries.values() if _ends_before(entry, header)), default=0)
    while (
        _line_start(body, start - 1) >= above
        and start
        and body[_line_start(body, start - 1) : start].lstrip(b" \t").startswith(b"#")
    ):
        start = _line_start(body, start - 1)
    return start


def _ends_before(entry: Entry, header: int) -> bool:
    return entry.kind not in ("table", "above", "dotted") and entry.value[1] <= header


def _with_table(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    """Insert a table with a header, before the next table in the outline's order, or at the end."""
    newline = newline_of(document)
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


def _inline_around(document: Document, path: KeyPath) -> int | None:
    """The length of the path of the nearest inline table around a value."""
    return next((n for n in range(len(path) - 1, 0, -1) if _kind(document, path[:n]) == "inline_table"), None)


def _in_inline_table(document: Document, path: KeyPath, value: Value, order: Order) -> bytes:
    """Insert into the inline table around a value, by a dotted key if the tables between are written that way."""
    length = _inline_around(document, path)
    assert length is not None
    table = document.entry(path[:length])
    assert table is not None
    before = _before(document, path[: length + 1], order)
    text = f"{'.'.join(key(str(part)) for part in path[length:])} = {one_line(value)}"
    if before is not None:
        entry = document.entry(before)
        assert entry is not None
        at = _last(document, before, entry)
        return _spliced(document.body, (at, at), f", {text}")
    at = table.value[0] + 1
    first = _children(document, path[:length])
    if not first:
        return _spliced(document.body, table.value, f"{{ {text} }}")
    return _spliced(document.body, (at, at), f" {text},")


# Removing


def _removed(document: Document, path: KeyPath, entry: Entry) -> bytes:
    """Remove a value: its line, except for a comment after it; for a table, its header and all its lines."""
    body = document.body
    if entry.kind in ("table", "above", "dotted") or (entry.kind == "array" and _kind(document, (*path, 0)) == "table"):
        return _table_removed(document, path)
    if isinstance(path[-1], int):
        return edited_list(
            document, path[:-1], [v for n, v in enumerate(document.value_at(path[:-1])) if n != path[-1]]
        )
    inline = next((path[:n] for n in range(len(path) - 1, 0, -1) if _kind(document, path[:n]) == "inline_table"), None)
    if inline is not None:
        return _without_item(body, entry.statement)
    return _without_lines(body, [entry.statement])


def _table_removed(document: Document, path: KeyPath) -> bytes:
    spans = []
    for known, entry in document.entries.items():
        if known[: len(path)] != path:
            continue
        if entry.kind == "table":
            spans.append((entry.statement[0], _header_end(document.body, entry.key[1])))
        elif entry.kind not in ("above", "dotted"):
            spans.append(entry.statement)
    inline = any(_kind(document, path[:length]) == "inline_table" for length in range(1, len(path)))
    if inline:
        return _without_item(document.body, spans[0])
    outer = [span for span in spans if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in spans)]
    return _without_lines(document.body, sorted(set(outer)))


def _header_end(body: bytes, at: int) -> int:
    """After the brackets of a header whose last key ends at `at`."""
    end = body.index(b"]", at) + 1
    return end + 1 if body[end : end + 1] == b"]" else end


def _without_lines(body: bytes, spans: list[tuple[int, int]]) -> bytes:
    for start, end in reversed(spans):
        rest = body[end : _line_end(body, end)]
        if rest.lstrip(b" \t").startswith(b"#"):
            body = body[:start] + rest.lstrip(b" \t") + body[end + len(rest) :]
        else:
            body = body[: _line_start(body, start)] + body[end + len(rest) :]
    return body


def _without_item(body: bytes, span: tuple[int, int]) -> bytes:
    """Remove an item from an inline table, with the comma after it, or else the one before."""
    start, end = span
    after = re.compile(rb"[ \t]*,[ \t]*").match(body, end)
    if after:
        return body[:start] + body[after.end() :]
    before = re.compile(rb",?[ \t]*$").search(body[:start])
    assert before is not None
    return body[: before.start()] + body[end:]
