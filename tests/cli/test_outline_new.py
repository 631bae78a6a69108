"""`baogao outline new`: an outline from headings or a finished report, that loads, and that drafts can be written to at once."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Baogao
from tui.outline.beginning import found_in, outline_text
from tui.outline.inheritance import build
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.toml import parse


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(baogao: Baogao, text: str, *more: str) -> Outline:
    Path("source.txt").write_text(text, "utf-8")
    run = baogao("outline", "new", "own-report", "source.txt", *more)
    assert run.code == 0, run.err
    return Library((Path("outlines"),)).find("own-report")


def headings(outline: Outline) -> list[str]:
    return [section.heading or "" for section in outline.sections]


@pytest.mark.parametrize(
    "text",
    [
        "整改总体情况\n存在的问题\n下一步打算\n",
        "一、整改总体情况\n二、存在的问题\n三、下一步打算\n",
        "1. 整改总体情况\n2. 存在的问题\n3. 下一步打算\n",
        "## 整改总体情况\n\n话。\n\n## 存在的问题\n\n## 下一步打算\n",
        "\ufeff\r\n整改总体情况\r\n\r\n　存在的问题\r\n下一步打算",
    ],
)
def test_a_list_of_headings_is_an_outline(text: str, baogao: Baogao) -> None:
    outline = made(baogao, text, "--name", "整改情况报告")
    assert headings(outline) == ["整改总体情况", "存在的问题", "下一步打算"]
    assert [section.purpose for section in outline.sections] == ["measures", "problems", "plan"]
    assert (outline.name, outline.title) == ("整改情况报告", "{issuer}\n{year}年整改情况报告")


REPORT = """云川市应急管理局
关于2025年安全生产工作情况的报告

市政府：

2025年，我局抓好安全生产。现将有关情况报告如下：

一、2025年主要工作
（一）压实责任。签订责任书。
（二）排查隐患
排查隐患300处。
一、不是标题的一行
二、**存在的问题。**人手不足{x}。
三、2026年工作安排
抓好落实。
"""


def test_a_finished_report_gives_its_headings_topics_title_and_years(baogao: Baogao) -> None:
    outline = made(baogao, REPORT)
    assert headings(outline) == ["", "{year}年主要工作", "存在的问题", "{next_year}年工作安排"]
    assert outline.title == "{issuer}关于{year}年安全生产工作情况的报告"
    assert outline.name == "安全生产工作情况的报告"
    assert [topic.label for topic in outline.sections[1].topics] == ["压实责任", "排查隐患"]


def test_a_report_in_word_is_read_as_well(baogao: Baogao, folder: Path) -> None:
    document = docx.Document()
    for line in REPORT.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "report.docx"))
    assert baogao("outline", "new", "own-report", "report.docx").code == 0
    outline = Library((Path("outlines"),)).find("own-report")
    assert headings(outline) == ["", "{year}年主要工作", "存在的问题", "{next_year}年工作安排"]


def test_a_draft_of_it_can_be_written_and_rendered_at_once(baogao: Baogao) -> None:
    made(baogao, REPORT)
    assert baogao("outline", "check", "outlines/own-report").code == 0
    new = baogao("new", "own-report", "--outline-path", "outlines", "--year", "2025", "-o", "d.toml")
    assert new.code == 0, new.err
    run = baogao("render", "d.toml", "--outline-path", "outlines")
    assert "## 三、2026年工作安排" in run.out


@pytest.mark.parametrize("example", sorted((ROOT / "outlines").glob("*/example.md")), ids=lambda file: file.parent.name)
def test_a_shipped_example_gives_the_headings_of_its_outline(example: Path) -> None:
    found = found_in(example.read_text("utf-8"))
    shipped = Library.searching().load(example.with_name("outline.toml"))
    assert found is not None
    asked = [section.heading for section in shipped.sections if section.heading is not None]
    assert len(found.headings) == len(asked)


def test_what_is_there_is_not_overwritten_and_what_has_no_headings_is_refused(baogao: Baogao) -> None:
    made(baogao, "甲\n乙\n")
    again = baogao("outline", "new", "own-report", "source.txt")
    assert (again.code, "the file already exists" in again.err) == (2, True)
    for content, message in [
        (
            "这是一段话，没有标题，只有很长很长的一句话，一直写下去，写到四十个字以上才停下来。\n".encode(),
            "there are no headings",
        ),
        (b"", "there are no headings"),
    ]:
        Path("other.txt").write_bytes(content)
        run = baogao("outline", "new", "other", "other.txt")
        assert (run.code, message in run.err) == (2, True), run.err
    assert "cannot be an id" in baogao("outline", "new", "../x", "source.txt").err


def test_in_a_workspace_it_goes_where_the_outlines_are(baogao: Baogao, folder: Path) -> None:
    (folder / "baogao.toml").write_text('outlines = ["提纲"]\n', "utf-8")
    Path("source.txt").write_text("甲\n乙\n", "utf-8")
    assert baogao("outline", "new", "own-report", "source.txt").code == 0
    assert baogao("new", "own-report", "--year", "2025", "-o", "d.toml").code == 0


@given(st.text(st.sampled_from('一二三、（）1.# *甲乙"\\{}年2025\n\u2028\x7f\x00')))
def test_whatever_the_headings_are_the_outline_loads(text: str) -> None:
    found = found_in(text)
    if found is not None:
        build([parse(outline_text("own", "", found, 2026).encode(), "outline.toml")])
