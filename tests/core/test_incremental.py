"""A draft checked while it is written: reused results save time and change nothing."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.planting import DEPARTMENT, outline
from tui.checking.check import check
from tui.checking.incremental import IncrementalCheck
from tui.checking.office import Office
from tui.draft.draft import Draft
from tui.draft.prose import Block, read
from tui.outline.outline import EDITIONS, Edition
from tui.rules.finding import Finding, Grade
from tui.rules.office import OfficeWord
from tui.rules.passage import Passage
from tui.rules.passage_check import PassageCheck
from tui.rules.register import RULES, check_section
from tui.toml import parse

EXAMPLE = (ROOT / "outlines" / DEPARTMENT / "example.toml").read_text("utf-8")
TODAY = date(2025, 4, 2)
SECTIONS = tuple(section.id for section in outline().sections)
FIGURES = tuple(figure.id for figure in outline().figures[:6])
REFERRING = "全年办理行政许可{permits}件，{issuer}{year}年共有{nothing}件，占{permits}的全部。\n"
TEXTS = ("", "无。\n", REFERRING, *(f"{rule.bad}\n" for rule in RULES.values() if rule.check_text))

OFFICE = Office(
    words=(OfficeWord("村民", "农民", "本局用语规定", date(2024, 1, 1)),),
    waivers=({"rule": "blank-between-chinese", "reason": "表格里要对齐"},),
    grades={"W201": None, "S101": Grade.HINT},
)

Edit = Callable[[dict[str, Any]], None]


def set_at(*path: str, value: object) -> Edit:
    """Puts a value at a place of a draft; None takes it away."""

    def edit(values: dict[str, Any]) -> None:
        for part in path[:-1]:
            values = values.setdefault(part, {})
        if value is None:
            values.pop(path[-1], None)
        else:
            values[path[-1]] = value

    return edit


def add_before(section: str, text: str) -> Edit:
    """Puts a text before the one that a section has."""

    def edit(values: dict[str, Any]) -> None:
        known = values.setdefault("sections", {}).setdefault(section, {})
        known["text"] = f"{text}\n{known.get('text', '')}"

    return edit


edits = st.one_of(
    st.builds(add_before, st.sampled_from(SECTIONS), st.sampled_from(TEXTS)),
    st.builds(
        lambda section, text: set_at("sections", section, "text", value=text),
        st.sampled_from(SECTIONS),
        st.sampled_from(TEXTS),
    ),
    st.builds(lambda section: set_at("sections", section, value=None), st.sampled_from(SECTIONS)),
    st.builds(
        lambda figure, value: set_at("figures", figure, value=value),
        st.sampled_from(FIGURES),
        st.sampled_from((None, 0, 7, "30余", "约1.5万", "多", "12 34")),
    ),
    st.builds(lambda year: set_at("year", value=year), st.sampled_from((None, 2023, 2024, "2024"))),
    st.builds(
        lambda issuer: set_at("fields", "issuer", value=issuer),
        st.sampled_from((None, "云川市司法局", ["云川市司法局", "云川市财政局"])),
    ),
)


def draft_of(values: dict[str, Any], before: Draft | None = None) -> Draft:
    return Draft(parse(tomli_w.dumps(values).encode(), "draft.toml"), outline(), before)


@settings(max_examples=40)
@given(st.lists(st.tuples(edits, st.sampled_from(EDITIONS)), min_size=1, max_size=5), st.booleans())
def test_after_any_edits_it_gives_what_the_office_gives(steps: list[tuple[Edit, Edition]], sets_much: bool) -> None:
    office = OFFICE if sets_much else Office()
    judge = IncrementalCheck(office, TODAY)
    values = tomllib.loads(EXAMPLE)
    draft = draft_of(values)
    judge.findings(draft, "filed")
    for edit, edition in steps:
        edit(values)
        draft = draft_of(values, draft)
        fresh = draft_of(values)
        assert judge.findings(draft, edition) == office.check(fresh, edition, TODAY)
        assert draft.blocks == fresh.blocks


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each section is looked at."""
    counts: Counter[str] = Counter()

    def counting(draft: Draft, section: str, edition: Edition) -> list[Finding]:
        counts[section] += 1
        return check_section(draft, section, edition)

    monkeypatch.setattr("tui.checking.incremental.check_section", counting)
    return counts


