"""A list changed item by item, in the form it has, with the comments of its items."""

from __future__ import annotations

from typing import Any

from tui.editing.arrays import edited_array
from tui.editing.values import one_line
from tui.toml import Document, KeyPath


def edited_list(document: Document, path: KeyPath, new: list[Any]) -> bytes:
    """The body of the document with the list at `path` made `new`."""
    entry = document.entry(path)
    assert entry is not None
    start, end = entry.value
    body = document.body
    old = document.value_at(path)
    if old == new:
        return body
    written = [one_line(item) for item in new]
    raw = body[start:end].decode()
    array = edited_array(raw, [one_line(item) for item in old], written, written)
    return body[:start] + array.replace("\n", "\r\n" if "\r\n" in raw else "\n").encode() + body[end:]
