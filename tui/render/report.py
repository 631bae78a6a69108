"""The elements of a report as it will be read, in the order of GB/T 9704—2012: the basis of every rendering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from tui.base.numerals import item_mark, numbered_heading
from tui.draft.draft import Draft
from tui.draft.prose import Block, Kind
from tui.outline.outline import MONTH, Edition, Section
from tui.outline.title import TITLE

if TYPE_CHECKING:
    from tui.render.table import RenderedTable

_BETWEEN = "\u3000"  # print puts a full-width space between names side by side
_HEADINGS = (Kind.HEADING_2, Kind.HEADING_3)


class Part(StrEnum):
    """What an element is."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    SIGNER = "签发人"
    TITLE = "标题"
    BYLINE = "题注"
    RECIPIENTS = "主送机关"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    TEXT = "正文"
    TABLE = "表格"
    ATTACHMENT = "附件说明"
    ISSUER = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    RULE = "版记分隔线"
    COPIES = "抄送机关"
    PRINTER = "印发机关"
    PRINTED = "印发日期"


_CORNER = {"copy_number": Part.COPY_NUMBER, "secrecy": Part.SECRECY, "urgency": Part.URGENCY}


class Piece(NamedTuple):
    """A stretch of plain text."""

    text: str
    bold: bool = False
    level: int = 0
    """The level of a heading that is run into its paragraph, if it belongs to one; print sets the second in another face."""


class Element(NamedTuple):
    """One line of the report: its kind, its text, and the section and offset in its text that it comes from.

    A table is one element: it has a `table`, and no pieces.
    """

    part: Part
    pieces: tuple[Piece, ...] = ()
    section: str = ""
    start: int = 0
    table: RenderedTable | None = None
    words: tuple[str, ...] = ()
    """The parts that print separates: the lines of a title, the issuers of a mark and 文件, signers."""

    @property
    def text(self) -> str:
        """What it says, without bold."""
        return "".join(piece.text for piece in self.pieces)


def elements(draft: Draft, edition: Edition) -> Iterator[Element]:
    """The whole report, element by element; empty ones are left out."""
    title = _title(draft)
    byline = [_plain(Part.BYLINE, line) for line in draft.byline()]
    if not draft.outline.official:
        yield title
        yield from byline
        yield from _labelled_fields(draft, edition)
        yield from _body(draft)
        return
    yield from _letterhead(draft, edition)
    yield title
    yield from byline
    yield from _recipients(draft, edition)
    yield from _body(draft)
    yield from _signature(draft, edition)
    yield from _imprint(draft, edition)


def _title(draft: Draft) -> Element:
    """The title, and its lines as print breaks them."""
    title = draft.title
    lines = tuple(filter(None, map(str.strip, title.split("\n"))))
    return _plain(Part.TITLE, draft.one_line(title))._replace(words=lines)


def element_of(draft: Draft, block: Block, number: int | None, section: str = "", above: Sequence[int] = ()) -> Element:
    """A block of a section, with the number it is given; `above` are those of the headings above it."""
    pieces = [Piece(draft.run_text(run), run.bold) for run in block.runs]
    if number is None:
        return Element(Part.TEXT, tuple(pieces), section, block.start)
    level = block.kind.level
    is_heading = block.kind in _HEADINGS
    numbering = draft.outline.numbers
    mark = (
        numbered_heading(level, number, numbering, above)
        if is_heading or level == 2
        else item_mark(level, number, draft.outline.language)
    )
    first = pieces[0].text if pieces else ""
    if mark.endswith(".") and first[:1].isdigit():
        mark += " "  # a space keeps `1.` from running into a digit
    bold = not is_heading and bool(pieces) and pieces[0].bold
    part = Part.TEXT if not is_heading else Part.HEADING_2 if level == 2 else Part.HEADING_3
    run_in = level if bold else 0
    leads = tuple(piece._replace(level=run_in) for piece in takewhile(attrgetter("bold"), pieces)) if bold else ()
    return Element(part, (Piece(mark, bold, run_in), *leads, *pieces[len(leads) :]), section, block.start)


def section_numbers(draft: Draft) -> dict[str, int | None]:
    """The sections that are rendered, and the number of each; None for one without a heading."""
    given: dict[str, int | None] = {}
    count = 0
    for section in draft.outline.sections:
        if section.required or not draft.is_empty(section.id):
            count += section.heading is not None
            given[section.id] = count if section.heading is not None else None
    return given


def numbered(draft: Draft, section: Section, number: int | None) -> str | None:
    """A section's heading after its number, on one line; None if it has none."""
    heading = draft.heading(section)
    if heading is None:
        return None
    mark = numbered_heading(1, number, draft.outline.numbers) if number is not None else ""
    return mark + draft.one_line(heading)


def _plain(part: Part, text: str, section: str = "") -> Element:
    return Element(part, (Piece(text),), section)


def _shows(draft: Draft, field: str, edition: Edition) -> bool:
    """Whether an edition shows a field: the outline decides."""
    asked = draft.outline.fields_by_id.get(field)
    return asked is not None and edition in asked.editions


def _labelled(
    draft: Draft, part: Part, field: str, edition: Edition, label: str, between: str, end: str = ""
) -> Iterator[Element]:
    """A line such as 签发人：甲; its label alone while a required value is missing."""
    if not _shows(draft, field, edition):
        return
    words = draft.words(field)
    if words or draft.outline.fields_by_id[field].required:
        yield _plain(part, f"{label}{between.join(words)}{end if words else ''}")._replace(words=words)


