"""Waivers: findings accepted for a reason, optionally only at certain words and until a certain day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tui.base.messages import say
from tui.draft.draft import Draft
from tui.draft.place import place_at
from tui.outline.outline import Edition
from tui.rules.finding import EXPIRED, UNUSED, Finding, Grade, Locus
from tui.rules.register import no_rule, rule_named
from tui.toml import KeyPath

_WIDEST = 12  # characters that a quotation grows by on each side, until it is unique
_LONGEST = 40  # characters of what a finding is about that are quoted: one that touches them is covered


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
                say("this waiver was valid until {day}", day=until.isoformat())
                if is_own
                else say(
                    "the office's waiver of {rule} was valid until {day}", rule=waiver["rule"], day=until.isoformat()
                )
            )
            wrong.append(Finding(EXPIRED, Grade.WARNING, here, what, say("fix the finding, or renew the waiver")))
            continue
        rule = rule_named(waiver["rule"])
        if rule is None:
            wrong.append(Finding(UNUSED, Grade.WARNING, here, *no_rule(waiver["rule"])))
            continue
        covers = _Scope(waiver, draft).covers
        covered: list[Finding] = []
        others: list[Finding] = []
        for finding in left:
            (covered if finding.code == rule.code and covers(finding) else others).append(finding)
        gone += covered
        left = others
        if is_own and not covered and edition in rule.editions:
            what = say("this waiver of {code} covers nothing", code=rule.code)
            wrong.append(Finding(UNUSED, Grade.WARNING, here, what, say("delete it")))
    return left + wrong, gone


def _all(draft: Draft, office: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Locus, bool]]:
    """The waivers of the draft, then of the office, with where each is reported, and whether it is the draft's own."""
    waivers = draft.document.values.get("waivers", [])
    for n, waiver in enumerate(waivers if isinstance(waivers, list) else ()):
        if isinstance(waiver, dict) and isinstance(waiver.get("rule"), str) and waiver.get("reason"):
            yield waiver, Locus(("waivers", n), of_key=True), True  # S105 covers the others
    for given in office:
        yield given, Locus(()), False


class _Scope:
    """What a waiver covers in a draft: findings of the section and at the words that it names."""

    def __init__(self, waiver: Mapping[str, Any], draft: Draft) -> None:
        self._section = waiver.get("section")
        self._quote = waiver.get("quote")
        self._draft = draft
        self._known: dict[KeyPath, list[int]] = {}

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is of that section and at those words."""
        path, start, end = finding.locus.path, finding.locus.start, finding.locus.end
        if self._section is not None and place_at(path).section != self._section:
            return False
        if not isinstance(self._quote, str):
            return True
        if path not in self._known:
            self._known[path] = list(_places(self._draft.document.text_at(path) or "", self._quote))
        places = self._known[path]
        if start is None or end is None:
            return bool(places)
        n = bisect_right(places, start - len(self._quote))  # the first that ends after the start
        return n < len(places) and places[n] < end


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def can_be_waived(finding: Finding) -> bool:
    """Whether a waiver can cover it; errors in waivers themselves must be fixed."""
    return finding.code not in (UNUSED, EXPIRED)


def quotation(draft: Draft, finding: Finding) -> str | None:
    """The words that a waiver can quote: what the finding is about, with as much context as makes it unique.

    None where the finding is not about words.
    """
    path, start, end = finding.locus.path, finding.locus.start, finding.locus.end
    text = draft.document.text_at(path)
    if text is None or start is None or end is None or not start < end <= len(text):
        return None
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start, len(text))
    last = len(text) if last < 0 else last
    end = min(end, start + _LONGEST, last)
    if start >= end:  # it begins with a line break
        return None
    quote = ""
    for wider in range(_WIDEST + 1):
        quote = text[max(first, start - wider) : min(last, end + wider)]
        if quote.strip() and text.count(quote) == 1:
            break
    return quote if quote.strip() else None


def waiver_of(finding: Finding, reason: str, quote: str | None = None, until: date | None = None) -> dict[str, Any]:
    """The waiver as the draft holds it."""
    made: dict[str, Any] = {"rule": finding.code}
    section = place_at(finding.locus.path).section
    if section is not None:
        made["section"] = section
    if quote is not None:
        made["quote"] = quote
    made["reason"] = reason
    if until is not None:
        made["until"] = until
    return made
