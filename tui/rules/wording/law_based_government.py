"""法治政府 without 建设, where the report is about building it."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.quotations import Quotations
from tui.rules.support.standards import handling

_LOST = Pattern(
    "法治政府(?=(?:各项|重点|年度|日常)?工作|(?:各项|重点|年度)任务|领导小组|年度(?:工作|情况)?报告|年度(?:工作|考核)|考核|任务(?=落|分|清单|[，。；])|情况(?:(?:的)?(?:报告|汇报|总结|通报)|如下|(?=[，。；]))|实施(?:纲要|方案|意见|规划)|示范(?:县|市|区|创建活动)|督察|推进会|责任落实|专题(?:会|培训|讲座)|述职|自查|(?:被?纳入|列入)(?:年度|绩效|全局|全[市县区镇]|目标|考核|重要|重点))"
)
_AFTER = "各重年日工领情实示督推责专述自被纳列考任"  # the first characters of what comes after it
_BUILDING = ("建设", "创建", "推进", "打造", "建成", "构建", "加快", "实现", "《", "〈", "建设现代化")
_NEAR = 12  # characters


@text_rule(
    "W816",
    "building-law-based-government",
    Grade.WARNING,
    say("法治政府 stands for 法治政府建设"),
    why=say("The work that is reported is 法治政府建设."),
    bad="定期研究法治政府工作，解决重点难点问题。",
    good="认真做好法治政府建设工作，扎实推进建设法治政府各项工作，法治政府的基本要求是职能科学。",
    triggers=tuple(f"法治政府{first}" for first in _AFTER),
    citation=handling("20(四)"),
)
def building_law_based_government(passage: Passage) -> Iterator[Problem]:
    """法治政府 right before 工作, 领导小组, 年度报告 and the like, unless a verb of building comes before it in the clause."""
    text, quotations = passage.text, Quotations(passage.text)
    for match in _LOST.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _NEAR) : start].rpartition("，")[2]
        if not any(word in before for word in _BUILDING) and not quotations.hold(start, end):
            what = say("建设 is missing after “{words}”", words="法治政府")
            yield Problem(passage.locus(start, end), what, fix=passage.replaced(start, end, "法治政府建设"))
