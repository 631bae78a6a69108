"""Shapes of documents, one each: contents lists, numbers of other levels, what pages put around a report, seals, breaks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.planting import outline
from tui.draft.draft import Draft
from tui.reading.placement import Imported, imported, placed
from tui.reading.sources import read
from tui.toml import parse

TITLE = "云台县司法局2024年法治政府建设年度报告"
BODY = (
    "2024年，云台县司法局推进依法行政。现将情况报告如下：",
    "一、主要举措和成效",
    "（一）强化学习。全年组织集体学法12次。",
    "（二）规范执法。办理行政处罚案件35件。",
    "二、存在的不足和原因",
    "一是力量不足。二是培训不够。",
    "三、2025年主要安排",
    "继续推进各项工作。",
)
SIGNED = ("云台县司法局", "2025年1月20日")


def _made(content: str, name: str = "report.txt") -> tuple[Draft, Imported]:
    asked = outline("law-based-government-department")
    placement = placed(read(content.encode(), name), asked)
    assert placement is not None
    result = imported(placement)
    return Draft(parse(result.toml.encode(), "draft.toml"), asked), result


def _is_whole(draft: Draft, result: Imported) -> None:
    """The report of all these shapes: its letterhead, and each text in its section and nothing else."""
    assert draft.words("issuer") == ("云台县司法局",)
    assert draft.day("date") == date(2025, 1, 20)
    assert {id: "".join(one.text.split()) for id, one in draft.sections.items()} == {
        "introduction": BODY[0],
        "measures": f"{BODY[2]}{BODY[3].replace('35', '{penalties}')}",
        "problems": BODY[5],
        "plan": BODY[7],
    }
    assert not result.unsorted and not result.doubts


def _text(*lines: str) -> str:
    return "\n".join(lines)


def _page(body: str, around: tuple[str, str] = ("", "")) -> str:
    return f"<html><body>{around[0]}<h1>{TITLE}</h1>{body}{around[1]}</body></html>"


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>　　{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "contents",
    [
        ("目  录", "一、主要举措和成效........1", "二、存在的不足和原因........3", "三、2025年主要安排........5"),
        ("目录", "一、主要举措和成效\t1", "二、存在的不足和原因\t3", "三、2025年主要安排\t5"),
        ("一、主要举措和成效……………1", "二、存在的不足和原因……………3", "三、2025年主要安排……………5"),
    ],
)
def test_a_table_of_contents_is_no_text(contents: tuple[str, ...]) -> None:
    draft, result = _made(_text(TITLE, *contents, "", *BODY, *SIGNED))
    _is_whole(draft, result)
    assert {one.why.text for one in result.left_out if one.line in (3, 4)} == {"the table of contents"}


def test_an_item_that_a_page_number_broke_is_whole() -> None:
    lines = (*BODY[:5], "一是力量不足。二是培训", "- 3 -", "不够。", *BODY[6:])
    _is_whole(*_made(_text(TITLE, *lines, *SIGNED)))


def test_organ_and_date_under_the_title() -> None:
    _is_whole(*_made(_text(TITLE, "云台县司法局", "（2025年1月20日）", *BODY)))


def test_a_title_whose_last_word_is_spread_and_a_signature_with_its_seal() -> None:
    title = ("云台县司法局", "关于2024年法治政府建设工作情况的", "报    告", "县委、县政府:")
    draft, result = _made(_text(*title, *BODY, "云台县司法局(公章)", "2025 年 1 月 20 日"))
    _is_whole(draft, result)
    assert draft.title.endswith("情况的\n报告")
    assert draft.words("recipients") == ("县委", "县政府")


def test_points_head_the_sections_where_no_higher_number_does() -> None:
    lists = [f"<ol start={n}><li>{BODY[at][2:]}</li></ol>" for n, at in ((1, 1), (2, 4), (3, 6))]
    body = f"<p>{BODY[0]}</p>{lists[0]}{_paragraphs(BODY[2:4])}{lists[1]}<p>{BODY[5]}</p>{lists[2]}<p>{BODY[7]}</p>"
    _is_whole(*_made(_page(body + _paragraphs(SIGNED)), "report.html"))


def test_organ_and_date_on_one_line_and_the_source_in_brackets_after_it() -> None:
    body = _paragraphs((*BODY, "云台县司法局　　2025年1月20日"))
    _is_whole(*_made(_page(body, ("", "<div>（来源：县司法局）</div>")), "report.html"))


def test_a_navigation_with_numbers_is_no_letterhead_and_an_attachment_after_the_date_is_named() -> None:
    navigation = "<ul><li>首页<li>信息公开<li>一、政策文件<li>二、统计信息</ul>"
    after = "<p>附件：<a>法治政府建设情况统计表.doc</a></p><div>扫描二维码 分享至手机</div>"
    draft, result = _made(_page(_paragraphs((*BODY, *SIGNED)), (navigation, after)), "report.html")
    _is_whole(draft, result)
    assert not draft.words("mark")
    assert draft.words("attachments") == ("法治政府建设情况统计表.doc",)


def test_a_share_bar_is_never_the_end_of_a_paragraph() -> None:
    width = ("甲" * 34 + "。",) * 8
    body = _paragraphs((*BODY[:7], BODY[7], *width))
    draft, _ = _made(_page(body, ("", "<div>分享到：</div><div>扫一扫在手机打开当前页</div>")), "report.html")
    assert draft.sections["plan"].text.count("甲" * 34) == 8
