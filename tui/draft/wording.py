"""The few words and marks that every report has, whatever its outline, in the language it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui.base.languages import primary


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


WORDINGS: Mapping[str, Wording] = {
    "zh": Wording("、", "\u3000", "{label}：{value}", frozenset({"无", "无。"}), "无。"),
    "en": Wording(", ", ", ", "{label}: {value}", frozenset({"None", "None."}), "None."),
    "ja": Wording("、", "\u3000", "{label}：{value}", frozenset({"なし", "なし。"}), "なし。"),
}
_OTHER = Wording(", ", ", ", "{label}: {value}", frozenset({"–", "—", "-"}), "–")


def wording_of(language: str) -> Wording:
    """The words and marks of a language; of one whose words are not known, marks alone."""
    return WORDINGS.get(primary(language), _OTHER)
