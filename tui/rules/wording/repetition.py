"""What was typed twice: a word, or a whole clause directly following itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tui.base.messages import say
from tui.base.text import shortened
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling
from tui.rules.support.word_lists import citation, data

_LEAST = 8  # characters of a clause that nobody repeats on purpose
_SHORT = 4  # characters of each clause of a run that is as long together
_LONGEST_RUN = 4  # clauses repeated together
_ENDS = "，。；：！？、,;"
_VERBS = (
    "推进",
    "提高",
    "完善",
    "强化",
    "推动",
    "健全",
    "深入",
    "认真",
    "积极",
    "切实",
    "全面",
    "及时",
    "持续",
    "进一步",
    "贯彻",
    "提升",
    "加大",
    "充分",
    "有效",
    "确保",
    "坚持",
    "扎实",
    "履行",
)
DOUBLED_WORDS = (
    "的的",
    "了了",
    "进行进行",
    "开展开展",
    "加强加强",
    "不断不断",
    "以及以及",
    *(word * 2 for word in _VERBS),
    *(word * 2 for word in data("doubled")["never"]["words"].split()),
    *(listed[0] * 2 for listed in data("doubled")["never"]["characters"].split()),
)


@text_rule(
    "W807",
    "doubled-clause",
    Grade.WARNING,
    say("a clause is repeated"),
    why=say("Something was pasted twice, most often in lists of platforms and opening phrases."),
    bad="依托各类学法平台开展培训，依托各类学法平台开展培训，覆盖全体执法人员。",
    good="依托各类学法平台开展培训，依托案例库开展研讨，覆盖全体执法人员。",
    triggers=_ENDS,
    citation=handling("20(四)"),
)
def doubled_clause(passage: Passage) -> Iterator[Problem]:
    """Each run of clauses that is directly followed by itself, at the second; at least one of them is long."""
    text = passage.text
    clauses = re.split(f"[{_ENDS}]", text)
    long = [clause for clause in clauses if len(clause) >= _SHORT]
    if len(set(long)) == len(long):
        return
    starts = [0]
    for clause in clauses:
        starts.append(starts[-1] + len(clause) + 1)
    quotations = Quotations(text)
    n = 0
    while n < len(clauses):
        length = _repeated(clauses, n)
        if not length:
            n += 1
            continue
        start, end = starts[n + length], starts[n + 2 * length] - 1
        if not quotations.hold(starts[n], end):
            what = say("this clause is repeated: {words}", words=shortened(text[start:end], 30))
            # the first goes with the mark after it up to the second, whose own mark stays
            yield Problem(passage.locus(start, end), what, fix=passage.replaced(start - 1, end, ""))
        n += length


def _is_long(run: list[str]) -> bool:
    """Whether nobody repeats these clauses on purpose: one of them is long, or all of several are, and none has a number."""
    if max(map(len, run)) >= _LEAST:
        return True
    words = "".join(run)
    return len(set(run)) > 1 and min(map(len, run)) >= _SHORT and words.isalpha()


def _repeated(clauses: list[str], n: int) -> int:
    """How many clauses from the nth on are directly repeated; 0 for none."""
    for length in range(1, _LONGEST_RUN + 1):
        run = clauses[n : n + length]
        if run == clauses[n + length : n + 2 * length] and _is_long(run):
            return length
    return 0


@text_rule(
    "W808",
    "doubled-word",
    Grade.WARNING,
    say("a word is repeated"),
    why=say("Repeated words are what authors overlook most easily."),
    bad="依法办理群众反映的的问题，及时答复办理结果。",
    good="以保护群众利益为目的的措施的的确确落了地，不能不了了之，为了了解情况开展了了解民意的走访。",
    triggers=DOUBLED_WORDS,
    citation=handling("20(四)"),
)
def doubled_word(passage: Passage) -> Iterator[Problem]:
    """Each word of the list that occurs twice in a row, except next to words that make the repetition right."""
    text, quotations = passage.text, Quotations(passage.text)
    for word, before, after, source in _doubled():
        if word * 2 not in text:
            continue
        for match in re.finditer(f"(?:{word}){{2,}}", text):
            start, end = match.span()
            last, following = text[max(0, start - 2) : start], text[end : end + 1]
            alone = len(word) == 1 and (not last[-1:].isalpha() or last == last[:1] * 2)  # 了了一桩心事, 扎扎实实
            right = alone or last[-1:] in (*before,) or following in (*after,)
            if not right and not quotations.hold(start, end):
                what = say("“{word}” is repeated", word=word)
                fix = passage.replaced(start, end, word)
                yield Problem(passage.locus(start, end), what, citation=citation(source), fix=fix)


@cache
def _doubled() -> tuple[tuple[str, str, str, str], ...]:
    """The words that are not typed twice in a row, and what may stand before and after two of each by chance; and the source."""
    never = data("doubled")["never"]
    return (
        *(
            (one["word"], one.get("before", ""), one.get("after", ""), one["source"])
            for one in data("doubled")["doubled"]
        ),
        *((word, "", "", never["source"]) for word in never["words"].split()),
        *((listed[0], "", listed[1:], never["source"]) for listed in never["characters"].split()),
    )
