"""Wording: names and formulas that are surely miswritten, slogans with the wrong verb or count, words typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tui.base.messages import say
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import Formula, Pair, citation, data, formulas, pairs

_CHECKED = handling("20(四)")
_OPENING = ("“", "「", "『", "‘", '"')
_CLOSING = ("”", "」", "』", "’", '"')
_STOPS = ("", *"，、；。：！？,;")


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(pairs(kind), key=len, reverse=True))))


def miswritten(text: str, kind: str) -> Iterator[tuple[int, int, Pair]]:
    """Where a text has the wrong half of a pair of this kind, unless that is a part of what is right."""
    known = pairs(kind)
    if not any(map(text.__contains__, known)):
        return
    pattern, at = _any_of(kind), 0
    while match := pattern.search(text, at):
        pair, (start, end) = known[match[0]], match.span()
        if pair.is_right_at(text, start):
            at = start + 1  # another may overlap it
        else:
            at = end
            yield start, end, pair


def _miswritten(passage: Passage, kind: str) -> Iterator[tuple[int, int, Pair]]:
    quotations = Quotations(passage.text)
    for start, end, pair in miswritten(passage.text, kind):
        if not quotations.hold(start, end):
            yield start, end, pair


@text_rule(
    "W803",
    "misspelt-name",
    Grade.ERROR,
    say("a fixed name is misspelt"),
    why=say("One misspelt name of a state, a law or an institution fails a whole website in an inspection."),
    bad="严格执行行政执法公式制度，健全工作机制。",
    good="严格执行行政执法公示制度，健全工作机制。",
    triggers=tuple(pairs("names")),
    citation=_CHECKED,
)
def misspelt_name(passage: Passage) -> Iterator[Problem]:
    """Each name on the list of misspelt ones."""
    for start, end, pair in _miswritten(passage, "names"):
        what = say("“{wrong}” is misspelt: it is “{right}”", wrong=pair.wrong, right=pair.right)
        fix = passage.replaced(start, end, pair.right)
        yield Problem(passage.locus(start, end), what, citation=citation(pair.source), fix=fix)


def _is_han(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)


def _one_edit(text: str, whole: str) -> int | None:
    """How much of the beginning of `text` is `whole` with one Chinese character other, lost or added (not the last)."""
    last = len(whole) - 1
    same = 0
    while same < min(len(text), len(whole)) and text[same] == whole[same]:
        same += 1
    if same < last and text[same + 1 : last + 1] == whole[same + 1 :] and _is_han(text[same] + whole[same]):
        return last + 1
    if same <= last and text[same + 1 : last + 2] == whole[same:] and _is_han(text[same]):
        return last + 2
    if same < last and text[same:last] == whole[same + 1 :] and _is_han(whole[same]):
        return last
    return None


def altered(text: str, formula: str) -> Iterator[tuple[int, int]]:
    """Where `text` has a formula with one Chinese character changed, lost or added, neither its first nor its last.

    One half of such a formula is whole: each is looked for, and the other half compared beside it.
    """
    half = len(formula) // 2
    head, tail = formula[:half], formula[half:]
    at = text.find(head)
    while at >= 0:
        if not text.startswith(formula, at):
            after = _one_edit(text[at + half : at + len(formula) + 1], tail)
            if after is not None:
                yield at, at + half + after
        at = text.find(head, at + 1)
    at = text.find(tail)
    while at >= 0:
        if at < half or not text.startswith(formula, at - half):
            before = _one_edit(text[max(0, at - half - 1) : at][::-1], head[::-1])
            if before is not None:
                yield at - before, at + len(tail)
        at = text.find(tail, at + 1)


@text_rule(
    "W804",
    "altered-formula",
    Grade.ERROR,
    say("a fixed formula has a character changed, lost or added"),
    why=say("The wording of such a formula is fixed; a slip in it is a grave error in a published text."),
    bad="深入学习贯彻习近平新时代中国特社会主义思想，推动各项工作。",
    good="深入学习贯彻习近平新时代中国特色社会主义思想，推动各项工作。",
    triggers=tuple(
        part for one in formulas() for part in (one.text[: len(one.text) // 2], one.text[len(one.text) // 2 :])
    ),
    citation=_CHECKED,
)
def altered_formula(passage: Passage) -> Iterator[Problem]:
    """Each formula that is there but for one Chinese character."""
    quotations = Quotations(passage.text)
    for formula in formulas():
        for start, end in altered(passage.text, formula.text):
            if _counts(passage.text, start, end, formula) and not quotations.hold(start, end):
                what = say(
                    "“{wrong}” is not the fixed wording: it is “{right}”",
                    wrong=passage.text[start:end],
                    right=formula.text,
                )
                fix = passage.replaced(start, end, formula.text)
                yield Problem(passage.locus(start, end), what, citation=citation(formula.source), fix=fix)


def _counts(text: str, start: int, end: int, formula: Formula) -> bool:
    return not formula.title or (text[start - 1 : start] in ("《", "〈") and text[end : end + 1] in ("》", "〉"))


@text_rule(
    "W805",
    "verb-and-object",
    Grade.WARNING,
    say("a slogan has the wrong verb"),
    why=say(
        "One strengthens the four consciousnesses, is firm in the four confidences, and accomplishes the two upholds."
    ),
    bad="教育引导党员干部增强“四个自信”，自觉依法办事。",
    good="教育引导党员干部增强“四个意识”、坚定“四个自信”、做到“两个维护”，自觉依法办事。",
    triggers=("四个意识", "四个自信", "两个维护", "两个确立"),
    citation=_CHECKED,
)
def verb_and_object(passage: Passage) -> Iterator[Problem]:
    """Each slogan directly after a verb of its neighbours, where nothing follows that the verb could govern."""
    text, quotations = passage.text, Quotations(passage.text)
    for slogan in data("slogans")["slogans"]:
        at = text.find(slogan["name"])
        while at >= 0:
            start = at - (text[at - 1 : at] in _OPENING)
            end = at + len(slogan["name"])
            end += text[end : end + 1] in _CLOSING
            verb = next((verb for verb in slogan["never"] if text.endswith(verb, 0, start)), "")
            if verb and text[end : end + 1] in _STOPS and not quotations.hold(start, end):
                start -= len(verb)
                yield Problem(
                    passage.locus(start, end),
                    say("this verb does not go with it: {words}", words=text[start:end]),
                    say("the usual wording is {words}", words=f"{slogan['verb']}“{slogan['name']}”"),
                    citation(slogan["source"]),
                )
            at = text.find(slogan["name"], end)


@text_rule(
    "W806",
    "wrong-count",
    Grade.ERROR,
    say("a slogan has the wrong count"),
    why=say("There are two upholds, four consciousnesses, four confidences: another count is a grave error."),
    bad="增强“四个意识”、做到“四个维护”，自觉依法办事。",
    good="增强“四个意识”、做到“两个维护”，自觉依法办事。",
    triggers=("个维护”", "个意识”", "个自信”", "个确立”"),
    citation=_CHECKED,
)
def wrong_count(passage: Passage) -> Iterator[Problem]:
    """Each wrong count, where the verb before it or a right one beside it shows that this slogan is meant."""
    text, quotations = passage.text, Quotations(passage.text)
    slogans = data("slogans")["slogans"]
    has_family = any(f"“{one['name']}”" in text for one in slogans)
    for slogan in slogans:
        for match in re.finditer(f"“(?:{'|'.join(slogan['miscounted'])})”", text):
            start, end = match.span()
            meant = has_family or text.endswith(("做到", "坚定"), 0, start)
            if meant and not quotations.hold(start, end):
                yield Problem(
                    passage.locus(start, end),
                    say("the count is wrong: {words}", words=match[0]),
                    say("the usual wording is {words}", words=f"“{slogan['name']}”"),
                    citation(slogan["source"]),
                )


@text_rule(
    "W810",
    "meeting-name",
    Grade.WARNING,
    say("a meeting is called a meeting twice"),
    why=say("全会 already means a meeting: it is 全会精神, and after a congress 大会精神 or 二十大精神."),
    bad="第一时间组织学习全会会议精神，研究贯彻措施。",
    good="第一时间组织学习全会精神，研究贯彻措施。",
    triggers=tuple(pairs("meetings")),
    citation=_CHECKED,
)
def meeting_name(passage: Passage) -> Iterator[Problem]:
    """Each name of a meeting with 会议 too much."""
    for start, end, pair in _miswritten(passage, "meetings"):
        what = say("“{wrong}” says it twice: “{right}”", wrong=pair.wrong, right=pair.right)
        fix = passage.replaced(start, end, pair.right)
        yield Problem(passage.locus(start, end), what, citation=citation(pair.source), fix=fix)
