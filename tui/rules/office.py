"""What an office sets for the rules in its baogao.toml: grades, words it does not want, waivers for all drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say, words
from tui.base.text import shortened
from tui.draft.keys import WAIVER_KEYS
from tui.rules.finding import Grade
from tui.toml import Document, KeyPath
from tui.toml.keys import Tables, key, local_date, one_line, refuse_unknown, refused, table, text

OFF = "off"
"""The grade of a rule that an office switched off."""
GRADES = (*(grade.word for grade in reversed(Grade)), OFF)


class GradeGiven(NamedTuple):
    """The grade an office gives to a rule (None if switched off), the rule as it was named, and where."""

    rule: str
    grade: Grade | None
    place: Place


class WaiverGiven(NamedTuple):
    """A waiver that holds for all drafts of an office, as written in the file, and where it names its rule."""

    values: Mapping[str, Any]
    place: Place


def _grade(document: Document, path: KeyPath, known: tuple[str, ...] = GRADES) -> Grade | None:
    word = document.value_at(path)
    if not isinstance(word, str) or word not in known:
        what = say("this must be text, in quotation marks")
        if isinstance(word, str):
            what = say("there is no grade “{name}”", name=shortened(word))
        raise BaogaoError(what, place=document.place(path), remedy=say("grades are: {names}", names=words(known)))
    return None if word == OFF else Grade[word.upper()]


def _word_grade(document: Document, path: KeyPath) -> Grade | None:
    return _grade(document, path, GRADES[:-1])


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A word an office does not want, its replacement, the source for that, and how bad it is (if given)."""

    wrong: str = key(one_line, say("The words that are not wanted."), 'wrong = "云川局"')
    right: str = key(one_line, say("The words to write instead."), 'right = "云川市市场监督管理局"')
    source: str = key(one_line, say("Where this is laid down."), 'source = "局办公室用词表"')
    day: date = key(local_date, say("The date of that source."), "date = 2026-01-05", name="date")
    grade: Grade | None = key(
        _word_grade, say("How bad it is; by default as the rule W890 has it."), 'grade = "warning"', default=None
    )


def read_grades(document: Document, path: KeyPath) -> tuple[GradeGiven, ...]:
    """The grades as given; the caller knows whether these rules exist."""
    rules = [(rule, (*path, rule)) for rule in table(document, path)]
    return tuple(GradeGiven(rule, _grade(document, here), document.place(here, of="key")) for rule, here in rules)


class Words(Tables[OfficeWord]):
    """The office's own list of words."""

    def __call__(self, document: Document, path: KeyPath) -> tuple[OfficeWord, ...]:
        """The entries, each with words of its own."""
        entries = super().__call__(document, path)
        seen: set[str] = set()
        for n, entry in enumerate(entries):
            if entry.wrong == entry.right or entry.wrong in seen:
                what = say("“{words}” is the right word here, or is on the list already", words=shortened(entry.wrong))
                raise refused(document, (*path, n, "wrong"), what)
            seen.add(entry.wrong)
        return entries


def read_waivers(document: Document, path: KeyPath) -> tuple[WaiverGiven, ...]:
    """The office's waivers, which hold for all its drafts; the caller knows whether these rules exist."""
    entries = document.value_at(path)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise refused(document, path, say("waivers are written as [[waivers]]"))
    for n, entry in enumerate(entries):
        here = (*path, n)
        refuse_unknown(document, here, WAIVER_KEYS)
        for name in entry:
            (local_date if name == "until" else text)(document, (*here, name))
        for name in ("rule", "reason"):
            if name not in entry:
                what = say("a waiver needs the key “{key}”", key=name)
                raise BaogaoError(what, place=document.place(here, of="key"))
    return tuple(WaiverGiven(entry, document.place((*path, n, "rule"))) for n, entry in enumerate(entries))
