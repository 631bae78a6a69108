"""The lists of the letterhead: marks and labels typed into them, the same organ twice, copies to those below."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.base.text import shortened
from tui.rules.finding import Edit, Fix, Grade, Locus
from tui.rules.letterhead.letterhead import field_texts
from tui.rules.needs import Needs
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import document_format, handling

_LABEL = Pattern(r"\s{0,4}(?:主送(?:机关)?|抄送(?:机关)?|抄报|发文机关|印发机关|签发人|附注)\s{0,4}[：:]\s{0,4}")
_ENDS = "：:，,。；;、.．"
_ORGANS = ("organ", "organs", "person", "persons")


@rule(
    "L209",
    "mark-in-letterhead",
    Grade.ERROR,
    say("a mark or a label is typed into the letterhead, which adds it itself"),
    why=say("The report adds 抄送： and the stop itself: typed ones are printed twice, as in 市政府：："),
    bad='[fields]\nrecipients = ["市委", "市政府："]',
    good='[fields]\nrecipients = ["市委", "市政府"]',
    citation=document_format("7.3.2"),
    needs=Needs(official=True, fields=("recipients",)),
)
def mark_in_letterhead(subject: Subject) -> Iterator[Problem]:
    """A label before an organ or a person, and a punctuation mark after; the fix removes them."""
    draft = subject.draft
    for field in draft.outline.fields:
        if field.kind not in _ORGANS:
            continue
        for path, text in field_texts(draft, field.id):
            label = _LABEL.match(text) if field.kind in ("organ", "organs") else None  # L203 covers persons
            first, last = label.end() if label else 0, len(text.rstrip(f"{_ENDS} \u3000\n"))
            if first >= last:
                continue
            if label:
                what = say("“{label}” is added by the report", label=text[:first].strip())
                yield Problem(Locus(path, 0, first), what, say("delete it"), fix=Fix((Edit(path, 0, first, ""),)))
            if text[last:].strip(" \u3000\n"):
                fix = Fix((Edit(path, last, len(text), ""),))
                what = say("a punctuation mark after “{name}”", name=shortened(text[first:last], 20))
                yield Problem(Locus(path, last, len(text)), what, say("delete it"), fix=fix)


@rule(
    "L210",
    "named-twice",
    Grade.WARNING,
    say("a list of the letterhead names the same twice"),
    why=say("It would be printed twice: an organ, a person, or an attachment."),
    bad='[fields]\nrecipients = ["市委", "市政府", "市委"]',
    good='[fields]\nrecipients = ["市委", "市政府"]',
    citation=handling("20(四)"),
    needs=Needs(official=True, fields=("recipients",)),
)
def named_twice(subject: Subject) -> Iterator[Problem]:
    """Each value of a list that occurred in it before."""
    draft = subject.draft
    for field in draft.outline.fields:
        seen: set[str] = set()
        for path, text in field_texts(draft, field.id):
            name = "".join(text.split()).strip(_ENDS)
            if name and name in seen:
                yield Problem(Locus(path), say("“{name}” occurs twice here", name=shortened(name)), say("delete one"))
            seen.add(name)


_BELOW = Pattern(
    "(?:本?[市县区旗州省镇乡])?各(?:县|区|旗|乡|镇|街道|村|社区|居委|村委|科室|股室|处室|站所|基层|分局|所属|下属|直属|二级)"
    "|(?:局|委|厅|市|县|区)?(?:所属|下属|直属)(?:各)?(?:单位|机构|部门|事业单位)",
    having=("各", "所属", "下属", "直属"),
)


@rule(
    "L215",
    "copied-downwards",
    Grade.WARNING,
    say("a report is copied to organs below"),
    why=say("An upward report is copied to organs above and at the same level, never to those below."),
    bad='[fields]\ncopies = ["省司法厅", "各县（区）人民政府"]',
    good='[fields]\ncopies = ["省司法厅", "市司法局"]',
    citation=handling("15(一)"),
    editions=("filed",),
    needs=Needs(official=True, kind="报告", fields=("copies",)),
)
def copied_downwards(subject: Subject) -> Iterator[Problem]:
    """Each copy to 各县, 各乡镇, 所属单位 and the like."""
    for path, text in field_texts(subject.draft, "copies"):
        if _BELOW.match(text.strip()):
            yield Problem(Locus(path), say("“{name}” is below the issuer", name=shortened(text.strip())))
