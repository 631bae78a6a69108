"""`baogao compare`: two drafts or documents, section by section, sentence by sentence, figure by figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Baogao
from tests.support.planting import outline
from tui.draft.comparison import Fate, compare
from tui.draft.draft import Draft
from tui.toml import parse

OLD = """outline = "law-based-government-department@2024"
year = 2023
[figures]
inspections = 200
penalties = "30余"
handling_rate = 90
permits = 5
[sections.introduction]
text = "2023年，我局推进依法行政。"
[sections.measures]
text = \"\"\"
全年开展行政检查{inspections}次，发现隐患三十处。
修订权责清单，公布办事指南。
组织执法人员到县区交叉评查案卷，逐卷打分。
\"\"\"
[sections.plan]
text = \"\"\"
2024年，重点做好以下工作：

1. **建设执法监督平台。**
把立案、调查、送达各环节接入市级平台，超期自动提醒。

2. **编写普法读本。**
面向小餐饮、小作坊编写一册图文读本，送到每个集贸市场。
\"\"\"
"""
NEW = """outline = "law-based-government-department@2024"
year = 2024
[figures]
inspections = 250
penalties = 40
handling_rate = 100
[sections.introduction]
text = "2024年，我局推进依法行政。"
[sections.measures]
text = \"\"\"
全年开展行政检查{inspections}次，发现隐患三十处。
修订权责清单，公布全部办事指南。
市级执法监督平台上线，立案、调查、送达超期自动提醒。
\"\"\"
"""


def _draft(source: str) -> Draft:
    return Draft(parse(source.encode(), "draft.toml"), outline())


def _fates(section: str) -> list[str]:
    compared = compare(_draft(OLD), _draft(NEW))
    return [pair.fate.value for one in compared.sections if one.section.id == section for pair in one.pairs]


def test_sentences_are_kept_changed_new_or_dropped() -> None:
    assert _fates("introduction") == ["same"]  # its year was moved on
    assert _fates("measures") == ["changed", "changed", "new", "dropped"]


def test_a_sentence_that_was_taken_over_with_its_year_is_stale() -> None:
    compared = compare(_draft(OLD), _draft(NEW.replace("2024年，我局", "2023年，我局")))
    (pair,) = compared.sections[0].pairs
    assert (pair.fate, pair.stale) == (Fate.SAME, True)
    assert not compare(_draft(OLD), _draft(NEW)).sections[0].pairs[0].stale


def test_figures_have_change_and_rate_where_both_are_plain_numbers() -> None:
    found = {one.spec.id: (one.change, one.rate) for one in compare(_draft(OLD), _draft(NEW)).figures}
    assert {id: (str(change), str(rate)) for id, (change, rate) in found.items()} == {
        "inspections": ("50", "25.0"),
        "penalties": ("None", "None"),  # 30余 is not an exact number
        "handling_rate": ("10", "None"),  # per cent of per cent misleads
        "permits": ("None", "None"),
    }


def test_a_promise_is_answered_where_some_passage_takes_it_up() -> None:
    promises = compare(_draft(OLD), _draft(NEW)).promises
    assert [one.is_answered for one in promises] == [True, False]
    assert not compare(_draft(OLD), _draft(OLD)).promises  # one year promises itself nothing


def test_share_of_text_taken_over() -> None:
    same = compare(_draft(OLD), _draft(OLD))
    assert same.share == 1.0
    assert compare(_draft(OLD), _draft(NEW)).share < 0.5


@pytest.mark.parametrize("format", ["text", "md", "json"])
def test_every_format_says_what_changed(format: str, tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "old.toml").write_text(OLD, "utf-8")
    (tmp_path / "new.toml").write_text(NEW, "utf-8")
    run = baogao("compare", tmp_path / "old.toml", tmp_path / "new.toml", "--format", format)
    assert run.code == 0
    for words in ("修订权责清单，公布全部办事指南。", "逐卷打分。", "编写普法读本"):
        assert words in run.out
    if format == "json":
        figures = {one["id"]: one for one in json.loads(run.out)["figures"]}
        assert (figures["inspections"]["change"], figures["inspections"]["rate"]) == (50, 25.0)


def test_a_document_can_be_compared_as_it_is(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "old.toml").write_text(OLD, "utf-8")
    (tmp_path / "new.toml").write_text(NEW, "utf-8")
    assert baogao("render", tmp_path / "old.toml", "-o", tmp_path / "old.md").code == 0
    run = baogao("compare", tmp_path / "old.md", tmp_path / "new.toml", "-o", tmp_path / "out.txt")
    assert run.code == 0
    assert "逐卷打分" in (tmp_path / "out.txt").read_text("utf-8")


def test_a_figure_that_is_still_empty_is_shown_by_its_label(tmp_path: Path, baogao: Baogao) -> None:
    head = 'outline = "law-based-government-department@2024"\nyear = {}\n'
    text = '[sections.measures]\ntext = "办理行政处罚{penalties}件。"\n'
    (tmp_path / "old.toml").write_text(head.format(2023) + "[figures]\npenalties = 3\n" + text, "utf-8")
    (tmp_path / "new.toml").write_text(head.format(2024) + text, "utf-8")
    run = baogao("compare", tmp_path / "old.toml", tmp_path / "new.toml")
    assert "办理行政处罚3件。" in run.out and "办理行政处罚〔行政处罚〕件。" in run.out
    assert "{penalties}" not in run.out
