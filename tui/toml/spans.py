"""Where each value of a TOML file is: byte spans, collected from the syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tui.toml.strings import decoded

if TYPE_CHECKING:
    from tree_sitter import Node

KeyPath = tuple[str | int, ...]
"""Keys and list indices from the top of the file to a value."""


def value_at(values: Any, path: KeyPath) -> Any:
    """The value at a path in tables and lists; None if there is none."""
    for part in path:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return None
    return values


_KEYS = ("bare_key", "quoted_key", "dotted_key")


class Entry(NamedTuple):
    """Where one value is, as byte spans in the body of the file (the bytes after a byte order mark)."""

    key: tuple[int, int]
    value: tuple[int, int]
    kind: str
    """The grammar's name for the value: string, integer, local_date, array, inline_table … A table with its own header
    is a "table", one named only by its subtables' headers "above", one named by a dotted key "dotted"."""
    statement: tuple[int, int]
    """All of `key = value`, or of the table with its header."""


def collect(root: Node) -> dict[KeyPath, Entry]:
    """The spans of all values, tables and arrays of tables below `root`, the node of a whole file."""
    entries: dict[KeyPath, Entry] = {}
    counts: dict[KeyPath, int] = {}  # arrays of tables: how many there are so far
    for node in root.named_children:
        if node.type == "pair":
            _collect_pair(node, (), entries)
        elif node.type in ("table", "table_array_element"):
            path = _collect_header(node, entries, counts)
            for child in node.named_children:
                if child.type == "pair":
                    _collect_pair(child, path, entries)
    return entries


def _collect_header(node: Node, entries: dict[KeyPath, Entry], counts: dict[KeyPath, int]) -> KeyPath:
    keys = _key_parts(next(child for child in node.named_children if child.type in _KEYS))
    value = (node.start_byte, node.end_byte)
    path: KeyPath = ()
    for name, span in keys[:-1]:
        path = (*path, name)
        entries.setdefault(path, Entry(span, value, "above", value))
        if path in counts:
            path = (*path, counts[path] - 1)
    name, span = keys[-1]
    path = (*path, name)
    if node.type == "table_array_element":
        entries.setdefault(path, Entry(span, value, "array", value))
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    entries[path] = Entry(span, value, "table", value)
    return path


def _collect_pair(node: Node, prefix: KeyPath, entries: dict[KeyPath, Entry]) -> None:
    key, value = (child for child in node.named_children if child.type != "comment")
    whole = (node.start_byte, value.end_byte)  # the node itself includes a comment after the value
    path = prefix
    *tables, last = _key_parts(key)
    for name, span in tables:
        path = (*path, name)
        entries.setdefault(path, Entry(span, whole, "dotted", whole))
    _collect_value(value, (*path, last[0]), last[1], whole, entries)


def _collect_value(
    node: Node, path: KeyPath, key: tuple[int, int], whole: tuple[int, int], entries: dict[KeyPath, Entry]
) -> None:
    entries[path] = Entry(key, (node.start_byte, node.end_byte), node.type, whole)
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                _collect_pair(child, path, entries)
    elif node.type == "array":
        items = (child for child in node.named_children if child.type != "comment")
        for index, child in enumerate(items):
            span = (child.start_byte, child.end_byte)
            _collect_value(child, (*path, index), span, span, entries)


def _key_parts(node: Node) -> list[tuple[str, tuple[int, int]]]:
    """The parts of a key with their spans, in the order typed; the grammar nests a dotted key to the left."""
    parts: list[tuple[str, tuple[int, int]]] = []
    while True:
        dotted = node.type == "dotted_key"
        part = node.named_children[-1] if dotted else node
        assert part.text is not None
        raw = part.text.decode()
        name = decoded(raw) if part.type == "quoted_key" else raw
        parts.append((name, (part.start_byte, part.end_byte)))
        if not dotted:
            return parts[::-1]
        node = node.named_children[0]
