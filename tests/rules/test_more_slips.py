"""Slips of the kinds that reports make, in words that no rule was written for, and the right wording beside them."""

from __future__ import annotations

import pytest

from tests.support.planting import DEPARTMENT, marked, outline
from tui.draft.draft import Draft
from tui.rules.register import run_rules
from tui.toml import parse

_OF_THE_WHOLE = ("S", "L", "D", "Y")
"""Rules about what a report has or lacks: here is one paragraph of it only."""


def found(text: str) -> list[tuple[str, str]]:
    """The rules that speak of a paragraph, and the characters that each marks."""
    source = f'outline = "{DEPARTMENT}@2024"\nyear = 2024\n[sections.measures]\ntext = """\n{text}\n"""\n'
    draft = Draft(parse(source.encode(), "draft.toml"), outline())
    return [one for one in marked(draft, run_rules(draft, "filed")) if not one[0].startswith(_OF_THE_WHOLE)]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        # the four things that are done in person: the fourth is none of them
        ("做到重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要案件亲自处理。", "W814", "重要案件亲自处理"),
        ("压实法治政府建设第一责任任人职责。", "W815", "第一责任任人"),
        ("严格落实推进法治建设第一人责任职责规定。", "W815", "第一人责任"),
        ("各单位主要责任人每年述法。", "W815", "主要责任人"),
        # names
        ("公开《政府信息公开条列》宣传册。", "W803", "信息公开条列"),
        ("贯彻《优化营商条例》，清理证明。", "W809", "优化营商条例"),
        ("对照《法治政府建设实施纲要（2021—2026年）》自查。", "W809", "法治政府建设实施纲要（2021—2026年）"),
        ("党委理论学习组专题学习。", "W813", "党委理论学习组"),
        # plenums
        ("学习党的二十届三中全精神。", "W818", "三中全"),
        ("贯彻党的十九届六种全会精神。", "W818", "六种全会"),
        ("学习党的十九大届四中全会精神。", "W818", "十九大届"),
        # years
        ("2024普法任务全部完成。", "N414", "2024"),
        ("2022来，累计培训八百人次。", "N414", "2022"),
        ("完成2024行政执法案卷评查。", "N414", "2024"),
        # document numbers
        ("根据通知（云司发〔2024〕05号）要求。", "N420", "〔2024〕05"),
        ("根据通知（云司发〔2024〕第5号）要求。", "N420", "〔2024〕第5"),
        # estimates marked twice
        ("发放资料约3000余份。", "N418", "约3000余"),
        ("培训近200余人次。", "N418", "近200余"),
        ("超过500余人参加。", "N418", "超过500余"),
        ("参加人数达300多余人。", "N418", "300多余"),
        # particles
        ("及时的公开执法信息。", "W823", "的"),
        ("有效的化解矛盾纠纷。", "W823", "的"),
        ("制度学的好、用得好。", "W823", "的"),
        # constructions
        ("专班包括五人组成。", "W822", "包括五人组成"),
        ("领导小组由局长任组长，班子成员为成员组成。", "W822", "由局长任组长，班子成员为成员组成"),
        # words typed twice
        ("全面推进推进依法行政。", "W808", "推进推进"),
        ("认真认真落实各项要求。", "W808", "认真认真"),
        # terms
        ("加大执发力度，规范秩序。", "W812", "执发力度"),
        ("坚持问题导象。", "W812", "问题导象"),
    ],
)
def test_a_slip_is_found_at_its_words(text: str, rule: str, words: str) -> None:
    assert (rule, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办、重要活动亲自参加。",
        "明确项目主要责任人，压实第一责任人职责和安全生产第一责任。",
        "各单位主要责任人和直接责任人名单已公示。",
        "公开政府信息公开指南，更新市政府信息公开平台，印发《政府信息公开条例》读本。",
        "对照《法治政府建设实施纲要（2021—2025年）》《云川市水网规划（2023—2035年）》自查。",
        "学习贯彻党的二十届三中全会精神、党的十九届四中全会决定、党的二十大和二十届历次全会精神。",
        "“云剑2024行政执法”行动收官，2024年普法工作扎实推进，印发《2024年度学法计划》。",
        "云政发〔2024〕5号、云司办〔2023〕120号文件均已落实，国务院令第711号已学习。",
        "约3000人参加，近200家企业受益，超过500人报名，3000余份资料发放完毕，近3年余款结清，约谈20余家。",
        "近20多年来持续改善，超额完成任务，二十多年积累，约占三成。",
        "提供有效的保障，形成及时的反馈渠道，这是解决问题的有效办法，有了认真的态度。",
        "建立有效的推进机制，形成有力的推进格局，经过扎实的开展，取得及时的处置效果。",
        "专班由五人组成，包括三个小组，由局长任组长，各科室负责人为成员。",
        "组织组织部门培训，规范规范性文件管理，把责任落实落实到人。",
        "人大代表议案建议办结率100%，执法检察协作开展，工作制度健全，服务群众满意。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found(text) == []
