"""WordprocessingML in strings: runs, paragraphs, and text that is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tui.base.text import visible
from tui.render import page

TWIP = 25.4 / 1440
"""Word's unit of length, a twentieth of a point, in millimetres."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " "}
_SPECIAL = re.compile("|".join(map(re.escape, _ESCAPES)))
_LATIN = re.compile(r"([!-~]+(?: +[!-~]+)*)")

CHARACTER = round(page.CHARACTER / TWIP)
TEXT_WIDTH = round(page.TEXT_WIDTH / TWIP)


def twips(characters: float) -> int:
    """A width in characters of the text, in twips."""
    return round(characters * CHARACTER)


def escaped(text: str) -> str:
    """A text for an element or an attribute; what XML cannot carry is replaced by U+FFFD."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], visible(text))


def attributes(tag: str, values: Mapping[str, object]) -> str:
    """An empty element like `<w:ind w:left="1"/>`; nothing if it has no attributes."""
    told = "".join(f' w:{name}="{value}"' for name, value in values.items() if value is not None)
    return f"<w:{tag}{told}/>" if told else ""


def fonts(family: str) -> str:
    """The typeface of a run or style, one for all scripts: otherwise Word sets “” and — in the Latin one."""
    name = escaped(family)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def run(text: str, properties: str = "", latin: str = "") -> str:
    """A run of text; with a family for digits and Latin letters, these become runs of their own."""
    if not text:
        return ""
    if latin and "<w:rFonts" not in properties:
        pieces = _LATIN.split(text)
        return "".join(
            _run(piece, fonts(latin) + properties if n % 2 else properties) for n, piece in enumerate(pieces) if piece
        )
    return _run(text, properties)


def _run(text: str, properties: str) -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


NO_CELL_MARGINS = (
    "<w:tblCellMar>"
    + "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    + "</w:tblCellMar>"
)
"""In the table itself: LibreOffice takes them from no style, and would shift it by its own."""

TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"


def paragraph(style: str, runs: str | Iterable[str], properties: str = "") -> str:
    """A paragraph; its direct properties in schema order."""
    inner = runs if isinstance(runs, str) else "".join(runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def tabs(*stops: tuple[str, float]) -> str:
    """Tab stops: how text is placed at each, and how many characters from the left it is."""
    return "<w:tabs>" + "".join(attributes("tab", {"val": kind, "pos": twips(at)}) for kind, at in stops) + "</w:tabs>"
