"""Waivers: findings that stand as they are, each for a reason, perhaps only at certain words and up to a certain day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tui.draft import Draft
from tui.findings import Finding, Grade, Locus
from tui.message import Message, say
from tui.nearest import nearest
from tui.outline import Edition
from tui.rules.register import RULES, Rule, enter
from tui.text import normalise, shortened

UNUSED, EXPIRED = "S121", "S122"

for _code, _name, _summary, _why, _bad in (
    (
        UNUSED,
        "unused-waiver",
        say("a waiver that waives nothing"),
        say("What it was for is mended, or its rule, section or words are misspelt; it would hide the next slip."),
        '[[waivers]]\nrule = "S111"\nreason = "数字已经核对"',
    ),
    (
        EXPIRED,
        "expired-waiver",
        say("a waiver whose day has passed"),
        say("The reason was good for a time, and the time is over."),
        '[[waivers]]\nrule = "S111"\nreason = "数字已经核对"\nuntil = 2001-01-01',
    ),
):
    enter(Rule(_code, _name, Grade.WARNING, _summary, _why, _bad, '[fields]\nsigner = "李明"'))


def waived(
    draft: Draft,
    findings: Sequence[Finding],
    edition: Edition,
    today: date | None,
    office: Sequence[Mapping[str, Any]] = (),
) -> tuple[list[Finding], list[Finding]]:
    """The findings that no waiver covers, with what is wrong with the waivers; and those that one covers.

    The office's waivers hold for all its drafts, so one that covers nothing here may be needed elsewhere.
    """
    left, gone, wrong = list(findings), [], []
    for waiver, here, is_own in _all(draft, office):
        until = waiver.get("until")
        if today is not None and isinstance(until, date) and not isinstance(until, datetime) and until < today:
            what = (
                say("this waiver was good until {day}", day=until.isoformat())
                if is_own
                else say(
                    "the office's waiver of {rule} was good until {day}", rule=waiver["rule"], day=until.isoformat()
                )
            )
            wrong.append(Finding(EXPIRED, Grade.WARNING, here, what, say("mend the finding, or waive it anew")))
            continue
        rule = rule_named(waiver["rule"])
        if rule is None:
            wrong.append(Finding(UNUSED, Grade.WARNING, here, *no_rule(waiver["rule"])))
            continue
        covered = [finding for finding in left if finding.code == rule.code and _covers(waiver, finding, draft)]
        gone += covered
        left = [finding for finding in left if finding not in covered]
        if is_own and not covered and edition in rule.editions:
            what = say("this waiver of {code} waives nothing", code=rule.code)
            wrong.append(Finding(UNUSED, Grade.WARNING, here, what, say("delete it")))
    return left + wrong, gone


def _all(draft: Draft, office: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Locus, bool]]:
    """The waivers of the draft and then of the office, where each is told of, and whether it is the draft's own."""
    waivers = draft.document.values.get("waivers", [])
    for n, waiver in enumerate(waivers if isinstance(waivers, list) else ()):
        if isinstance(waiver, dict) and isinstance(waiver.get("rule"), str) and waiver.get("reason"):
            yield waiver, Locus(("waivers", n), of_key=True), True  # of the others S105 speaks
    for given in office:
        yield given, Locus(()), False


def rule_named(name: str) -> Rule | None:
    """The rule of a code or a name."""
    return next((rule for rule in RULES.values() if name in (rule.code, rule.name)), None)


def no_rule(name: str) -> tuple[Message, Message | None]:
    """What is said of a name that no rule has, and what was probably meant."""
    near = nearest(name, [known for rule in RULES.values() for known in (rule.code, rule.name)])
    remedy = say("did you mean “{near}”?", near=near) if near else None
    return say("there is no rule “{name}”", name=shortened(name)), remedy


def _covers(waiver: Mapping[str, Any], finding: Finding, draft: Draft) -> bool:
    """Whether a finding is of the section and at the words that a waiver names."""
    path, start, end = finding.locus.path, finding.locus.start, finding.locus.end
    section, quote = waiver.get("section"), waiver.get("quote")
    if section is not None and path[:2] != ("sections", section):
        return False
    if not isinstance(quote, str):
        return True
    text: Any = draft.document.values
    for part in path:
        try:
            text = text[part]
        except (KeyError, IndexError, TypeError):
            return False
    if not isinstance(text, str):
        return False
    if start is None or end is None:
        return quote in text
    return any(at < end and start < at + len(quote) for at in _places(normalise(text), quote))


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)