def test_only_the_section_that_changed_is_looked_at_again(looked: Counter[str]) -> None:
    judge, values = IncrementalCheck(Office(), TODAY), tomllib.loads(EXAMPLE)
    before = draft_of(values)
    judge.findings(before, "filed")
    assert looked == Counter(before.blocks.keys())
    looked.clear()
    set_at("sections", "plan", "text", value="一是学习。\n")(values)
    judge.findings(draft_of(values, before), "filed")
    assert looked == {"plan": 1}


def test_only_the_paragraph_that_is_new_is_checked_and_those_after_it_keep_their_findings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = tomllib.loads(EXAMPLE)
    add_before("plan", "依法办理行政复意案件。")(values)
    found = [finding for finding in check(draft_of(values), "filed") if finding.code == "W812"]
    checked: list[str] = []

    def counting(rules: PassageCheck, passage: Passage) -> list[Finding]:
        checked.append(passage.text)
        return look(rules, passage)

    look = PassageCheck._found
    monkeypatch.setattr(PassageCheck, "_found", counting)
    add_before("plan", "加强学习。\n")(values)
    again = [finding for finding in check(draft_of(values), "filed") if finding.code == "W812"]
    assert checked == ["加强学习。"]
    moved = len("加强学习。\n\n")
    assert len(found) == 1
    assert again == [found[0].moved(("sections", "plan", "text"), moved)]
    assert again[0].locus.start == "依法办理行政复意案件。".index("行政复意") + moved


@pytest.mark.parametrize(
    ("edit", "matters"),
    [
        (set_at("figures", "permits", value=1), True),
        (set_at("figures", "permits", value=None), True),
        (set_at("fields", "issuer", value="云川市财政局"), True),
        (set_at("fields", "signer", value="何苒"), False),
        (set_at("sections", "plan", "status", value="writing"), False),
    ],
)
def test_what_a_reference_stands_for_matters_to_the_texts_that_refer(
    looked: Counter[str], edit: Edit, matters: bool
) -> None:
    judge, values = IncrementalCheck(Office(), TODAY), tomllib.loads(EXAMPLE)
    draft = draft_of(values)
    judge.findings(draft, "filed")
    referring = {id for id, section in draft.sections.items() if "{" in section.text}
    assert set() < referring < set(draft.sections)
    looked.clear()
    edit(values)
    judge.findings(draft_of(values, draft), "filed")
    assert looked == Counter(referring if matters else ())


@pytest.mark.parametrize(
    "edit", [set_at("year", value=2023), set_at("fields", "date", value=date(2025, 2, 3))], ids=["year", "date"]
)
def test_the_year_and_the_date_matter_to_every_text(looked: Counter[str], edit: Edit) -> None:
    judge, values = IncrementalCheck(Office(), TODAY), tomllib.loads(EXAMPLE)
    judge.findings(draft_of(values), "filed")
    looked.clear()
    edit(values)
    draft = draft_of(values)
    judge.findings(draft, "filed")
    assert looked == Counter(draft.blocks.keys())


def test_the_same_draft_is_not_judged_twice_and_each_edition_is_remembered(looked: Counter[str]) -> None:
    judge, draft = IncrementalCheck(Office(), TODAY), draft_of(tomllib.loads(EXAMPLE))
    assert judge.findings(draft, "filed") is judge.findings(draft, "filed")
    judge.findings(draft, "published")
    looked.clear()
    judge.findings(draft, "filed")
    judge.findings(draft, "published")
    assert looked == {}


def test_blocks_of_an_earlier_state_serve_again_where_the_text_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    values = tomllib.loads(EXAMPLE)
    before = draft_of(values)
    assert before.blocks
    texts: list[str] = []

    def counting(text: str, *, spaced: bool) -> tuple[Block, ...]:
        texts.append(text)
        return read(text, spaced=spaced)

    monkeypatch.setattr("tui.draft.draft.read", counting)
    set_at("sections", "plan", "text", value="一是学习。\n")(values)
    middle = draft_of(values, before)  # nobody asks for the blocks of this one
    set_at("year", value=2023)(values)
    after = draft_of(values, middle)
    assert after.blocks["measures"] is before.blocks["measures"]
    assert texts == ["一是学习。\n"]
    assert after.blocks == draft_of(values).blocks
