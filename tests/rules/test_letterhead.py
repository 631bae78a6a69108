"""Letterhead, dates and tone: what is wrong, at its place; what is right, left alone; and what the fixes make of it."""

from __future__ import annotations

from datetime import date

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from tests.support.planting import DEPARTMENT, marked, outline, planted, told, with_fixes
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS
from tui.toml import parse

GOVERNMENT = "law-based-government-government"


def said(lines: str, id: str = DEPARTMENT, family: str = "L", today: date | None = None) -> list[tuple[str, str]]:
    draft = planted(lines, id)
    return marked(draft, told(draft, family, today=today))


@pytest.mark.parametrize(
    ("typed", "marks", "right"),
    [
        ("云市监字[2026]3号", "[2026]3号", "云市监字〔2026〕3号"),
        ("云市监字（2026）3号", "（2026）3号", "云市监字〔2026〕3号"),
        ("云市监字【2026】3号", "【2026】3号", "云市监字〔2026〕3号"),
        ("云市监字﹝2026﹞15号", "﹝2026﹞15号", "云市监字〔2026〕15号"),
        ("云市监字〔2026〕03号", "〔2026〕03号", "云市监字〔2026〕3号"),
        ("云市监字〔2026〕第3号", "〔2026〕第3号", "云市监字〔2026〕3号"),
        ("云市监字〔2026〕3", "〔2026〕3", "云市监字〔2026〕3号"),
        ("云市监字〔2026年〕3号", "〔2026年〕3号", "云市监字〔2026〕3号"),
        ("云市监字〔26〕3号", "〔26〕3号", None),
        ("云市监字〔2026〕0号", "〔2026〕0号", None),
        ("云市监字2026年3号", "云市监字2026年3号", None),
        ("云市监字〔202630号", "云市监字〔202630号", None),
        ("云市监字〔2026〕号", "云市监字〔2026〕号", None),
    ],
)
def test_a_document_number_of_another_form(typed: str, marks: str, right: str | None) -> None:
    draft = planted(f'[fields]\nnumber = "{typed}"')
    found = told(draft, "L")
    assert [(code, text.strip('"')) for code, text in marked(draft, found)] == [("L201", marks)]
    assert (found[0].fix is not None) == (right is not None)
    if right:
        after = with_fixes(draft, found)
        assert after.words("number") == (right,)
        assert told(after, "L") == []
        assert {id: after.fields[id] for id in after.fields if id != "number"} == {
            id: draft.fields[id] for id in draft.fields if id != "number"
        }


@pytest.mark.parametrize(
    "typed", ["云市监字〔2026〕3号", "厅字〔2026〕128号", "云市监字〔2026〕×号", "晋市科字〔2026〕XX号"]
)
def test_a_document_number_that_is_right_or_not_yet_given(typed: str) -> None:
    assert said(f'[fields]\nnumber = "{typed}"') == []


def test_a_number_of_another_year_than_the_date() -> None:
    assert said('[fields]\nnumber = "云市监字〔2025〕3号"') == [("L202", "2025")]


@pytest.mark.parametrize(
    "name",
    ["李明局长", "局长李明", "局长 李明", "签发人：李明", "周启航同志", "市场监督管理局", "云川市人民政府", "县委书记"],
)
def test_a_signer_who_is_no_name(name: str) -> None:
    assert [code for code, _ in said(f'[fields]\nsigner = "{name}"')] == ["L203"]


@pytest.mark.parametrize("name", ["郑泽", "郑 泽", "郑　泽", "王科", "阿卜杜拉·买买提", "欧阳明", "李政府", "何处"])
def test_a_signer_who_is_a_name(name: str) -> None:
    assert said(f'[fields]\nsigner = "{name}"') == []


