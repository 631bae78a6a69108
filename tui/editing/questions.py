"""A conflict as questions, one for each passage that both sides changed, and the value that the answers make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from tui.editing.merge import Conflict
from tui.editing.text_comparison import Words, differing_words
from tui.editing.texts import MergedText, Region, units
from tui.editing.values import Value


class Answer(Enum):
    """The version to keep."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Version:
    """What one side has: the text in question between the sentences around it, and the words in which the sides differ.

    `differing` are stretches of `shown`. `is_gone`: this side has deleted it.
    """

    shown: str
    differing: Words
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One passage of a text that both sides changed, or a whole value."""

    mine: Version
    theirs: Version
    can_be_both: bool


def questions(conflict: Conflict) -> tuple[Question, ...]:
    """The questions about a conflict, from start to end: at least one."""
    merged = _passages(conflict)
    if merged is None:
        mine, theirs = _written(conflict.mine), _written(conflict.theirs)
        return (
            _question(mine, theirs, can_be_both=isinstance(conflict.mine, list) and isinstance(conflict.theirs, list)),
        )
    found = []
    for n, part in enumerate(merged.parts):
        if isinstance(part, Region):
            before, after = _around(merged, n)
            found.append(_question(part.ours, part.theirs, before, after, can_be_both=True))
    return tuple(found)


def answered(conflict: Conflict, answers: Sequence[Answer]) -> Value | None:
    """The value that the answers to all questions of a conflict make."""
    merged = _passages(conflict)
    if merged is None:
        (answer,) = answers
        if answer is Answer.BOTH:
            assert isinstance(conflict.mine, list) and isinstance(conflict.theirs, list)
            return [*conflict.mine, *(item for item in conflict.theirs if item not in conflict.mine)]
        return conflict.mine if answer is Answer.MINE else conflict.theirs
    left = iter(answers)
    return "".join(part if isinstance(part, str) else _chosen(part, next(left)) for part in merged.parts)


def _passages(conflict: Conflict) -> MergedText | None:
    """The merged text with what is in conflict in it; None where the values are chosen whole."""
    if (
        conflict.mine is None
        or conflict.theirs is None
        or conflict.merged_text is None
        or not conflict.merged_text.regions
    ):
        return None
    return conflict.merged_text


def _chosen(region: Region, answer: Answer) -> str:
    if answer is Answer.BOTH:
        return region.both
    return region.ours if answer is Answer.MINE else region.theirs


def _written(value: Value | None) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


def _around(merged: MergedText, n: int) -> tuple[str, str]:
    """The sentence before a part and the one after it, with the white space between."""
    before, after = merged.parts[n - 1] if n else "", merged.parts[n + 1] if n + 1 < len(merged.parts) else ""
    last = units(before)[-1:] if isinstance(before, str) else []
    first = units(after)[:1] if isinstance(after, str) else []
    return "".join(one.raw + one.gap for one in last), "".join(one.lead + one.raw for one in first)


def _question(mine: str, theirs: str, before: str = "", after: str = "", *, can_be_both: bool) -> Question:
    ours, other = differing_words(mine, theirs)
    return Question(_version(mine, ours, before, after), _version(theirs, other, before, after), can_be_both)


def _version(text: str, differing: Words, before: str, after: str) -> Version:
    shift = len(before)
    stretches = tuple((start + shift, end + shift) for start, end in differing)
    return Version(f"{before}{text}{after}", stretches, not text.strip())
