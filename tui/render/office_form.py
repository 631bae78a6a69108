"""What an office chooses for the form of its documents: typefaces, seal, margins, page numbers, mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from tui.base.messages import say, words
from tui.toml import Document, KeyPath
from tui.toml.keys import boolean, choice, is_texts, key, number, refuse_unknown, refused, table


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


_LATIN = "latin"


def _families(document: Document, path: KeyPath) -> tuple[str, ...]:
    """One family, or several of which the first one installed is used."""
    value = document.value_at(path)
    names = [value] if isinstance(value, str) else value
    if not is_texts(names) or not all(name.strip() for name in names):
        raise refused(document, path, say("this must be the name of a font, or a list of names"))
    return tuple(name.strip() for name in names)


def _fonts(document: Document, path: KeyPath) -> Mapping[Face, tuple[str, ...]]:
    given = table(document, path)
    refuse_unknown(document, path, (*Face, _LATIN))
    return {face: (_families(document, (*path, face)) if face in given else ()) or FONTS[face] for face in Face}


def _folder(document: Document, path: KeyPath) -> Path:
    """A folder that is there, as seen from the file."""
    value = document.value_at(path)
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise refused(document, path, say("this must be a folder, in quotation marks"))
    folder = Path(document.file).parent / value
    if not folder.is_dir():
        raise refused(document, path, say("there is no folder {folder}", folder=folder))
    return folder


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The choices of one office, `[form]` of its baogao.toml; by default the common ones. Each key is declared here."""

    seal: bool = key(
        boolean,
        say("Whether documents are sealed: it decides where issuer and date go (GB/T 9704, 7.3.5)."),
        "seal = true",
        default=True,
    )
    margins: Margins = key(
        choice(Margins),
        say("How margins are measured: “page-setup” enters them in Word, “ruler” has them right on paper."),
        'margins = "page-setup"',
        default=Margins.PAGE_SETUP,
    )
    page_numbers: bool = key(boolean, say("Whether pages are numbered."), "page_numbers = true", default=True)
    mark_top: float = key(
        number(0, 120),
        say("Millimetres from the top of the text area to the mark (7.2.4)."),
        "mark_top = 35",
        default=35.0,
    )
    mark_spacing: float = key(
        number(0, 3),
        say("The space between two characters of the mark, as a part of a character’s width."),
        "mark_spacing = 0",
        default=0.0,
    )
    font_folder: Path | None = key(
        _folder,
        say("A folder with fonts, besides those of the system."),
        'font_folder = "."',
        default=None,
    )
    fonts: Mapping[Face, tuple[str, ...]] = key(
        _fonts,
        say("The font of each part: {parts}. Of several the first one installed is used.", parts=words(Face)),
        'fonts.text = ["仿宋_GB2312", "仿宋"]\nfonts.title = "方正小标宋简体"',
        default=FONTS,
    )
    latin: tuple[str, ...] = key(
        _families,
        say("The font of digits and Latin letters; by default that of the text around them."),
        'fonts.latin = "Times New Roman"',
        default=(),
        name=f"fonts.{_LATIN}",
    )


USUAL = OfficeForm()
"""The form of an office that chose nothing."""
