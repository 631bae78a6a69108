"""The pieces that a merge of a sequence consists of."""

from __future__ import annotations

from typing import Literal, NamedTuple

Side = Literal["ours", "theirs"]


class Kept(NamedTuple):
    """An item of the base that is kept: its index, and its indices in both sides."""

    base: int
    ours: int
    theirs: int


class Taken(NamedTuple):
    """An item of one side: new, or in place of the base's item `base`, which the other side has as `other`."""

    side: Side
    item: int
    base: int | None = None
    other: int | None = None


class InConflict(NamedTuple):
    """Items of the base that both sides changed differently, with what each has instead; nothing where it was deleted."""

    base: tuple[int, ...]
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


Piece = Kept | Taken | InConflict


class Part(NamedTuple):
    """A changed place: its pieces, none where something was deleted, and the items of each version that belong there."""

    pieces: tuple[Piece, ...]
    base: tuple[int, ...]
    ours: tuple[int, ...]
    theirs: tuple[int, ...]
