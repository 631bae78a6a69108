"""Slips in what reports say again and again, and Chinese that was never seen and is right."""

from __future__ import annotations

import pytest

from tui.draft.prose import Kind
from tui.rules.passage import Passage
from tui.rules.support.sequences import FILE, SIZE, sequences
from tui.rules.wording.wrong_characters import slips, wrong_character


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全年全面推讲依法行政。", "全面推讲", "全面推进"),
        ("定期召会议研究工作。", "召会议", "召开会议"),
        ("聘请法律问顾三名。", "法律问顾", "法律顾问"),
        ("推动政政务公开工作走深走实。", "政政", "政"),
        ("积极营造造良好氛围。", "造造", "造"),
        ("加强重点领城执法。", "重点领城", "重点领域"),
        ("领导小组办室定期通报。", "组办室", "组办公室"),
    ],
)
def test_a_slip_is_explained(text: str, wrong: str, right: str) -> None:
    assert [(text[one.start : one.end], one.right) for one in slips(text)] == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "组织局办公室学习习近平法治思想，展示示范项目。",
        "青泽县杏渡镇人民政府加强文旅市场监管。",
        "信息公开、咨询、申请及答复办理情况，2025年述法工作情况。",
        "𠮷𠮷，a政ｂ政，\ud7ff。",
        "",
    ],
)
def test_what_was_never_seen_may_be_right(text: str) -> None:
    assert [*slips(text)] == []


def test_the_filter_knows_what_it_was_made_of_and_little_else() -> None:
    known = sequences()
    assert FILE.stat().st_size > SIZE
    assert known.has("法治政") and not known.has("政治法")
    assert known.is_word("行政") and not known.is_word("政行") and not known.is_word("行")


def test_names_and_titles_may_play_with_words() -> None:
    text = "开展“全面推讲依法行政”活动，学习《定期召会议》。"
    assert len([*slips(text)]) == 2 and [*wrong_character(Passage("s", Kind.PARAGRAPH, text, ((0, 0, -1),)))] == []
