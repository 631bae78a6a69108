"""A report as the data for the template: texts, faces, and every measure of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tui.base.text import visible
from tui.render import page
from tui.render.form import RUN_IN, STYLES
from tui.render.mark import joint_sizes, sized
from tui.render.office_form import Face, OfficeForm
from tui.render.official import Official, width_of
from tui.render.pdf.families import Family
from tui.render.report import Element, Part, Piece
from tui.render.table import RenderedTable
from tui.render.table_grid import LINE_HEIGHT, PADDING, SIZES, Cell, grid

Data = dict[str, Any]

_PAGE_NUMBER = "—0123456789 "
_SIGNERS = "签发人："
_ATTACHMENTS = "附件："


def texts_by_face(report: Official) -> Mapping[Face, str]:
    """Everything that is set in each face."""
    return by_face(_texts(report))


def by_face(found: Iterable[tuple[Face, str]]) -> Mapping[Face, str]:
    """Texts put together by the face they are set in."""
    texts: dict[Face, list[str]] = defaultdict(list)
    for face, text in found:
        texts[face].append(text)
    return {face: "".join(parts) for face, parts in texts.items()}


def _texts(report: Official) -> Iterator[tuple[Face, str]]:
    yield Face.PAGE_NUMBER, _PAGE_NUMBER
    yield from ((STYLES[element.part].face, element.text) for element in report.corner if element)
    if report.mark:
        yield Face.MARK, "".join((*report.mark.names, report.mark.word))
    yield Face.TITLE, "".join(report.title)
    yield STYLES[Part.BYLINE].face, "".join(report.bylines)
    if report.signers is not None:
        yield from ((Face.NAME, "".join(row)) for row in report.signers)
        yield Face.TEXT, _SIGNERS
    yield from texts_of_body(report.body)
    yield Face.TEXT, "".join((report.number, report.recipients, *report.attachments, *report.notes))
    yield Face.TEXT, "".join(line for row in report.signature for placed in row.placed for line in placed.lines)
    if report.imprint:
        yield Face.TEXT, "".join((*report.imprint.lists, report.imprint.printer, report.imprint.printed))


def texts_of_body(elements: Iterable[Element]) -> Iterator[tuple[Face, str]]:
    """The texts of the sections, each with its face."""
    for element in elements:
        if element.table is not None:
            yield from ((_cell_face(cell), cell.text) for row in grid(element.table).rows for cell in row)
        for piece in element.pieces:
            yield _piece_face(element, piece), visible(piece.text)


def contents(report: Official, form: OfficeForm, faces: Mapping[Face, tuple[Family, ...]], day: date) -> Data:
    """What the template reads as JSON."""
    told = told_faces(faces)
    return {
        "setup": _setup(form),
        "byline_face": str(STYLES[Part.BYLINE].face),
        "faces": {str(face): value for face, value in told.items()},
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "language": report.language,
        "heading": "".join(report.title),
        "head": _head(report, form, told) if report.has_head or report.corner else None,
        "title": list(report.title),
        "bylines": list(report.bylines),
        "recipients": report.recipients,
        "body": list(body(report.body)),
        "attachments": list(_attachments(report)),
        "number_width": 1 if len(report.attachments) < 10 else 1.5,
        "signature": [
            {
                "before": row.before,
                "placed": [{"lines": placed.lines, "centre": placed.centre} for placed in row.placed],
            }
            for row in report.signature
        ],
        "notes": list(report.notes),
        "imprint": report.imprint._asdict() | {"floats": report.imprint.fits_page} if report.imprint else None,
    }


def told_faces(faces: Mapping[Face, tuple[Family, ...]]) -> dict[Face, Data]:
    """The families of every face."""
    told = {face: _face(families) for face, families in faces.items()}
    for face in Face:
        told.setdefault(face, told[Face.TEXT])  # a face that sets nothing
    return told


def _face(families: tuple[Family, ...]) -> Data:
    return {"font": [family.name for family in families], "weight": families[0].weight}


def _setup(form: OfficeForm) -> Data:
    return {
        "width": page.WIDTH,
        "height": page.HEIGHT,
        "top": page.TOP,
        "left": page.LEFT,
        "text_width": page.TEXT_WIDTH,
        "text_height": page.TEXT_HEIGHT,
        "character": page.CHARACTER,
        "line": page.LINE,
        "rule_below": page.RULE_BELOW_NUMBER,
        "page_number_below": page.PAGE_NUMBER_BELOW_TEXT,
        "page_numbers": form.page_numbers,
        "thick": page.THICK,
        "thin": page.THIN,
        "title_size": STYLES[Part.TITLE].size,
        "title_line": page.TITLE_LINE / page.POINT,
        "imprint_size": STYLES[Part.COPIES].size,
        "imprint_line": page.IMPRINT_LINE / page.POINT,
    }


def _head(report: Official, form: OfficeForm, faces: Mapping[Face, Data]) -> Data:
    text = faces[Face.TEXT]
    corner = [
        {"text": element.text, "face": faces[STYLES[element.part].face]} if element else {"text": "", "face": text}
        for element in report.corner
    ]
    return {
        "corner": corner,
        "mark_top": form.mark_top if report.mark else max(0.0, len(corner) * page.LINE),
        "mark": _mark(report, form),
        "label": _SIGNERS,
        "rows": list(_rows(report)),
        "rule": report.has_head,
    }


def _mark(report: Official, form: OfficeForm) -> Data | None:
    mark = report.mark
    if mark is None:
        return None
    if not mark.word:
        width, size = sized(width_of(mark.names[0]), form)
        names = [{"text": mark.names[0], "spacing": width * form.mark_spacing}]
        return {"names": names, "word": "", "width": width, "size": size, "spacing": width * form.mark_spacing}
    width, size, spacings = joint_sizes(mark, form, report.mark_height)
    names = [{"text": name, "spacing": space} for name, space in zip(mark.names, spacings, strict=True)]
    return {"names": names, "word": mark.word, "width": width, "size": size, "spacing": width * form.mark_spacing}


def _rows(report: Official) -> Iterator[Data]:
    """The rows of signers, the number in the last of them."""
    if report.signers is None:
        if report.number:
            yield {"number": report.number, "names": None}
        return
    rows = ["\u3000".join(row) for row in report.signers] or [""]
    for n, names in enumerate(rows):
        yield {"number": report.number if n == len(rows) - 1 else "", "names": names}


def body(elements: Sequence[Element], largest: float = SIZES[0]) -> Iterator[Data]:
    """The elements; heading levels are consecutive, as readers of tagged files require."""
    above: list[int] = []
    for n, element in enumerate(elements):
        style = STYLES[element.part]
        if element.table is not None:
            yield {"table": _table(element.table, largest)}
            continue
        if style.level:
            above = [*(level for level in above if level < style.level), style.level]
        yield {
            "level": len(above) if style.level else 0,
            "pieces": [
                {"text": visible(piece.text), "bold": piece.bold, "face": str(_piece_face(element, piece))}
                for piece in element.pieces
            ],
            "last": n == len(elements) - 1,
        }


def _piece_face(element: Element, piece: Piece) -> Face:
    return RUN_IN.get(piece.level, STYLES[element.part].face)


def _cell_face(cell: Cell) -> Face:
    return Face.HEADING_1 if cell.is_heading else Face.TEXT


def _table(table: RenderedTable, largest: float) -> Data:
    laid_out = grid(table, largest)
    return {
        "columns": [column * page.TEXT_WIDTH for column in laid_out.columns],
        "size": laid_out.size,
        "line": laid_out.size * LINE_HEIGHT,
        "padding": laid_out.size * PADDING,
        "headings": laid_out.headings,
        "rows": [[cell._asdict() | {"face": str(_cell_face(cell))} for cell in row] for row in laid_out.rows],
    }


def _attachments(report: Official) -> Iterator[Data]:
    for text in report.attachments:
        name = text.removeprefix(_ATTACHMENTS)
        number, dot, rest = name.partition(".") if len(report.attachments) > 1 else ("", "", name)
        yield {"number": number + dot, "name": rest.lstrip()}
