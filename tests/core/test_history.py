"""One history for the whole draft: steps as a person thinks of them, undone to the first byte, and never what others wrote."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tui.base.messages import say
from tui.base.regular import wait_until_still
from tui.checking.office import Office
from tui.draft.place import text_path
from tui.outline.library import Library
from tui.session.fixes import fix, fix_all
from tui.session.history import PAUSE
from tui.session.open_draft import OpenDraft
from tui.session.session import Outcome, Session
from tui.session.waivers import add_waiver, waivers, withdraw_waiver

EXAMPLE = (ROOT / "outlines" / "law-based-government-department-jincheng" / "example.toml").read_bytes()
EMPTY = b'outline = "law-based-government-department-jincheng@2024"\nyear = 2024\n'
BY_HAND = """outline = 'law-based-government-department-jincheng@2024' # the office's
year = 2024

sections.plan.text = "安排,一。" # one line
sections.plan.owner = '李明'

[figures]
# inspections = 0
penalties = 12

[fields]
signer = [
    "李明", # first
    "王芳",
]

[sections.introduction]
text = '''
导语,一。


'''

[[waivers]]
rule = "S999"
reason = "as it was printed"
"""
LIBRARY = Library.searching()
WAIVER = {"rule": "S111", "reason": "says the office"}


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Writer:
    """Somebody who writes on a draft in a folder."""

    def __init__(self, folder: Path, draft: bytes = EXAMPLE) -> None:
        self.file = folder / "report.toml"
        self.file.write_bytes(draft)
        self.clock = Clock()
        session = Session.open(self.file, LIBRARY, state=folder / "state", clock=self.clock)
        self.opened = OpenDraft(session, Office(), date(2025, 2, 10), clock=self.clock)
        self.cursor = 0

    def text(self, section: str = "plan") -> str:
        return self.opened.text(section)

    def type(self, typed: str, section: str = "plan", seconds: float = 0.1) -> None:
        """Type characters one by one at the end of a section."""
        for character in typed:
            text = self.text(section) + character
            self.clock.now += seconds
            self.opened.type_text(section, text, len(text))

    def erase(self, n: int, section: str = "plan") -> None:
        """Press Backspace at the end of a section."""
        for _ in range(n):
            text = self.text(section)[:-1]
            self.opened.type_text(section, text, len(text))

    def undo_all(self) -> int:
        """Undo everything; how many steps there were."""
        n = 0
        while self.opened.undo():
            n += 1
        return n

    def redo(self, n: int) -> None:
        for _ in range(n):
            assert self.opened.redo()

    def saved(self) -> bytes:
        self.opened.save()
        return self.file.read_bytes()

    def others_write(self, old: str, new: str) -> None:
        """Others change the file, and this program looks at it."""
        text = self.file.read_text("utf-8")
        assert old in text
        other = self.file.with_suffix(".other")
        other.write_text(text.replace(old, new), "utf-8")
        os.replace(other, self.file)
        wait_until_still(self.file)
        assert self.opened.tick().outcome is not Outcome.NOTHING


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path, EMPTY)


def steps(writer: Writer, section: str = "plan") -> list[str]:
    """The texts of a section as one undo after the other shows them."""
    found = []
    while writer.opened.undo():
        found.append(writer.text(section))
    return found


# Steps


@pytest.mark.parametrize(
    ("typed", "undone"),
    [
        ("the law", ["the ", ""]),
        ("依法行政，全面推进。", ["依法行政，", ""]),
        ("（一）依法。", ["（一）", ""]),
        ("甲\n乙", ["甲\n", "甲", ""]),
    ],
)
def test_typing_is_undone_by_the_word_the_clause_and_the_line(writer: Writer, typed: str, undone: list[str]) -> None:
    writer.type(typed)
    assert steps(writer) == undone


def test_a_pause_and_another_place_begin_another_step(writer: Writer) -> None:
    writer.type("甲乙")
    writer.clock.now += PAUSE
    writer.type("丙")
    writer.opened.checkpoint()
    writer.type("丁")
    writer.opened.type_text("plan", "戊甲乙丙丁", 1)
    assert steps(writer) == ["甲乙丙丁", "甲乙丙", "甲乙", ""]


def test_what_is_pasted_and_what_is_erased_are_steps_of_their_own(writer: Writer) -> None:
    writer.type("甲")
    writer.opened.type_text("plan", "甲粘贴的话", 5)
    writer.type("乙")
    writer.erase(2)
    assert writer.text() == "甲粘贴的"
    assert steps(writer) == ["甲粘贴的话乙", "甲粘贴的话", "甲", ""]


def test_typing_over_a_selection_is_one_step_and_equal_characters_keep_their_place(writer: Writer) -> None:
    writer.type("甲甲甲。")
    writer.opened.checkpoint()
    writer.opened.type_text("plan", "新甲。", 1)
    writer.opened.type_text("plan", "新新甲。", 2)
    applied = writer.opened.undo()
    assert writer.text() == "甲甲甲。"
    assert applied is not None and applied.ranges[0][1:] == (0, 2)
    writer.opened.type_text("plan", "甲甲甲甲。", 1)
    applied = writer.opened.undo()
    assert applied is not None and applied.ranges[0][1:] == (0, 0)


def test_a_number_typed_into_a_figure_is_one_step(writer: Writer) -> None:
    for value in (1, 12, 120):
        writer.opened.write_figure("penalties", value)
    writer.opened.undo()
    assert writer.opened.value(("figures", "penalties")) is None
    writer.opened.redo()
    assert writer.opened.value(("figures", "penalties")) == 120


def test_half_a_date_is_undone_although_the_draft_never_had_it(writer: Writer) -> None:
    place = ("fields", "date")
    writer.opened.change(say("typing"), {}, typing=True, unfinished={place: "2025-"})
    writer.opened.change(say("typing"), {place: date(2025, 2, 1)}, typing=True, unfinished={place: None})
    writer.opened.checkpoint()
    writer.opened.change(say("typing"), {}, typing=True, unfinished={place: "2025-02-3"})
    writer.opened.undo()
    assert (writer.opened.unfinished, writer.opened.value(place)) == ({}, date(2025, 2, 1))
    writer.opened.undo()
    assert (writer.opened.unfinished, writer.opened.value(place)) == ({}, None)


def test_what_was_typed_and_erased_again_on_a_form_is_no_step(writer: Writer) -> None:
    writer.opened.write_figure("penalties", 1)
    writer.opened.write_figure("penalties", None)
    assert writer.opened.undo() is None


def test_a_change_of_many_sections_is_one_step_and_says_where_it_acted(writer: Writer) -> None:
    writer.opened.rewrite_texts(say("replacing"), {"plan": "甲。", "problems": "乙。"})
    applied = writer.opened.undo()
    assert applied is not None and {one.place.id for one in applied.ranges} == {"plan", "problems"}
    assert (writer.text("plan"), writer.text("problems")) == ("", "")
    assert writer.opened.undo() is None


def test_all_fixes_are_one_step(tmp_path: Path) -> None:
    writer = Writer(tmp_path, BY_HAND.encode())
    assert fix_all(writer.opened) >= 2
    fixed = writer.text("plan"), writer.text("introduction")
    assert "," not in "".join(fixed)
    applied = writer.opened.undo()
    assert applied is not None and len(applied.ranges) == 2
    assert writer.saved() == BY_HAND.encode()
    writer.opened.redo()
    assert (writer.text("plan"), writer.text("introduction")) == fixed


def test_who_writes_after_undoing_cannot_redo(writer: Writer) -> None:
    writer.type("甲")
    writer.opened.undo()
    writer.type("乙")
    assert writer.opened.redo() is None
    assert writer.text() == "乙"


def test_a_waiver_is_withdrawn_and_both_are_undone(writer: Writer) -> None:
    add_waiver(writer.opened, WAIVER)
    add_waiver(writer.opened, {**WAIVER, "rule": "S112"})
    withdraw_waiver(writer.opened, WAIVER)
    assert [one["rule"] for one in waivers(writer.opened)] == ["S112"]
    writer.opened.undo()
    assert len(waivers(writer.opened)) == 2
    writer.saved()
    writer.opened.undo()
    writer.opened.undo()
    assert writer.saved() == EMPTY


# All kinds of changes, undone to the first byte

TEXT = st.text("甲乙。，,\n 1", max_size=6)
SECTION = st.sampled_from(["introduction", "plan", "problems"])
Action = Callable[[Writer], object]


def _typed(section: str, at: int, erased: int, typed: str) -> Action:
    def act(writer: Writer) -> None:
        text = writer.text(section)
        start = min(at, len(text))
        for _ in range(erased):
            text = text[: start - 1] + text[start:] if start else text
            start = max(0, start - 1)
            writer.opened.type_text(section, text, start)
        for character in typed:
            text = text[:start] + character + text[start:]
            start += 1
            writer.opened.type_text(section, text, start)

    return act


def _replaced(old: str, new: str) -> Action:
    def act(writer: Writer) -> None:
        sections = ("introduction", "plan", "problems")
        writer.opened.rewrite_texts(
            say("replacing"), {section: writer.text(section).replace(old, new) for section in sections}
        )

    return act


def _written(path: tuple[str | int, ...], value: Any) -> Action:
    return lambda writer: writer.opened.change(say("a value"), {path: value})


def _withdrawn(writer: Writer) -> None:
    if waivers(writer.opened):
        withdraw_waiver(writer.opened, waivers(writer.opened)[0])


def _paused(writer: Writer) -> None:
    writer.clock.now += 2
    writer.opened.tick()


ACTION: st.SearchStrategy[Action] = st.one_of(
    st.builds(_typed, SECTION, st.integers(0, 300), st.integers(0, 3), TEXT),
    st.builds(_replaced, st.sampled_from(["甲", "。", ",", "的"]), TEXT),
    st.builds(lambda section, text: _written(text_path(section), text), SECTION, TEXT),
    st.builds(lambda section: _written(text_path(section), None), SECTION),
    st.builds(lambda n: _written(("figures", "penalties"), n), st.none() | st.integers(0, 20) | st.just("20余")),
    st.builds(lambda names: _written(("fields", "signer"), names), st.none() | st.lists(TEXT, max_size=3)),
    st.builds(lambda day: _written(("fields", "date"), day), st.none() | st.dates()),
    st.builds(lambda cell: _written(("sections", "plan", "rows", "a", "b"), cell), st.none() | st.integers() | TEXT),
    st.builds(lambda by: _written(("clearance", "by"), by), st.none() | TEXT),
    st.builds(lambda section, ready: lambda it: it.opened.mark_ready(section, ready), SECTION, st.booleans()),
    st.builds(lambda section, owner: lambda it: it.opened.write_owner(section, owner), SECTION, TEXT),
    st.builds(
        lambda rule: lambda it: add_waiver(it.opened, {**WAIVER, "rule": rule}), st.sampled_from(["S111", "P303"])
    ),
    st.just(_withdrawn),
    st.just(lambda it: fix(it.opened, it.opened.findings[:3])),
    st.just(lambda it: fix_all(it.opened)),
    st.just(_paused),
    st.just(lambda it: it.opened.undo()),
)


DRAFTS = {
    "example": EXAMPLE,
    "empty": EMPTY,
    "by hand": BY_HAND.encode(),
    "CRLF": BY_HAND.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("name", DRAFTS)
@settings(max_examples=15, deadline=None)
@given(actions=st.lists(ACTION, min_size=30, max_size=30))
def test_thirty_changes_of_all_kinds_are_undone_to_the_first_byte_and_redone_to_the_last(
    name: str, actions: list[Action]
) -> None:
    draft = DRAFTS[name]
    with TemporaryDirectory() as folder:
        writer = Writer(Path(folder), draft)
        for action in actions:
            action(writer)
        last = writer.saved()
        n = writer.undo_all()
        assert writer.saved() == draft
        writer.redo(n)
        assert writer.saved() == last


# Others write in between


def test_what_others_wrote_stays_and_what_was_typed_around_it_goes(tmp_path: Path) -> None:
    writer = Writer(tmp_path, BY_HAND.encode())
    writer.type("我的话。", "introduction")
    writer.opened.checkpoint()
    writer.type("又一句。", "introduction")
    writer.saved()
    writer.others_write("导语", "他们的导语。导语")
    assert writer.text("introduction").startswith("他们的导语。导语,一。")
    assert writer.undo_all() == 2
    assert writer.saved() == BY_HAND.replace("导语", "他们的导语。导语").encode()
    writer.redo(2)
    assert writer.text("introduction").replace("\n", "") == "他们的导语。导语,一。我的话。又一句。"


def test_a_value_that_others_gave_a_place_is_theirs(writer: Writer) -> None:
    writer.opened.write_figure("penalties", 12)
    writer.type("甲")
    writer.saved()
    writer.others_write("penalties = 12", "penalties = 15")
    writer.undo_all()
    assert writer.opened.value(("figures", "penalties")) == 15
    assert writer.text() == ""


def test_what_was_undone_can_be_redone_over_what_others_wrote(writer: Writer) -> None:
    writer.type("甲。")
    writer.saved()
    writer.opened.checkpoint()
    writer.type("乙。")
    writer.opened.undo()
    writer.saved()
    writer.others_write("甲。", "他们的话。甲。")
    writer.opened.redo()
    assert writer.text() == "他们的话。甲。乙。"
    writer.undo_all()
    assert writer.text() == "他们的话。"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.text("甲乙。\n", max_size=4)), max_size=8), st.data())
def test_after_any_merge_undoing_all_leaves_exactly_what_others_wrote(
    typed: list[tuple[int, str]], data: st.DataObject
) -> None:
    """Others write marks of their own anywhere; undone, the text is the first one with those marks."""
    first = "甲。乙丙。\n丁。"
    with TemporaryDirectory() as folder:
        writer = Writer(Path(folder), EMPTY)
        writer.opened.session.write(text_path("plan"), first + "\n")
        marks = 0
        for at, text in typed:
            _typed("plan", at, 1, text)(writer)
            if data.draw(st.booleans()):
                here = writer.text()
                place = data.draw(st.integers(0, len(here)))
                writer.opened.session.write(text_path("plan"), here[:place] + "x" + here[place:] + "\n")
                marks += 1
            if data.draw(st.integers(0, 5)) == 0:
                writer.opened.undo()
        last = writer.text()
        n = writer.undo_all()
        undone = writer.text()
        assert undone.count("x") == marks
        assert undone.replace("x", "") == first
        writer.redo(n)
        assert writer.text() == last
