"""Word: the document that is edited, signed and filed, in the form of GB/T 9704—2012."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tui.base.messages import Message, say, words
from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.render.docx.body import body, footer
from tui.render.docx.head import head
from tui.render.docx.styles import font_table, page_setup, styles
from tui.render.docx.xml import DECLARATION, NAMESPACES, escaped
from tui.render.fonts import installed, system_folders
from tui.render.office_form import USUAL, OfficeForm
from tui.render.official import Official, official

_LEVEL = 6
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def rendered(draft: Draft, edition: Edition, form: OfficeForm = USUAL) -> bytes:
    """The whole report as the bytes of a Word file. The same draft gives the same parts, and the same bytes with one zlib."""
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
    """The parts of the package, by name, in their order."""
    footers = form.page_numbers
    main = "".join((*head(report, form), *body(report, form), page_setup(form, footers)))
    told = {
        "[Content_Types].xml": _content_types(footers),
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"), ("core", "docProps/core.xml"))),
        "docProps/core.xml": _core("".join(report.title), report.language),
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{main}</w:body></w:document>",
        "word/styles.xml": styles(form),
        "word/settings.xml": f"{DECLARATION}<w:settings {NAMESPACES}>{_SETTINGS}</w:settings>",
        "word/fontTable.xml": font_table(form),
        "word/_rels/document.xml.rels": _relations(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                *((("footer", "footer1.xml"), ("footer", "footer2.xml")) if footers else ()),
            ),
            first=2,
        ),
    }
    if footers:
        for n in (1, 2):
            told[f"word/footer{n}.xml"] = f"{DECLARATION}<w:ftr {NAMESPACES}>{footer(is_odd=n == 1)}</w:ftr>"
    return told


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


def _content_types(footers: bool) -> str:
    of = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
    }
    if footers:
        of |= {f"/word/footer{n}.xml": f"{_WORD}.footer+xml" for n in (1, 2)}
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in of.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: tuple[tuple[str, str], ...], first: int = 1) -> str:
    kinds = {"core": f"{_PACKAGE}/relationships/metadata/core-properties"}
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{kinds.get(kind, f"{_OFFICE}/{kind}")}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, first)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _core(title: str, language: str) -> str:
    """The metadata of the file: its title and its language, and nobody's name."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator></dc:creator><dc:language>{_LANGUAGES.get(language, language)}</dc:language>"
        "</cp:coreProperties>"
    )


_SETTINGS = (
    "<w:removePersonalInformation/><w:removeDateAndTime/>"
    "<w:evenAndOddHeaders/>"  # or the footers of even pages are not shown
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)
