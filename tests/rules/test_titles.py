"""Titles as offices word them: each is accepted and keeps its lines, and another year or organ in it is found."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomli_w

from tests.support.planting import DEPARTMENT, outline, planted
from tui.checking.check import check
from tui.draft.draft import Draft
from tui.render.markdown import render
from tui.rules.fix import fixed

FORMS = tomllib.loads((Path(__file__).parent / "titles.toml").read_text("utf-8"))["forms"]
ISSUERS = {
    "department": ["云川市农业农村局"],
    "government": ["云川市人民政府"],
    "joint": ["中共青泽县委", "青泽县人民政府"],
    "town": ["王河镇人民政府"],
}
OTHERS = {
    "department": "云川市司法局",
    "government": "青泽市人民政府",
    "joint": "云岭县人民政府",
    "town": "王河乡人民政府",
}


def titled(form: str, who: str, year: int = 2025, organ: str = "") -> Draft:
    """A complete report that has a title of this form, of these issuers, perhaps with another year or organ in it."""
    issuers = ISSUERS[who]
    names = organ or ("\n" if "\n" in form else "\u3000").join(issuers)
    title = form.replace("{issuer}", names).replace("{year}", str(year))
    fields = {"title": title, "issuer": issuers, "mark": f"{issuers[0]}文件"}
    return planted(tomli_w.dumps({"fields": fields}))


def codes(draft: Draft) -> list[str]:
    return [one.code for one in check(draft, "filed")]


def form_id(form: dict[str, str]) -> str:
    return form["title"].replace("\n", "/")


def test_there_are_as_many_as_were_read() -> None:
    assert len(FORMS) == len({form["title"] for form in FORMS}) == 45


@pytest.mark.parametrize("form", FORMS, ids=form_id)
@pytest.mark.parametrize("who", ISSUERS)
def test_a_title_is_accepted_and_printed(form: dict[str, str], who: str) -> None:
    draft = titled(form["title"], who)
    assert codes(draft) == []
    lines = draft.title.split("\n")
    assert len(lines) >= form["title"].count("\n") + 1
    assert render(draft, "published").startswith("# " + "".join(lines) + "\n")


@pytest.mark.parametrize("form", FORMS, ids=form_id)
def test_another_year_is_found_and_put_right(form: dict[str, str]) -> None:
    draft = titled(form["title"], "department", year=2019)
    found = check(draft, "filed")
    assert [one.code for one in found] == ["L231"]
    ((_, text),) = fixed(draft, found).items()
    assert "{year}年" in text and "2019" not in text


@pytest.mark.parametrize("form", [form for form in FORMS if form["title"].startswith("{issuer}")], ids=form_id)
@pytest.mark.parametrize("who", ISSUERS)
def test_another_organ_is_found(form: dict[str, str], who: str) -> None:
    assert codes(titled(form["title"], who, organ=OTHERS[who])) == ["L232"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云川市农业农村局二〇二五年法治政府建设情况报告", []),
        ("云川市农业农村局二〇二三年法治政府建设情况报告", ["L231"]),
        ("云川市农业农村局\n贯彻法治政府建设实施纲要（2021—2025年）情况报告", []),
        ("农业农村局2025年法治政府建设情况报告", []),
        ("云川市农业农村局关于2025年法治政府建设情况的报告（送审稿）", []),
        ("云川市农业农村局2025年法治政府建设工作总结", ["L233"]),
        ("云川市农业农村局2025年法治政府建设情况报告。", ["L233"]),
        ("{issuer}{year}年法治政府建设情况报告", []),
        ("××局2025年法治政府建设情况报告", ["L232", "W802"]),
        ("", []),
    ],
)
def test_what_else_a_title_may_be(title: str, expected: list[str]) -> None:
    assert sorted(codes(titled(title, "department"))) == expected


def test_the_usual_wordings_of_the_outlines_are_right_themselves() -> None:
    for id in (DEPARTMENT, "law-based-government-government", "law-based-government-township"):
        asked = outline(id)
        assert len(asked.titles) >= 8
        for wording in (asked.title, *asked.titles):
            assert codes(titled(wording, "department")) == []


def test_a_title_of_its_own_keeps_its_lines_and_goes_before_the_recipients() -> None:
    draft = planted('[fields]\ntitle = "  甲局\\r\\n\\n  2025年情况报告 "')
    assert draft.title == "甲局\n2025年情况报告"
    assert "# 甲局2025年情况报告\n" in render(draft, "filed")
