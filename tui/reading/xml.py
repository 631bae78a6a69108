"""Untrusted XML as a tree: no DOCTYPE, no entities, limited in depth and number, whatever the part claims.

`defusedxml` refuses the same attacks but sets no limits to depth and number, which is why it is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

DEEPEST = 200  # elements inside one another: a table in a table in a text box needs about 60
MOST = 800_000  # elements: a report of 300 pages has about 100,000


class XmlError(ValueError):
    """A part that cannot be read; the text gives the reason."""


@dataclass(slots=True)
class Element:
    """An element: its name without a prefix, as `w:p` in the namespaces of `read`, attributes by bare name, children."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def child(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.elements() if child.name == name), None)

    def value(self, name: str) -> str | None:
        """The attribute `val` of the first child of that name."""
        found = self.child(name)
        return None if found is None else found.attributes.get("val")

    def below(self, name: str) -> Iterator[Element]:
        """All elements of that name, at any depth, in their order."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            if here.name == name:
                yield here
            waiting.extend(reversed(list(here.elements())))

    @property
    def text(self) -> str:
        """The characters right inside it."""
        return "".join(child for child in self.children if isinstance(child, str))


def read(content: bytes, prefixes: dict[str, str]) -> Element:
    """The tree of an XML document; a namespace in `prefixes` gives names its prefix, any other gives `?`.

    Raises `XmlError`.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = Element("", {})
    open_elements = [root]
    count = 0

    def name_of(full: str) -> str:
        namespace, _, local = full.rpartition(" ")
        return f"{prefixes.get(namespace, '?')}:{local}" if namespace else local

    def start(full: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_elements) > DEEPEST or count > MOST:
            raise XmlError("nested too deep" if count <= MOST else "too many elements")
        bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name_of(full), bare)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    def data(text: str) -> None:
        open_elements[-1].children.append(text)

    def refuse(*_: object) -> None:
        raise XmlError("it has a DOCTYPE or an entity")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise XmlError(str(error)) from None
    except (LookupError, ValueError) as error:  # an encoding that is not known
        raise XmlError(str(error)) from None
    found = next(root.elements(), None)
    if found is None:
        raise XmlError("it is empty")
    return found
