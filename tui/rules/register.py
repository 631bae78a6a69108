"""The register of rules: what each checks, why, on what it rests, and an example of wrong and right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from tui.draft import Draft
from tui.findings import Citation, Finding, Grade, Locus
from tui.message import Message
from tui.outline import Edition


class Problem(NamedTuple):
    """What a rule's function finds: a finding before the rule lends it code and grade."""

    locus: Locus
    message: Message
    remedy: Message | str | None = None
    citation: Citation | None = None


class Subject(NamedTuple):
    """What is checked: a draft, as the edition that will be made of it."""

    draft: Draft
    edition: Edition


Check = Callable[[Subject], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong.

    `bad` and `good` are lines of TOML. Laid over an otherwise complete draft, the bad ones bring exactly this finding and
    the good ones none.
    """

    code: str
    name: str
    grade: Grade
    summary: Message
    why: Message
    bad: str
    good: str
    check: Check
    citation: Citation | None = None


_rules: dict[str, Rule] = {}
RULES: Mapping[str, Rule] = MappingProxyType(_rules)
"""All rules by code, in the order of their codes' families."""


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
) -> Callable[[Check], Check]:
    """Enter the decorated function in the register."""

    def enter(check: Check) -> Check:
        if code in _rules or any(known.name == name for known in _rules.values()):
            raise ValueError(f"two rules are called {code} or {name}")
        _rules[code] = Rule(code, name, grade, summary, why, bad, good, check, citation)
        return check

    return enter


def check(draft: Draft, edition: Edition) -> list[Finding]:
    """Everything that is wrong with a draft as this edition, in the order of the rules."""
    subject = Subject(draft, edition)
    return [Finding(rule.code, rule.grade, *problem) for rule in _rules.values() for problem in rule.check(subject)]
