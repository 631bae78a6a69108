"""What is completed: figures after {, titles after 《, phrases after their first characters."""

from __future__ import annotations

import pytest

from tests.support.planting import outline
from tui.app.writing.completion import MOST, Offers, offers
from tui.base.pinyin import initials
from tui.draft.draft import Draft
from tui.toml import parse

DRAFT = Draft(parse(b"year = 2025\n", "draft.toml"), outline())
SPEC = DRAFT.outline.figures[0]
PHRASES = ("依法行政工作领导小组", "依法履行职责", "法治政府建设示范创建")


def offered(before: str, after: str = "") -> Offers | None:
    return offers(before + after, len(before), DRAFT, PHRASES)


def texts(before: str, after: str = "") -> list[str]:
    found = offered(before, after)
    return [one.text for one in found.choices] if found else []


def test_a_figure_is_found_by_its_name_its_pinyin_and_its_id() -> None:
    wanted = f"{{{SPEC.id}}}{SPEC.unit}"
    assert len(texts("全年{")) == MOST
    for typed in (SPEC.label, SPEC.label[:2], initials(SPEC.label), SPEC.id, SPEC.id[:4]):
        assert wanted in texts(f"全年{{{typed}"), typed
    assert texts("{year")[0] == "{year}"
    assert texts("{{") == texts("{没有这个") == texts("全年办理") == []


def test_text_that_is_already_there_is_not_inserted_twice() -> None:
    found = offered(f"{{{SPEC.id}", f"}}{SPEC.unit}全部办结")
    assert found is not None
    assert (found.start, found.end) == (0, len(SPEC.id) + 2)
    assert found.choices[0].text == f"{{{SPEC.id}}}"


def test_titles_are_those_of_the_dated_list() -> None:
    assert texts("落实《行政处")[0] == "《行政处罚法》"
    assert "《中华人民共和国行政处罚法》" in texts("落实《行政处")
    assert "《行政处罚法》" in texts("《xzcf")
    assert "《合同法》" not in texts("《合同"), "it is no longer right"
    assert texts("《行政处罚法》") == []
    found = offered("《行政处", "》")
    assert found is not None
    assert found.end == len("《行政处》")


def test_a_phrase_is_offered_after_two_characters() -> None:
    assert texts("全市依") == []
    assert texts("全市依法") == ["依法行政工作领导小组", "依法履行职责"]
    assert texts("全市依法履") == ["依法履行职责"]
    assert texts("依法履行职责") == []


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("行政许可", "xzxk"),
        ("法治政府", "fzzf"),
        ("重大决策2025", "zdjc2025"),
        ("，", ""),
        ("A类", "al"),
        ("安全", "aq"),
        ("座谈", "zt"),
    ],
)
def test_initials_are_those_of_pinyin(word: str, typed: str) -> None:
    assert initials(word) == typed
