"""Applying fixes: the edits of many findings as changes to the values of a draft."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tui.draft.draft import Draft
from tui.rules.finding import Edit, Finding, Fix
from tui.toml import KeyPath

ROUNDS = 10
"""The number of rounds of checking and fixing: a fix may uncover another."""


def without_decisions(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose fixes can be applied together."""
    return [finding for finding in findings if finding.fix is not None and not finding.fix.is_decision]


def gone(before: Iterable[Finding], after: Iterable[Finding]) -> int:
    """How many of the findings before a fix are there no more; those that it brought to light do not count against it."""
    known, left = (Counter((one.code, one.locus.path, str(one.message)) for one in found) for found in (before, after))
    return (known - left).total()


def filled(findings: Iterable[Finding]) -> dict[KeyPath, str | int]:
    """The values that the findings' fixes add where the draft has none yet."""
    return {path: value for finding in findings if finding.fix for path, value in finding.fix.values}


def fixed(draft: Draft, findings: Iterable[Finding]) -> dict[KeyPath, str]:
    """The new values of the texts that the findings' fixes change.

    Of two fixes that touch the same characters the first is applied; another round of checking finds what is left.
    """
    taken: dict[KeyPath, list[Edit]] = {}  # in the order of the text
    for finding in findings:
        if finding.fix is not None and all(_is_free(edit, taken.get(edit.path, [])) for edit in finding.fix.edits):
            for edit in finding.fix.edits:
                insort(taken.setdefault(edit.path, []), edit)
    return {path: _edited(_text_at(draft, path), edits) for path, edits in taken.items()}


def _is_free(edit: Edit, taken: list[Edit]) -> bool:
    """Whether an edit touches none of those before and after it, and is not one of them."""
    at = bisect_left(taken, edit)
    before, after = taken[at - 1 : at], taken[at : at + 1]
    return all(other.end <= edit.start for other in before) and all(
        edit.end <= other.start and edit != other for other in after
    )


def _edited(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join((*parts, text[at:]))


def _text_at(draft: Draft, path: KeyPath) -> str:
    text = draft.document.text_at(path)
    assert text is not None  # a fix names a text that exists
    return text


class Replacement(NamedTuple):
    """What an edit does, with some context: `before`, then `old` replaced by `new`, `after`."""

    before: str
    old: str
    new: str
    after: str


def replacements(draft: Draft, fix: Fix, around: int = 6) -> list[Replacement]:
    """A preview of a fix."""
    shown = []
    for path, start, end, new in fix.edits:
        text = _text_at(draft, path)
        before, after = text[max(0, start - around) : start], text[end : end + around]
        shown.append(Replacement(before.rpartition("\n")[2], text[start:end], new, after.partition("\n")[0]))
    return shown
