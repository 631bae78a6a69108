"""A whole check: what every rule finds in a draft, minus what its waivers cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.rules.finding import EXPIRED, UNUSED, Finding
from tui.rules.office import OfficeWord
from tui.rules.register import RULES, SectionCheck, run_rules
from tui.rules.waiver import waived
from tui.rules.wording.office_words import words_found


def check(
    draft: Draft,
    edition: Edition,
    today: date | None = None,
    words: Sequence[OfficeWord] = (),
    waivers: Sequence[Mapping[str, Any]] = (),
    of_section: SectionCheck | None = None,
    last_year: Draft | None = None,
) -> list[Finding]:
    """Everything wrong with a draft in this edition that is not waived.

    `today` is for due dates and waivers that end; without it neither is checked. `words` and `waivers` are the
    office's. `last_year` is last year's draft, which tables are compared with. `of_section` may replace `check_section`
    (see `found`).
    """
    findings = [*run_rules(draft, edition, today, None, of_section, last_year), *words_found(draft, words)]
    left, _ = waived(draft, findings, edition, today, waivers)
    return left


def withheld(draft: Draft, today: date | None = None, waivers: Sequence[Mapping[str, Any]] = ()) -> list[Finding]:
    """The findings that keep a draft from being published; only the published edition has them."""
    only_published = [rule for rule in RULES.values() if rule.editions == ("published",)]
    findings = run_rules(draft, "published", today, only_published)
    left, _ = waived(draft, findings, "published", today, waivers)
    return [one for one in left if one.code not in (UNUSED, EXPIRED)]
