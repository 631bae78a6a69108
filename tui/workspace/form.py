"""`[form]` of `baogao.toml`: what an office chooses for the form of its documents."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, words
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.render.office_form import FONTS, USUAL, Face, Margins, OfficeForm
from tui.toml import Document, KeyPath

KEYS = ("seal", "margins", "page_numbers", "mark_top", "mark_spacing", "font_folder", "fonts")

_LATIN = "latin"
_TOPS = (0, 120)
_SPACINGS = (0, 3)


def form_of(document: Document) -> OfficeForm:
    """The form that a `baogao.toml` describes. Raises `BaogaoError` naming key, line and nearest key."""
    values = document.values.get("form")
    if values is None:
        return USUAL
    _table(document, ("form",), values, KEYS)
    fonts = values.get("fonts", {})
    _table(document, ("form", "fonts"), fonts, (*Face, _LATIN))
    return OfficeForm(
        fonts={face: _families(document, face, fonts) or FONTS[face] for face in Face},
        latin=_families(document, _LATIN, fonts),
        font_folder=_folder(document, values),
        seal=_switch(document, "seal", values),
        margins=_margins(document, values),
        page_numbers=_switch(document, "page_numbers", values),
        mark_top=_number(document, "mark_top", values, _TOPS),
        mark_spacing=_number(document, "mark_spacing", values, _SPACINGS),
    )


def _table(document: Document, path: KeyPath, values: Any, known: tuple[str, ...]) -> None:
    if not isinstance(values, dict):
        raise _refused(document, path, say("this must be a table"))
    for key in values:
        if key not in known:
            what = say("there is no key “{key}” here", key=shortened(key))
            remedy = suggestion(key, known) or say("keys are: {names}", names=words(known))
            raise BaogaoError(what, place=document.place((*path, key), of="key"), remedy=remedy)


def _families(document: Document, key: str, fonts: Mapping[str, Any]) -> tuple[str, ...]:
    """One family, or several of which the first one installed is used."""
    value = fonts.get(key, [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise _refused(document, ("form", "fonts", key), say("this must be the name of a font, or a list of names"))
    return tuple(name.strip() for name in names)


def _folder(document: Document, values: Mapping[str, Any]) -> Path | None:
    value = values.get("font_folder")
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise _refused(document, ("form", "font_folder"), say("this must be a folder, in quotation marks"))
    folder = Path(document.file).parent / value
    if not folder.is_dir():
        raise _refused(document, ("form", "font_folder"), say("there is no folder {folder}", folder=folder))
    return folder


def _switch(document: Document, key: str, values: Mapping[str, Any]) -> bool:
    value = values.get(key, getattr(USUAL, key))
    if not isinstance(value, bool):
        raise _refused(document, ("form", key), say("this must be true or false"))
    return value


def _margins(document: Document, values: Mapping[str, Any]) -> Margins:
    value = values.get("margins", USUAL.margins)
    if value not in tuple(Margins):
        raise _refused(document, ("form", "margins"), say("this must be one of: {names}", names=words(Margins)))
    return Margins(value)


def _number(document: Document, key: str, values: Mapping[str, Any], limits: tuple[int, int]) -> float:
    value = values.get(key, getattr(USUAL, key))
    least, most = limits
    is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and isfinite(value)
    if not is_number or not least <= value <= most:
        what = say("this must be a number from {least} to {most}", least=least, most=most)
        raise _refused(document, ("form", key), what)
    return float(value)


def _refused(document: Document, path: KeyPath, what: Message) -> BaogaoError:
    return BaogaoError(what, place=document.place(path))
