"""The few words and marks that a report has whatever its outline, in the language it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui.outline.outline import ReportLanguage


class Wording(NamedTuple):
    """How a language writes what stands between words of a list, after a label, and in a section without content.

    `side_by_side` is what sets apart the organs in a title, `none` what is typed in a section that has nothing to say, and
    `nothing` how that is printed.
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
