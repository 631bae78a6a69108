"""版头 and title: the corner, the red mark, number and signers in a row, the red line, the lines of the title."""

from __future__ import annotations

from collections.abc import Iterator

from tui.render import page
from tui.render.docx.styles import LINE, STYLE_IDS
from tui.render.docx.xml import BREAK, NO_CELL_MARGINS, TAB, TWIP, attributes, fonts, paragraph, run, tabs
from tui.render.mark import LINE_HEIGHT, joint_sizes, sized
from tui.render.office_form import Face, OfficeForm
from tui.render.official import Mark, Official, width_of
from tui.render.report import Part

_ABOVE_BASELINE = 0.8  # Word and LibreOffice put the baseline at this part of an exact line
_ASCENT = 0.86  # from the baseline to the top edge of a Han character
_SIGNERS = "签发人："


def head(report: Official, form: OfficeForm) -> Iterator[str]:
    """Everything up to the title, as paragraphs."""
    for element in report.corner:
        style = STYLE_IDS[element.part if element else Part.COPY_NUMBER]
        yield paragraph(style, run(element.text) if element else "")
    above = len(report.corner) * LINE[form.margins]
    if report.mark and report.mark.word:
        yield from _joint_mark(report.mark, form, above, report.mark_height)
    elif report.mark:
        yield _mark(report.mark.names[0], form, above)
    if report.number or report.signers is not None:
        yield from _number(report, form)
    if report.has_head:
        yield paragraph(STYLE_IDS[Part.RULE], "")
    lines = [run(line) for line in report.title]
    first = "" if report.has_head or report.corner else attributes("spacing", {"before": 0})
    if lines:
        yield paragraph(STYLE_IDS[Part.TITLE], BREAK.join(lines), first)
    for byline in report.bylines:
        yield paragraph(STYLE_IDS[Part.BYLINE], run(byline))


def _mark_run(text: str, width: float, size: float, spacing: float) -> str:
    """Red characters of a given width and height (in points), with a given space between them; none after the last."""

    def properties(space: float) -> str:
        half = round(size * 2)
        return (
            f'<w:spacing w:val="{round(space * 20)}"/><w:w w:val="{max(1, round(100 * width * 2 / max(1, half)))}"/>'
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        )

    if not spacing:
        return run(text, properties(0))
    return run(text[:-1], properties(spacing)) + run(text[-1:], properties(0))


def _before(size: float, form: OfficeForm, above: int) -> int:
    """The space before the mark, in twips, that puts its upper edge where it belongs."""
    to_ink = (_ABOVE_BASELINE * LINE_HEIGHT - _ASCENT) * size * 20
    return max(0, round(form.mark_top / TWIP - to_ink) - above)


def _line(size: float) -> dict[str, object]:
    return {"line": round(size * LINE_HEIGHT * 20), "lineRule": "exact"}


def _mark(text: str, form: OfficeForm, above: int) -> str:
    width, size = sized(width_of(text), form)
    spacing = attributes("spacing", {"before": _before(size, form, above), **_line(size)})
    return paragraph(STYLE_IDS[Part.MARK], _mark_run(text, width, size, width * form.mark_spacing), spacing)


def _joint_mark(mark: Mark, form: OfficeForm, above: int, height: float) -> Iterator[str]:
    """The names of all issuers, equally long, one below the other; 文件 centred vertically on their right (7.2.4)."""
    longest = max(map(width_of, mark.names))
    width, size, spaces = joint_sizes(mark, form, height)
    spacing = width * form.mark_spacing
    name_width = longest * width + (longest - 1) * spacing
    columns = [round((name_width + width * 0.5) * 20), round(width_of(mark.word) * (width + spacing) * 20) + 40]
    exact = attributes("spacing", _line(size))
    # A table cannot have space before it: a paragraph of its own is the space.
    space = max(20, _before(size, form, above))
    yield paragraph(STYLE_IDS[Part.MARK], "", attributes("spacing", {"line": space, "lineRule": "exact"}))
    rows = []
    for n, (name, even) in enumerate(zip(mark.names, spaces, strict=True)):
        left = paragraph(STYLE_IDS[Part.MARK], _mark_run(name, width, size, even), f'{exact}<w:jc w:val="left"/>')
        word = _mark_run(mark.word, width, size, spacing) if n == 0 else ""
        right = paragraph(STYLE_IDS[Part.MARK], word, f'{exact}<w:jc w:val="right"/>')
        merge = '<w:vMerge w:val="restart"/>' if n == 0 else "<w:vMerge/>"
        rows.append(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            f'<w:tc><w:tcPr><w:tcW w:w="{columns[0]}" w:type="dxa"/></w:tcPr>{left}</w:tc>'
            f'<w:tc><w:tcPr><w:tcW w:w="{columns[1]}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>{right}</w:tc>'
            "</w:tr>"
        )
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"{NO_CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _number(report: Official, form: OfficeForm) -> Iterator[str]:
    """发文字号 one character from the left in the row of the last signers; without signers in the middle (7.2.5, 7.2.6)."""
    style = STYLE_IDS[Part.NUMBER]
    if report.signers is None:
        yield paragraph(style, run(report.number), '<w:jc w:val="center"/>')
        return
    names = ["\u3000".join(row) for row in report.signers] or [""]
    start = max(1.0, page.CHARACTERS - 1 - width_of(_SIGNERS) - max(map(width_of, names)))
    for n, row in enumerate(names):
        label = run(_SIGNERS) if n == 0 else ""
        number = run(report.number) if n == len(names) - 1 else ""
        stops = tabs(("left", 1), ("left", start + (0 if n == 0 else width_of(_SIGNERS))))
        space = attributes("spacing", {"before": 0}) if n else ""
        name = run(row, fonts(form.fonts[Face.NAME][0])) if row else ""
        yield paragraph(style, f"{TAB}{number}{TAB}{label}{name}", stops + space)
