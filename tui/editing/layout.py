"""Merging the layout of three versions of a draft: comments, blank lines, order and the form of every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tui.editing.arrays import merged_array
from tui.editing.order_merge import merge_order
from tui.editing.pieces import InConflict, Kept, Taken
from tui.editing.sequences import merge_sequences
from tui.editing.statements import Id, Source, Statement, statements
from tui.toml import Document

_BOM = b"\xef\xbb\xbf"
_TOP: Id = ()


class OtherForm(Exception):
    """One version has an inline table or a dotted key where another has tables with headers."""


class _Three(NamedTuple):
    """One statement in three versions, where they have it."""

    base: Statement | None
    ours: Statement | None
    theirs: Statement | None

    @property
    def any(self) -> Statement:
        found = self.ours or self.theirs or self.base
        assert found is not None
        return found


def merged_layout(base: Document, ours: Document, theirs: Document, wanted: Mapping[str, Any]) -> bytes:
    """The source that combines the comments, the order and the raw values of three versions.

    `wanted` are the merged values, waivers by what identifies them: anything not in it is left out. A value written
    differently by both sides is in our form, and may not be the wanted one. Raises `OtherForm`.
    """
    sources = tuple(statements(version) for version in (base, ours, theirs))
    _refuse_other_forms(sources)
    known = [{one.id: one for one in source.statements} for source in sources]
    ids = dict.fromkeys(id for version in (known[1], known[2], known[0]) for id in version)
    three = {id: _Three(*(version.get(id) for version in known)) for id in ids}
    kept = {id for id, versions in three.items() if _is_kept(id, versions, wanted)}
    kept |= {_placed(three[id]).home for id in list(kept)} - {_TOP}
    text = "".join(f"{line}\n" for line in _Writer(sources, three, kept).lines())
    if not any(version.body.endswith(b"\n") for version in (ours, theirs)):
        text = text.removesuffix("\n")
    newline = _three(*(version.newline for version in (base, ours, theirs)))
    bom = _three(*(version.source.startswith(_BOM) for version in (base, ours, theirs)))
    return (_BOM if bom else b"") + text.replace("\r\n", "\n").replace("\n", newline).encode()


def _three(base: Any, ours: Any, theirs: Any) -> Any:
    return theirs if ours == base else ours


def _refuse_other_forms(sources: Sequence[Source]) -> None:
    pairs = [{one.id for one in source.statements if not one.is_header} for source in sources]
    every = set().union(*pairs)
    tables = {one.id for source in sources for one in source.statements if one.is_header}
    inner = {id[:length] for id in (*every, *tables) for length in range(1, len(id))} | tables
    if every & inner:
        raise OtherForm


def _is_kept(id: Id, three: _Three, wanted: Mapping[str, Any]) -> bool:
    """Whether a statement stays: a wanted value; a header that no side removed, or that one added."""
    if (
        three.any.is_header
        or not isinstance(id[0], str)
        or any(isinstance(part, str) and len(part) > 200 for part in id)
    ):
        both = three.ours is not None and three.theirs is not None
        return both or (three.base is None and (three.ours or three.theirs) is not None)
    value: Any = wanted
    for n, part in enumerate(id):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        else:
            return n > 0 and isinstance(value, list) and (three.ours is not None or three.theirs is not None)
    return True


def _placed(three: _Three) -> Statement:
    """The version of a statement that determines its table and key: the one that moved it into another table."""
    if three.ours is None or three.theirs is None:
        return three.any
    if three.base is not None and three.ours.home == three.base.home:
        return three.theirs if three.theirs.home != three.base.home else three.ours
    return three.ours


class _Writer:
    """Writes the merged statements; comments that would be lost with a deleted statement are passed on."""

    def __init__(self, sources: Sequence[Source], three: Mapping[Id, _Three], kept: set[Id]) -> None:
        self._sources = sources
        self._three = three
        self._kept = kept
        self._left: list[str] = []

    def lines(self) -> Iterator[str]:
        """The lines of the merged source; those of a value are one."""
        yield from _merged_lines(*(source.head for source in self._sources))
        headers = [[one.id for one in source.statements if one.is_header] for source in self._sources]
        gone = [id for id in self._three if id not in self._kept]
        homes = [
            _TOP,
            *merge_order(
                headers[0],
                headers[1],
                headers[2],
                [id for id in self._three if id in self._kept and self._is_header(id)],
            ),
        ]
        for home in homes:
            if home != _TOP:
                yield from self._statement(home)
            ids = [
                [one.id for one in source.statements if not one.is_header and self._home(one) == home]
                for source in self._sources
            ]
            here = [id for id, three in self._three.items() if not self._is_header(id) and _placed(three).home == home]
            for id in merge_order(ids[0], ids[1], ids[2], here):
                if id in self._kept:
                    yield from self._statement(id)
                else:
                    self._hand_on(id)
            feet = [source.feet.get(home, ()) for source in self._sources]
            yield from (*_merged_lines(*feet), *self._rest(at_end=home == homes[-1]))
        for id in gone:
            if self._is_header(id):
                self._hand_on(id)
                self._left += _added(*(source.feet.get(id, ()) for source in self._sources))
                for inner in gone:
                    if not self._is_header(inner) and _placed(self._three[inner]).home == id:
                        self._hand_on(inner)
        yield from self._rest(at_end=True)

    def _is_header(self, id: Id) -> bool:
        return self._three[id].any.is_header

    def _home(self, statement: Statement) -> Id:
        return _placed(self._three[statement.id]).home

    def _rest(self, *, at_end: bool) -> list[str]:
        left, self._left = (self._left, []) if at_end else ([], self._left)
        return left

    def _hand_on(self, id: Id) -> None:
        """Keep the comments that one side wrote on a statement that the other deleted."""
        three = self._three[id]
        if three.base is None:
            return
        for side in (three.ours, three.theirs):
            if side is not None:
                self._left += _added(three.base.above, side.above, ())
                if side.after.strip() not in ("", three.base.after.strip()):
                    self._left.append(side.after.strip())

    def _statement(self, id: Id) -> Iterator[str]:
        three = self._three[id]
        placed = _placed(three)
        above = _merged_lines(*(side.above if side is not None else None for side in three))
        blank = next((n for n, line in enumerate(above) if line.strip()), len(above))
        yield from (*above[:blank], *self._rest(at_end=True), *above[blank:])
        yield placed.before + _value(three) + _after(three)


def _merged_lines(
    base: tuple[str, ...] | None, ours: tuple[str, ...] | None, theirs: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Comments and blank lines of three versions; what both sides wrote differently is kept twice."""
    if ours is None or theirs is None:
        return (theirs if ours is None else ours) or ()
    base = base if base is not None else (ours if ours == theirs else ())
    if theirs == base or ours == theirs:
        return ours
    if ours == base:
        return theirs
    lines: list[str] = []
    for piece in merge_sequences(base, ours, theirs):
        match piece:
            case Kept(n, _, _):
                lines.append(base[n])
            case Taken(side, n, _, _):
                lines.append((ours if side == "ours" else theirs)[n])
            case InConflict(_, mine, other):
                lines += [ours[n] for n in mine]
                lines += [theirs[n] for n in other if theirs[n].strip() and theirs[n] not in [ours[k] for k in mine]]
    return tuple(lines)


def _added(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """The comments that a side has and the base does not."""
    known = [line.strip() for line in base]
    return [line for line in dict.fromkeys((*ours, *theirs)) if line.strip() and line.strip() not in known]


def _value(three: _Three) -> str:
    base, ours, theirs = (side.value if side is not None else None for side in three)
    if ours is None or theirs is None:
        return (ours if ours is not None else theirs) or ""
    if base is not None and _text(ours) == _text(base):
        return theirs
    if base is not None and _text(theirs) == _text(base):
        return ours
    if ours.startswith("[") and theirs.startswith("[") and ours != theirs:
        return merged_array(base or "[]", ours, theirs)
    return ours


def _text(raw: str) -> str:
    return raw.replace("\r\n", "\n")


def _after(three: _Three) -> str:
    base, ours, theirs = (side.after if side is not None else None for side in three)
    if ours is None or theirs is None:
        return (ours if ours is not None else theirs) or ""
    before, mine, other = ((base or "").strip(), ours.strip(), theirs.strip())
    if mine == other or other == before:
        return theirs if ours == base else ours
    if mine == before:
        return theirs
    if not mine or not other or other in mine:  # a change wins over a deletion
        return ours if mine else theirs
    return f"{ours} {other}"
