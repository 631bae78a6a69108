"""A plain report as the data for its template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tui.render import page
from tui.render.office_form import Face, OfficeForm
from tui.render.pdf.contents import Data, body, by_face, texts_of_body, told_faces
from tui.render.pdf.families import Family
from tui.render.plain import AFTER, LINE, SIZES, TABLE_SIZE, Plain
from tui.render.report import Part


def texts_by_face(report: Plain) -> Mapping[Face, str]:
    """Everything that is set in each face."""
    return by_face(_texts(report))


def _texts(report: Plain) -> Iterator[tuple[Face, str]]:
    yield Face.TEXT, "0123456789"
    yield Face.TITLE, "".join(report.title)
    yield Face.TEXT, "".join((*report.bylines, *report.fields))
    yield from texts_of_body(report.body)


def contents(report: Plain, form: OfficeForm, faces: Mapping[Face, tuple[Family, ...]], day: date) -> Data:
    """What the template reads as JSON."""
    width, height = report.paper
    language, _, region = report.language.partition("-")
    return {
        "setup": {
            "width": width,
            "height": height,
            "text_width": page.TEXT_WIDTH,
            "page_numbers": form.page_numbers,
            "sizes": [SIZES[part] for part in (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3)],
            "title_size": SIZES[Part.TITLE],
            "size": SIZES[Part.TEXT],
            "line": LINE,
            "after": AFTER,
        },
        "faces": {str(face): value for face, value in told_faces(faces).items()},
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "language": language,
        "region": region.lower() or None,
        "heading": " ".join(report.title),
        "title": list(report.title),
        "bylines": list(report.bylines),
        "fields": list(report.fields),
        "body": list(body(report.body, TABLE_SIZE)),
    }
