"""Fixes made: the edits of many findings as changes to the values of a draft."""

from __future__ import annotations

from collections.abc import Iterable

from tui.draft import Draft
from tui.findings import Edit, Finding, Fix
from tui.text import normalise
from tui.toml import KeyPath


def fixed(draft: Draft, findings: Iterable[Finding]) -> dict[KeyPath, str]:
    """The new values of the texts that the findings' fixes change.

    Of two fixes that touch the same characters the first is made; checking and fixing again finds what is left.
    """
    taken: dict[KeyPath, list[Edit]] = {}
    for finding in findings:
        if finding.fix is not None and _fits(finding.fix, taken):
            for edit in finding.fix.edits:
                taken.setdefault(edit.path, []).append(edit)
    return {path: _edited(_text_at(draft, path), edits) for path, edits in taken.items()}


def _fits(fix: Fix, taken: dict[KeyPath, list[Edit]]) -> bool:
    return not any(
        (edit.start < other.end and other.start < edit.end) or (edit.start, edit.end) == (other.start, other.end)
        for edit in fix.edits
        for other in taken.get(edit.path, ())
    )


def _edited(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join((*parts, text[at:]))


def _text_at(draft: Draft, path: KeyPath) -> str:
    value: object = draft.document.values
    for part in path:
        value = value[part]  # type: ignore[index]  # a fix names a text that is there
    assert isinstance(value, str)
    return normalise(value)
