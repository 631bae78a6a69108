"""The styles of the document, made from the table in `form`, and the fonts they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tui.render import page
from tui.render.docx.xml import DECLARATION, NAMESPACES, NO_CELL_MARGINS, TWIP, attributes, escaped, fonts
from tui.render.form import STYLES, Align, Style
from tui.render.office_form import Face, Margins, OfficeForm
from tui.render.report import Part

STYLE_IDS: Mapping[Part, str] = MappingProxyType(
    {
        Part.COPY_NUMBER: "GongwenCopyNumber",
        Part.SECRECY: "GongwenSecrecy",
        Part.URGENCY: "GongwenUrgency",
        Part.MARK: "GongwenMark",
        Part.NUMBER: "GongwenNumber",
        Part.RULE: "GongwenRule",
        Part.TITLE: "Title",
        Part.BYLINE: "GongwenByline",
        Part.RECIPIENTS: "GongwenRecipients",
        Part.HEADING_1: "Heading1",
        Part.HEADING_2: "Heading2",
        Part.HEADING_3: "Heading3",
        Part.TEXT: "GongwenText",
        Part.TABLE: "GongwenTable",
        Part.ATTACHMENT: "GongwenAttachment",
        Part.ISSUER: "GongwenIssuer",
        Part.DATE: "GongwenDate",
        Part.NOTE: "GongwenNote",
        Part.COPIES: "GongwenImprint",
    }
)
"""By these names a part is known when the document comes back; signers share the line of the number, imprints a style."""

LINE = {Margins.PAGE_SETUP: 579, Margins.RULER: 589}
"""Twips from line to line. 22 of them fill 225 mm; by the ruler they are those of GB/T 33476.2—2016."""

_TITLE_LINE, _IMPRINT_LINE = (round(line / TWIP) for line in (page.TITLE_LINE, page.IMPRINT_LINE))
_FOOTER_LINE = 280
_RULE_LINE = 166  # the red line is 4 mm below the number
_TIGHTER = -5  # twentieths of a point between characters: 16 points become 15.75, and 28 of them fit into 156 mm
_RED = "FF0000"

_ALIGNMENTS = {Align.JUSTIFIED: "both", Align.CENTRE: "center", Align.RIGHT: "right"}


def styles(form: OfficeForm) -> str:
    """styles.xml."""
    line = LINE[form.margins]
    told = "".join(_style(part, id, form, line) for part, id in STYLE_IDS.items())
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>"
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(form.fonts[Face.TEXT][0])}"
        '<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct w:val="0"/>'
        '<w:topLinePunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr><w:spacing w:val="{_TIGHTER}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{NO_CELL_MARGINS}</w:tblPr></w:style>"
        f"{told}{_footer(form)}</w:styles>"
    )


def _style(part: Part, id: str, form: OfficeForm, line: int) -> str:
    style = STYLES[part]
    name = {"Title": "Title"}.get(id) or (f"heading {id[-1]}" if id.startswith("Heading") else str(part))
    own = "" if id.startswith(("Title", "Heading")) else ' w:customStyle="1"'
    follows = '<w:next w:val="GongwenText"/>' if style.level else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{follows}<w:qFormat/><w:pPr>{''.join(_paragraph(part, style, line))}</w:pPr>"
        f"<w:rPr>{_run(part, style, form)}</w:rPr></w:style>"
    )


def _paragraph(part: Part, style: Style, line: int) -> Iterator[str]:
    """The properties of a style's paragraphs, in the order of the schema."""
    if style.level or part in (Part.MARK, Part.NUMBER, Part.RULE, Part.BYLINE, Part.ISSUER):
        yield "<w:keepNext/>"
    if part is Part.RULE:
        yield f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_RED}"/></w:pBdr>'
    own_line = {Part.TITLE: _TITLE_LINE, Part.RULE: _RULE_LINE, Part.COPIES: _IMPRINT_LINE}.get(part)
    before = style.before if part in (Part.NUMBER, Part.TITLE) else 0
    if own_line or before:
        yield attributes("spacing", {"before": before * line, "line": own_line or line, "lineRule": "exact"})
    if style.indent and part not in (Part.ATTACHMENT, Part.COPIES):
        yield attributes("ind", {"firstLineChars": style.indent * 100, "firstLine": style.indent * 2 * style.size * 10})
    if style.align is not Align.JUSTIFIED or part in (Part.ATTACHMENT, Part.COPIES, Part.NUMBER):
        yield attributes("jc", {"val": "left" if style.align is Align.JUSTIFIED else _ALIGNMENTS[style.align]})
    if style.level > 1:
        yield attributes("outlineLvl", {"val": style.level - 2})


def _run(part: Part, style: Style, form: OfficeForm) -> str:
    """The properties of a style's text, in the order of the schema."""
    told = "" if style.face is Face.TEXT else fonts(form.fonts[style.face][0])
    if style.red:
        told += f'<w:color w:val="{_RED}"/>'
    if part in (Part.MARK, Part.TITLE, Part.TABLE, Part.COPIES):
        told += '<w:spacing w:val="0"/>'
    size = 2 if part is Part.RULE else style.size * 2
    return told + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size != STYLES[Part.TEXT].size * 2 else "")


def _footer(form: OfficeForm) -> str:
    """The page number (7.5): 四号 宋体, 7 mm below the text."""
    return (
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:spacing w:line="{_FOOTER_LINE}" w:lineRule="exact"/></w:pPr>'
        f'<w:rPr>{fonts(form.fonts[Face.PAGE_NUMBER][0])}<w:spacing w:val="0"/>'
        '<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>'
    )


def font_table(form: OfficeForm) -> str:
    """fontTable.xml: each family with its substitute for Word."""
    families = {names[0]: names[1:2] for names in (*form.fonts.values(), *((form.latin,) if form.latin else ()))}
    return (
        f"{DECLARATION}<w:fonts {NAMESPACES}>"
        + "".join(
            f'<w:font w:name="{escaped(name)}">'
            + "".join(f'<w:altName w:val="{escaped(other)}"/>' for other in others)
            + "</w:font>"
            for name, others in families.items()
        )
        + "</w:fonts>"
    )


def page_setup(form: OfficeForm, footers: bool) -> str:
    """The properties of the one section: paper, margins, footers."""
    top, bottom = (1960, 1847) if form.margins is Margins.RULER else (2098, 1984)
    refer = '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>'
    width, height = round(page.WIDTH / TWIP), round(page.HEIGHT / TWIP)
    return (
        f"<w:sectPr>{refer if footers else ''}"
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{top}" w:right="1474" w:bottom="{bottom}" w:left="1588" w:header="851" w:footer="1425" '
        'w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE[form.margins]}"/></w:sectPr>'
    )