def test_each_of_several_signers_is_looked_at() -> None:
    assert said('[fields]\nsigner = ["陆怀远", "岑溪县长"]', GOVERNMENT) == [("L203", '"岑溪县长"')]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('recipients = ["市委", "王市长"]', [("L204", '"王市长"')]),
        ('recipients = ["市委书记"]', [("L204", '"市委书记"')]),
        ('copies = ["省市场监督管理局", "张某同志"]', [("L204", '"张某同志"')]),
        ('issuer = "云川市市场监督管理局局长"\nmark = ""', [("L204", '"云川市市场监督管理局局长"')]),
        ('recipients = ["市委", "市政府"]', []),
        ('recipients = ["市委办公室", "市人大常委会", "市委依法治市办"]', []),
        ('copies = ["省厅", "市政府"]', [("L205", '"市政府"')]),
        ('copies = ["省厅", "市政府办公室"]', []),
        ('issuer = "王河镇人民政府"\nmark = "王河乡人民政府文件"', [("L206", '"王河乡人民政府文件"')]),
        ('issuer = "云川市市场监督管理局"\nmark = "云川市市场监督管理局"', []),
        ('issuer = "云川市市场监管局"\nmark = "云川市市场监督管理局文件"', []),
        ('issuer = "云川市发展和改革委员会"\nmark = "云川市发展改革委文件"', []),
        ('issuer = ["中共青泽县委", "青泽县人民政府"]\nmark = "中共青泽县委文件"', []),
        ('issuer = ["中共青泽县委", "青泽县人民政府"]\nmark = "中共青泽县委　青泽县人民政府文件"', []),
        ('issuer = "云川市市场监督管理局法规科"\nmark = ""', [("L207", '"云川市市场监督管理局法规科"')]),
        ('issuer = "云川市司法厅人事处"\nmark = ""', [("L207", '"云川市司法厅人事处"')]),
        ('issuer = "中共云川市委办公室"\nmark = ""', []),
        ('issuer = "中共云川市委政策研究室"\nmark = ""', []),
        ('issuer = "云川市人民政府城东街道办事处"\nmark = ""', []),
        ('issuer = "云川市公路管理处"\nmark = ""', []),
        ('issuer = "云川市教科局"\nmark = ""', []),
    ],
)
def test_who_writes_to_whom(lines: str, expected: list[tuple[str, str]]) -> None:
    assert said(f"[fields]\n{lines}") == expected


@pytest.mark.parametrize(
    ("typed", "marks", "right"),
    [
        ("1.重点任务完成情况表", "1.", "重点任务完成情况表"),
        ("1. 重点任务完成情况表", "1. ", "重点任务完成情况表"),
        ("附件1：重点任务完成情况表", "附件1：", "重点任务完成情况表"),
        ("附件：重点任务完成情况表", "附件：", "重点任务完成情况表"),
        ("（2）重点任务完成情况表", "（2）", "重点任务完成情况表"),
        ("重点任务完成情况表。", "。", "重点任务完成情况表"),
        ("重点任务完成情况表；", "；", "重点任务完成情况表"),
    ],
)
def test_the_name_of_an_attachment(typed: str, marks: str, right: str) -> None:
    draft = planted(f'[fields]\nattachments = ["表", "{typed}"]')
    found = told(draft, "L")
    assert marked(draft, found) == [("L208", marks)]
    after = with_fixes(draft, found)
    assert after.words("attachments") == ("表", right)
    assert told(after, "L") == []


@pytest.mark.parametrize(
    "typed",
    ["2025年行政执法数据统计表", "3.15活动情况表", "《工作方案》", "情况表（2025年）", "12345热线办理情况", "附件清单"],
)
def test_an_attachment_with_a_right_name(typed: str) -> None:
    assert said(f'[fields]\nattachments = ["{typed}"]') == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("printed = 2026-02-09", [("L211", "2026-02-09")]),
        ("printed = 2026-02-10", []),
        ('date = 2025-02-10\nnumber = "云〔2025〕3号"', [("L212", "2025-02-10")]),
        ("date = 2026-04-01\nprinted = 2026-04-01", [("L212", "2026-04-01")]),
        ("date = 2026-03-31\nprinted = 2026-03-31", [("L213", "2026-03-31")]),
        ("date = 2026-03-02\nprinted = 2026-03-02", [("L213", "2026-03-02")]),
        ("date = 2026-03-01\nprinted = 2026-03-01", []),
        ('date = 2025-12-01\nprinted = 2025-12-01\nnumber = "云〔2025〕3号"', []),
        ('date = 2025-11-30\nprinted = 2025-12-01\nnumber = "云〔2025〕3号"', [("L212", "2025-11-30")]),
    ],
)
def test_dates_in_order_and_in_time(lines: str, expected: list[tuple[str, str]]) -> None:
    assert said(f"[fields]\n{lines}") == expected


