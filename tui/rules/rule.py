"""Rules: the check, the reason, the source, and an example of wrong and right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from tui.base.messages import Message
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS, Edition
from tui.outline.source import Citation
from tui.rules.finding import Fix, Grade, Locus
from tui.rules.needs import CHINESE, NOTHING, Needs
from tui.rules.passage import Passage


class Problem(NamedTuple):
    """What a rule's function finds: a finding before the rule adds its code and grade."""

    locus: Locus
    message: Message
    remedy: Message | str | None = None
    citation: Citation | None = None
    fix: Fix | None = None


class Subject(Struct, frozen=True):
    """What is checked: a draft, in the edition that will be made of it, on a day (if it matters and is known).

    `last_year` is last year's draft, if available.
    """

    draft: Draft
    edition: Edition
    today: date | None = None
    last_year: Draft | None = None


Check = Callable[[Subject], Iterator[Problem]]
TextCheck = Callable[[Passage], Iterator[Problem]]


class Rule(Struct, frozen=True, kw_only=True):
    """One thing that can be wrong.

    A rule looks at the whole draft (`check`) or at one passage (`check_text`), and then only at one in which one of its
    `triggers` occurs; one with neither is `reported_elsewhere`. It is silent about drafts of an outline that lacks what
    it `needs`.

    `bad` and `good` are, `in_text`, a paragraph in a section of an otherwise complete draft, and else lines of TOML
    laid over it; the bad ones bring exactly this finding and the good ones none. They fit every outline:
    `[sections.ROLE]` is the section of that role, or, where the rule does not need it, any that must be written; fields
    that an outline lacks are left out; days are those of the report for 2025; `annual-report@2024` is the outline
    itself.

    A rule on what few outlines have brings an `outline` of its own: the TOML of its sections. Its examples are then
    drafts of that, optionally with `last_year`, last year's draft.
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
    needs: Needs = NOTHING
    in_text: bool = False
    outline: str = ""
    reported_elsewhere: bool = False
    """Whether other code reports its findings: whoever reads files, checks waivers or knows the office's words."""


ENTERED: dict[str, Rule] = {}
"""The rules whose modules were imported so far, by code; `tui.rules.register` has all of them."""


def enter(rule: Rule) -> None:
    """Register a rule. Raises `ValueError` for a code or name already in use."""
    if rule.code in ENTERED or any(known.name == rule.name for known in ENTERED.values()):
        raise ValueError(f"two rules are called {rule.code} or {rule.name}")
    ENTERED[rule.code] = rule


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
    needs: Needs = NOTHING,
    in_text: bool = False,
    outline: str = "",
) -> Callable[[Check], Check]:
    """Register the decorated function, which looks at a whole draft."""

    def decorate(check: Check) -> Check:
        enter(
            Rule(
                code=code,
                name=name,
                grade=grade,
                summary=summary,
                why=why,
                bad=bad,
                good=good,
                check=check,
                citation=citation,
                editions=editions,
                needs=needs,
                in_text=in_text,
                outline=outline,
            )
        )
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
    needs: Needs = CHINESE,
) -> Callable[[TextCheck], TextCheck]:
    """Register the decorated function, which looks at one passage: of a Chinese text unless it says otherwise.

    `triggers` are characters or words, one of which must occur for the rule to apply: looking for them costs
    next to nothing, so that a clean text is not searched by every rule.
    """

    def decorate(check: TextCheck) -> TextCheck:
        enter(
            Rule(
                code=code,
                name=name,
                grade=grade,
                summary=summary,
                why=why,
                bad=bad,
                good=good,
                in_text=True,
                check_text=check,
                triggers=tuple(triggers),
                citation=citation,
                editions=editions,
                needs=needs,
            )
        )
        return check

    return decorate
