"""Letterhead: the document number, the signers, the recipients, the mark, the names of attachments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.base.text import normalise, shortened
from tui.draft.draft import Draft
from tui.rules.finding import Edit, Fix, Grade, Locus
from tui.rules.letterhead.dates import example
from tui.rules.needs import OFFICIAL, Needs
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import document_format, handling
from tui.toml import KeyPath

_NUMBER = Pattern(r"[^\s〔〕]+〔((?:19|20)[0-9]{2})〕[1-9][0-9]*号")
_LOOSE_NUMBER = Pattern(
    r"[\[［(（【﹝〔〖{](?P<year>[0-9]{2,4})年?(?P<close>[\]］)）】﹞〕〗}])(?P<order> ?第? ?(?P<n>[0-9]{1,9}) ?号?)"
)
_PLACEHOLDERS = frozenset("×xX*＊□_＿○某…")
_POST = (
    "省长|市长|县长|区长|旗长|州长|镇长|乡长|部长|厅长|局长|处长|科长|所长|院长|检察长|会长|秘书长|支队长|大队长"
    "|书记|主任|主席|同志|先生|女士"
)
_ENDS_IN_POST = Pattern(rf"(?:{_POST})$")
_BEGINS_WITH_POST = Pattern(rf"(?:{_POST})[\s\u3000]*(?=\S)|签发人")
_ORGAN = Pattern(r".{2,}(?:委员会|人民政府|办公室|办事处)$|.{3,}[局厅]$")
_ENDS_IN_OFFICE = Pattern(r"(?:科|股|科室|(?:法规|人事|综合|秘书|执法|监管|审批|督查|宣传|财务)处)$")
_OF_AN_ORGAN = Pattern(r"[局厅委府院会](?=.)")
_BLANK = Pattern(r"\s+")
_ATTACHMENT_NUMBER = Pattern(
    r"\s{0,9}(?:附件[：:]?\s{0,9}(?:[0-9]{1,2}|[一二三四五六七八九十])?\s{0,9}[.．、：:]\s{0,9}|[0-9]{1,2}(?:[.．、](?![0-9])|[：:])\s*|[（(]\s?[0-9]{1,2}\s?[）)]\s*|[0-9]{1,2}[）)]\s*|[①-⑳⑴-⒇⒈-⒛㈠-㈩]\s*)",
    having=(*".．、：:）)", *map(chr, range(ord("①"), ord("⒛") + 1)), *map(chr, range(ord("㈠"), ord("㈩") + 1))),
)
_ENDS = "。；，、．.;,:： \u3000\n"


def field_texts(draft: Draft, id: str) -> Iterator[tuple[KeyPath, str]]:
    """The texts of a field as they are typed, each with its place in the draft."""
    if id not in draft.fields:
        return
    value = draft.document.values["fields"][id]
    if isinstance(value, str):
        yield ("fields", id), normalise(value)
    elif isinstance(value, list):
        for n, item in enumerate(value):
            if isinstance(item, str) and item.strip():
                yield ("fields", id, n), normalise(item)


@rule(
    "L201",
    "document-number-form",
    Grade.ERROR,
    say("the document number does not have the official form"),
    why=say("A document number is the organ's code, the full year in 〔〕, and the running number as it is, then 号."),
    bad='[fields]\nnumber = "云市监字[2026]第03号"',
    good=example("2026-02-10", "2026-03-12"),
    citation=document_format("7.2.5"),
    needs=Needs(official=True, fields=("number",)),
)
def document_number_form(subject: Subject) -> Iterator[Problem]:
    """A number in any other form; one that still holds a placeholder is not checked."""
    for path, text in field_texts(subject.draft, "number"):
        if _NUMBER.fullmatch(text.strip()) or not _PLACEHOLDERS.isdisjoint(text):
            continue
        loose = _LOOSE_NUMBER.search(text)
        start, end = (loose.start(), loose.end()) if loose else (0, len(text))
        right, fix = "", None
        if loose and len(loose["year"]) == 4 and int(loose["n"]):
            new = f"〔{loose['year']}〕{int(loose['n'])}号"
            right = text[:start] + new + text[end:]
            if _NUMBER.fullmatch(right):
                fix = Fix((Edit(path, start, end, new),))
        what = say("“{number}” does not have the form of a document number", number=shortened(text))
        remedy = say("write “{right}”", right=right) if fix else say("its form is 机关代字〔2024〕1号")
        yield Problem(Locus(path, start, end), what, remedy, fix=fix)


@rule(
    "L202",
    "document-number-year",
    Grade.ERROR,
    say("the year of the document number is not that of the date"),
    why=say("A number from last year's report is easily left in; number and date belong to one document."),
    bad='[fields]\nnumber = "云市监字〔2021〕3号"',
    good=example("2026-02-10", "2026-03-12"),
    citation=handling("20(四)"),
    needs=Needs(official=True, fields=("number", "date")),
)
def document_number_year(subject: Subject) -> Iterator[Problem]:
    """The year in an official document number that differs from that of the date."""
    day = subject.draft.day("date")
    for path, text in field_texts(subject.draft, "number"):
        found = _NUMBER.fullmatch(text.strip())
        if day and found and int(found[1]) != day.year:
            start = text.index("〔") + 1
            what = say("the number is of {year}, and the date of {day}", year=found[1], day=day.year)
            yield Problem(Locus(path, start, start + 4), what)


@rule(
    "L203",
    "signer-is-no-name",
    Grade.ERROR,
    say("the signer is not a name"),
    why=say("A document to a superior gives the signer's name, without a post, and not an organ."),
    bad='[fields]\nsigner = "李明局长"',
    good='[fields]\nsigner = "李明"',
    citation=handling("9(六)"),
    needs=Needs(official=True, fields=("signer",)),
)
def signer_is_no_name(subject: Subject) -> Iterator[Problem]:
    """A signer with a post before or after the name, or an organ."""
    for path, text in field_texts(subject.draft, "signer"):
        name = text.strip()
        if _ENDS_IN_POST.search(name) or _BEGINS_WITH_POST.match(name) or _ORGAN.fullmatch(name):
            yield Problem(
                Locus(path),
                say("“{name}” is more than a name", name=shortened(name)),
                say("write the name alone; 签发人 is added"),
            )


@rule(
    "L204",
    "person-for-organ",
    Grade.ERROR,
    say("a person where an organ is required"),
    why=say("Reports go from organ to organ, not to or from the person in charge."),
    bad='[fields]\nrecipients = ["市委", "王市长"]',
    good='[fields]\nrecipients = ["市委", "市政府"]',
    citation=handling("15(五)"),
    needs=OFFICIAL,
)
def person_for_organ(subject: Subject) -> Iterator[Problem]:
    """A post or 同志 at the end of a field that takes organs."""
    for field in subject.draft.outline.fields:
        if field.kind in ("organ", "organs"):
            for path, text in field_texts(subject.draft, field.id):
                if _ENDS_IN_POST.search(text.strip()):
                    what = say("“{name}” is a person, and {label} takes organs", name=text.strip(), label=field.label)
                    yield Problem(Locus(path), what)


@rule(
    "L205",
    "copied-to-recipient",
    Grade.WARNING,
    say("a recipient is sent a copy, too"),
    why=say("Copies go to organs other than the recipients."),
    bad='[fields]\nrecipients = ["市委", "市政府"]\ncopies = ["省司法厅", "市政府"]',
    good='[fields]\nrecipients = ["市委", "市政府"]\ncopies = ["省司法厅"]',
    citation=handling("9(十六)"),
    editions=("filed",),
    needs=Needs(official=True, fields=("recipients", "copies")),
)
def copied_to_recipient(subject: Subject) -> Iterator[Problem]:
    """Each copy whose organ is also a recipient."""
    recipients = set(subject.draft.words("recipients"))
    for path, text in field_texts(subject.draft, "copies"):
        if text.strip() in recipients:
            yield Problem(Locus(path), say("“{name}” is a recipient already", name=text.strip()))


@rule(
    "L206",
    "mark-differs",
    Grade.WARNING,
    say("the mark names another organ than the issuer"),
    why=say("The mark is the name of the issuers or of the lead issuer, with or without 文件."),
    bad='[fields]\nmark = "王河乡人民政府文件"\nissuer = "王河镇人民政府"',
    good='[fields]\nmark = "云川市市场监管局文件"\nissuer = "云川市市场监督管理局"',
    citation=handling("9(四)"),
    editions=("filed",),
    needs=Needs(official=True, fields=("mark", "issuer")),
)
def mark_differs(subject: Subject) -> Iterator[Problem]:
    """A mark with characters that no issuer has, unless the issuers are abbreviations of it."""
    issuers = Counter(_BLANK.sub("", "".join(subject.draft.words("issuer"))))
    for path, text in field_texts(subject.draft, "mark"):
        mark = Counter(_BLANK.sub("", text).removesuffix("文件"))
        if issuers and not mark <= issuers and not issuers <= mark:
            names = "、".join(subject.draft.words("issuer"))
            yield Problem(
                Locus(path), say("the mark is “{mark}”, the issuer “{names}”", mark=text.strip(), names=names)
            )


@rule(
    "L207",
    "inner-office",
    Grade.HINT,
    say("an internal office issues the report"),
    why=say("Internal offices, except the general office, do not issue documents in their own name."),
    bad='[fields]\nmark = "云川市市场监督管理局文件"\nissuer = "云川市市场监督管理局法规科"',
    good='[fields]\nmark = "云川市市场监督管理局文件"\nissuer = "云川市市场监督管理局"',
    citation=handling("17"),
    needs=Needs(official=True, fields=("issuer",)),
)
def inner_office(subject: Subject) -> Iterator[Problem]:
    """An issuer whose name ends in 科, 股 or the like after an organ's name; 办公室 and 办事处 are organs."""
    for path, text in field_texts(subject.draft, "issuer"):
        name = text.strip()
        if _ENDS_IN_OFFICE.search(name) and _OF_AN_ORGAN.search(name):
            what = say("“{name}” seems to be an internal office", name=name)
            yield Problem(Locus(path), what, say("the issuer is the organ itself"))


@rule(
    "L208",
    "attachment-name",
    Grade.WARNING,
    say("the name of an attachment has a number or a punctuation mark of its own"),
    why=say("Numbers are added automatically, and no punctuation mark follows the name."),
    bad='[fields]\nattachments = ["1.重点任务完成情况表"]',
    good='[fields]\nattachments = ["2025年重点任务完成情况表"]',
    citation=document_format("7.3.4"),
    needs=Needs(official=True, fields=("attachments",)),
)
def attachment_name(subject: Subject) -> Iterator[Problem]:
    """A typed number before a name, or a punctuation mark after it; the fix removes it."""
    for path, text in field_texts(subject.draft, "attachments"):
        number = _ATTACHMENT_NUMBER.match(text)
        first, last = number.end() if number else 0, len(text.rstrip(_ENDS))
        if first >= last:
            continue
        if number:
            fix = Fix((Edit(path, 0, first, ""),))
            yield Problem(Locus(path, 0, first), say("the number is added by the program"), say("delete it"), fix=fix)
        if text[last:].strip():
            fix = Fix((Edit(path, last, len(text), ""),))
            what = say("a punctuation mark after the name of an attachment")
            yield Problem(Locus(path, last, len(text)), what, say("delete it"), fix=fix)
