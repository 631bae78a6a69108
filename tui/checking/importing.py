"""Other people's documents made into drafts: the outline chosen or guessed, the text placed, the draft formatted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say
from tui.checking.office import STANDARD_INPUT, Offices
from tui.draft.draft import Draft
from tui.formatting.canonical import canonical
from tui.outline.library import EXAMPLE, Library
from tui.outline.outline import Outline
from tui.reading.document import Document
from tui.reading.mapping import Headings
from tui.reading.placement import Imported, Placement, imported, placed
from tui.reading.sources import read_file
from tui.reading.traditional import is_traditional
from tui.toml import parse
from tui.workspace.drafts import drafts_of

_ALIKE = 0.5  # least share of an outline's title in a document of its kind


def lay_out(
    document: Document, file: str, offices: Offices, folder: Path, outline: str | None = None, year: int | None = None
) -> Placement:
    """A document matched to the outline named, or to the one that fits it best.

    Raises `BaogaoError` if no outline fits, or if the year is neither given nor found.
    """
    library = offices.library(folder)
    if outline is not None:
        found = placed(document, library.find(outline), year)
    else:
        found = _best(document, file, library, folder, year)
    if found is None:
        what = say("the report year is neither in the title nor in the text")
        raise _unfit(what, document, file, say("name it with --year"))
    return found


def _unfit(what: Message, document: Document, file: str, remedy: Message) -> BaogaoError:
    """The error for a document that cannot be matched; one in traditional characters never could be."""
    if is_traditional(document):
        remedy = say("it is in traditional characters: import it with --simplify")
    return BaogaoError(what, place=Place(file), remedy=remedy)


def make(placement: Placement) -> tuple[bytes, Imported]:
    """The draft of a placement in canonical layout, and the messages about it."""
    result = imported(placement)
    return canonical(Draft(parse(result.toml.encode(), "<import>"), placement.outline)), result


def open_report(name: str, offices: Offices, folder: Path, outline: str | None = None) -> Draft:
    """A report to start from or to compare with: a draft, or any document that can be imported.

    `outline` is the one to match a document to, if it is named. Raises `BaogaoError` for anything unreadable.
    """
    if name.endswith(".toml") or name == STANDARD_INPUT:
        return offices.open(name)
    placement = lay_out(read_file(Path(name)), name, offices, folder, outline)
    return Draft(parse(make(placement)[0], name), placement.outline)


def _best(document: Document, file: str, library: Library, folder: Path, year: int | None) -> Placement | None:
    """The placement by the outline that fits best: by headings, title, the kind of office, its own drafts, and figures."""
    used = _used_here(folder)
    best: tuple[tuple[int, ...], Placement] | None = None
    tried = False
    for outline in outlines_of(library):
        found = placed(document, outline, year)
        tried = tried or found is None
        if found is None:
            continue
        score = _score(found, used, _example_issuers(library, outline))
        if _fits(found) and (best is None or score > best[0]):
            best = (score, found)
    if best is None and not tried:
        remedy = say("name one with --outline; see: {command}", command="baogao outline list")
        raise _unfit(say("no outline fits this document"), document, file, remedy)
    return best[1] if best else None


def outlines_of(library: Library) -> Iterator[Outline]:
    """All outlines that can be read, each id once."""
    seen: set[str] = set()
    for file in library.files():
        try:
            outline = library.load(file)
        except BaogaoError:  # a broken one must not keep anybody from using another
            continue
        if outline.id not in seen:
            seen.add(outline.id)
            yield outline


def _score(found: Placement, used: Sequence[str], like: Sequence[str]) -> tuple[int, ...]:
    headings = Headings(found.outline, found.year)
    named = [part for part in found.parts if part.heading is not None and part.names]
    exact = sum(headings.exact(_bare(part.title)) is not None for part in named)
    issuers = _issuers(found)
    place = max((_common(issuer, found.outline.name) for issuer in issuers), default=0)
    kind = max((_common(a[::-1], b[::-1]) for a in issuers for b in like), default=0)
    is_used = found.outline.id in used
    title = int(10 * _title_fits(found))
    return (
        exact + len(found.rows),
        title,
        place if place > 1 else 0,
        kind,
        is_used,
        len(named),
        len(imported(found).figures),
    )


def _bare(title: str) -> str:
    from tui.reading.numbering import mark

    found = mark(title)
    return title[found.length :] if found else title


def _fits(found: Placement) -> bool:
    """Whether anything in a document is what the outline asks for: a table, a heading, or most of its title."""
    if found.rows or any(part.names for part in found.parts):
        return True
    return _title_fits(found) >= _ALIKE


def _title_fits(found: Placement) -> float:
    """The share of character pairs that the title has in common with one the outline knows."""
    pairs = _pairs(found.title)
    known = [_pairs(re.sub(r"\{[a-z_]+\}", "", title)) for title in (found.outline.title, *found.outline.titles)]
    return max((len(own & pairs) / len(own) for own in known if own), default=0.0)


def _pairs(text: str) -> set[str]:
    bare = "".join(text.split())
    return {bare[n : n + 2] for n in range(len(bare) - 1)}


def _issuers(found: Placement) -> tuple[str, ...]:
    issuer = found.fields.get("issuer", "")
    return issuer if isinstance(issuer, tuple) else (str(issuer),) if issuer else ()


def _common(one: str, other: str) -> int:
    """The length of the common beginning of two names."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _used_here(folder: Path) -> list[str]:
    """The outlines of the drafts already in the folder."""
    try:
        drafts = drafts_of(folder)
    except BaogaoError:
        return []
    used = []
    for draft in drafts[:50]:
        try:
            outline = parse(files.read(draft), str(draft)).values.get("outline")
        except BaogaoError:
            continue
        if isinstance(outline, str):
            used.append(outline.partition("@")[0])
    return used


def _example_issuers(library: Library, outline: Outline) -> tuple[str, ...]:
    """The issuer of an outline's example, which shows the kind of office."""
    try:
        file = library.folder(outline.id) / EXAMPLE
        issuer = parse(files.read(file), str(file)).values.get("fields", {}).get("issuer", ())
    except (BaogaoError, AttributeError):
        return ()
    return (issuer,) if isinstance(issuer, str) else tuple(one for one in issuer if isinstance(one, str))
