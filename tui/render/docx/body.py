"""The text, the list of attachments, issuer and date, notes, and 版记 at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.base.text import visible
from tui.render import page
from tui.render.docx.styles import LINE, STYLE_IDS
from tui.render.docx.table import table
from tui.render.docx.xml import BREAK, NO_CELL_MARGINS, TAB, TEXT_WIDTH, attributes, fonts, paragraph, run, tabs, twips
from tui.render.form import RUN_IN, STYLES, empty_lines
from tui.render.office_form import OfficeForm
from tui.render.official import Imprint, Official, Row, width_of
from tui.render.report import Element, Part, Piece
from tui.render.wrapping import wrapped

_IMPRINT_CHARACTER = STYLES[Part.COPIES].size * 20
_TABLE_SPACE = 120  # twips
_FEW_LINES = 5
_MOST_LINES = page.LINES - 2
"""Lines of a last paragraph up to which it is kept with issuer and date: Word moves its last line, LibreOffice all of it.

So one that fills a page is left alone, and one of more than a few lines if it is all the text that the first page has.
"""


def body(report: Official, form: OfficeForm) -> Iterator[str]:
    """Everything below the title, as paragraphs and tables."""
    line = LINE[form.margins]
    before: Part | None = Part.BYLINE if report.bylines else Part.TITLE if report.title else None

    def space(part: Part) -> str:
        nonlocal before
        lines, before = empty_lines(before, part), part
        return attributes("spacing", {"before": lines * line}) if lines else ""

    if report.recipients:
        yield paragraph(STYLE_IDS[Part.RECIPIENTS], run(report.recipients), space(Part.RECIPIENTS))
    signed = bool(report.signature) and not report.attachments
    for n, element in enumerate(report.body):
        last = signed and n == len(report.body) - 1
        if element.table is not None:
            yield _beside_table(keep=True)
            yield table(element.table, form, keep=last)
            yield _beside_table(keep=last)
            before = element.part
            continue
        keep = last and _may_move(element, report.body[:n])
        yield _element(element, ("<w:keepNext/>" if keep else "") + space(element.part), form)
    yield from _attachments(report.attachments, space(Part.ATTACHMENT) if report.attachments else "", report)
    for n, row in enumerate(report.signature):
        yield _row(row, line, keep=n < len(report.signature) - 1)
    for note in report.notes:
        yield paragraph(STYLE_IDS[Part.NOTE], run(note))
    if report.imprint:
        yield from _imprint(report.imprint)


def _beside_table(keep: bool) -> str:
    """A little space: without it the tables' headings would touch its lines."""
    spacing = attributes("spacing", {"line": _TABLE_SPACE, "lineRule": "exact"})
    return paragraph(STYLE_IDS[Part.TABLE], "", f"{'<w:keepNext/>' if keep else ''}{spacing}")


def _may_move(last: Element, before: Sequence[Element]) -> bool:
    """Whether the last paragraph may move to the page of issuer and date, which must not be alone there (7.3.5.5)."""
    lines = len(wrapped(last.text, 2 * page.CHARACTERS, 2 * page.CHARACTERS - 4))
    return lines <= _FEW_LINES or (lines <= _MOST_LINES and any(one.part is Part.TEXT for one in before))


def _element(element: Element, properties: str, form: OfficeForm) -> str:
    latin = "".join(form.latin[:1])
    runs = (run(piece.text, _properties(piece, form), latin) for piece in element.pieces)
    return paragraph(STYLE_IDS[element.part], runs, properties)


def _properties(piece: Piece, form: OfficeForm) -> str:
    face = fonts(form.fonts[RUN_IN[piece.level]][0]) if piece.level in RUN_IN else ""
    return face + ("<w:b/><w:bCs/>" if piece.bold else "")


