"""What an office chooses for the form of its documents: typefaces, seal, margins, page numbers, mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType


class Face(StrEnum):
    """What a typeface is used for."""

    MARK = "mark"
    TITLE = "title"
    TEXT = "text"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    NAME = "name"
    PAGE_NUMBER = "page_number"


class Margins(StrEnum):
    """How the margins of 37 mm above and 35 mm below are measured."""

    PAGE_SETUP = "page-setup"
    """These numbers are entered in Word's page set-up, where offices look; the first line is then 41 mm from the edge."""
    RULER = "ruler"
    """The printed text is where the standard has it, as a ruler finds it on the paper."""


FONTS: Mapping[Face, tuple[str, ...]] = MappingProxyType(
    {
        Face.MARK: ("方正小标宋简体", "方正小标宋_GBK"),
        Face.TITLE: ("方正小标宋简体", "方正小标宋_GBK"),
        Face.TEXT: ("仿宋_GB2312", "仿宋"),
        Face.HEADING_1: ("黑体", "方正黑体_GBK"),
        Face.HEADING_2: ("楷体_GB2312", "楷体"),
        Face.NAME: ("楷体_GB2312", "楷体"),
        Face.PAGE_NUMBER: ("宋体", "方正书宋_GBK"),
    }
)
"""The font names of the families in GB/T 9704—2012 (7.2 to 7.5); each is followed by others of the same design."""


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The choices of one office, `[form]` of its baogao.toml; by default the common ones."""

    fonts: Mapping[Face, tuple[str, ...]] = field(default_factory=lambda: FONTS)
    latin: tuple[str, ...] = ()
    """The family of digits and Latin letters; none: that of the text around them."""
    font_folder: Path | None = None
    """Where fonts are looked for besides the system's folders."""
    seal: bool = True
    """Whether the document is sealed: it decides where issuer and date go (7.3.5.1, 7.3.5.2)."""
    margins: Margins = Margins.PAGE_SETUP
    page_numbers: bool = True
    mark_top: float = 35
    """Millimetres from the top of the text area to the mark (7.2.4)."""
    mark_spacing: float = 0
    """The space between two characters of the mark, as a part of a character's width."""


USUAL = OfficeForm()
"""The form of an office that chose nothing."""
