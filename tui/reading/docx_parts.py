"""Elements of a Word file and what they mean: which to read through, styles, comments, footnotes, toggles of runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.reading.document import Comment
from tui.reading.xml import Element

THROUGH = frozenset(
    [
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:customXml",
        "w:sdt",
        "w:sdtContent",
        "w:hyperlink",
        "w:fldSimple",
        "w:dir",
        "w:bdo",
        "w:ruby",
        "w:rubyBase",
        "mc:Choice",
        "m:oMath",
        "m:oMathPara",
        "m:r",
        "m:e",
        "m:num",
        "m:den",
        "m:f",
        "m:sup",
        "m:sub",
        "m:sSup",
        "m:sSub",
        "m:d",
        "m:rad",
        "m:nary",
    ]
)
"""Elements that are read as if only their contents were there: insertions, links, fields, formulas."""
"""Elements of which the contents are read as if they were not there: insertions, links, fields, formulas."""
GONE = frozenset({"w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:rt"})
"""Elements that are not shown."""

"""Elements of which the contents are not shown."""
_DEEPEST_STYLE = 20
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(slots=True)
class Style:
    """A style, as far as text and numbers depend on it."""

    based_on: str = ""
    numbering: tuple[str | None, str | None] = (None, None)
    bold: bool | None = None


def styles(tree: Element | None) -> dict[str, Style]:
    """The styles that `styles.xml` describes, by id."""
    found: dict[str, Style] = {}
    for one in tree.elements() if tree else ():
        if one.name == "w:style":
            look = one.child("w:rPr")
            found[one.attributes.get("styleId", "")] = Style(
                one.value("w:basedOn") or "", numbering_of(one.child("w:pPr")), is_on(look, "w:b")
            )
    return found


def numbering_of(properties: Element | None) -> tuple[str | None, str | None]:
    """The list and the level that paragraph properties name."""
    numbering = properties.child("w:numPr") if properties else None
    return (numbering.value("w:numId"), numbering.value("w:ilvl")) if numbering else (None, None)


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a toggle of a run is on; None if it is not set."""
    found = properties.child(name) if properties else None
    return None if found is None else found.attributes.get("val", "1") not in _OFF


def plain_text(element: Element) -> str:
    """All text inside an element, whatever is around it."""
    return "".join(text.text for text in element.below("w:t"))


def texts(tree: Element | None, name: str, before: str = "") -> dict[str, str]:
    """The text of each footnote, by its id."""
    found = (one for one in (tree.elements() if tree else ()) if one.name == name)
    return {before + one.attributes.get("id", ""): plain_text(one) for one in found if plain_text(one).strip()}


def notes(tree: Element | None, name: str) -> dict[str, Comment]:
    """The comments, by id, not yet tied to words."""
    found: dict[str, Comment] = {}
    for one in tree.elements() if tree else ():
        if one.name == name:
            text = "\n".join(filter(None, map(plain_text, one.below("w:p"))))
            given = one.attributes
            found[given.get("id", "")] = Comment(0, "", text, given.get("author", ""), given.get("date", "")[:10])
    return found


def ancestry(name: str | None, known: Mapping[str, Style]) -> Iterator[Style]:
    """A style and those it is based on, the nearest first."""
    for _ in range(_DEEPEST_STYLE):
        if not name or name not in known:
            return
        yield known[name]
        name = known[name].based_on


def through(parent: Element, name: str) -> list[Element]:
    """The rows or cells of a table, those in content controls and insertions too."""
    found: list[Element] = []
    for child in parent.elements():
        if child.name == name:
            found.append(child)
        elif child.name in THROUGH:
            found += through(child, name)
    return found
