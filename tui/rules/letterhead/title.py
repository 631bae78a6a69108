"""A draft's own title: its year, the organs it names, and the kind of document it says it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.draft.draft import Draft
from tui.outline.title import TITLE
from tui.rules.finding import Edit, Fix, Grade, Locus
from tui.rules.letterhead.letterhead import field_texts
from tui.rules.needs import Needs
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import handling

_DIGITS = "〇一二三四五六七八九"
_YEAR = Pattern(rf"(?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])|[一二][{_DIGITS}零○]{{3}}(?=年)")
_AS_DIGITS = str.maketrans({**{digit: str(n) for n, digit in enumerate(_DIGITS)}, "零": "0", "○": "0"})
_OVER = Pattern(r"[/—–-][0-9]{2}(?![0-9])")
"""What follows a year that begins in one calendar year and ends in the next."""
_MATTER = Pattern(rf"关于|(?:(?:19|20)[0-9]{{2}}|[一二][{_DIGITS}零○]{{3}})年")
_ORGAN = Pattern("(?:[局厅委办府院会站所队处部署司镇乡区县市省旗州馆]|中心|街道|公司)$")
_APART = Pattern(r"[\s\u3000、，,]+")
_ISSUERS = "\u0000"  # matches {issuer}, which is never wrong
_TAIL = Pattern(r"[（(][^（()）]{0,20}[)）]$")


def _own(draft: Draft) -> tuple[Locus, str] | None:
    """Where the draft's own title is, and its text as typed."""
    return next(((Locus(path), text) for path, text in field_texts(draft, TITLE)), None)


@rule(
    "L231",
    "title-year",
    Grade.ERROR,
    say("the title names another year"),
    why=say("The title names the report year; last year's is easily left in."),
    bad='[fields]\ntitle = "{issuer}\\n2019年工作情况报告"',
    good='[fields]\ntitle = "{issuer}\\n{year}年工作情况报告"',
    citation=handling("20(四)"),
)
def title_year(subject: Subject) -> Iterator[Problem]:
    """The only year in the draft's own title, if it is not the report year; a title with several is not checked, nor 2024/25."""
    year, own = subject.draft.year, _own(subject.draft)
    if own is None or year is None:
        return
    path, text = own[0].path, own[1]
    found = list(_YEAR.finditer(text))
    named = {int(one[0].translate(_AS_DIGITS)) for one in found}
    if len(named) != 1 or named == {year} or "{year}" in text or any(_OVER.match(text, one.end()) for one in found):
        return
    edits = tuple(Edit(path, *one.span(), "{year}") for one in found)
    what = say("the title names {other}, and the report is for {year}", other=found[0][0], year=year)
    yield Problem(Locus(path, *found[0].span()), what, say("write {year}", year=year), fix=Fix(edits))


@rule(
    "L232",
    "title-issuer",
    Grade.WARNING,
    say("the title names an organ that does not issue the report"),
    why=say("The organ in the title is that of the letterhead and of the signature, in full or shortened."),
    bad='[fields]\ntitle = "云川市档案馆\\n{year}年工作情况报告"',
    good='[fields]\ntitle = "{issuer}\\n{year}年工作情况报告"',
    citation=handling("9(七)"),
    needs=Needs(fields=("issuer",)),
)
def title_issuer(subject: Subject) -> Iterator[Problem]:
    """Each organ before 关于 or the year, or where a usual wording has it, that is no issuer or short form of one."""
    draft, own = subject.draft, _own(subject.draft)
    issuers = [_squeezed(issuer) for issuer in draft.words("issuer")]
    if own is None or not issuers:
        return
    title = draft.filled(own[1].replace("{issuer}", _ISSUERS))
    for organ in _organs(draft, title):
        name = _squeezed(organ)
        if name and _ISSUERS not in name and not _names_one(name, issuers):
            names = draft.wording.between.join(draft.words("issuer"))
            start = own[1].find(organ)
            here = Locus(own[0].path, start, start + len(organ)) if start >= 0 else own[0]
            yield Problem(here, say("the title names “{organ}”, the issuer is “{names}”", organ=organ, names=names))


def _squeezed(name: str) -> str:
    return _APART.sub("", name).casefold().removeprefix("the")


def _names_one(name: str, issuers: list[str]) -> bool:
    """Whether a name is that of an issuer, of all of them together, or a shorter or longer form of one."""
    return any(_shortens(name, one) or _shortens(one, name) for one in (*issuers, "".join(issuers)))


def _shortens(short: str, name: str) -> bool:
    """Whether a name is another one with characters left out."""
    rest = iter(name)
    return all(character in rest for character in short)


def _organs(draft: Draft, title: str) -> list[str]:
    """The organs that a title names: before 关于 or the year, else where a wording of the outline has the issuer."""
    if matter := _MATTER.search(title):
        named = title[: matter.start()]
    else:
        on_one_line = " ".join(title.split())
        wordings = (wording for wording in (draft.outline.title, *draft.outline.titles) if "{issuer}" in wording)
        matches = (_pattern(wording).fullmatch(on_one_line) for wording in wordings)
        named = next((found["issuer"] for found in matches if found), "")
    if draft.outline.language != "zh":
        return [named]
    return [organ for organ in _APART.split(named) if _ORGAN.search(organ)]


@lru_cache(maxsize=64)
def _pattern(wording: str) -> re.Pattern[str]:
    """The pattern of a title in this wording, on one line; each reference except the issuer stands for a year."""
    parts = re.split(r"(\{[a-z_]+\}|\s+)", wording)
    named = False
    pattern = ""
    for part in parts:
        if part == "{issuer}" and not named:
            pattern, named = pattern + "(?P<issuer>.{2,200}?)", True
        elif part.startswith("{"):
            pattern += "[0-9]{4}"
        else:
            pattern += " ?" if part.isspace() else re.escape(part)
    return re.compile(pattern)


@rule(
    "L233",
    "title-without-kind",
    Grade.WARNING,
    say("the title does not end with the kind of document"),
    why=say("A title is made of the organ, the matter and the kind of document, which comes last and without a stop."),
    bad='[fields]\ntitle = "{issuer}\\n{year}年工作总结"',
    good='[fields]\ntitle = "{issuer}\\n{year}年工作情况报告"',
    citation=handling("9(七)"),
    needs=Needs(official=True, kind="报告"),
)
def title_without_kind(subject: Subject) -> Iterator[Problem]:
    """The draft's own title if it ends in another kind than the outline names; a remark in brackets may follow."""
    own, kind = _own(subject.draft), subject.draft.outline.kind
    if own and not _TAIL.sub("", own[1].strip()).endswith(kind):
        yield Problem(own[0], say("the title does not end with “{kind}”", kind=kind))