def undated() -> Draft:
    text = '[fields]\nissuer = "云川市市场监督管理局"\n'
    return Draft(parse(f'outline = "{DEPARTMENT}@2024"\nyear = 2025\n{text}'.encode(), "draft.toml"), outline())


@pytest.mark.parametrize(
    ("today", "filed", "published"),
    [
        (None, [], []),
        (date(2026, 3, 1), [], []),
        (date(2026, 3, 2), ["L213"], []),
        (date(2026, 4, 2), ["L213"], ["L214"]),
    ],
)
def test_a_day_that_is_over_and_no_date_yet(today: date | None, filed: list[str], published: list[str]) -> None:
    draft = undated()
    assert [one.code for one in told(draft, "L", "filed", today)] == filed
    assert [one.code for one in told(draft, "L", "published", today)] == published


def test_a_clearance_after_the_day_of_publication() -> None:
    draft = planted("[clearance]\ndate = 2026-04-02")
    assert marked(draft, told(draft, "L", "published")) == [("L214", "2026-04-02")]
    assert told(planted("[clearance]\ndate = 2026-04-01"), "L", "published") == []
    citation = told(draft, "L", "published")[0].citation
    assert citation is not None and citation.text.endswith("第二十四条")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("妥否，请批示。", ["妥否，请批示"]),
        ("以上意见当否，请批示。", ["当否，请批示"]),
        ("当否请审批。", ["当否请审批"]),
        ("拟增加编制3名，请予批准。", ["请予批准"]),
        ("拟增加编制3名，现请予以审批。", ["请予以审批"]),
        ("特此请示。", ["特此请示"]),
        ("**妥否，请批示。**", ["妥否，请批示"]),
        ("请遵照执行。", ["请遵照执行"]),
        ("请认真贯彻执行。", ["请认真贯彻执行"]),
        ("请你局于月底前报送。", ["你局"]),
        ("感谢贵局支持。", ["贵局"]),
        ("请你单位支持。", ["你单位"]),
        ("重大事项按程序报请审批。", []),
        ("及时向市委报请批示，提请批准。", []),
        ("企业申请审批事项逐年增多，申请审批，一次办结。", []),
        ("请审批部门压缩时限。", []),
        ("处理得妥当否、稳妥否，由群众评判。", []),
        ("有的同志在材料中写“妥否，请批示”，已经纠正。", []),
        ("来信中问“你局为何不查”，当日答复。", []),
        ("珍惜来之不易的宝贵局面。", []),
        ("带领你局部调整。", []),
        ("已要求各单位认真贯彻执行，各单位要遵照执行。", []),
        ("建议统一标准，恳请市里予以支持。", []),
    ],
)
def test_requests_and_orders_in_a_report(text: str, marks: list[str]) -> None:
    found = said(f"[sections.problems]\ntext = '''不足的原因是人员少。\n{text}'''")
    assert [words for _, words in found] == marks


TEXTS = st.text() | st.text("云市〔〕[]（）第0123号26年局长政府科室附件.．、：。；“”妥否请批示贵你 \n", max_size=60)


@given(TEXTS, TEXTS, TEXTS)
def test_any_letterhead_is_checked_and_fixed_once(number: str, name: str, text: str) -> None:
    values = {"number": number, "signer": name, "issuer": name, "mark": text, "note": text}
    lists = {"attachments": [text, number], "copies": [name, text], "recipients": [text, name]}
    draft = planted(tomli_w.dumps({"fields": {**values, **lists}, "sections": {"problems": {"text": text}}}))
    found = [one for edition in EDITIONS for one in told(draft, "L", edition)]
    marked(draft, found)
    fixable = [one for one in found if one.fix]
    after = with_fixes(draft, fixable)
    again = [one for edition in EDITIONS for one in told(after, "L", edition) if one.fix]
    assert {one.locus.path for one in again} <= {one.locus.path for one in fixable}
    assert len(again) <= len(fixable)
