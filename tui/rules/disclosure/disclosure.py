"""Disclosure: what must not be published, and who has checked for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple
from weakref import WeakKeyDictionary

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.base.text import shortened
from tui.draft.draft import Draft
from tui.outline.source import Citation, Source
from tui.rules.finding import Grade, Locus
from tui.rules.letterhead.dates import cleared
from tui.rules.letterhead.letterhead import field_texts
from tui.rules.needs import CHINESE, Needs
from tui.rules.passage import passages
from tui.rules.rule import Problem, Subject, rule

_BETWEEN = "[ \u00a0\u3000－–—·‐‑-]"
_RUN = Pattern(
    r"(?<![0-9A-Za-z*＊._/=@-])(?:\(?(?:\+|00)86\)?[ -]?)?"
    rf"(?:[0-9]{{11}}|[0-9]{{16,19}}|[0-9]{{17}}[XxＸ×]|[0-9]{{3}}{_BETWEEN}?[0-9]{{4}}{_BETWEEN}?[0-9]{{4}}(?! [0-9])"
    rf"|[0-9]{{6}}{_BETWEEN}[0-9]{{8}}{_BETWEEN}[0-9]{{3}}[0-9XxＸ]"
    rf"|[0-9]{{4}}(?:{_BETWEEN}[0-9]{{4}}){{3}}(?:{_BETWEEN}[0-9]{{1,3}})?(?! [0-9]))"
    r"(?![0-9A-Za-z*＊_@-]|[.,][0-9])"
)
_MAY_HOLD_A_RUN = Pattern(rf"[0-9]{{4}}{_BETWEEN}?[0-9]{{4}}")
_PREFIX = Pattern(r"\(?(?:\+|00)86\)?[ -]?")
_CONTACT = Pattern("联系|电话|地址|邮编|邮政编码|咨询|投诉|举报")
_MOBILE = Pattern(r"1[3-9][0-9]{9}")
_COUNTED = Pattern(r"\s?(?:[万亿]|元|[件次条个项户吨家份人名]|平方|公里|公斤|千瓦|立方)")
_IDENTITY = Pattern(r"[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CARD = Pattern(r"62[0-9]{14,17}|[45][0-9]{15}")
_MAIL = Pattern(
    r"(?<![A-Za-z0-9.*＊_%+-])[A-Za-z0-9._%+-]{1,64}@"
    r"(?:(?:vip\.)?(?:qq|163|126|139|sina|foxmail|aliyun|sohu|21cn|tom)\.com|189\.cn|wo\.cn|yeah\.net|sina\.cn"
    r"|(?:gmail|outlook|hotmail|icloud|live|yahoo)\.com)(?![A-Za-z0-9-]|\.[A-Za-z0-9])",
    re.IGNORECASE,
)
_NEAR = 60  # characters between 联系 or 地址 and the e-mail address
_SECRECY = Pattern(r"(?:绝密|机密|秘密)[ \u3000]{0,4}[★☆]|内部资料[，,、 \u3000]{0,4}注意保存")

_SECRETS_LAW = Citation(
    Source(title="中华人民共和国保守国家秘密法", number="2024年修订", strength="law", verified=True), "35"
)
_DISCLOSURE = Source(
    title="中华人民共和国政府信息公开条例", number="国务院令第711号", strength="regulation", verified=True
)
_PRIVACY = Citation(_DISCLOSURE, "15", "official")
_REVIEW = Citation(_DISCLOSURE, "17", "official")


class _Text(NamedTuple):
    """A text that the published edition shows, as readers see it: no bold, and no line break hides a number in it."""

    text: str
    locus: Callable[[int, int], Locus]


_KNOWN: WeakKeyDictionary[Draft, tuple[_Text, ...]] = WeakKeyDictionary()


def _texts(draft: Draft) -> tuple[_Text, ...]:
    """Every text that the published edition shows; built once for all rules."""
    known = _KNOWN.get(draft)
    if known is None:
        known = _KNOWN[draft] = tuple(_shown(draft))
    return known


def _shown(draft: Draft) -> Iterator[_Text]:
    for field in draft.outline.every_field:
        if "published" in field.editions:
            for path, text in field_texts(draft, field.id):
                yield _Text(text, partial(Locus, path))
    for id in draft.blocks:
        for passage in passages(draft, id):
            yield _Text(passage.text, passage.locus)


@lru_cache(maxsize=64)
def _runs(text: str) -> tuple[tuple[int, int, str], ...]:
    """The runs of digits that may be a personal number, with spaces and hyphens removed."""
    if not _MAY_HOLD_A_RUN.search(text.translate(_HALF_WIDTH)):
        return ()
    runs = []
    for found in _RUN.finditer(text.translate(_HALF_WIDTH)):
        prefix = _PREFIX.match(found[0])
        start = found.start() + (prefix.end() if prefix else 0)
        number = re.sub(_BETWEEN, "", text[start : found.end()].translate(_HALF_WIDTH)).upper()
        runs.append((start, found.end(), number))
    return tuple(runs)


_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘ＋", "0123456789X+")


def _is_identity(number: str) -> bool:
    """Whether a number is an identity card number: its form, a date of birth, and its check digit."""
    if not _IDENTITY.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1]


def _is_card(number: str) -> bool:
    """Whether a number is a bank card number: its first digits, its length, and its Luhn check digit."""
    if not _CARD.fullmatch(number) or _is_identity(number):
        return False
    doubled = [int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(number))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


@rule(
    "D901",
    "identity-number",
    Grade.ERROR,
    say("the number of an identity card would be published"),
    why=say("Published documents contain no personal data; describe cases without it, or mask the digits."),
    bad="当事人身份证号为11010519491231002X。",
    good="当事人身份证号为11*************02X。",
    citation=_PRIVACY,
    editions=("published",),
    needs=CHINESE,
    in_text=True,
)
def identity_number(subject: Subject) -> Iterator[Problem]:
    """Each run of 18 digits with a day of birth and the right check digit."""
    for text, locus in _texts(subject.draft):
        for start, end, number in _runs(text):
            if _is_identity(number):
                here = locus(start, end)
                yield Problem(here, say("the number of an identity card"), say("delete or mask it"))


@rule(
    "D902",
    "mobile-number",
    Grade.ERROR,
    say("a mobile number would be published"),
    why=say("Published documents contain no personal data; describe cases without it, or mask the digits."),
    bad="群众13812341234反映的诉求办理较慢。",
    good="群众138****1234反映的诉求办理较慢。",
    citation=_PRIVACY,
    editions=("published",),
    needs=CHINESE,
    in_text=True,
)
def mobile_number(subject: Subject) -> Iterator[Problem]:
    """Each run of 11 digits, possibly as 3, 4 and 4, that begins like a mobile number and is not an amount."""
    for text, locus in _texts(subject.draft):
        for start, end, number in _runs(text):
            if _MOBILE.fullmatch(number) and not _COUNTED.match(text, end):
                yield Problem(locus(start, end), say("a mobile number"), say("delete or mask it"))


@rule(
    "D903",
    "bank-card",
    Grade.ERROR,
    say("the number of a bank card would be published"),
    why=say("Published documents contain no personal data; describe cases without it, or mask the digits."),
    bad="补贴误发到卡号6222020000000000018。",
    good="补贴误发到卡号6222***********0018。",
    citation=_PRIVACY,
    editions=("published",),
    needs=CHINESE,
    in_text=True,
)
def bank_card(subject: Subject) -> Iterator[Problem]:
    """Each run of 16 to 19 digits, possibly in fours, that begins like a bank card number and has the right check digit."""
    for text, locus in _texts(subject.draft):
        for start, end, number in _runs(text):
            if _is_card(number):
                yield Problem(locus(start, end), say("the number of a bank card"), say("delete or mask it"))


@rule(
    "D904",
    "personal-mail",
    Grade.WARNING,
    say("a personal e-mail address would be published"),
    why=say("An address at a public provider is probably personal; offices have their own."),
    bad="意见可发至zhangsan@qq.com。",
    good="意见可发至fagui@yunchuan.gov.cn（联系电话：0355-2012345，邮箱：ycxfg@163.com）。",
    citation=_PRIVACY,
    editions=("published",),
    in_text=True,
)
def personal_mail(subject: Subject) -> Iterator[Problem]:
    """Each address at a public e-mail provider, unless it is where the office can be reached."""
    for text, locus in _texts(subject.draft):
        for found in _MAIL.finditer(text) if "@" in text else ():
            if _CONTACT.search(text, max(0, found.start() - _NEAR), found.start()):
                continue  # the mailbox at which an office can be reached
            what = say("“{address}” may be a person's address", address=shortened(found[0]))
            yield Problem(locus(*found.span()), what, say("delete it, or write the office's own"))


@rule(
    "D905",
    "secrecy-mark",
    Grade.ERROR,
    say("a secrecy mark would be published"),
    why=say("Text marked secret or internal must not be published until the competent organ removes the mark."),
    bad="机密★1年",
    good="管理国家秘密和内部资料的人员少。",
    citation=_SECRETS_LAW,
    editions=("published",),
    needs=CHINESE,
    in_text=True,
)
def secrecy_mark(subject: Subject) -> Iterator[Problem]:
    """秘密, 机密 or 绝密 with a ★, and 内部资料 注意保存; the words alone mean nothing."""
    for text, locus in _texts(subject.draft):
        for found in _SECRECY.finditer(text) if "★" in text or "☆" in text or "注意保存" in text else ():
            yield Problem(locus(*found.span()), say("“{mark}” is a secrecy mark", mark=found[0]))


@rule(
    "D906",
    "not-cleared",
    Grade.ERROR,
    say("the report has had no secrecy review"),
    why=say("Reports are reviewed before publication; the draft records by whom and when, under [clearance]."),
    bad='[clearance]\nby = ""',
    good='[clearance]\nby = "市局保密委员会办公室"',
    citation=_SECRETS_LAW,
    needs=Needs(demand="clearance"),
    editions=("published",),
)
def not_cleared(subject: Subject) -> Iterator[Problem]:
    """A clearance without a reviewer or a date, or none at all."""
    by, day = cleared(subject.draft)
    if by and day:
        return
    what = say("the secrecy review has no date") if by else say("the secrecy review has no reviewer")
    if not by and not day:
        what = say("no secrecy review is recorded")
    here = Locus(("clearance", "date" if by else "by"))
    remedy = say('write [clearance] with by = "…" and date = 2024-03-20')
    yield Problem(here, what, remedy)


@rule(
    "D907",
    "stale-clearance",
    Grade.ERROR,
    say("the secrecy review cannot be of this report"),
    why=say("A review dated before the report belongs to an earlier one, and one in the future has not taken place."),
    bad="[clearance]\ndate = 2021-03-12",
    good='[clearance]\nby = "市局保密委员会办公室"',
    citation=_REVIEW,
    needs=Needs(demand="clearance"),
    editions=("published",),
)
def stale_clearance(subject: Subject) -> Iterator[Problem]:
    """A date before December of the report year, or after today if that is known."""
    day, year = cleared(subject.draft)[1], subject.draft.year
    here = Locus(("clearance", "date"))
    if day is None:
        return
    if year is not None and day < date(year, 12, 1):
        yield Problem(
            here, say("reviewed on {day}, before the year {year} was over", day=subject.draft.dated(day), year=year)
        )
    elif subject.today is not None and day > subject.today:
        yield Problem(here, say("reviewed on {day}, which is still to come", day=subject.draft.dated(day)))
