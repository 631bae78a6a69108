"""A plain report as a Word document: its styles, its paragraphs, its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui.render import page
from tui.render.docx.package import LANGUAGES, Contents, parts_of
from tui.render.docx.styles import STYLE_IDS, font_table
from tui.render.docx.table import table
from tui.render.docx.xml import BREAK, DECLARATION, NAMESPACES, NO_CELL_MARGINS, TWIP, attributes, fonts, paragraph, run
from tui.render.form import STYLES
from tui.render.office_form import Face, OfficeForm
from tui.render.plain import AFTER, LINE, SIZES, TABLE_SIZE, Plain
from tui.render.report import Element, Part

_NAMES = {
    Part.TITLE: "Title",
    Part.BYLINE: "Byline",
    Part.HEADING_1: "heading 1",
    Part.HEADING_2: "heading 2",
    Part.HEADING_3: "heading 3",
    Part.TEXT: "Report Text",
    Part.NOTE: "Report Field",
    Part.TABLE: "Report Table",
}
"""The styles, by the parts whose ids they share with those of the official form; a field has that of a note."""
_MARGIN = 25.4
_BEFORE_HEADING = 12  # points


def plain_parts(report: Plain, form: OfficeForm) -> Mapping[str, str]:
    """The parts of the package, by name."""
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footers = (paragraph("Footer", number),) if form.page_numbers else ()
    main = "".join((*_body(report, form), _page_setup(report, bool(footers))))
    fonts_used = font_table(form)
    return parts_of(Contents(main, _styles(report, form), fonts_used, footers, " ".join(report.title), report.language))


def _body(report: Plain, form: OfficeForm) -> Iterator[str]:
    if report.title:
        yield paragraph(STYLE_IDS[Part.TITLE], BREAK.join(map(run, report.title)))
    for line in report.bylines:
        yield paragraph(STYLE_IDS[Part.BYLINE], run(line))
    for line in report.fields:
        yield paragraph(STYLE_IDS[Part.NOTE], run(line))
    for element in report.body:
        if element.table is None:
            yield _paragraph(element)
        else:
            yield table(element.table, form, keep=False, largest=TABLE_SIZE, is_bold=True)
            yield paragraph(STYLE_IDS[Part.TABLE], "")


def _paragraph(element: Element) -> str:
    pieces = (run(piece.text, "<w:b/><w:bCs/>" if piece.bold else "") for piece in element.pieces)
    return paragraph(STYLE_IDS[element.part], pieces)


def _styles(report: Plain, form: OfficeForm) -> str:
    """styles.xml."""
    size = round(2 * SIZES[Part.TEXT])
    language = LANGUAGES.get(report.language, report.language)
    line = {"line": round(240 * LINE), "lineRule": "auto"}
    told = "".join(map(_style, _NAMES))
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(form)}"
        f'<w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{attributes('spacing', {'before': 0, 'after': 0, **line})}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{NO_CELL_MARGINS}</w:tblPr></w:style>{told}"
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style></w:styles>'
    )


def _fonts(form: OfficeForm) -> str:
    """The Latin typeface, beside the Chinese one of the office."""
    families = form.fonts[Face.TEXT]
    return fonts(families[0]).replace(f'eastAsia="{families[0]}"', f'eastAsia="{families[-1]}"')


def _style(part: Part) -> str:
    id, level = STYLE_IDS[part], STYLES[part].level
    own = "" if level else ' w:customStyle="1"'
    follows = f'<w:next w:val="{STYLE_IDS[Part.TEXT]}"/>' if level else ""
    size = round(2 * SIZES.get(part, TABLE_SIZE if part is Part.TABLE else SIZES[Part.TEXT]))
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id}"><w:name w:val="{_NAMES[part]}"/><w:basedOn w:val="Normal"/>'
        f"{follows}<w:qFormat/><w:pPr>{''.join(_properties(part))}</w:pPr>"
        f'<w:rPr>{"<w:b/><w:bCs/>" if level else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _properties(part: Part) -> Iterator[str]:
    """The properties of a style's paragraphs, in the order of the schema."""
    level = STYLES[part].level
    if level:
        yield "<w:keepNext/><w:keepLines/>"
    after = {Part.TITLE: _BEFORE_HEADING, Part.BYLINE: _BEFORE_HEADING, Part.TABLE: 0}.get(part, AFTER)
    line = {"line": 240, "lineRule": "auto"} if part in (Part.TABLE, Part.TITLE) else {}
    yield attributes("spacing", {"before": _BEFORE_HEADING * 20 if level > 1 else 0, "after": after * 20, **line})
    if part in (Part.TITLE, Part.BYLINE, Part.TABLE):
        yield '<w:jc w:val="center"/>'
    if level > 1:
        yield attributes("outlineLvl", {"val": level - 2})


def _page_setup(report: Plain, has_footer: bool) -> str:
    """The properties of the one section: paper, margins, footer; the text is as wide as in the official form."""
    width, height = report.paper
    side = round((width - page.TEXT_WIDTH) / 2 / TWIP)
    margin = round(_MARGIN / TWIP)
    refer = '<w:footerReference w:type="default" r:id="rId5"/>' if has_footer else ""
    return (
        f'<w:sectPr>{refer}<w:pgSz w:w="{round(width / TWIP)}" w:h="{round(height / TWIP)}"/>'
        f'<w:pgMar w:top="{margin}" w:right="{side}" w:bottom="{margin}" w:left="{side}" w:header="708" w:footer="708" '
        'w:gutter="0"/></w:sectPr>'
    )
