"""The workspace: the folder of one office, with `baogao.toml` and its drafts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.files import read
from tui.base.messages import Message, say, words
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.draft.reader import WAIVER_KEYS
from tui.rules.finding import Grade
from tui.toml import Document, KeyPath, parse

if TYPE_CHECKING:
    from tui.render.office_form import OfficeForm

FILE = "baogao.toml"

OFF = "off"
"""The grade of a rule that an office switched off."""
GRADES = (*(grade.word for grade in reversed(Grade)), OFF)

_KEYS = ("outlines", "defaults", "grades", "words", "waivers", "form", "phrases")
_WORD_KEYS = ("wrong", "right", "source", "date", "grade")
_OUTLINE = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*[\"']?outline[\"']?[ \t]*=[ \t]*([^\r\n]*)", re.MULTILINE)
_HEADER = re.compile(rb"^[ \t]*\[[ \t]*[\[\w\"'][^=\r\n]*$", re.MULTILINE)
_TYPICAL = re.compile(
    rb"^[ \t]*(?:year[ \t]*=|\[?[ \t]*(?:fields|figures|sections|clearance)\b|\[\[waivers)", re.MULTILINE
)
_SAYS_SOMETHING = re.compile(rb"^[ \t]*[^#\s]", re.MULTILINE)
_BEGINNING = 65_536  # bytes at the start of a draft, in which it names its outline


class GradeGiven(NamedTuple):
    """The grade an office gives to a rule (None if switched off), the rule as it was named, and where."""

    rule: str
    grade: Grade | None
    place: Place


class WordGiven(NamedTuple):
    """A word an office does not want, its replacement, the source for that, and how bad it is (if given)."""

    wrong: str
    right: str
    source: str
    day: date
    grade: Grade | None = None


class WaiverGiven(NamedTuple):
    """A waiver that holds for all drafts of an office, as written in the file, and where it names its rule."""

    values: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class Workspace:
    """What an office set for all its drafts."""

    folder: Path
    outlines: tuple[Path, ...] = ()
    defaults: Mapping[str, str | tuple[str, ...]] | None = None
    grades: tuple[GradeGiven, ...] = ()
    words: tuple[WordGiven, ...] = ()
    waivers: tuple[WaiverGiven, ...] = ()
    form: OfficeForm | None = None
    phrases: tuple[str, ...] = ()

    def drafts(self) -> Iterator[Path]:
        """The drafts below the folder."""
        yield from drafts_below(self.folder)


def drafts_below(folder: Path) -> Iterator[Path]:
    """The drafts in a folder and below, sorted by name: TOML files with an `outline` key, except hidden ones."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(place, name)
            if name.endswith(".toml") and name != FILE and not name.startswith(".") and is_draft(file):
                yield file


def drafts_of(folder: Path) -> list[Path]:
    """The drafts of the workspace that a folder is in, else those in the folder itself. Raises `BaogaoError`."""
    office = find(folder)
    if office is not None:
        return list(office.drafts())
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    names = (file for file in files if file.suffix == ".toml" and not file.name.startswith("."))
    return [file for file in names if file.name != FILE and os.path.isfile(file) and is_draft(file)]


def is_draft(file: Path) -> bool:
    """Whether a TOML file seems to be a draft: a top-level key names an outline; an unreadable file may be one.

    Other programs use an `outline` key, too: if it has no version, the file must hold something typical of a draft,
    or nothing else.
    """
    try:
        if not os.path.isfile(file):
            return os.path.lexists(file) and not os.path.exists(file)  # a dangling link
        with file.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
    except OSError:
        return True  # reading it as a draft will report the problem
    named = _OUTLINE.search(beginning)
    header = _HEADER.search(beginning)
    if named is None or (header is not None and header.start() < named.start()):
        return False
    if b"@" in named[1] or _TYPICAL.search(beginning):
        return True
    rest = beginning[: named.start()] + beginning[named.end() :]
    return named[1][:1] in (b'"', b"'") and not _SAYS_SOMETHING.search(rest)


def find(start: Path) -> Workspace | None:
    """The workspace of a folder: the nearest `baogao.toml` in it or above. Raises `BaogaoError` for a bad one."""
    start = Path(os.path.abspath(start))
    for folder in (start, *start.parents):
        if os.path.isfile(folder / FILE):  # not Path.is_file, which raises where we have no access
            return load(folder / FILE)
    return None


def load(file: Path) -> Workspace:
    """The workspace that a `baogao.toml` describes. Raises `BaogaoError` naming key, line and nearest key."""
    document = parse(read(file), str(file))
    values = document.values
    for key in values:
        if key not in _KEYS:
            remedy = suggestion(key, _KEYS)
            raise _refused(document, (key,), say("there is no key “{key}”", key=shortened(key)), remedy)
    outlines = values.get("outlines", [])
    if not _is_texts(outlines):
        raise _refused(document, ("outlines",), say("this must be a list of folders, each in quotation marks"))
    return Workspace(
        file.parent,
        tuple(file.parent / name for name in outlines),
        _defaults(document),
        tuple(_grades(document)),
        tuple(_words(document)),
        tuple(_waivers(document)),
        _form(document),
        _phrases(document),
    )


