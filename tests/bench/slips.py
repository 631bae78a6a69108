"""A report with slips in it, each at a place that is known: as a draft, and as the Markdown that is rendered of it.

The slips are invented, and of the kinds that offices make: most are such as baogao has rules for, some are such as general
checkers look for, and two are misspellings that no rule knows.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.bench.measure import EXAMPLES
from tui.draft.draft import Draft, outline_reference
from tui.outline.library import Library
from tui.render.markdown import render
from tui.toml import parse

_EXAMPLE = EXAMPLES / "law-based-government-department" / "example.toml"


class Slip(NamedTuple):
    """What somebody typed wrong: the draft's right words, the wrong ones, and those that the rendering shows."""

    right: str
    wrong: str
    shown: str


class Place(NamedTuple):
    """A place in a text: its line from 1, and its columns from 0 up to, not including, the second."""

    line: int
    start: int
    end: int


class Report(NamedTuple):
    """A report in both forms, and the places of its slips in each, in order."""

    draft: str
    markdown: str
    in_draft: tuple[Place, ...] = ()
    in_markdown: tuple[Place, ...] = ()


SLIPS = (
    Slip("云市监字〔2026〕3号", "云市监字[2026]3号", r"\[2026\]"),
    Slip('"周启航"', '"周启航局长"', "周启航局长"),
    Slip('完成情况表"', '完成情况表。"', "完成情况表。"),
    Slip("printed = 2026-02-11", "printed = 2026-02-09", "2026年2月9日"),
    Slip("2025年，市市场监管局坚持", "2024年，市市场监管局坚持", "2024年，市"),
    Slip("准入、许可、检查三个环节", "准入、许可、、检查三个环节", "、、"),
    Slip("调整后的权责清单", "调整后的的权责清单", "的的"),
    Slip("民营经济促进法", "民营经济促近法", "促近法"),
    Slip("限定注册地等内容", "限定注册地、等内容", "、等内容"),
    Slip("8月中旬，一处", "24年8月，一处", "24年8月"),
    Slip("## 规范文件制定", "## （二）规范文件制定", "（二）规范文件"),
    Slip("平台三方意见，把", "平台三方意见,把", ","),
    Slip("会议记录完整归档", "会议记录(含录音)完整归档", "(含录音)"),
    Slip("下降18%", "下降15～18%", "15～18%"),
    Slip("企业事后可以在线评价", "企业事后可以拨打13812341234评价", "13812341234"),
    Slip("涉嫌犯罪线索13条", "涉嫌犯罪线索１３条", "１３"),
    Slip("并逐案开展说理", "并逐案开展开展说理", "开展开展"),
    Slip("负责人当面讲评", "负责人当面奖评", "奖评"),
    Slip("handling_rate = 100", "handling_rate = 120", "120%"),
    Slip("hearings_due = 8 ", "hearings_due = 7 ", "案件7件"),
    Slip("答复均在法定期限以内", "答复均在法定期限以内TODO", "TODO"),
    Slip("三是在“12·4”", "四是在“12·4”", "四是在"),
    Slip("有27起案件", "有××起案件", "××起"),
    Slip("“四个亲自”", "“四个亲自", "“四个亲自"),
    Slip("当场确定改造", "当场确定政造", "政造"),
    Slip("做到“两个维护”", "做到“四个维护”", "“四个维护”"),
    Slip("违规过问案件的情形。", "违规过问案件的情形。请认真贯彻执行。", "请认真贯彻执行"),
    Slip("{next_year}年，市市场监管局将", "2025年，市市场监管局将", "2025年，市市场监管局将"),
    Slip("把习近平法治思想列为", "把习近平法制思想列为", "法制思想"),
    Slip("力争超期答复全部清零。", "力争超期答复全部清零...", "..."),
    Slip("信用良好的企业", "信用 良好的企业", "用 良"),
    Slip("编写普法手册", "编写4千册普法手册", "4千册"),
    Slip("2025年11月并入", "2025年11月01日并入", "11月01日"),
    Slip('"市政府"]', '"市政府："]', "市政府：："),
    Slip('"省市场监督管理局", "中共', '"省市场监督管理局。", "中共', "管理局。，"),
    Slip("依法履行监管职责，服务", "依法屡行监管职责，服务", "屡行"),
    Slip("把检查次数减下来", "把检查次数减下来.", "减下来."),
    Slip("把执法队伍管严", "把行政执发队伍管严", "执发"),
    Slip("把群众身边的案件办好", "把群众身边的案件办的好", "办的好"),
    Slip("接受监督和化解纠纷", "接受监督、和化解纠纷", "、和化解"),
    Slip("年底前提级办理", "截止年底前提级办理", "截止年底"),
)
"""One in a line of the rendering each, so that a checker which tells lines only cannot find one by another."""


def clean() -> Report:
    """The shipped example as it is."""
    return report_of(_EXAMPLE.read_text("utf-8"))


def slipped() -> Report:
    """The shipped example with the slips in it."""
    draft = _EXAMPLE.read_text("utf-8")
    for slip in SLIPS:
        assert draft.count(slip.right) == 1, slip
        draft = draft.replace(slip.right, slip.wrong)
    report = report_of(draft)
    in_draft = tuple(_place(draft, slip.wrong) for slip in SLIPS)
    in_markdown = tuple(_place(report.markdown, slip.shown) for slip in SLIPS)
    assert len({place.line for place in in_markdown}) == len(SLIPS)
    return report._replace(in_draft=in_draft, in_markdown=in_markdown)


def report_of(draft: str) -> Report:
    """A draft of that outline in both forms."""
    document = parse(draft.encode(), "draft.toml")
    return Report(draft, render(Draft(document, Library.searching().find(outline_reference(document))), "filed"))


def _place(text: str, words: str) -> Place:
    """The one place of these words."""
    found = [
        Place(number, line.index(words), line.index(words) + len(words))
        for number, line in enumerate(text.split("\n"), 1)
        if words in line
    ]
    assert len(found) == 1, (words, found)
    return found[0]
