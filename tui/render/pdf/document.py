"""PDF: the document that is published and archived, in the form of GB/T 9704—2012."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.render.office_form import USUAL, OfficeForm
from tui.render.official import Official, official
from tui.render.pdf import plain as plain_contents
from tui.render.pdf.contents import contents, texts_by_face
from tui.render.pdf.families import families_of
from tui.render.plain import Plain, form_for, is_plain, plain

if TYPE_CHECKING:
    from typst import Compiler

_NO_YEAR = 1979
_TEMPLATE, _PLAIN_TEMPLATE = (Path(__file__).with_name(name) for name in ("official.typ", "plain.typ"))


def rendered(draft: Draft, edition: Edition, form: OfficeForm = USUAL) -> bytes:
    """The whole report as the bytes of a PDF file; the same draft and the same fonts give the same bytes.

    Raises `BaogaoError` without typst, for a family missing on this machine, and for a character that a font lacks.
    """
    try:
        import typst
    except ImportError:
        raise BaogaoError(
            say("for PDF the package “{package}” is needed", package="typst"),
            remedy=say("install it: {command}", command="pip install 'baogao[pdf]'"),
        ) from None
    day = draft.day("date") or date((draft.year or _NO_YEAR) + 1, 1, 1)
    try:
        if is_plain(draft.outline):
            return _plain(typst, plain(draft, edition), draft, form_for(draft.outline, form), day)
        report = official(draft, edition, form)
        families = families_of(typst, form)
        faces = families.chosen(texts_by_face(report), draft)
        compiler = typst.Compiler(_TEMPLATE, font_paths=families.fonts)
        return _set(compiler, report, contents(report, form, faces, day), day)
    except typst.TypstError as error:
        raise BaogaoError(say("typst cannot set this report: {why}", why=error.message)) from None


def difference(there: bytes, wanted: bytes) -> str:
    """Where a file differs from the wanted one: a PDF has no lines or parts to name."""
    return ""


def remarks(form: OfficeForm) -> tuple[()]:
    """Nothing: without a font there is no PDF."""
    return ()


def _plain(typst: Any, report: Plain, draft: Draft, form: OfficeForm, day: date) -> bytes:
    """A report in plain form, in fonts that come with typst where the machine has no others."""
    families = families_of(typst, form, with_embedded=True)
    faces = families.chosen(plain_contents.texts_by_face(report), draft)
    compiler = typst.Compiler(_PLAIN_TEMPLATE, font_paths=families.fonts)
    return _compiled(compiler, plain_contents.contents(report, form, faces, day), day)


def _set(compiler: Compiler, report: Official, given: dict[str, Any], day: date) -> bytes:
    content = _compiled(compiler, given, day)
    if not report.signature or not report.body or report.attachments:
        return content
    parted = json.loads(compiler.query("<parted>", field="value"))
    if not parted:
        return content
    # Issuer and date, or the imprint, would be on a page without text: so many lines are kept free where that would end.
    return _compiled(compiler, given | {"push": parted[0]}, day)


def _compiled(compiler: Compiler, given: dict[str, Any], day: date) -> bytes:
    content, warnings = compiler.compile_with_warnings(
        format="pdf",
        sys_inputs={"report": json.dumps(given, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],  # for the archive (ISO 19005-2), and for everybody (ISO 14289-1)
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    for warning in warnings:  # a family that is missing would be replaced with this warning alone
        raise RuntimeError(warning.message)
    assert isinstance(content, bytes)
    return content
