"""Neither a line break nor bold nor a character that cannot be seen hides a word from a rule."""

from __future__ import annotations

import json

import pytest

from tests.support.planting import outline, planted, told
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.toml import parse


def codes(text: str, edition: str = "filed") -> list[str]:
    source = f'outline = "law-based-government-department@2024"\nyear = 2025\n[sections.measures]\ntext = {json.dumps(text)}\n'
    draft = Draft(parse(source.encode(), "draft.toml"), outline())
    found = check(draft, "published" if edition == "published" else "filed")
    return sorted({one.code for one in found if one.code[0] in "PNWD" and one.code != "D906"})


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("落实《法制政府", "建设实施纲要》。", "W803"),
        ("以习近平新时代中国", "特社会主义思想为指导。", "W804"),
        ("完成了", "了年度任务。", "W808"),
        ("布", "署年度任务。", "W813"),
        ("办理行政复", "意案件。", "W812"),
        ("办理情况【待", "核实】。", "W801"),
        ("逐项抓好落实。", "。", "P306"),
        ("听取各方意见。", "。。", "P307"),
        ("紧盯重点领域－", "－粮食安全。", "P308"),
        ("截至5月1", "号已经办结。", "N411"),
    ],
)
@pytest.mark.parametrize("between", ["", "\n", "\u200b", "\ufeff"], ids=["nothing", "line break", "U+200B", "U+FEFF"])
def test_a_word_is_seen_across(before: str, after: str, code: str, between: str) -> None:
    assert code in codes(before + between + after)


@pytest.mark.parametrize("text", ["落实《法**制**政府建设实施纲要》。", "完成**了**了年度任务。", "**布**署年度任务。"])
def test_bold_hides_no_word(text: str) -> None:
    assert any(code.startswith("W8") for code in codes(text))


@pytest.mark.parametrize(
    "number",
    [
        "**13812341234**",
        "+8613812341234",
        "138 12341234",
        "138－1234－1234",
        "138**1234**1234",
        "１３８１２３４１２３４",
        "138-1234-1234",
    ],
)
def test_a_mobile_number_is_found_however_it_is_written(number: str) -> None:
    assert "D902" in codes(f"群众{number}的诉求办理较慢。", "published")


def test_a_mark_of_secrecy_is_found_in_bold() -> None:
    assert "D905" in codes("机**密**★1年", "published")


def test_a_field_of_nothing_but_invisible_characters_is_empty() -> None:
    assert [one.code for one in told(planted('[fields]\nsigner = "\u200b\u3164"'), "S1")] == ["S101", "S123"]


def test_look_alikes_are_seen_as_what_they_look_like() -> None:
    assert "W813" in codes("⼈民满意，布署年度任务。")
    assert "N411" in codes("截至5⽉1号已经办结。")
