"""The package of a Word file: the parts that hold no text of the report, and how all of them belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui.render.docx.xml import DECLARATION, NAMESPACES, escaped

LANGUAGES = {"zh": "zh-CN", "en": "en-US", "ja": "ja-JP", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
"""Languages as Word names them, where no region is given."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Contents(NamedTuple):
    """What a Word file holds: the body, the styles, the fonts, one footer or those of odd and even pages, if any."""

    main: str
    styles: str
    fonts: str
    footers: tuple[str, ...]
    title: str
    language: str


def parts_of(contents: Contents) -> Mapping[str, str]:
    """The parts of the package, by name, in their order. Footers are rId5 and rId6."""
    footers = [f"footer{n}.xml" for n in range(1, len(contents.footers) + 1)]
    settings = _SETTINGS.format(even_and_odd=_EVEN_AND_ODD if len(footers) > 1 else "")
    told = {
        "[Content_Types].xml": _content_types(len(footers)),
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"), ("core", "docProps/core.xml"))),
        "docProps/core.xml": _core(contents.title, contents.language),
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{contents.main}</w:body></w:document>",
        "word/styles.xml": contents.styles,
        "word/settings.xml": f"{DECLARATION}<w:settings {NAMESPACES}>{settings}</w:settings>",
        "word/fontTable.xml": contents.fonts,
        "word/_rels/document.xml.rels": _relations(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                *(("footer", name) for name in footers),
            ),
            first=2,
        ),
    }
    for name, text in zip(footers, contents.footers, strict=True):
        told[f"word/{name}"] = f"{DECLARATION}<w:ftr {NAMESPACES}>{text}</w:ftr>"
    return told


def _content_types(footers: int) -> str:
    of = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
    }
    of |= {f"/word/footer{n}.xml": f"{_WORD}.footer+xml" for n in range(1, footers + 1)}
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
        f"<dc:title>{escaped(title)}</dc:title><dc:creator></dc:creator><dc:language>{LANGUAGES.get(language, language)}</dc:language>"
        "</cp:coreProperties>"
    )


_EVEN_AND_ODD = "<w:evenAndOddHeaders/>"  # or the footers of even pages are not shown
_SETTINGS = (
    "<w:removePersonalInformation/><w:removeDateAndTime/>"
    "{even_and_odd}"
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)
