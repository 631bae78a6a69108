"""A whole check: what every rule says of a draft, less what its waivers cover."""

from __future__ import annotations

from datetime import date

from tui.draft import Draft
from tui.findings import Finding
from tui.outline import Edition
from tui.rules.register import found
from tui.rules.waivers import waived


def check(draft: Draft, edition: Edition, today: date | None = None) -> list[Finding]:
    """Everything that is wrong with a draft as this edition, and not waived.

    `today` matters to due dates and to waivers that end; without it neither is judged.
    """
    left, _ = waived(draft, found(draft, edition, today), edition, today)
    return left