def _labelled_fields(draft: Draft, edition: Edition) -> Iterator[Element]:
    """The fields of a report without official form, below its title: a line for each, only its label while it is missing."""
    in_byline = {name for line in draft.outline.byline for name in _names(line)}
    for field in draft.outline.fields:
        if field.id == TITLE or field.id in in_byline:
            continue
        if edition in field.editions and (field.required or field.id in draft.fields):
            value = draft.fields.get(field.id, ())
            words = draft.dated(value) if isinstance(value, date) else draft.wording.between.join(value)
            yield _plain(Part.TEXT, draft.wording.label.format(label=field.label, value=words).rstrip())


def _names(line: str) -> list[str]:
    """The fields that a line of the byline is made of."""
    names = re.findall(r"\{([a-z][a-z0-9_]*)\}", line)
    return ["date" if name == MONTH else name for name in names]


def _letterhead(draft: Draft, edition: Edition) -> Iterator[Element]:
    """版头: 份号, 密级和保密期限, 紧急程度, 发文机关标志, 发文字号, 签发人 (GB/T 9704—2012, 7.2.1 to 7.2.6)."""
    for field, part in _CORNER.items():
        if _shows(draft, field, edition):
            yield from (_plain(part, word) for word in draft.words(field))
    if _shows(draft, "mark", edition):
        mark = draft.words("mark")
        issuers = draft.words("issuer")
        if mark or issuers:
            words = mark or (*issuers, "文件")
            text = mark[0] if mark else f"{_BETWEEN.join(issuers)}文件"
            yield Element(Part.MARK, (Piece(text, bold=True),), words=words)
    if _shows(draft, "number", edition):
        yield from (_plain(Part.NUMBER, number) for number in draft.words("number"))
    yield from _labelled(draft, Part.SIGNER, "signer", edition, "签发人：", _BETWEEN)


def _recipients(draft: Draft, edition: Edition) -> Iterator[Element]:
    """主送机关, with a full-width colon after the last (7.3.2)."""
    recipients = draft.words("recipients")
    if recipients and _shows(draft, "recipients", edition):
        yield _plain(Part.RECIPIENTS, "、".join(recipients) + "：")


def _body(draft: Draft) -> Iterator[Element]:
    """The sections in the outline's order; those with a heading are numbered 一、二、 …"""
    for id, number in section_numbers(draft).items():
        section = draft.outline.sections_by_id[id]
        heading = numbered(draft, section, number)
        if heading is not None:
            yield _plain(Part.HEADING_1, heading, id)
        if not draft.is_empty(id):
            yield from _section(draft, section, number)
        elif section.kind == "table":
            yield _table(draft, section)  # an empty form shows the cells to fill in


def _section(draft: Draft, section: Section, number: int | None) -> Iterator[Element]:
    if section.none and draft.says_none(section.id):
        yield _plain(Part.TEXT, draft.wording.nothing, section.id)
        return
    blocks = draft.blocks.get(section.id, ())
    given = draft.block_numbers(section.id)
    numbered = zip(blocks, given, _above(blocks, given, number), strict=True)
    found = (element_of(draft, block, n, section.id, above) for block, n, above in numbered)
    yield from (element for element in found if element.text)
    if section.kind == "table":
        yield _table(draft, section)


def _table(draft: Draft, section: Section) -> Element:
    """The table of a section, after its text if it has one."""
    from tui.render.table import rendered  # most reports have none

    numbers = draft.numbers(section.id)
    assert numbers is not None
    return Element(Part.TABLE, section=section.id, table=rendered(numbers))


def _above(blocks: Sequence[Block], numbers: Sequence[int | None], section: int | None) -> Iterator[tuple[int, ...]]:
    """The numbers of the headings above each block, of the first level and possibly the second."""
    first = () if section is None else (section,)
    second: tuple[int, ...] = ()
    for block, n in zip(blocks, numbers, strict=True):
        if block.kind in (Kind.HEADING_2, Kind.POINT_2) and n is not None:
            second = (n,)
            yield first
        else:
            yield (*first, *second)


def _signature(draft: Draft, edition: Edition) -> Iterator[Element]:
    """附件说明, 署名, 成文日期, 附注 (7.3.4 to 7.3.6)."""
    attachments = draft.words("attachments") if _shows(draft, "attachments", edition) else ()
    for n, name in enumerate(attachments, 1):
        mark = numbered_heading(3, n) + (" " if name[:1].isdigit() else "")
        lead = "附件：" if n == 1 else ""
        yield _plain(Part.ATTACHMENT, f"{lead}{mark if len(attachments) > 1 else ''}{name}")
    if _shows(draft, "issuer", edition):
        yield from (_plain(Part.ISSUER, issuer) for issuer in draft.words("issuer"))
    day = draft.day("date")
    if day and _shows(draft, "date", edition):
        yield _plain(Part.DATE, draft.dated(day))
    if _shows(draft, "note", edition):
        for note in draft.words("note"):
            yield _plain(Part.NOTE, note if note.startswith("（") and note.endswith("）") else f"（{note}）")


def _imprint(draft: Draft, edition: Edition) -> Iterator[Element]:
    """版记: 抄送, 印发机关, 印发日期 (7.4.2, 7.4.3)."""
    lines = list(_labelled(draft, Part.COPIES, "copies", edition, "抄送：", "，", "。"))
    if _shows(draft, "printer", edition):
        lines += [_plain(Part.PRINTER, printer) for printer in draft.words("printer")]
    printed = draft.day("printed")
    if printed and _shows(draft, "printed", edition):
        lines.append(_plain(Part.PRINTED, f"{draft.dated(printed)}印发"))
    if lines:
        yield Element(Part.RULE)
        yield from lines
