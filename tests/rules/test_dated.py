"""Formulas, meetings and documents are checked by the report's year and date."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.planting import outline
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.toml import parse

DATED = ("W809", "W811", "W826", "W827", "W828", "W829")
OF_2023 = (
    "2023年，学习贯彻党的二十大和二十届一中、二中全会精神，扎实开展学习贯彻习近平新时代中国特色社会主义思想主题教育，"
    "掌握“十一个坚持”的核心要义，落实《法治政府建设实施纲要（2021—2025年）》《信访工作条例》和“八五”普法规划。"
)
OF_2025 = (
    "2025年，学习贯彻党的二十大和二十届二中、三中、四中全会精神，扎实开展深入贯彻中央八项规定精神学习教育，掌握“十二个坚持”的"
    "核心要义，落实《中华人民共和国法治宣传教育法》《行政执法监督条例》，谋划“十五五”时期工作。"
)


def dated(text: str, year: int) -> list[str]:
    source = (
        f'outline = "law-based-government-department@2024"\nyear = {year}\n[fields]\ndate = {date(year + 1, 2, 10)}\n'
        f'[sections.measures]\ntext = "{text}"\n'
    )
    draft = Draft(parse(source.encode(), "draft.toml"), outline())
    return sorted(one.code for one in check(draft, "filed") if one.code in DATED)


@pytest.mark.parametrize(("text", "year"), [(OF_2023, 2023), (OF_2025, 2025)])
def test_a_report_with_the_formulas_of_its_year_is_left_alone(text: str, year: int) -> None:
    assert dated(text, year) == []


def test_formulas_of_later_years_are_found() -> None:
    assert dated(OF_2025, 2023).count("W827") >= 4


def test_formulas_of_earlier_years_are_found() -> None:
    assert dated(OF_2023, 2025) == ["W828", "W829"]
    assert dated(OF_2023, 2026) == ["W828", "W828", "W829"]  # 十一个坚持, too


@pytest.mark.parametrize(
    ("text", "year", "codes"),
    [
        ("学习《中华人民共和国合同法》。", 2019, []),
        ("学习《中华人民共和国合同法》。", 2020, []),
        ("学习《中华人民共和国合同法》。", 2021, ["W826"]),
        ("清理依据原《中华人民共和国合同法》制定的文件。", 2024, []),
        ("《国家行政机关公文处理办法》已经废止。", 2024, []),
        ("执行《国家行政机关公文处理办法》。", 2024, ["W826"]),
        ("学习《中华人民共和国民营经济促进法》。", 2023, ["W827"]),
        ("学习《民营经济促进法》。", 2024, ["W827"]),  # the report is dated in February
        ("学习《民营经济促进法》。", 2025, []),
        ("学习《中华人民共和国民营经济促近法》。", 2025, ["W809"]),
        ("巩固拓展主题教育成果。", 2025, []),
        ("学习贯彻党的二十大和二十届历次全会精神。", 2025, []),
    ],
)
def test_a_document_is_right_at_its_time(text: str, year: int, codes: list[str]) -> None:
    assert dated(text, year) == codes
