"""Short titles, 《纲要》 or 《条例》, that no 以下简称 has introduced."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.needs import CHINESE
from tui.rules.passage import passages
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import handling

_SHORT = "实施纲要|纲要|实施条例|条例|规定|实施意见|意见|实施办法|办法|实施方案|方案|实施细则|细则|规划|决定|通知|要点|工作要点|规则|准则|计划|指标体系|工作方案|指导意见|若干规定|工作规定|暂行条例|行动计划|工作指引|责任清单|责任书"
_TITLE = Pattern(f"《({_SHORT})》")
_INTRODUCED = Pattern(f"(?:简称|称为?|称作)[：:]?[《“]?({_SHORT})[》”]?")


@rule(
    "S120",
    "short-title-not-introduced",
    Grade.WARNING,
    say("a short title was never introduced"),
    why=say("《纲要》 alone may be any; the full title comes first, with （以下简称《纲要》）."),
    bad='[sections.problems]\ntext = "对照《纲要》的要求还有不足，主要原因是专业人员少。"',
    good='[sections.problems]\ntext = "对照《云川市法治乡村建设纲要》（以下简称《纲要》）还有不足，主要原因是没有学透《纲要》。"',
    citation=handling("20(四)"),
    needs=CHINESE,
)
def short_title_not_introduced(subject: Subject) -> Iterator[Problem]:
    """The first place of each short title in a draft in which no 简称 names it."""
    draft = subject.draft
    told: set[str] = set()
    introduced: set[str] | None = None
    for section in draft.blocks:
        text = draft.sections[section].text
        if "《" not in text or not _TITLE.search(text):
            continue
        if introduced is None:
            whole = "\n".join(draft.sections[one].text for one in draft.blocks)
            introduced = {match[1] for match in _INTRODUCED.finditer(whole)} if "称" in whole else set()
        for passage in passages(draft, section):
            for match in _TITLE.finditer(passage.text):
                if match[1] not in introduced and match[1] not in told:
                    told.add(match[1])
                    what = say("“{title}” was never introduced as a short title", title=match[0])
                    remedy = say("write the full title first, with （以下简称{title}）", title=match[0])
                    yield Problem(passage.locus(*match.span()), what, remedy)
