"""Names of policies in quotation marks, “四个意识” and its like, that are one alike character off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.alike import alike
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import citation, data
from tui.rules.wording.altered_terms import is_of_a_list, terms

_QUOTED = Pattern("“([^“”，。；：！？\\n]{3,10})”")
_NUMBERS = frozenset("一二两三四五六七八九十双")
_SHORTEST = 3


@cache
def _names() -> Mapping[int, tuple[str, ...]]:
    names: dict[int, list[str]] = {}
    for name in data("slogans")["quoted"]["names"].split():
        names.setdefault(len(name), []).append(name)
    return {length: tuple(some) for length, some in names.items()}


@lru_cache(maxsize=1024)
def meant(name: str) -> str | None:
    """The name that a slightly different one surely means; None for a right one and an unknown one."""
    same_length = _names().get(len(name), ())
    if name in same_length:
        return None
    for known in same_length:
        wrong = [(one, other) for one, other in zip(name, known, strict=True) if one != other]
        if len(wrong) == 1 and wrong[0][0] not in _NUMBERS and alike(*wrong[0]):
            return known
    return None


def _is_reported(text: str, start: int, end: int) -> bool:
    """Whether the slip is one that W803, W812 or W813 reports, in quotation marks or not."""
    return is_of_a_list(text, start, end) or any(True for _ in terms().altered(text[start:end]))


@text_rule(
    "W836",
    "quoted-name",
    Grade.WARNING,
    say("the name of a policy in quotation marks has one character wrong"),
    why=say("Such names are fixed; every reader notices a slip."),
    bad="增强“四个意思”，自觉依法办事。",
    good="增强“四个意识”，开展“四个专项”行动，自觉依法办事。",
    triggers=("”",),
    citation=handling("20(四)"),
)
def quoted_name(passage: Passage) -> Iterator[Problem]:
    """Each quotation as long as a name of the list that differs from it by a character that sounds or looks alike."""
    text, quotations = passage.text, Quotations(passage.text)
    for match in _QUOTED.finditer(text):
        right = meant(match[1])
        if right and not quotations.hold(*match.span(1)) and not _is_reported(text, *match.span(1)):
            what = say("“{wrong}” is probably “{right}”", wrong=match[1], right=right)
            basis = citation(data("slogans")["quoted"]["source"])
            yield Problem(passage.locus(*match.span(1)), what, say("correct it"), basis)
