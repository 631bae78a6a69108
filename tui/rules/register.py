"""The register of rules: what each checks, why, on what it rests, and an example of wrong and right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from tui.base.messages import Message
from tui.draft.draft import Draft
from tui.findings import Citation, Finding, Fix, Grade, Locus
from tui.outline.outline import EDITIONS, Edition
from tui.rules.passage import Passage, passages


class Problem(NamedTuple):
    """What a rule's function finds: a finding before the rule lends it code and grade."""

    locus: Locus
    message: Message
    remedy: Message | str | None = None
    citation: Citation | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: a draft, as the edition that will be made of it, on a day (if it matters and is known)."""

    draft: Draft
    edition: Edition
    today: date | None = None


Check = Callable[[Subject], Iterator[Problem]]
TextCheck = Callable[[Passage], Iterator[Problem]]
SectionCheck = Callable[[Draft, str, Edition], list[Finding]]
"""Finds what the rules on passages say of one section."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong.

    A rule looks at the whole draft (`check`) or at one passage (`check_text`), and then only at one in which one of its
    `triggers` occurs. `bad` and `good` are lines of TOML, laid over an otherwise complete draft, or for a rule on passages a
    paragraph in a section of it; the bad ones bring exactly this finding and the good ones none.
    """

    code: str
    name: str
    grade: Grade
    summary: Message
    why: Message
    bad: str
    good: str
    check: Check | None = None
    check_text: TextCheck | None = None
    triggers: tuple[str, ...] = ()
    citation: Citation | None = None
    editions: tuple[Edition, ...] = EDITIONS


_rules: dict[str, Rule] = {}
RULES: Mapping[str, Rule] = MappingProxyType(_rules)
"""All rules by code, family by family."""


def enter(rule: Rule) -> None:
    """Enter a rule in the register. Raises `ValueError` for a code or name that is there already."""
    if rule.code in _rules or any(known.name == rule.name for known in _rules.values()):
        raise ValueError(f"two rules are called {rule.code} or {rule.name}")
    _rules[rule.code] = rule


def rule(
    code: str,
    name: str,
    grade: Grade,
    summary: Message,
    *,
    why: Message,
    bad: str,
    good: str,
    citation: Citation | None = None,
    editions: tuple[Edition, ...] = EDITIONS,
) -> Callable[[Check], Check]:
    """Enter the decorated function, which looks at a whole draft, in the register."""

    def decorate(check: Check) -> Check:
        enter(Rule(code, name, grade, summary, why, bad, good, check=check, citation=citation, editions=editions))
        return check

    return decorate


def text_rule(
    code: str,
    name: str,
    grade: Grade,
    summary: Message,
    *,
    why: Message,
    bad: str,
    good: str,
    triggers: Iterable[str],
    citation: Citation | None = None,
    editions: tuple[Edition, ...] = EDITIONS,
) -> Callable[[TextCheck], TextCheck]:
    """Enter the decorated function, which looks at one passage, in the register.

    `triggers` are characters or words of which one must occur for the rule to have anything to say: looking for them costs
    next to nothing, so that a clean text is not searched by every rule.
    """

    def decorate(check: TextCheck) -> TextCheck:
        rule = Rule(code, name, grade, summary, why, bad, good, None, check, tuple(triggers), citation, editions)
        enter(rule)
        return check

    return decorate


def found(
    draft: Draft,
    edition: Edition,
    today: date | None = None,
    rules: Iterable[Rule] | None = None,
    of_section: SectionCheck | None = None,
) -> list[Finding]:
    """What the rules (by default all) say of a draft as this edition, in their order; `today` matters to due dates.

    `of_section` may stand in for `check_section`: who checks while somebody writes remembers what sections gave.
    """
    asked = [rule for rule in (_rules.values() if rules is None else rules) if edition in rule.editions]
    subject = Subject(draft, edition, today)
    findings = [
        Finding(rule.code, rule.grade, *problem)
        for rule in asked
        if rule.check is not None
        for problem in rule.check(subject)
    ]
    for section in draft.blocks:
        findings += of_section(draft, section, edition) if of_section else check_section(draft, section, edition, asked)
    return findings


def check_section(draft: Draft, section: str, edition: Edition, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """What the rules on passages say of one section: it costs what that section costs, whatever the draft."""
    text = draft.sections[section].text
    figures = "".join(figure.written for figure in draft.figures.values()) if "{" in text else ""
    shown = text + figures
    called = [
        rule
        for rule in (_rules.values() if rules is None else rules)
        if rule.check_text is not None and edition in rule.editions and any(map(shown.__contains__, rule.triggers))
    ]
    if not called:
        return []
    return [
        Finding(rule.code, rule.grade, *problem)
        for passage in passages(draft, section)
        for rule in called
        if rule.check_text is not None and any(map(passage.text.__contains__, rule.triggers))
        for problem in rule.check_text(passage)
    ]
