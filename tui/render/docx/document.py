"""Word: the document that is edited, signed and filed, in the form of GB/T 9704—2012 or in plain form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tui.base.messages import Message, say, words
from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.render.docx.body import body, footer
from tui.render.docx.head import head
from tui.render.docx.package import Contents, parts_of
from tui.render.docx.plain import plain_parts
from tui.render.docx.styles import font_table, page_setup, styles
from tui.render.fonts import installed, system_folders
from tui.render.office_form import USUAL, OfficeForm
from tui.render.official import Official, official
from tui.render.plain import form_for, is_plain, plain

_LEVEL = 6
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def rendered(draft: Draft, edition: Edition, form: OfficeForm = USUAL) -> bytes:
    """The whole report as the bytes of a Word file. The same draft gives the same parts, and the same bytes with one zlib."""
    if is_plain(draft.outline):
        return _packed(plain_parts(plain(draft, edition), form_for(draft.outline, form)))
    return _packed(parts(official(draft, edition, form), form))


def difference(there: bytes, wanted: bytes) -> str | None:
    """The first part in which a file differs from the wanted one; None if only the compression does."""
    new = _unpacked(wanted)
    try:
        old = _unpacked(there)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return ""
    return next((name for name in sorted({*old, *new}) if old.get(name) != new.get(name)), None)


def remarks(form: OfficeForm) -> list[Message]:
    """The typefaces missing on this machine: the file names them, and Word silently shows others."""
    asked = {names[:2] for names in form.fonts.values()} | ({form.latin[:2]} if form.latin else set())
    folders = [*system_folders(), *([form.font_folder] if form.font_folder else [])]
    here = installed((name for names in asked for name in names), folders)
    missing = sorted(names[0] for names in asked if here.isdisjoint(names))
    if not missing:
        return []
    return [
        say(
            "not on this machine, so Word uses other typefaces here: {families}. Install these fonts, or name others in baogao.toml: [form.fonts]",
            families=words(missing),
        )
    ]


def parts(report: Official, form: OfficeForm = USUAL) -> Mapping[str, str]:
    """The parts of the package of a report in official form, by name, in their order."""
    footers = tuple(footer(is_odd=is_odd) for is_odd in (True, False)) if form.page_numbers else ()
    main = "".join((*head(report, form), *body(report, form), page_setup(form, form.page_numbers)))
    return parts_of(Contents(main, styles(form), font_table(form), footers, "".join(report.title), report.language))


def _packed(parts: Mapping[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 0  # what made it says nothing about the machine
            package.writestr(entry, text, zipfile.ZIP_DEFLATED, _LEVEL)
    return content.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
