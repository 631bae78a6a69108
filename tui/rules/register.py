"""The register: every rule, found in the folders next to this module, and what they find in a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from tui import rules as _rules
from tui.base.messages import Message, say
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.draft.draft import Draft
from tui.outline.outline import Edition, Outline
from tui.outline.source import Citation
from tui.rules.finding import Finding
from tui.rules.passage_check import PassageCheck
from tui.rules.rule import ENTERED, Rule, Subject

SectionCheck = Callable[[Draft, str, Edition], list[Finding]]
"""Finds what the rules on passages report for one section."""


def _all() -> dict[str, Rule]:
    """Every rule by code: a module in a folder next to this one registers its rules when it is imported."""
    for folder in iter_modules(_rules.__path__, f"{_rules.__name__}."):
        if folder.ispkg:
            package = import_module(folder.name)
            for module in iter_modules(package.__path__, f"{folder.name}."):
                import_module(module.name)
    return dict(sorted(ENTERED.items()))


RULES: Mapping[str, Rule] = MappingProxyType(_all())
"""All rules by code, in the order of their codes."""


def rule_named(name: str) -> Rule | None:
    """The rule with a code or a name, in either case: `S111`, `s111`, `figures-disagree`."""
    return RULES.get(name.upper()) or next((rule for rule in RULES.values() if rule.name == name.lower()), None)


def no_rule(name: str) -> tuple[Message, Message | None]:
    """The message for an unknown rule name, with the one probably meant."""
    remedy = suggestion(name, [known for rule in RULES.values() for known in (rule.code, rule.name)])
    return say("there is no rule “{name}”", name=shortened(name)), remedy


def applicable(outline: Outline, edition: Edition, rules: Iterable[Rule] | None = None) -> list[Rule]:
    """The rules (by default of all) that apply to drafts of an outline, in this edition."""
    return [
        rule
        for rule in (RULES.values() if rules is None else rules)
        if edition in rule.editions and rule.needs.unmet(outline) is None
    ]


def basis(outline: Outline, finding: Finding) -> Citation | None:
    """The source of a finding in a draft of this outline; none if the text does not apply to such reports."""
    citation = finding.citation or RULES[finding.code].citation
    if citation is None or (citation.scope == "official" and not outline.official):
        return None
    return None if citation.scope == "chinese" and outline.language != "zh" else citation


def run_rules(
    draft: Draft,
    edition: Edition,
    today: date | None = None,
    rules: Iterable[Rule] | None = None,
    of_section: SectionCheck | None = None,
    last_year: Draft | None = None,
) -> list[Finding]:
    """The findings of the rules (by default all) for a draft in this edition, in rule order; `today` is for due dates.

    `of_section` may replace `check_section`: checking while somebody writes caches the results of sections.
    """
    asked = applicable(draft.outline, edition, rules)
    subject = Subject(draft, edition, today, last_year)
    findings = [
        Finding(rule.code, rule.grade, *problem)
        for rule in asked
        if rule.check is not None
        for problem in rule.check(subject)
    ]
    check = _passage_check(asked, edition)
    for section in draft.blocks if check else ():
        findings += of_section(draft, section, edition) if of_section else check.findings(draft, section)
    return findings


def check_section(draft: Draft, section: str, edition: Edition, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """What the rules on passages find in one section; it costs what that section costs, whatever the draft."""
    asked = applicable(draft.outline, edition) if rules is None else rules
    return _passage_check(asked, edition).findings(draft, section)


def _passage_check(rules: Iterable[Rule], edition: Edition) -> PassageCheck:
    """The check by those rules that look at passages in this edition."""
    return passage_check(tuple(rule.code for rule in rules if rule.check_text is not None and edition in rule.editions))


@cache
def passage_check(codes: tuple[str, ...]) -> PassageCheck:
    """The check by some rules on passages; `cache_clear` forgets what they found in the last draft."""
    return PassageCheck(RULES[code] for code in codes)
