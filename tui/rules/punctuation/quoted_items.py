"""、 between quotations and between titles: with it or without, consistently in one draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.needs import CHINESE
from tui.rules.passage import passages
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.marks import Fixer
from tui.rules.support.standards import punctuation

_NOTED = Pattern("[^《》“”\\n]{0,60}[”》]（")  # what has a note in brackets after it keeps its 、
_WITH = ("”、“", "》、《")
_WITHOUT = ("”“", "》《")


@rule(
    "P325",
    "comma-between-quotations",
    Grade.HINT,
    say("、 between two quotations or two titles"),
    why=say("Marks on both sides set the items apart; the standard says that 、 is usually not needed between them."),
    bad='[sections.plan]\ntext = "一是学习贯彻习近平法治思想和《宪法》、《民法典》《立法法》《监察法》《档案法》《统计法》《审计法》；二是针对短板规范行政执法；三是做好普法和调解。"',
    good='[sections.plan]\ntext = "一是学习贯彻习近平法治思想和《宪法》《民法典》《立法法》、《监察法》（2018年）；二是针对短板规范行政执法；三是做好普法和调解。"',
    citation=punctuation("4.5.3.5"),
    needs=CHINESE,
)
def comma_between_quotations(subject: Subject) -> Iterator[Problem]:
    """Each of them in a draft that mostly omits it; where 、 is the habit it is accepted, since many print it."""
    draft = subject.draft
    texts = {id: draft.sections[id].text for id in draft.blocks}
    with_mark = {id: count for id, text in texts.items() if (count := sum(map(text.count, _WITH)))}
    without = sum(text.count(pair) for text in texts.values() for pair in _WITHOUT)
    if not with_mark or without < sum(with_mark.values()):
        return
    for id in with_mark:
        for passage in passages(draft, id):
            fixer = Fixer(passage)
            for match in re.finditer("”、“|》、《", passage.text):
                at = match.start() + 1
                if _NOTED.match(passage.text, match.end()):
                    continue
                what = say("“{words}”: no 、 is needed here", words=match[0])
                yield Problem(passage.locus(at, at + 1), what, fix=fixer.replaced(at, at + 1, ""))
