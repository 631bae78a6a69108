"""Characters: line breaks, places, what joins without a blank, what is never shown raw."""

from __future__ import annotations

import re
import sys
from unicodedata import bidirectional, category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.base.text import BLANKS, UNSAFE, Lines, Position, joined, joins, normalise, sentence_around, shortened, visible

BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")

texts = st.text() | st.lists(
    st.sampled_from((*BREAKS, *BLANKS, "甲", "。", "“", "a", "1", "\x1c", "\x00", "\u202e", "\ufeff"))
).map("".join)


@pytest.mark.parametrize("line_break", BREAKS)
def test_every_line_break_becomes_a_line_feed(line_break: str) -> None:
    assert normalise(f"甲{line_break}乙") == "甲\n乙"


def test_a_carriage_return_and_a_line_feed_are_one_line_break_and_the_other_way_round_two() -> None:
    assert normalise("甲\r\n\r\n乙\n\r丙\r\r\n丁") == "甲\n\n乙\n\n丙\n\n丁"


@given(texts)
def test_normalising_leaves_one_line_feed_for_each_line_break_and_everything_else(text: str) -> None:
    want, at = "", 0
    while at < len(text):
        length = 2 if text[at : at + 2] == "\r\n" else 1
        want += "\n" if text[at : at + length] in BREAKS else text[at]
        at += length
    assert normalise(text) == want
    assert normalise(want) == want


@pytest.mark.parametrize(
    ("before", "after", "without_a_blank"),
    [
        ("甲", "乙", True),
        ("甲", "a", True),
        ("a", "甲", True),
        ("1", "年", True),
        ("。", "a", True),
        ("a", "（", True),
        ("Ａ", "a", True),  # full-width
        *((mark, "a", True) for mark in "“”‘’—…·"),
        *(("a", mark, True) for mark in "“”‘’—…·"),
        ("a", "b", False),
        ("a", "1", False),
        (".", "a", False),
        ('"', "'", False),
        ("é", "я", False),
        ("%", "5", False),
        ("-", "–", False),  # the half-width dash is not at home in Chinese
    ],
)
def test_a_line_break_joins_without_a_blank_beside_a_chinese_character(
    before: str, after: str, without_a_blank: bool
) -> None:
    assert joins(before, after) is without_a_blank


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("", ""),
        (" \u3000\n\t", ""),
        ("晋城市科学技术局", "晋城市科学技术局"),
        ("市委、\n市政府", "市委、市政府"),
        ("\u3000市委\u3000\r\n \u3000市政府 ", "市委市政府"),
        ("Law\nSchool", "Law School"),
        ("Law\n\n\nSchool", "Law School"),
        ("Law \n“School”", "Law“School”"),
        ("郑 泽", "郑 泽"),
    ],
)
def test_a_value_of_several_lines_is_put_on_one(text: str, want: str) -> None:
    assert joined(text) == want


@given(texts)
def test_a_value_on_one_line_keeps_every_character_but_blanks_and_breaks_at_line_ends(text: str) -> None:
    one = joined(text)
    blanks = f"[{re.escape(BLANKS)}]"
    assert not re.search("[\n\r\x0b\x0c\x85\u2028\u2029]", one)
    assert one == one.strip(BLANKS)
    assert joined(one) == one
    assert re.sub(blanks, "", one) == re.sub(f"{blanks}|\n", "", normalise(text))


def steers(character: str) -> bool:
    """Whether a character steers a terminal or the direction of writing, is half a pair, or never will be one."""
    return (
        (category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in "\t\n")
        or bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        or character in "\u061c\u200e\u200f"
        or 0xFDD0 <= ord(character) <= 0xFDEF
        or character in "\ufffe\uffff"
    )


def test_exactly_what_steers_is_not_visible() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert visible(everything) == "".join("\ufffd" if steers(character) else character for character in everything)


@given(texts)
def test_what_is_visible_stands_where_it_stood(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(here in ("\ufffd", there) for there, here in zip(text, shown, strict=True))
    assert visible(shown) == shown


@pytest.mark.parametrize("character", ["\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u061c", "\ud800", "\ufffe", "\0"])
def test_controls_of_terminals_and_of_writing_direction_are_not_shown(character: str) -> None:
    assert visible(f"甲{character}乙") == "甲\ufffd乙"


@pytest.mark.parametrize("character", ["\t", "\n", "\u3000", "\u200d", "\ufe0f", "\U0001f468", "\u0301", "\ue000"])
def test_what_only_looks_odd_is_shown(character: str) -> None:
    assert visible(character) == character


def test_a_long_text_is_cut_for_a_message() -> None:
    assert shortened("甲" * 60) == "甲" * 60
    assert shortened("甲" * 61) == "甲" * 57 + "..."


def test_the_first_character_stands_on_line_1_in_column_1_even_of_nothing() -> None:
    assert Lines("").position(0) == Position(1, 1)
    assert Lines("\n").position(0) == Position(1, 1)
    assert Lines("\n").position(1) == Position(2, 1)


@given(texts.map(normalise), st.data())
def test_a_place_counts_line_feeds_and_the_code_points_after_the_last(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset]
    assert Lines(text).position(offset) == Position(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


@given(texts)
def test_the_short_way_through_normalising_changes_nothing(text: str) -> None:
    plain = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
    assert normalise(text) == plain.sub("\n", text)
    without = plain.sub("", text)
    assert normalise(without) is without


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("一是|学习。二是宣传。", "一是学习。"),
        ("一是学习。|二是宣传。", "二是宣传。"),
        ("一是学习|。二是宣传。", "一是学习。"),
        ("一是学习。二是宣传。|", "二是宣传。"),  # the cursor after the last character
        ("一是学习。二是|宣传", "二是宣传"),
        ("开头。\n一是|学习。\n结尾。", "一是学习。"),
        ("开头。|\n一是学习。", "开头。"),
        ("开头。\n|一是学习。", "一是学习。"),
        ("\u3000\u3000一|是学习。", "一是学习。"),
        ("他说：“学习。”|二是宣传。", "二是宣传。"),
        ("他说：“学|习。”二是宣传。", "他说：“学习。”"),
        ("**一是学习。**二|是宣传。", "二是宣传。"),
        ("**一是学|习。**二是宣传。", "**一是学习。**"),
        ("真的吗？！好|。", "好。"),
        ("真的|吗？！好。", "真的吗？！"),
        ("学习。\u3000|", "学习。"),  # blanks at the end of a line belong to the text before them
        ("甲。\n|\n乙。", ""),
        ("|", ""),
        ("甲|。**乙。**", "甲。"),
        ("甲。**乙|。**", "**乙。**"),
    ],
)
def test_the_sentence_at_the_cursor_is_the_one_up_to_its_stop(text: str, want: str) -> None:
    assert sentence_around(text.replace("|", ""), text.index("|")) == want


sentences = st.lists(st.sampled_from([*"甲乙，。！？”）\n\u3000 ", "**", "……"]), max_size=20).map("".join)


@given(sentences, st.data())
def test_the_sentence_of_a_character_holds_it_and_stays_on_its_line(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    sentence = sentence_around(text, offset)
    line = text[text.rfind("\n", 0, offset) + 1 :].split("\n")[0]
    assert sentence in line
    assert sentence == sentence.strip(BLANKS)
    if line.strip(BLANKS):
        assert sentence
    if text[offset : offset + 1].strip():
        assert text[offset] in sentence


def test_nothing_printable_is_unsafe() -> None:
    assert not [code for code in range(sys.maxunicode + 1) if chr(code).isprintable() and UNSAFE.search(chr(code))]
