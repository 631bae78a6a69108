"""The walk through the text of a Word document, in reading order, as a reader of the accepted document sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.base.messages import Message, say, say_n
from tui.reading.document import Comment, Document, LeftOut, Paragraph, Span, Table, merged
from tui.reading.docx_numbering import Numbering
from tui.reading.docx_parts import GONE, THROUGH, Style, ancestry, is_on, numbering_of, plain_text, through
from tui.reading.xml import Element

_OF_LETTERHEAD = re.compile(r"文\s*件\s*$|〔\s*[0-9]{4}\s*〕|签发人")
_MOST_QUOTES = 50  # comments that are open at one place


@dataclass(slots=True)
class Walk:
    """Goes through a document part once, in reading order."""

    numbering: Numbering
    styles: dict[str, Style]
    notes: dict[str, Comment] = field(default_factory=dict)
    foot: dict[str, str] = field(default_factory=dict)
    out: list[Paragraph | Table] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    line: int = 0
    _spans: list[Span] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # whether each open field has reached its result
    _instructions: int = 0  # how many have not
    _quoted: dict[str, list[str]] = field(default_factory=dict)
    _inserted: int = 0
    _deleted: int = 0
    _carried: list[Span] = field(default_factory=list)

    def about(self) -> list[Message]:
        """What was done to the whole document."""
        said = []
        if self._inserted or self._deleted:
            said.append(
                say(
                    "tracked changes are accepted: {inserted} inserted, {deleted} deleted",
                    inserted=self._inserted,
                    deleted=self._deleted,
                )
            )
        if self.comments:
            said.append(say_n("{n} comment became a note", "{n} comments became notes", len(self.comments)))
        return said

    def margin(self, tree: Element | None, why: Message, *, keep: bool) -> None:
        """A header or footer: the letterhead of a red-headed page is kept, anything else is reported."""
        if tree is None:
            return
        inner = Walk(self.numbering, self.styles)
        inner.blocks(tree)
        shown = {block.text for block in self.out if isinstance(block, Paragraph)}
        for text in dict.fromkeys(Document(tuple(inner.out)).text.split("\n")):
            if keep and _OF_LETTERHEAD.search(text) and text not in shown:
                self.line += 1
                self.out.append(Paragraph(self.line, (Span(text),)))
            elif text.strip():
                self.left_out.append(LeftOut(self.line, text.strip(), why))
        self.left_out += inner.left_out

    def blocks(self, parent: Element) -> None:
        """The paragraphs and tables inside an element."""
        for child in parent.elements():
            match child.name:
                case "w:p":
                    self._paragraph(child)
                case "w:tbl":
                    self._table(child)
                case "mc:AlternateContent":
                    if (chosen := child.child("mc:Choice") or child.child("mc:Fallback")) is not None:
                        self.blocks(chosen)
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self._inline(child)
                case "w:del" | "w:moveFrom":
                    self._drop(child)
                case name if name in THROUGH:
                    self.blocks(child)
                case _:
                    pass

    def _table(self, table: Element) -> None:
        rows: list[tuple[str, ...]] = []
        start = self.line + 1
        for row in through(table, "w:tr"):
            deleted = row.child("w:trPr")
            if deleted is not None and deleted.child("w:del") is not None:
                self._drop(row)
                continue
            cells: list[str] = []
            for cell in through(row, "w:tc"):
                held, self.out = self.out, []
                self.blocks(cell)
                inside, self.out = self.out, held
                cells.append(Document(tuple(inside)).text.strip())
                look = cell.child("w:tcPr")
                width = look.value("w:gridSpan") if look else None
                cells += [""] * (int(width) - 1 if width and re.fullmatch("[0-9]{1,2}", width) else 0)
            rows.append(tuple(cells))
        if any(map(any, rows)):
            self.out.append(Table(start, tuple(rows)))

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.child("w:pPr")
        outer, self._spans = self._spans, self._carried
        self._carried = []
        held, self.out = self.out, []
        self.line += 1
        line = self.line
        for child in paragraph.elements():
            self._inline(child)
        boxes, self.out = self.out, held
        self.out += boxes
        spans, self._spans = merged(self._spans), outer
        marks = properties.child("w:rPr") if properties else None
        if marks is not None and (marks.child("w:del") or marks.child("w:moveFrom")):
            self._carried = list(spans)  # the mark at its end was deleted: the next paragraph goes on from here
            return
        number = self._number(properties)
        if number and not spans:
            self.left_out.append(LeftOut(line, number, say("a number with no text")))
            number = ""
        for n, piece in enumerate(_split(spans)):
            self.out.append(Paragraph(line, piece, "" if n else number))

    def _number(self, properties: Element | None) -> str:
        list_id, level = numbering_of(properties)
        for style in ancestry(properties.value("w:pStyle") if properties else None, self.styles):
            list_id = list_id if list_id is not None else style.numbering[0]
            level = level if level is not None else style.numbering[1]
        if list_id is None or list_id == "0":
            return ""
        return self.numbering.number(list_id, int(level) if level and level.isdecimal() else 0)

    def _inline(self, element: Element) -> None:
        name, given = element.name, element.attributes
        if name == "w:r":
            self._run(element)
        elif name in ("w:ins", "w:moveTo"):
            before = len(self._spans)
            self._all(element)
            self._inserted += len(self._spans) > before
        elif name in GONE:
            self._drop(element)
        elif name == "mc:AlternateContent":
            chosen = element.child("mc:Choice") or element.child("mc:Fallback")
            if chosen is not None:
                self._all(chosen)
        elif name in THROUGH:
            self._all(element)
        elif name == "m:t":
            self._say(element.text, False)
        elif name == "w:commentRangeStart":
            if len(self._quoted) < _MOST_QUOTES:
                self._quoted[given.get("id", "")] = []
        elif name == "w:commentRangeEnd":
            self._comment(given.get("id", ""))
        elif name in ("w:pict", "w:drawing", "w:object"):
            self._drawing(element)

    def _all(self, element: Element) -> None:
        for child in element.elements():
            self._inline(child)

    def _run(self, run: Element) -> None:
        look = run.child("w:rPr")
        bold = is_on(look, "w:b")
        for style in ancestry(look.value("w:rStyle") if look else None, self.styles):
            bold = style.bold if bold is None else bold
        if is_on(look, "w:vanish"):
            if text := plain_text(run):
                self.left_out.append(LeftOut(self.line, text, say("hidden text")))
            return
        for child in run.elements():
            self._character(child, bool(bold))

    def _character(self, element: Element, bold: bool) -> None:
        given = element.attributes
        match element.name:
            case "w:t" | "m:t":
                self._say(element.text, bold)
            case "w:tab" | "w:ptab":
                self._say("\t", bold)
            case "w:br" | "w:cr":
                self._say("" if given.get("type") in ("page", "column") else "\n", bold)
            case "w:noBreakHyphen":
                self._say("-", bold)
            case "w:sym":
                code = (
                    int(given.get("char", "FFFD"), 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", given.get("char", "")) else 0
                )
                if 0xF000 <= code <= 0xF0FF or not code:
                    said = say("a sign of the font {font}", font=given.get("font", "?"))
                    self.left_out.append(LeftOut(self.line, given.get("char", ""), said))
                else:
                    self._say(chr(code), bold)
            case "w:fldChar":
                self._field(given.get("fldCharType", ""))
            case "w:instrText":
                pass
            case "w:footnoteReference" | "w:endnoteReference":
                id = ("end" if element.name == "w:endnoteReference" else "") + given.get("id", "")
                if id in self.foot:
                    self.left_out.append(LeftOut(self.line, self.foot.pop(id), say("a note at the foot of the page")))
            case _:
                self._inline(element)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
            self._instructions += 1
        elif kind == "separate" and self._fields and not self._fields[-1]:
            self._fields[-1] = True
            self._instructions -= 1
        elif kind == "end" and self._fields:
            self._instructions -= not self._fields.pop()

    def _say(self, text: str, bold: bool) -> None:
        if not text or self._instructions:
            return
        self._spans.append(Span(text, bold))
        for quoted in self._quoted.values():
            quoted.append(text)

    def _drop(self, element: Element) -> None:
        """Leave out text deleted by a tracked change, or the phonetic guide of a character."""
        text = "".join(one.text for name in ("w:delText", "w:t") for one in element.below(name))
        if not text:
            return
        if element.name == "w:rt":
            self.left_out.append(LeftOut(self.line, text, say("the reading of a character")))
        elif element.name not in ("w:instrText", "w:delInstrText"):
            self._deleted += 1
            self.left_out.append(LeftOut(self.line, text, say("deleted by a tracked change")))

    def _comment(self, id: str) -> None:
        quote = "".join(self._quoted.pop(id, []))
        if id in self.notes:
            self.comments.append(self.notes.pop(id)._replace(line=self.line, quote=quote.strip()))

    def _drawing(self, element: Element) -> None:
        boxes = list(element.below("w:txbxContent"))
        seen: set[int] = set()
        for box in boxes:
            if id(box) not in seen:
                seen.update(id(inner) for inner in box.below("w:txbxContent"))
                self.blocks(box)
        if boxes:
            return
        properties = next(element.below("wp:docPr"), None)
        named = properties.attributes if properties else {}
        what = named.get("descr") or named.get("name") or ""
        why = say("an embedded object") if element.name == "w:object" else say("a picture")
        self.left_out.append(LeftOut(self.line, what, why))


def _split(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """A paragraph split at its line breaks."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        lines[-1].append(Span(first, span.bold))
        lines += [[Span(other, span.bold)] for other in others]
    return [merged(line) for line in lines]
