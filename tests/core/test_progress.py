"""The progress of a draft: the state of each section, and how much of the questions is answered."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import tomli_w

from tests.conftest import ROOT
from tests.support.planting import outline, planted
from tui.base.messages import say
from tui.checking.progress import Progress, Standing, progress, standing
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.rules.finding import Finding, Grade, Locus
from tui.toml import parse

OUTLINES = sorted(folder.name for folder in (ROOT / "outlines").iterdir())
EMPTY = Draft(parse(b'outline = "law-based-government-department@2024"\n', "draft.toml"), outline())


def finding(section: str, grade: Grade) -> Finding:
    return Finding("W000", grade, Locus(("sections", section, "text"), 0, 1), say("x"))


@pytest.mark.parametrize("id", OUTLINES)
def test_a_shipped_example_is_done_in_both_editions(id: str) -> None:
    draft = planted("", id)
    for edition in ("filed", "published"):
        done = progress(draft, edition)
        assert (done.done, done.percent) == (done.asked, 100)
    assert all(standing(draft, section, ()) is not Standing.EMPTY for section in draft.sections)


@pytest.mark.parametrize("id", OUTLINES)
def test_each_thing_that_is_asked_and_missing_counts_one(id: str) -> None:
    values = tomllib.loads((ROOT / "outlines" / id / "example.toml").read_text("utf-8"))
    asked = outline(id)
    required = [("fields", field.id) for field in asked.fields if field.required and "filed" in field.editions]
    required += [("sections", section.id) for section in asked.sections if section.required]
    total = len(required)
    assert total > 5
    for n, (table, key) in enumerate(required, 1):
        del values[table][key]
        draft = Draft(parse(tomli_w.dumps(values).encode(), "draft.toml"), asked)
        assert progress(draft) == Progress(total - n, total)
    assert progress(draft).percent == 0


def test_what_is_asked_is_asked_of_the_edition() -> None:
    unsigned = planted('fields.signer = ""')
    assert progress(unsigned, "filed").done == progress(unsigned, "filed").asked - 1
    assert progress(unsigned, "published").percent == 100


def test_it_is_not_a_hundred_before_all_is_done() -> None:
    assert Progress(199, 200).percent == 99
    assert Progress(200, 200).percent == 100
    assert Progress(0, 0).percent == 100
    assert progress(EMPTY).percent == 0


def test_the_state_of_a_section() -> None:
    draft = planted('[sections.plan]\nstatus = "writing"\n[sections.problems]\nstatus = "ready"\n')
    assert standing(EMPTY, "plan", ()) is Standing.EMPTY
    assert standing(planted('sections.plan.text = " \\n\\u3000\\n"'), "plan", ()) is Standing.EMPTY
    assert standing(planted('sections.plan.text = "无。"'), "plan", ()) is not Standing.EMPTY
    assert standing(draft, "plan", ()) is Standing.BEGUN
    assert standing(draft, "problems", ()) is Standing.READY
    assert standing(draft, "problems", [finding("problems", Grade.HINT)]) is Standing.READY
    assert standing(draft, "problems", [finding("problems", Grade.WARNING)]) is Standing.PROBLEMS
    assert standing(draft, "problems", [finding("plan", Grade.ERROR)]) is Standing.READY
    assert standing(EMPTY, "problems", [finding("problems", Grade.ERROR)]) is Standing.EMPTY


def test_a_table_with_rows_is_begun(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "outline.toml").write_text(
        'id = "own"\nversion = 2024\nname = "名"\nkind = "报告"\ntitle = "题"\n'
        '[[sections]]\nid = "a"\nkind = "table"\nrequired = true\n'
        '[sections.table]\ncolumns = [ { id = "n", label = "数" } ]\nrows = [ { id = "r", label = "行" } ]\n',
        "utf-8",
    )
    own = Library.searching(tmp_path).find("own")
    begun = Draft(parse(b'outline = "own"\n[sections.a.rows]\nr = { n = 1 }\n', "draft.toml"), own)
    bare = Draft(parse(b'outline = "own"\n[sections.a]\nowner = "x"\n', "draft.toml"), own)
    assert standing(begun, "a", ()) is Standing.BEGUN
    assert standing(bare, "a", ()) is Standing.EMPTY
    assert (progress(begun).percent, progress(bare).percent) == (100, 0)


def test_refused_values_and_placeholders_do_not_count() -> None:
    draft = planted("", "law-based-government-department")
    all_done = progress(draft)
    refused = Finding("L201", Grade.ERROR, Locus(("fields", "number")), say("x"))
    assert progress(draft, "filed", [refused]).done == all_done.done - 1
    left = [Finding("W801", Grade.ERROR, Locus(("sections", "plan", "text"), n, n + 1), say("x")) for n in range(3)]
    assert progress(draft, "filed", left).done == all_done.done - 1
    assert progress(draft, "filed", [finding("plan", Grade.WARNING)]) == all_done