def _form(document: Document) -> OfficeForm | None:
    if "form" not in document.values:
        return None
    from tui.workspace.form import form_of  # most commands need none

    return form_of(document)


def _phrases(document: Document) -> tuple[str, ...]:
    """What the office writes often, offered while one writes: each on one line."""
    phrases = document.values.get("phrases", [])
    if not _is_texts(phrases):
        raise _refused(document, ("phrases",), say("this must be a list of phrases, each in quotation marks"))
    for n, phrase in enumerate(phrases):
        if not phrase.strip() or "\n" in phrase:
            raise _refused(document, ("phrases", n), say("this must be words, on one line"))
    return tuple(dict.fromkeys(phrases))


def _defaults(document: Document) -> dict[str, str | tuple[str, ...]]:
    defaults = _table(document, "defaults")
    for key, value in defaults.items():
        if not isinstance(value, str) and not _is_texts(value):
            raise _refused(document, ("defaults", key), say("this must be text, or a list of texts"))
    return {key: tuple(value) if isinstance(value, list) else value for key, value in defaults.items()}


def _grades(document: Document) -> Iterator[GradeGiven]:
    """The grades as given; the caller knows whether these rules exist."""
    for rule, word in _table(document, "grades").items():
        path = ("grades", rule)
        grade = _grade(document, path, word, GRADES)
        yield GradeGiven(rule, grade, document.place(path, of="key"))


def _grade(document: Document, path: KeyPath, word: object, known: tuple[str, ...]) -> Grade | None:
    if not isinstance(word, str) or word not in known:
        what = say("there is no grade “{name}”", name=shortened(str(word)))
        raise BaogaoError(
            what if isinstance(word, str) else say("this must be text, in quotation marks"),
            place=document.place(path),
            remedy=say("grades are: {names}", names=words(known)),
        )
    return None if word == OFF else Grade[word.upper()]


def _waivers(document: Document) -> Iterator[WaiverGiven]:
    """The office's waivers, which hold for all its drafts; the caller knows whether these rules exist."""
    entries = document.values.get("waivers", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _refused(document, ("waivers",), say("waivers are written as [[waivers]]"))
    for n, entry in enumerate(entries):
        for key, value in entry.items():
            path = ("waivers", n, key)
            if key not in WAIVER_KEYS:
                remedy = suggestion(key, WAIVER_KEYS)
                raise _refused(document, path, say("there is no key “{key}” here", key=shortened(key)), remedy)
            if key == "until" and (not isinstance(value, date) or isinstance(value, datetime)):
                raise _refused(document, path, say("this must be a date"))
            if key != "until" and (not isinstance(value, str) or not value.strip()):
                raise _refused(document, path, say("this must be text, in quotation marks"))
        for key in ("rule", "reason"):
            if key not in entry:
                what = say("a waiver needs the key “{key}”", key=key)
                raise BaogaoError(what, place=document.place(("waivers", n), of="key"))
        yield WaiverGiven(entry, document.place(("waivers", n, "rule")))


def _words(document: Document) -> Iterator[WordGiven]:
    """The office's own list of words, each entry complete."""
    entries = document.values.get("words", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _refused(document, ("words",), say("this must be a list of tables: begin each with [[words]]"))
    seen: set[str] = set()
    for n, entry in enumerate(entries):
        for key in entry:
            if key not in _WORD_KEYS:
                remedy = suggestion(key, _WORD_KEYS)
                raise _refused(
                    document, ("words", n, key), say("there is no key “{key}” here", key=shortened(key)), remedy
                )
        for key in _WORD_KEYS[:4]:
            if key not in entry:
                raise BaogaoError(
                    say("an entry of [[words]] needs the key “{key}”", key=key),
                    place=document.place(("words", n), of="key"),
                )
        for key in _WORD_KEYS[:3]:
            if not isinstance(entry[key], str) or not entry[key].strip() or "\n" in entry[key]:
                raise _refused(document, ("words", n, key), say("this must be words, on one line"))
        if not isinstance(entry["date"], date) or isinstance(entry["date"], datetime):
            raise _refused(document, ("words", n, "date"), say("this must be a date"))
        if entry["wrong"] == entry["right"] or entry["wrong"] in seen:
            what = say("“{words}” is right here, or on the list already", words=shortened(entry["wrong"]))
            raise _refused(document, ("words", n, "wrong"), what)
        seen.add(entry["wrong"])
        grade = entry.get("grade")
        if grade is not None:
            grade = _grade(document, ("words", n, "grade"), grade, GRADES[:-1])
        yield WordGiven(entry["wrong"], entry["right"], entry["source"], entry["date"], grade)


def _table(document: Document, key: str) -> dict[str, Any]:
    value = document.values.get(key, {})
    if not isinstance(value, dict):
        raise _refused(document, (key,), say("this must be a table"))
    return value


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _refused(document: Document, path: KeyPath, what: Message, remedy: Message | None = None) -> BaogaoError:
    of = "key" if remedy or len(path) == 1 else "value"
    return BaogaoError(what, place=document.place(path, of=of), remedy=remedy)
