"""A list as it is written: its items, each with the comments above and after it, changed and merged item by item."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from tui.editing.pieces import InConflict, Kept, Taken
from tui.editing.sequences import merge_sequences

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'"
    r"|\#[^\n]*|[\[\]{},]|\s+|[^\s\[\]{},#\"']+",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item: the comment lines above it, the item as typed, and the comment after it, with the spaces before that."""

    above: tuple[str, ...]
    raw: str
    trailing: str = ""


@dataclass(frozen=True, slots=True)
class Array:
    """A list: its items, the comments before its end, and how it is written."""

    items: tuple[Item, ...]
    foot: tuple[str, ...] = ()
    is_long: bool = False
    """Whether it has one item per line."""
    indent: str = "    "
    last: str = ""
    has_last_comma: bool = True

    def __str__(self) -> str:
        has_comments = bool(self.foot) or any(item.above or item.trailing for item in self.items)
        if not self.is_long and not has_comments:
            return f"[{', '.join(item.raw for item in self.items)}]"
        if not self.items and not self.foot:
            return "[]"
        lines = ["["]
        for n, item in enumerate(self.items):
            comma = "," if self.has_last_comma or n + 1 < len(self.items) else ""
            lines += [f"{self.indent}{line}" if line else "" for line in item.above]
            lines.append(f"{self.indent}{item.raw}{comma}" + item.trailing)
        lines += [f"{self.indent}{line}" if line else "" for line in self.foot]
        return "\n".join([*lines, f"{self.last}]"])


def read_array(raw: str) -> Array:
    """Read a list as it is written in TOML, from bracket to bracket."""
    raw = raw.replace("\r\n", "\n")
    items: list[Item] = []
    above: list[str] = []
    now: list[str] = []
    depth = breaks = 0
    comma_seen = True
    blanks = ""
    for match in _TOKEN.finditer(raw, 1, len(raw) - 1):
        token = match[0]
        if depth == 0 and token.isspace():
            blanks = token
            if "\n" in token:
                breaks += token.count("\n")
            elif now and not comma_seen:
                now.append(token)
        elif depth == 0 and token.startswith("#"):
            is_trailing = items and (comma_seen or not now) and breaks == 0 and not above
            blanks = blanks if blanks.isspace() and "\n" not in blanks else "  "
            if (
                now and not comma_seen and breaks == 0
            ):  # after an item without a comma, or with the comma on the next line
                items.append(Item(tuple(above), "".join(now).rstrip(), blanks + token))
                above, now, comma_seen = [], [], True
            elif is_trailing:
                items[-1] = replace(items[-1], trailing=items[-1].trailing + blanks + token)
            else:
                above.append(token)
        elif depth == 0 and token == ",":
            if now:
                items.append(Item(tuple(above), "".join(now).rstrip()))
                above, now = [], []
            comma_seen, breaks = True, 0
        else:
            if depth == 0 and not now:
                comma_seen, breaks = False, 0
            depth += (token in "[{") - (token in "]}")
            now.append(token)
    has_last_comma = comma_seen and not now
    if now:
        items.append(Item(tuple(above), "".join(now).rstrip()))
        above = []
    lines = raw.split("\n")
    is_long = len(lines) > 1
    indent = re.match(r"[ \t]*", lines[1] if is_long else "    ")
    last = re.match(r"[ \t]*", lines[-1] if is_long else "")
    assert indent is not None and last is not None
    return Array(tuple(items), tuple(above), is_long, indent[0], last[0], has_last_comma)


def edited_array(raw: str, old: Sequence[Hashable], new: Sequence[Hashable], written: Sequence[str]) -> str:
    """The list with the items `new`, as TOML `written`, for `old`: items that stay keep their comments, on lines of their own.

    Comments of removed items stay at the end of the list: somebody wrote them, and they belong to no other item.
    """
    array = read_array(raw)
    if len(array.items) != len(old):
        return str(replace(array, items=tuple(Item((), item) for item in written)))
    items: list[Item] = []
    gone = dict(enumerate(array.items))
    for piece in merge_sequences(old, new, old):
        if isinstance(piece, Kept):
            items.append(gone.pop(piece.base))
        elif isinstance(piece, Taken):
            before = Item((), "") if piece.base is None else gone.pop(piece.base)
            items.append(replace(before, raw=written[piece.item]))
    foot = [line for item in gone.values() for line in (*item.above, item.trailing.strip()) if line]
    return str(replace(array, items=tuple(items), foot=(*array.foot, *foot)))


def merged_array(base: str, ours: str, theirs: str) -> str:
    """Three versions of a list merged: items, comments and form; an item in conflict is ours."""
    b, o, t = (read_array(raw) for raw in (base, ours, theirs))
    pieces = merge_sequences(*([item.raw for item in version.items] for version in (b, o, t)))
    items: list[Item] = []
    for piece in pieces:
        match piece:
            case Kept(n, mine, other):
                items.append(_merged_item(b.items[n], o.items[mine], t.items[other]))
            case Taken(side, n, _, _):
                items.append((o if side == "ours" else t).items[n])
            case InConflict(_, mine, _):
                items += [o.items[n] for n in mine]
    form = t if (o.is_long, o.indent, o.last) == (b.is_long, b.indent, b.last) else o
    return str(replace(form, items=tuple(items), foot=_union(b.foot, o.foot, t.foot)))


def _merged_item(base: Item, ours: Item, theirs: Item) -> Item:
    trailing = theirs.trailing if ours.trailing == base.trailing else ours.trailing
    if base.trailing not in (ours.trailing, theirs.trailing) and theirs.trailing.strip() not in ours.trailing:
        trailing = f"{ours.trailing} {theirs.trailing.strip()}"
    return Item(_union(base.above, ours.above, theirs.above), ours.raw, trailing)


def _union(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    gone = {line for line in base if line not in ours or line not in theirs}
    return tuple(_unique(line for line in (*ours, *theirs) if line not in gone))


def _unique(lines: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(lines)
