"""A list changed item by item where somebody put comments into it, and in its own form otherwise."""

from __future__ import annotations

import re
from typing import Any

from tui.editing.values import one_line
from tui.toml import Document, KeyPath

_GAP = re.compile(rb"(?:[ \t\r\n]|#[^\n]*\n)*,")  # up to the comma behind an item


def edited_list(document: Document, path: KeyPath, new: list[Any]) -> bytes:
    """The body of the document with the list at `path` made `new`."""
    entry = document.entry(path)
    assert entry is not None
    start, end = entry.value
    body = document.body
    old = _value_at(document, path)
    if old == new:
        return body
    if b"#" in _between_items(document, path):
        return _item_by_item(document, path, old, new)
    written = _in_form(body[start:end].decode(), new)
    return body[:start] + written.encode() + body[end:]


def _value_at(document: Document, path: KeyPath) -> list[Any]:
    value: Any = document.values
    for part in path:
        value = value[part]
    return list(value)


def _items(document: Document, path: KeyPath) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while (entry := document.entry((*path, len(spans)))) is not None:
        spans.append(entry.value)
    return spans


def _between_items(document: Document, path: KeyPath) -> bytes:
    """What stands in the list besides its items: brackets, commas, blanks and comments."""
    entry = document.entry(path)
    assert entry is not None
    at, parts = entry.value[0], []
    for start, end in _items(document, path):
        parts.append(document.body[at:start])
        at = end
    return b"".join((*parts, document.body[at : entry.value[1]]))


def _in_form(old: str, new: list[Any]) -> str:
    """The list on one line, or with an item a line and the indents it had."""
    lines = old.split("\n")
    if len(lines) == 1 or not new:
        return one_line(new)
    newline = "\r\n" if lines[0].endswith("\r") else "\n"
    indent = re.match(r"[ \t]*", lines[1])
    last = re.match(r"[ \t]*", lines[-1])
    assert indent is not None and last is not None
    items = "".join(f"{newline}{indent[0]}{one_line(item)}," for item in new)
    return f"[{items}{newline}{last[0]}]"


def _item_by_item(document: Document, path: KeyPath, old: list[Any], new: list[Any]) -> bytes:
    """Change, add and take away single items, from the back, so that every comment stays."""
    spans = _items(document, path)
    entry = document.entry(path)
    assert entry is not None
    body = document.body
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    for n in range(len(gone) - 1, len(come) - 1, -1):
        body = _without(body, *spans[head + n])
    if len(come) > len(gone):
        added = [one_line(item) for item in come[len(gone) :]]
        at = head + len(gone) - 1
        if at >= 0:
            end = spans[at][1]
            body = body[:end] + "".join(f", {item}" for item in added).encode() + body[end:]
        elif spans:
            start = spans[0][0]
            body = body[:start] + "".join(f"{item}, " for item in added).encode() + body[start:]
        else:
            close = entry.value[1] - 1
            body = body[:close] + ", ".join(added).encode() + body[close:]
    for n in range(min(len(gone), len(come)) - 1, -1, -1):
        start, end = spans[head + n]
        if gone[n] != come[n]:
            body = body[:start] + one_line(come[n]).encode() + body[end:]
    return body


def _without(body: bytes, start: int, end: int) -> bytes:
    comma = _GAP.match(body, end)
    if comma is None:  # the last item, without a comma behind it
        return body[:start] + body[end:]
    return body[:start] + body[end : comma.end() - 1] + body[comma.end() :]
