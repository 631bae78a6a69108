"""The few words and marks that every report has, whatever its outline, in the language it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui.outline.outline import ReportLanguage


class Wording(NamedTuple):
    """What a language puts between words of a list, after a label, and in a section without content.

    `side_by_side` separates the organs in a title, `none` is typed in a section that has nothing to say, and
    `nothing` is how that is printed.
    """

    between: str
    side_by_side: str
    label: str
    none: frozenset[str]
    nothing: str


WORDINGS: Mapping[ReportLanguage, Wording] = {
    "zh": Wording("、", "\u3000", "{label}：{value}", frozenset({"无", "无。"}), "无。"),
    "en": Wording(", ", ", ", "{label}: {value}", frozenset({"None", "None."}), "None."),
}
