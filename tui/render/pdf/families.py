"""Which fonts set a report: those that its office named, and never a silent substitute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from unicodedata import category, name

from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say, words
from tui.base.suggestions import suggestion
from tui.base.text import Lines, Span
from tui.draft.draft import Draft
from tui.render.fonts import FontFile
from tui.render.office_form import Face, OfficeForm

_REGULAR = 400
_INVISIBLE = ("Cf", "Mn", "Zs")  # joiners, selectors and spaces need no glyph
_EUROPEAN = (("\u0020", "\u017f"), ("\u0370", "\u03ff"), ("\u0400", "\u045f"), ("\u2010", "\u203a"), ("€", "€"))
"""Ranges of characters that Libertinus has."""
_MOST = 10
"""Missing characters that are named in one message."""


class Family(NamedTuple):
    """A family as typst calls it, and the font of it that is used."""

    name: str
    weight: int
    file: FontFile


@lru_cache(maxsize=2)
def _scanned(fonts: Callable[..., Any], folder: str, with_system: bool, with_embedded: bool = False) -> Any:
    """All fonts of a folder, perhaps with those of the machine, whose search takes longer than setting a report."""
    folders = [folder] if folder else []
    return fonts(include_system_fonts=with_system, include_embedded_fonts=with_embedded, font_paths=folders)


class _EmbeddedFont(FontFile):
    """A font that comes with typst, whose file nobody can open: it has what European languages are written with."""

    def __init__(self, family: str) -> None:
        super().__init__("")
        self._family = family

    @property
    def names(self) -> frozenset[str]:
        """The name of the family."""
        return frozenset((self._family,))

    def has(self, character: str) -> bool:
        """Whether the character is Latin, Greek or Cyrillic, or a usual mark or currency."""
        return any(first <= character <= last for first, last in _EUROPEAN)


def families_of(typst: Any, form: OfficeForm, *, with_embedded: bool = False) -> Families:
    """The families in the folder of the office; if not all it wants are there, those of the machine, too.

    Those that come with typst are among them `with_embedded`.
    """
    folder = str(form.font_folder or "")
    if folder:
        own = Families(_scanned(typst.Fonts, folder, False), form)
        wanted = [*form.fonts.values(), *([form.latin] if form.latin else [])]
        if all(own.find(names[0]) for names in wanted):
            return own
    return Families(_scanned(typst.Fonts, folder, True, with_embedded), form)


class Families:
    """Families looked up by any of their names."""

    def __init__(self, fonts: Any, form: OfficeForm) -> None:
        self.fonts = fonts
        self._form = form

    @cached_property
    def _known(self) -> Mapping[str, Family]:
        """By the name typst knows; of several fonts of one family, the one nearest to regular."""
        known: dict[str, Family] = {}
        for font in self.fonts.fonts():
            if font.style != "normal":
                continue
            before = known.get(font.family)
            if before is None or abs(font.weight - _REGULAR) < abs(before.weight - _REGULAR):
                file = _EmbeddedFont(font.family) if font.path is None else FontFile(font.path, font.index)
                known[font.family] = Family(font.family, font.weight, file)
        return known

    @cached_property
    def _by_every_name(self) -> Mapping[str, Family]:
        """By all names in all languages, which need every file to be opened."""
        found: dict[str, Family] = {}
        for font in self.fonts.fonts():
            if font.path is not None and font.style == "normal":
                family = Family(font.family, font.weight, FontFile(font.path, font.index))
                for one in family.file.names:
                    if one not in found or abs(font.weight - _REGULAR) < abs(found[one].weight - _REGULAR):
                        found[one] = family
        return found

    def find(self, wanted: str) -> Family | None:
        """The family of this name, as typst or as the font itself says it."""
        return self._known.get(wanted) or self._by_every_name.get(wanted)

    def chosen(self, texts: Mapping[Face, Iterable[str]], draft: Draft) -> Mapping[Face, tuple[Family, ...]]:
        """The families of each face that has a text.

        Raises `BaogaoError` that names the families of a face if none is installed, or the characters that cannot be
        set.
        """
        forbidden = sorted({one for text in texts.values() for one in set("".join(text)) if _is_forbidden(one)})
        if forbidden:
            raise _refused(say("PDF does not allow {characters}", characters=_named(forbidden)), forbidden, draft)
        faces = {face: self._of(face) for face in texts}
        missing = {str(face): self._form.fonts[face] for face, found in faces.items() if not found}
        latin = self._of_names(self._form.latin)
        if self._form.latin and not latin:
            missing["latin"] = self._form.latin
        if missing:
            raise self._missing(missing)
        if Face.TEXT in faces:
            faces[Face.TEXT] = (*latin, *faces[Face.TEXT])
        for face, text in texts.items():
            used = sorted(character for character in set(text) if category(character) not in _INVISIBLE)
            lacking = [one for one in used if not any(family.file.has(one) for family in faces[face])]
            if lacking:
                names = words(family.name for family in faces[face])
                what = say("the font {families} does not have {characters}", families=names, characters=_named(lacking))
                raise _refused(what, lacking, draft)
        return faces

    def _of(self, face: Face) -> tuple[Family, ...]:
        return self._of_names(self._form.fonts[face])

    def _of_names(self, names: Iterable[str]) -> tuple[Family, ...]:
        return tuple(family for family in map(self.find, names) if family)

    def _missing(self, faces: Mapping[str, tuple[str, ...]]) -> BaogaoError:
        """The error for faces without an installed family; a family used several times is named once."""
        _scanned.cache_clear()  # the next attempt finds fonts installed meanwhile
        told = words(dict.fromkeys(" / ".join(names) for names in faces.values()))
        wanted = {name for names in faces.values() for name in names}
        near = suggestion(next(iter(wanted)), (*self._known, *self._by_every_name)) if len(wanted) == 1 else None
        return BaogaoError(
            say("not on this machine: the fonts {families}", families=told),
            remedy=near
            or say(
                "install them, put them into the font_folder of baogao.toml, or name others there: [form.fonts] {keys}",
                keys=words(faces),
            ),
        )


def _is_forbidden(character: str) -> bool:
    """Whether PDF/A and PDF/UA forbid a character: private ones mean nothing to screen readers."""
    return character == "\ufeff" or category(character) == "Co"


def _named(characters: list[str]) -> str:
    """Characters with their numbers and names in Unicode."""
    return words(f"{one} (U+{ord(one):04X} {name(one, '')})".replace(" )", ")") for one in characters[:_MOST])


def _refused(what: Message, characters: list[str], draft: Draft) -> BaogaoError:
    """The error of characters that cannot be set, at the first place of one in the file."""
    document = draft.document
    at = min((place for place in map(document.text.find, characters) if place >= 0), default=-1)
    place = Place(document.file)
    if at >= 0:
        lines = Lines(document.text)
        place = Place(document.file, Span(lines.position(at), lines.position(at + 1)))
    return BaogaoError(
        what, place=place, remedy=say("write it differently, or name a font that has it in [form.fonts]")
    )
