"""What an editor shows of a text: each character's look, numbers where blocks begin, the same after any edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.draft import highlight
from tui.draft.highlight import Highlights, Look, highlights
from tui.draft.prose import Block, Kind, numbers, read

SHORT = {
    Look.MARKER: "m",
    Look.HEADING: "h",
    Look.LEAD: "l",
    Look.BOLD: "b",
    Look.DELIMITER: "d",
    Look.REFERENCE: "r",
}


def looks(found: Highlights) -> list[str]:
    """A letter for the look of each character, a line a text."""
    shown = []
    for line, marks in zip(found.lines, found.marks, strict=True):
        letters = ["."] * len(line)
        for mark in marks:
            assert 0 <= mark.start < mark.end <= len(line)
            assert letters[mark.start : mark.end] == ["."] * (mark.end - mark.start), "marks do not overlap"
            letters[mark.start : mark.end] = SHORT[mark.look] * (mark.end - mark.start)
        assert list(marks) == sorted(marks)
        shown.append("".join(letters))
    return shown


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("## 甲{year}**乙**", "mm.hrrrrrrddhdd"),
        ("  ### 甲", "..mmm.h"),
        ("（一）甲", "mmmh"),
        ("(一) 甲。乙", "mmm...."),
        ("（一）**甲。**乙**丙**", "mmmddlldd.ddbdd"),
        ("1. **甲{a}。**乙", "mm.ddlrrrldd."),
        ("（1）甲**乙**", "mmm.ddbdd"),
        ("甲**乙**{{b}}{c}", ".ddbdd.d..drrr"),
        ("**甲**乙", "ddbdd."),
        ("甲**乙", "...."),
        ("138****1234", "." * 11),
        ("1.5亿", "...."),
        ("甲\n（一）乙。\n丙", ".\nmmm..\n."),
        ("**甲\n  乙**丙", "ddb\n..bdd."),
        ("**a\nb**", "ddb\nbdd"),
        ("（一）\n甲\n乙", "mmm\nh\n."),
        ("", ""),
        ("\n\u3000\n", "\n.\n"),
    ],
)
def test_each_character_has_its_look(text: str, want: str) -> None:
    assert "\n".join(looks(highlights(text.split("\n")))) == want


def test_a_line_that_begins_a_block_has_the_number_that_is_rendered() -> None:
    lines = ["## 甲", "5.乙", "丙", "", "丁", "", "1.戊", "（三）己。", "庚", "（7）辛"]
    found = highlights(lines)
    assert found.numbers == (1, 1, None, None, None, None, 1, 2, None, 1)
    assert [one and (one.kind, one.typed, one.column) for one in found.opened] == [
        (Kind.HEADING_2, None, 2),
        (Kind.POINT_3, 5, 2),
        None,
        None,
        (Kind.PARAGRAPH, None, 0),
        None,
        (Kind.POINT_3, 1, 2),
        (Kind.POINT_2, 3, 3),
        None,
        (Kind.POINT_4, 7, 3),
    ]
    assert highlights(["1.甲", "## 乙", "1.丙"], continued=True).numbers == (1, 1, 2)


FRAGMENTS = (
    *(
        "\n",
        "\n",
        "\n\n",
        " ",
        "\u3000",
        "## ",
        "### ",
        "1.",
        "2、",
        "（1）",
        "（一）",
        "(二)",
        "（三）",
        "包括：（一）",
    ),
    *("**", "**", "*", "{a}", "{{", "}}", "{", "甲", "强化。", "，", "第九条", "长" * 25, "GDP", "🙂", "\x1b"),
)
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


@settings(max_examples=500)
@given(texts)
def test_looks_say_what_the_reader_reads(text: str) -> None:
    found = highlights(text.split("\n"))
    blocks = read(text)
    letters = "\n".join(looks(found))
    for block in blocks:
        is_heading = block.kind in (Kind.HEADING_2, Kind.HEADING_3)
        for run in block.runs:
            seen = set(letters[run.start : run.start + len(run.text) + 2 * run.reference]) - {"\n"}
            assert seen <= ({"r"} if run.reference else {"h"} if is_heading else {"l", "b"} if run.bold else {"."})
    assert [one.kind for one in found.opened if one] == [block.kind for block in blocks]
    given = iter(numbers(blocks))
    assert found.numbers == tuple(next(given) if one else None for one in found.opened)
    assert letters.count("d") % 2 == 0 or "{{" in text or "}}" in text


edits = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 8), st.sampled_from(FRAGMENTS)), max_size=6)


@settings(max_examples=1000)
@given(texts, edits, st.booleans())
def test_after_any_edits_the_looks_are_those_of_the_text(
    text: str, edits: list[tuple[int, int, str]], continued: bool
) -> None:
    found = highlights(text.split("\n"), continued=continued)
    for at, length, new in edits:
        text = text[: at % (len(text) + 1)] + new + text[at % (len(text) + 1) + length :]
        found = highlights(text.split("\n"), found, continued=continued)
        assert found == highlights(text.split("\n"), continued=continued)


def test_a_key_costs_what_its_paragraph_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["## 标题", "", *["一句话。", "", "1. 要点。", "续写。"] * 2_000]
    before = highlights(lines)
    cost: list[int] = []

    def counted(text: str) -> tuple[Block, ...]:
        cost.append(len(text))
        return read(text)

    monkeypatch.setattr(highlight, "read", counted)
    lines[4_005] += "字"
    lines.insert(6_000, "（二）新的一段。")
    for edited in (lines[:6_000] + lines[6_001:], lines):
        before = highlights(edited, before)
    assert len(cost) == 2
    assert max(cost) < 60