def _attachments(names: Sequence[str], space: str, report: Official) -> Iterator[str]:
    """附件： and the names one below the other; continued lines start below the first character of the name (7.3.4)."""
    for n, text in enumerate(names):
        lead = "附件：" if n == 0 else ""
        mark, dot, name = (
            text.removeprefix(lead).partition(".") if len(names) > 1 else ("", "", text.removeprefix(lead))
        )
        left, start = (6 if dot else 5), (2 if lead else 5)
        number = run(f"{mark}{dot}") + TAB if dot else ""
        keep = "<w:keepNext/>" if report.signature else ""
        stops = tabs(("left", left))
        indent = attributes("ind", {"left": twips(left), "hanging": twips(left - start)})
        yield paragraph(
            STYLE_IDS[Part.ATTACHMENT],
            run(lead) + number + run(name.lstrip()),
            keep + stops + (space if n == 0 else "") + indent,
        )


def _row(row: Row, line: int, keep: bool) -> str:
    """One name or the date by its distance from the right edge; several names centred at tab stops."""
    space = attributes("spacing", {"before": row.before * line}) if row.before else ""
    next_ = "<w:keepNext/>" if keep and row.part is not Part.ISSUER else ""
    style = STYLE_IDS[row.part]
    if len(row.placed) > 1:
        stops = tabs(*(("center", placed.centre) for placed in row.placed))
        names = "".join(TAB + run("".join(placed.lines)) for placed in row.placed)
        return paragraph(style, names, f'{next_}{stops}{space}<w:jc w:val="left"/>')
    lines, centre = row.placed[0]
    if len(lines) == 1:
        right = page.CHARACTERS - centre - width_of(lines[0]) / 2
        return paragraph(style, run(lines[0]), next_ + space + attributes("ind", {"right": twips(right)}))
    indent = attributes("ind", {"left": twips(2 * centre - page.CHARACTERS)})
    return paragraph(style, BREAK.join(map(run, lines)), f'{next_}{space}{indent}<w:jc w:val="center"/>')


# 版记 (7.4)


def _imprint(imprint: Imprint) -> Iterator[str]:
    """A table of one row that floats at the bottom of the text, and the paragraph it is anchored to.

    Of five ways that were measured this is the one that Word's imitators and LibreOffice all put at the foot. One that
    is longer than a page cannot float: it follows the text, and goes on over pages.
    """
    inner = [_list(text) for text in imprint.lists]
    if imprint.printer or imprint.printed:
        inner.append(_printer(imprint, thin_line=bool(inner)))
    floats = imprint.fits_page
    position = (
        '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="1588" w:tblpYSpec="bottom"/>' if floats else ""
    )
    border = '<w:{0} w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    row = "<w:trPr><w:cantSplit/></w:trPr>" if floats else ""
    yield (
        f'<w:tbl><w:tblPr>{position}<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f"<w:tblBorders>{border.format('top')}{border.format('bottom')}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/>{NO_CELL_MARGINS}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid><w:tr>{row}'
        f'<w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/></w:tcPr>{"".join(inner)}</w:tc></w:tr></w:tbl>'
    )
    yield paragraph(STYLE_IDS[Part.COPIES], "", attributes("spacing", {"line": 20, "lineRule": "exact"}))


def _list(text: str) -> str:
    """抄送 with its names, which continue below the first of them."""
    lead = width_of(text[: text.find("：") + 1])
    size = _IMPRINT_CHARACTER
    indent = {"left": round(size * (1 + lead)), "right": size, "hanging": round(size * lead)}
    return paragraph(STYLE_IDS[Part.COPIES], run(visible(text)), attributes("ind", indent))


def _printer(imprint: Imprint, thin_line: bool) -> str:
    """Who printed it, on the left, and when, on the right, below a thin line if anything is above."""
    size = _IMPRINT_CHARACTER
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>' if thin_line else ""
    stops = f'<w:tabs><w:tab w:val="left" w:pos="{size}"/><w:tab w:val="right" w:pos="{TEXT_WIDTH - size}"/></w:tabs>'
    return paragraph(STYLE_IDS[Part.COPIES], TAB + run(imprint.printer) + TAB + run(imprint.printed), border + stops)


def footer(is_odd: bool) -> str:
    """The page number between dashes, one character from the outer edge (7.5)."""
    side = {"right": _IMPRINT_CHARACTER} if is_odd else {"left": _IMPRINT_CHARACTER}
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    placed = attributes("ind", side) + f'<w:jc w:val="{"right" if is_odd else "left"}"/>'
    return paragraph("Footer", f"{run('— ')}{number}{run(' —')}", placed)
