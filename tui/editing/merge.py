"""Three-way merge of drafts: by field, figure and cell; within a text by sentence, within a list by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tui.base.text import normalise
from tui.draft.keys import LISTS
from tui.editing.changes import Changes, same
from tui.editing.pieces import InConflict, Kept, Side, Taken
from tui.editing.sequences import merge_sequences
from tui.editing.text_comparison import Words, differing_words, says_same
from tui.editing.texts import MergedText, merge_text
from tui.editing.values import Value
from tui.toml import KeyPath

_DEEPEST = 5  # sections.X.rows.ROW.COLUMN is one place; so is everything below it

ItemId = tuple[str, int]
"""What identifies a waiver: rule, section and quotation, and its index among those that share them."""


@dataclass(frozen=True)
class Conflict:
    """A place that both sides changed differently; None where a side has nothing there.

    `mine` already includes their changes that merge, and so does `base`: mine and theirs are merged from there again when
    either goes on.
    """

    path: KeyPath
    base: Value | None
    mine: Value | None
    theirs: Value | None

    @property
    def is_text(self) -> bool:
        """Whether sentences are in conflict, not a whole value."""
        return self._texts is not None

    @cached_property
    def _texts(self) -> tuple[str, str, str] | None:
        sides = (self.base, self.mine, self.theirs)
        if self.path[-1] != "text" or not all(side is None or isinstance(side, str) for side in sides):
            return None
        base, mine, theirs = (normalise(str(side or "")) for side in sides)
        return base, mine, theirs

    @cached_property
    def merged_text(self) -> MergedText | None:
        """The merged text with its regions in conflict; None if it is not a text."""
        return merge_text(*self._texts) if self._texts is not None else None

    @cached_property
    def differing(self) -> tuple[Words, Words]:
        """The words in which `mine` and `theirs` differ, as stretches of each; nothing if they are not texts."""
        return differing_words(*self._texts[1:]) if self._texts is not None else ((), ())

    @property
    def swapped(self) -> Conflict:
        """The conflict as seen by the other side."""
        return Conflict(self.path, self.base, self.theirs, self.mine)

    def choosing(self, side: Side) -> Value | None:
        """The value if one side (“ours” is mine) is chosen, with the other's changes elsewhere in it."""
        whole = self.mine if side == "ours" else self.theirs
        if whole is None or self.merged_text is None or not self.merged_text.regions:
            return whole
        return self.merged_text.choosing(side)

    def marked(self, mine: str, theirs: str) -> str:
        """Both texts as one, with conflicts between git's marker lines, which carry these names."""
        assert self._texts is not None and self.merged_text is not None
        if None in (self.mine, self.theirs) or not self.merged_text.regions:
            return "\n".join(
                (
                    f"<<<<<<< {mine}",
                    *self._texts[1].splitlines(),
                    "=======",
                    *self._texts[2].splitlines(),
                    f">>>>>>> {theirs}\n",
                )
            )
        return self.merged_text.marked(mine, theirs)


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge, as changes to their version.

    `changes` are what their version lacks, `taken` the places that hold something of theirs, `conflicts` what must be
    asked.
    """

    changes: Changes
    taken: tuple[KeyPath, ...]
    conflicts: tuple[Conflict, ...]


def places(values: Mapping[str, Any]) -> dict[KeyPath, Value]:
    """The places of a draft that are merged one by one, and their values; a note or a waiver is not a place (see `merge`)."""
    return dict(_leaves(values, ()))


def _leaves(table: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[KeyPath, Value]]:
    for name, value in table.items():
        here = (*path, name)
        if isinstance(value, dict) and len(here) < _DEEPEST:
            yield from _leaves(value, here)
        elif name not in LISTS or path:
            yield here, value


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Merge the values of three versions.

    If one side changed a place, its value is kept; if both did, texts are merged by sentence and lists by item; what
    both changed differently is a conflict. Notes and waivers are identified by what they say, wherever they are in their
    list.
    """
    b, m, t = places(base), places(mine), places(theirs)
    changes: dict[KeyPath, Value | None] = {}
    taken: list[KeyPath] = []
    conflicts: list[Conflict] = []
    for path in dict.fromkeys((*t, *m, *b)):
        merged = merge_place(path, b.get(path), m.get(path), t.get(path))
        if isinstance(merged, Conflict):
            conflicts.append(merged)
            continue
        if not _equal(merged, t.get(path)):
            changes[path] = merged
        if not _equal(merged, m.get(path)):
            taken.append(path)
    for name in LISTS:
        if _merge_items(name, base, mine, theirs, changes, conflicts):
            taken.append((name,))
    return Merged(changes, tuple(taken), tuple(conflicts))


