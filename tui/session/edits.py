"""Edits of one place in a draft: small values that can be made, undone, and rebased over others' changes there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tui.draft.place import DraftPlace, place_at
from tui.editing.merge import identity
from tui.editing.values import Value
from tui.session.origin import is_list
from tui.session.splices import Splices, difference, inverted, rebased, splice, spliced
from tui.toml import KeyPath


class Range(NamedTuple):
    """The place of an edit: a path into the draft, and the characters `start` to `end` as they are after it."""

    path: KeyPath
    start: int = 0
    end: int = 0

    @property
    def place(self) -> DraftPlace:
        """The part of the draft."""
        return place_at(self.path)


class Values(Protocol):
    """What edits act on: the values of the open draft, and form input that cannot be a value yet."""

    def value(self, path: KeyPath) -> Value | None:
        """The value at a place, its line breaks normalised; None if there is none."""

    def put(self, path: KeyPath, value: Value | None) -> None:
        """Set the value at a place; None removes it."""

    def typed(self, path: KeyPath) -> str | None:
        """Form input at a place that cannot be a value yet."""

    def put_typed(self, path: KeyPath, text: str | None) -> None:
        """Keep such input; None if there is none."""


class Edit(Protocol):
    """One change at one place. `do` makes it and returns where; `inverse` undoes it."""

    @property
    def path(self) -> KeyPath:
        """The place."""

    @property
    def inverse(self) -> Edit:
        """The edit that undoes this one."""

    def do(self, values: Values) -> Range:
        """Make it."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """An edit of a section's text that keeps only the characters that changed."""

    path: KeyPath
    splices: Splices

    @property
    def inverse(self) -> TextEdit:
        """The edit that undoes this one."""
        return TextEdit(self.path, inverted(self.splices))

    def do(self, values: Values) -> Range:
        """Make it; it acts where its first splice does."""
        values.put(self.path, spliced(_text(values.value(self.path)), self.splices))
        first = self.splices[0]
        return Range(self.path, first.start, first.start + len(first.new))


@dataclass(frozen=True, slots=True)
class ValueEdit:
    """Another value at a place; None for none."""

    path: KeyPath
    old: Value | None
    new: Value | None

    @property
    def inverse(self) -> ValueEdit:
        """The edit that undoes this one."""
        return ValueEdit(self.path, self.new, self.old)

    def do(self, values: Values) -> Range:
        """Make it."""
        values.put(self.path, self.new)
        return Range(self.path, 0, len(_text(self.new)))


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """An item of a list added at an index, or changed or removed near there: it is identified by what it says."""

    path: KeyPath
    index: int
    old: Value | None
    new: Value | None

    @property
    def inverse(self) -> ItemEdit:
        """The edit that undoes this one."""
        return ItemEdit(self.path, self.index, self.new, self.old)

    def do(self, values: Values) -> Range:
        """Make it; an item that others removed or changed since stays as they left it."""
        there = values.value(self.path)
        items = list(there) if isinstance(there, list) else []
        at = self.index
        if self.old is not None:
            places = [n for n, item in enumerate(items) if item == self.old]
            if not places:
                return Range(self.path)
            at = min(places, key=lambda n: abs(n - self.index))
            del items[at]
        if self.new is not None:
            items.insert(at, self.new)
        values.put(self.path, items)
        return Range(self.path)


@dataclass(frozen=True, slots=True)
class TypedEdit:
    """A change to form input that cannot be a value yet, such as half a date."""

    path: KeyPath
    old: str | None
    new: str | None

    @property
    def inverse(self) -> TypedEdit:
        """The edit that undoes this one."""
        return TypedEdit(self.path, self.new, self.old)

    def do(self, values: Values) -> Range:
        """Make it."""
        values.put_typed(self.path, self.new)
        return Range(self.path)


def edits(path: KeyPath, old: Value | None, new: Value | None, cursor: int | None = None) -> Iterator[Edit]:
    """The edits that turn one value of a place into another; none if they are equal.

    `cursor` is the typing position in the new text; without it a text may have changed in many places.
    """
    if old == new and type(old) is type(new):
        return
    if is_list(path):
        yield from _item_edits(path, old, new)
    elif isinstance(old, str) and isinstance(new, str) and place_at(path).is_text:
        yield TextEdit(path, difference(old, new) if cursor is None else splice(old, new, cursor))
    else:
        yield ValueEdit(path, old, new)


def _item_edits(path: KeyPath, old: Value | None, new: Value | None) -> Iterator[ItemEdit]:
    name = str(path[0])
    there = list(old) if isinstance(old, list) else []
    wanted = list(new) if isinstance(new, list) else []
    for n in reversed(range(len(there))):
        if there[n] in wanted:
            continue
        known = identity(name, there[n])
        now = next((item for item in wanted if item not in there and identity(name, item) == known), None)
        yield ItemEdit(path, n, there[n], now)
        there[n : n + 1] = [] if now is None else [now]
    for n, item in enumerate(wanted):
        if item not in there:
            there.insert(n, item)
            yield ItemEdit(path, n, None, item)


def theirs(path: KeyPath, old: Value | None, new: Value | None) -> Splices | None:
    """What others changed in a text; None if a place has a value compared as a whole instead of a text."""
    if place_at(path).is_text and isinstance(old, str | None) and isinstance(new, str | None):
        return difference(_text(old), _text(new))
    return None


def over(edit: Edit, others: Splices | None) -> tuple[Edit | None, Splices]:
    """A pending edit, rebased over what others changed at its place; and theirs rebased over it.

    None if nothing of it remains to be done: a value that others set is theirs.
    """
    if isinstance(edit, ItemEdit):
        return edit, ()
    mine = splices_of(edit)
    if others is None or mine is None:
        return None, others or ()
    left = rebased(mine, others, first=True)
    return TextEdit(edit.path, left) if left else None, rebased(others, mine, first=False)


def splices_of(edit: Edit) -> Splices | None:
    """An edit as an edit of a text, empty if there was none; None for any other value."""
    if isinstance(edit, TextEdit):
        return edit.splices
    if isinstance(edit, ValueEdit) and isinstance(edit.old, str | None) and isinstance(edit.new, str | None):
        return splice(_text(edit.old), _text(edit.new))
    return None


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""
