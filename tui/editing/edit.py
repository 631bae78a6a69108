"""Putting a changed value into the source of a draft: its span is replaced, and every other byte stays.

This works on bytes, one change at a time, and the result is read back before anybody sees it.
"""

from __future__ import annotations

import re

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.draft.keys import UNSORTED
from tui.editing.cells import in_new_rows
from tui.editing.changes import Changes, changed, in_turn, same
from tui.editing.insertion import inserted, line_end, line_start, spliced
from tui.editing.lists import edited_list
from tui.editing.order import Order
from tui.editing.values import Value, in_style
from tui.toml import Document, Entry, KeyPath, parse

_COMPOSED = ("array", "inline_table", "table", "above", "dotted")
_BOM = b"\xef\xbb\xbf"


def edit(document: Document, changes: Changes, order: Order) -> Document:
    """The document with the changes made.

    Raises `BaogaoError` if the source would not read back as intended, which should never happen.
    """
    bom = _BOM if document.source.startswith(_BOM) else b""
    edited, left = _replaced(document, changes)
    left = in_new_rows(edited, {path: left[path] for path in in_turn(left, order)})
    for path in in_turn(left, order):
        source = _put(edited, path, left[path], order)
        if source != edited.body:
            edited = parse(bom + source, document.file)
    if not same(edited.values, changed(document.values, changes, order)):
        raise BaogaoError(
            say("the changes cannot be written into this file without damaging something else"),
            place=Place(document.file),
            remedy=say("your text is kept; change the file by hand"),
        )
    return edited


def _replaced(document: Document, changes: Changes) -> tuple[Document, dict[KeyPath, Value | None]]:
    """The document with one plain value replaced, if that is the only change, made at once, and the remaining changes."""
    left: dict[KeyPath, Value | None] = {}
    spans: list[tuple[tuple[int, int], bytes]] = []
    newline = document.newline
    for path, value in changes.items():
        entry = document.entry(path)
        is_plain = entry is not None and entry.kind not in _COMPOSED and not isinstance(value, list | dict)
        if entry is None or value is None or not is_plain or any(path[:n] in changes for n in range(1, len(path))):
            left[path] = value
            continue
        inline = document.inline_around(path) is not None
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


def _put(document: Document, path: KeyPath, value: Value | None, order: Order) -> bytes:
    """The body of the document with one change made."""
    entry = document.entry(path)
    if entry is None:
        return document.body if value is None else inserted(document, path, value, order)
    if value is None:
        return _removed(document, path, entry)
    old = document.raw(path) or ""
    if isinstance(value, list) and entry.kind == "array":
        return edited_list(document, path, value)
    inline = document.inline_around(path) is not None
    return spliced(document.body, entry.value, in_style(value, old, document.newline, inline=inline))


# Removing


def _removed(document: Document, path: KeyPath, entry: Entry) -> bytes:
    """Remove a value: its line, except for a comment after it; for a table, its header and all its lines.

    The last key of `[sections.unsorted]` takes the header with it.
    """
    body = document.body
    if path[:2] == ("sections", UNSORTED) and len(path) == 3 and len(document.value_at(path[:2])) == 1:
        return _table_removed(document, path[:2])
    if entry.kind in ("table", "above", "dotted") or (entry.kind == "array" and document.kind((*path, 0)) == "table"):
        return _table_removed(document, path)
    if isinstance(path[-1], int):
        return edited_list(
            document, path[:-1], [v for n, v in enumerate(document.value_at(path[:-1])) if n != path[-1]]
        )
    if document.inline_around(path) is not None:
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
    if document.inline_around(path) is not None:
        return _without_item(document.body, spans[0])
    outer = [span for span in spans if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in spans)]
    return _without_lines(document.body, sorted(set(outer)))


def _header_end(body: bytes, at: int) -> int:
    """After the brackets of a header whose last key ends at `at`."""
    end = body.index(b"]", at) + 1
    return end + 1 if body[end : end + 1] == b"]" else end


def _without_lines(body: bytes, spans: list[tuple[int, int]]) -> bytes:
    for start, end in reversed(spans):
        rest = body[end : line_end(body, end)]
        if rest.lstrip(b" \t").startswith(b"#"):
            body = body[:start] + rest.lstrip(b" \t") + body[end + len(rest) :]
        else:
            body = body[: line_start(body, start)] + body[end + len(rest) :]
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
