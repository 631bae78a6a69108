"""A heading of the first level in an office's own words, where the outline leaves it to the office."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli_w

from tests.conftest import Baogao
from tests.support.planting import marked, planted, told, with_fixes
from tui.draft.draft import Draft
from tui.outline.inheritance import OutlineError
from tui.outline.library import Library
from tui.render.markdown import render
from tui.toml import parse

OUTLINE = """
id = "club"
version = 2026
name = "小结"
kind = "小结"
title = "小结"
[[sections]]
id = "hall"
heading = "{year}年的活动"
own_heading = true
[[sections]]
id = "money"
heading = "收支"
"""


def draft(tmp_path: Path, text: str, outline: str = OUTLINE) -> Draft:
    (tmp_path / "outline.toml").write_text(outline, "utf-8")
    asked = Library.searching().load(tmp_path / "outline.toml")
    return Draft(parse(f'outline = "club@2026"\nyear = 2025\n{text}'.encode(), "draft.toml"), asked)


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("", "## 一、2025年的活动"),
        ("我们做了什么", "## 一、我们做了什么"),
        ("{year}年\n做了什么", "## 一、2025年做了什么"),
        ("  今年与{next_year}年 ", "## 一、今年与2026年"),
        ("*做了* # {什么}", r"## 一、\*做了\* \# {什么}"),
    ],
)
def test_it_is_printed_in_the_place_of_the_outlines(tmp_path: Path, heading: str, printed: str) -> None:
    text = tomli_w.dumps({"sections": {"hall": {"heading": heading, "text": "甲。"}}})
    assert printed in render(draft(tmp_path, text), "filed").split("\n")


def test_where_the_outline_prescribes_it_the_key_is_a_finding(tmp_path: Path) -> None:
    one = draft(tmp_path, '[sections.money]\nheading = "钱"\ntext = "甲。"\n')
    assert marked(one, told(one, "S104")) == [("S104", "heading")]
    assert "## 一、收支" in render(one, "filed")


def test_an_outline_cannot_leave_a_heading_open_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(OutlineError, match="own_heading"):
        draft(tmp_path, "", OUTLINE.replace('heading = "{year}年的活动"\n', ""))


@pytest.mark.parametrize(
    ("heading", "code", "words"),
    [
        ("三、主要举措和成效", "Q502", "三、"),
        ("2019年主要举措和成效", "Y703", "2019"),
        ("2019年推进法治政府建设工作情况", "Y703", "2019"),
        ("主要\u202e举措", "S110", "\\u202e"),
    ],
)
def test_what_is_wrong_in_it_is_found(heading: str, code: str, words: str) -> None:
    one = planted(tomli_w.dumps({"sections": {"measures": {"heading": heading}}}))
    assert marked(one, told(one, code)) == [(code, words if code != "S110" else heading[2])]


def test_a_number_typed_in_it_is_taken_away() -> None:
    one = planted('[sections.measures]\nheading = "一、主要举措"\n')
    assert with_fixes(one, told(one, "Q502")).sections["measures"].heading == "主要举措"


def test_it_is_set_formatted_and_taken_over_into_next_year(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    department = "law-based-government-department"
    assert baogao("new", department, "-o", file, "--year", "2024").code == 0
    assert '# heading = "{year}年' in file.read_text("utf-8")
    assert baogao("set", "sections.measures.heading=2024年做了什么", file).code == 0
    assert baogao("fmt", "--check", file).code == 0
    assert baogao("new", department, "--from", file, "-o", tmp_path / "next.toml", "--year", "2025").code == 0
    assert 'heading = "2025年做了什么"' in (tmp_path / "next.toml").read_text("utf-8")
