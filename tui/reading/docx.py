"""Word documents: our own walk of the XML, since every library silently loses some of their text.

It takes what a reader of the accepted document sees: automatic numbers, text boxes, fields, smart tags, insertions; and
accounts for the rest: deletions, hidden text, notes at the foot, pictures.
"""

from __future__ import annotations

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.reading.document import Document, LeftOut
from tui.reading.docx_numbering import Numbering
from tui.reading.docx_package import Package
from tui.reading.docx_parts import notes, styles, texts
from tui.reading.docx_walk import Walk
from tui.reading.xml import Element


def read(content: bytes, file: str) -> Document:
    """The text of a Word document. Raises `BaogaoError` for a damaged, encrypted or hostile one."""
    package = Package(content, file)
    main = next(iter(package.related("").get("officeDocument", [])), "word/document.xml")
    tree = package.tree(main)
    body = tree.child("w:body") if tree else None
    if body is None:
        raise BaogaoError(
            say("not a Word document: it has no text part"),
            place=Place(file),
            remedy=say("name a .docx, .xlsx, .html, .mht, .md, .txt or .pdf file"),
        )
    related = package.related(main)

    def part(kind: str) -> Element | None:
        name = next(iter(related.get(kind, [])), None)
        return package.tree(name) if name else None

    walk = Walk(Numbering.of(part("numbering")), styles(part("styles")))
    walk.notes = notes(part("comments"), "w:comment")
    walk.foot = {**texts(part("footnotes"), "w:footnote"), **texts(part("endnotes"), "w:endnote", "end")}
    for name in dict.fromkeys(related.get("header", [])):
        walk.margin(package.tree(name), say("a header of the page"), keep=True)
    walk.blocks(body)
    for name in dict.fromkeys(related.get("footer", [])):
        walk.margin(package.tree(name), say("a footer of the page"), keep=False)
    if related.get("aFChunk"):
        walk.left_out.append(LeftOut(walk.line, "", say("another document that is embedded in this one")))
    return Document(
        tuple(walk.out),
        comments=tuple(walk.comments),
        left_out=tuple(walk.left_out),
        about=tuple(walk.about()),
    )
