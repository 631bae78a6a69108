"""A waiver made for one finding: it names what keeps it from covering others."""

from __future__ import annotations

from datetime import date
from typing import Any

from tui.draft.draft import Draft
from tui.findings import Finding
from tui.rules.waivers import EXPIRED, UNUSED

_WIDEST = 12  # characters that a quotation grows by at each side, until it stands in one place only
_LONGEST = 40  # characters of what a finding is about that are quoted: one that touches them is covered


def can_be_waived(finding: Finding) -> bool:
    """Whether a waiver can cover it; what is wrong with waivers themselves is mended there."""
    return finding.code not in (UNUSED, EXPIRED)


def quotation(draft: Draft, finding: Finding) -> str | None:
    """The words that a waiver can quote: what the finding is about, with as much beside it as makes it stand only once.

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


def waiver(finding: Finding, reason: str, quote: str | None = None, until: date | None = None) -> dict[str, Any]:
    """The waiver as the draft holds it."""
    path = finding.locus.path
    made: dict[str, Any] = {"rule": finding.code}
    if path[:1] == ("sections",) and len(path) > 1:
        made["section"] = str(path[1])
    if quote is not None:
        made["quote"] = quote
    made["reason"] = reason
    if until is not None:
        made["until"] = until
    return made
