"""Lines of Chinese: no closing mark at a start, no opening one at an end, numbers and ids whole, at every width."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.base.line_breaks import CLOSING, OPENING, line_breaks

WORDS = [
    "法治",
    "建设",
    "，",
    "。",
    "《",
    "》",
    "（",
    "）",
    "“",
    "”",
    "2025",
    "1204",
    "{permits}",
    "——",
    "……",
    " ",
    "　",
    "A",
    "、",
    "％",
    "**",
    "é",
    "１２",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
KEPT = re.compile(r"[0-9]+|[０-９]+|\{[a-z_]+\}|——|……")


def lines(text: str, room: int) -> list[str]:
    """The lines of a text in a terminal of so many cells."""
    places = [0, *line_breaks(text, [get_character_cell_size(one) for one in text], room), len(text)]
    return [text[start:end] for start, end in pairwise(places)]


@given(TEXTS, st.integers(1, 90))
def test_nothing_is_lost_and_no_line_is_wider_than_its_room(text: str, room: int) -> None:
    found = lines(text, room)
    assert "".join(found) == text
    assert all(cell_len(line) <= max(room, 2) and line for line in found if text)


@given(TEXTS, st.integers(24, 90))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, room: int) -> None:
    if longest_run(text) <= room:
        found = lines(text, room)
        assert not any(line[0] in CLOSING for line in found[1:])
        assert not any(line[-1] in OPENING for line in found[:-1])


@given(TEXTS, st.integers(1, 90))
def test_a_number_is_parted_only_when_it_is_wider_than_the_line(text: str, room: int) -> None:
    breaks = set(line_breaks(text, [get_character_cell_size(one) for one in text], room))
    for match in KEPT.finditer(text):
        word = re.search(r"[!-~０-９—…é]*$", text[: match.end()])
        rest = re.match(r"[!-~０-９—…é]*", text[match.end() :])
        assert word and rest
        if cell_len(word[0] + rest[0]) <= room:
            assert not breaks & set(range(match.start() + 1, match.end())), match[0]


def longest_run(text: str) -> int:
    """How wide the widest stretch is that must not be parted."""
    runs = re.findall(r"(?:[^法治建设 \u3000]|(?<=[（《“]) ?.|.(?=[，。》）”、％… ,.}*]))+", text)
    return max(map(cell_len, runs), default=0) + 8


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("（2021—2025年）的规划", 8, ["（2021—", "2025年）", "的规划"]),
        ("共办理{counsel_opinions}件", 20, ["共办理", "{counsel_opinions}件"]),
        ("甲乙丙，丁", 6, ["甲乙", "丙，丁"]),
        ("甲乙《丙》", 6, ["甲乙", "《丙》"]),
        ("甲乙——丙", 5, ["甲乙", "——丙"]),
        ("甲**乙丙**，丁", 8, ["甲**乙", "丙**，丁"]),
        ("甲**乙丙**", 4, ["甲", "**乙", "丙**"]),
        ("12345678", 4, ["1234", "5678"]),
        ("，，，，", 4, ["，，", "，，"]),
        ("（123456）", 6, ["（", "123456", "）"]),
        ("甲", 1, ["甲"]),
    ],
)
def test_lines(text: str, room: int, expected: list[str]) -> None:
    assert lines(text, room) == expected


def test_an_accent_stays_on_its_letter() -> None:
    assert lines("甲e\u0301e\u0301", 2) == ["甲", "e\u0301e\u0301"]