def merge_place(path: KeyPath, base: Value | None, mine: Value | None, theirs: Value | None) -> Value | Conflict | None:
    """Merge three versions of one place: the value, or the conflict that must be asked about."""
    if _equal(mine, theirs) or _equal(base, theirs):
        return mine
    if _equal(base, mine):
        return theirs
    if isinstance(mine, str) and isinstance(theirs, str) and isinstance(base, str | None) and path[-1] == "text":
        text = merge_text(*(normalise(side or "") for side in (base, mine, theirs)))
        if not text.regions:
            return text.choosing("ours")
        return Conflict(path, text.base, text.choosing("ours"), theirs)
    if path[-1] == "text" and isinstance(base, str):
        if mine is None and isinstance(theirs, str) and says_same(base, theirs):
            return None  # they only changed the layout of what was deleted here
        if theirs is None and isinstance(mine, str) and says_same(base, mine):
            return None
    if isinstance(mine, list) and isinstance(theirs, list) and isinstance(base, list | None):
        items = _merged_list(base or [], mine, theirs)
        if items is not None:
            return items
    return Conflict(path, base, mine, theirs)


def _equal(one: Value | None, other: Value | None) -> bool:
    return (one is None) == (other is None) and same(one, other)


def _merged_list(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any] | None:
    """Three versions of a list merged; None if one item was changed on both sides."""
    known = [[_key(item) for item in version] for version in (base, mine, theirs)]
    merged: list[Any] = []
    for piece in merge_sequences(*known):
        match piece:
            case Kept(_, ours, _):
                merged.append(mine[ours])
            case Taken(side, item, _):
                merged.append((mine if side == "ours" else theirs)[item])
            case InConflict():
                return None
    return merged


def _key(item: Any) -> str:
    return normalise(item) if isinstance(item, str) else f"{type(item).__name__} {item!r}"


# Notes and waivers

_KNOWN_BY = {"notes": ("section", "quote", "by", "text"), "waivers": ("rule", "section", "quote")}
"""The keys that identify the items of a list."""


def identity(name: str, item: Mapping[str, Any]) -> tuple[str, ...]:
    """What identifies an item of a list, notes or waivers: what it says and where."""
    return tuple(str(item.get(key, "")) for key in _KNOWN_BY[name])


def items_by_id(values: Mapping[str, Any], name: str) -> dict[ItemId, tuple[int, Mapping[str, Any]]]:
    """The items of a list of tables by what identifies them, with their indices in the list."""
    items = values.get(name, [])
    counts: Counter[str] = Counter()
    known: dict[ItemId, tuple[int, Mapping[str, Any]]] = {}
    for n, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            words = "\0".join(identity(name, item))
            counts[words] += 1
            known[words, counts[words]] = (n, item)
    return known


def _merge_items(
    name: str,
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    changes: dict[KeyPath, Value | None],
    conflicts: list[Conflict],
) -> bool:
    """Merge a list, item by item; returns whether anything of theirs was taken over."""
    taken = False
    b, m, t = (items_by_id(values, name) for values in (base, mine, theirs))
    new = len(theirs.get(name, ())) if isinstance(theirs.get(name, []), list) else 0
    for id in dict.fromkeys((*t, *m)):
        before, ours, other = (version[id][1] if id in version else None for version in (b, m, t))
        if other is None:
            if ours is not None and (before is None or ours != before):  # new here, or changed here and deleted there
                changes[name, new] = dict(ours)
                new += 1
            else:
                taken |= ours is not None
        elif ours is None:
            if before is not None and other == before:
                changes[name, t[id][0]] = None
            else:
                taken = True
        else:
            for key in dict.fromkeys((*other, *ours, *(before or ()))):
                path = (name, t[id][0], key)
                merged = merge_place(path, (before or {}).get(key), ours.get(key), other.get(key))
                if isinstance(merged, Conflict):
                    conflicts.append(merged)
                    continue
                if not _equal(merged, other.get(key)):
                    changes[path] = merged
                taken |= not _equal(merged, ours.get(key))
    return taken
