"""What other parts of a Word file contribute to its text: styles, comments, footnotes; and toggles of its runs."""

from __future__ import annotations

from dataclasses import dataclass

from tui.reading.document import Comment
from tui.reading.xml import Element

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
