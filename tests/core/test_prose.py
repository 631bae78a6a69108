"""A section's text as blocks: the table of markers, bold, references, line breaks, numbers, and nothing ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.base.numerals import chinese_number
from tui.base.text import BLANKS, normalise
from tui.draft.prose import Block, Kind, numbers, read

H2, H3, PLAIN = Kind.HEADING_2, Kind.HEADING_3, Kind.PARAGRAPH
P2, P3, P4 = Kind.POINT_2, Kind.POINT_3, Kind.POINT_4


def said(block: Block) -> str:
    """What a block says, on one line: bold in ⟦⟧, references in ⟨⟩."""
    return "".join(
        f"{'⟦' * run.bold}{f'⟨{run.text}⟩' if run.reference else run.text}{'⟧' * run.bold}" for run in block.runs
    ).replace("⟧⟦", "")


def told(text: str) -> list[tuple[Kind, str]]:
    return [(block.kind, said(block)) for block in read(text)]


def one(text: str) -> str:
    """What the only block of a text says, which is a paragraph."""
    [(kind, words)] = told(text)
    assert kind is PLAIN
    return words


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        # decimals, dates, and what only begins like a point
        ("1.5亿元", PLAIN, "1.5亿元"),
        ("12.4国家宪法日", PLAIN, "12.4国家宪法日"),
        ("10.1%的企业", PLAIN, "10.1%的企业"),
        ("3、4个部门", PLAIN, "3、4个部门"),
        ("123.甲", PLAIN, "123.甲"),
        ("2024.甲", PLAIN, "2024.甲"),
        ("1 .甲", PLAIN, "1 .甲"),
        ("1。甲", PLAIN, "1。甲"),
        ("1)甲", PLAIN, "1)甲"),
        ("１.甲", PLAIN, "１.甲"),  # a full-width digit
        ("一、甲", PLAIN, "一、甲"),
        ("一是甲", PLAIN, "一是甲"),
        ("-1.甲", PLAIN, "-1.甲"),
        ("1", PLAIN, "1"),
        ("138****1234", PLAIN, "138****1234"),
        ("**1.强化**", PLAIN, "⟦1.强化⟧"),
        # points of the third level
        ("1.强化", P3, "强化"),
        ("1. 强化", P3, "强化"),
        ("1.\u3000强化", P3, "强化"),
        ("1．强化", P3, "强化"),
        ("1、强化", P3, "强化"),
        ("12.强化", P3, "强化"),
        ("0.强化", P3, "强化"),
        ("1. 2024年", P3, "2024年"),
        ("1.", P3, ""),
        ("1..5", P3, ".5"),
        ("1. **强化。**积极", P3, "⟦强化。⟧积极"),
        ("1.{permits}件", P3, "⟨permits⟩件"),
        # points of the fourth level
        ("（1）甲", P4, "甲"),
        ("(2)甲", P4, "甲"),
        ("(12) 甲", P4, "甲"),
        ("（1）", P4, ""),
        ("（2024〕1号", PLAIN, "（2024〕1号"),
        ("（2024）晋01行初1号", PLAIN, "（2024）晋01行初1号"),  # the number of a case
        ("（1)甲", PLAIN, "（1)甲"),
        ("(1）甲", PLAIN, "(1）甲"),
        # the second level: a heading, run in, a numbered paragraph
        ("（一）甲", H2, "甲"),
        ("(二) 甲", H2, "甲"),
        ("（一）甲，乙", H2, "甲，乙"),
        ("（一）**甲**", H2, "⟦甲⟧"),
        ("（一）{year}年甲", H2, "⟨year⟩年甲"),
        ("（一）" + "长" * 60, H2, "长" * 60),
        ("（一）甲。", P2, "甲。"),
        ("（一）甲。乙", P2, "甲。乙"),
        ("（十二）甲；", P2, "甲；"),
        ("（九十九）**甲。**乙", P2, "⟦甲。⟧乙"),
        ("（一）**甲**乙", P2, "⟦甲⟧乙"),
        ("（一）甲：", P2, "甲："),
        ("（一）甲，**", P2, "甲，**"),
        ("（一）" + "长" * 61, P2, "长" * 61),
        ("（一）项目甲", H2, "项目甲"),
        ("（一）和谐甲。", P2, "和谐甲。"),
        ("（一）", P2, ""),
        ("（一）项甲。", PLAIN, "（一）项甲。"),
        ("（一）、（二）项甲。", PLAIN, "（一）、（二）项甲。"),
        ("（一）至第（三）项。", PLAIN, "（一）至第（三）项。"),
        ("（一） （二）甲", PLAIN, "（一） （二）甲"),
        ("（一一）甲", PLAIN, "（一一）甲"),
        ("（百）甲", PLAIN, "（百）甲"),
        ("（一)甲", PLAIN, "（一)甲"),
        ("（ 一 ）甲", PLAIN, "（ 一 ）甲"),
        ("㈠甲", PLAIN, "㈠甲"),
        ("**（一）甲。**乙", PLAIN, "⟦（一）甲。⟧乙"),
        ("( 1 )甲", PLAIN, "( 1 )甲"),
        ("〔1〕甲", PLAIN, "〔1〕甲"),
        # headings
        ("## 甲", H2, "甲"),
        ("##\t甲", H2, "甲"),
        ("##\u3000甲", H2, "甲"),
        ("### 甲", H3, "甲"),
        ("##", H2, ""),
        ("## ", H2, ""),
        ("###", H3, ""),
        ("##甲", PLAIN, "##甲"),
        ("###甲", PLAIN, "###甲"),
        ("# 甲", PLAIN, "# 甲"),
        ("####", PLAIN, "####"),
        ("#### 甲", PLAIN, "#### 甲"),
        ("＃＃ 甲", PLAIN, "＃＃ 甲"),
        ("## 1.甲", H2, "1.甲"),
        ("## ## 甲", H2, "## 甲"),
        ("## **甲**乙{year}", H2, "⟦甲⟧乙⟨year⟩"),
        # what is markup elsewhere
        ("- 甲", PLAIN, "- 甲"),
        ("> 甲", PLAIN, "> 甲"),
        ("`甲` [乙](丙) <b>", PLAIN, "`甲` [乙](丙) <b>"),
        (r"\*\*甲\*\*", PLAIN, r"\*\*甲\*\*"),
        (r"1\.甲", PLAIN, r"1\.甲"),
        ("    甲", PLAIN, "甲"),
    ],
)
def test_a_line_opens_the_block_of_its_marker(line: str, kind: Kind, words: str) -> None:
    assert told(line) == [(kind, words)]
    assert told(f"\u3000\u3000{line}\u3000 ") == [(kind, words)]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \u3000\n\n"])
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        *(("## 乙", H2), ("### 乙", H3), ("（一）乙", H2), ("（二）乙。", P2), ("(一)乙。", P2)),
        *(("1.乙", P3), ("2、乙", P3), ("（1）乙", P4), ("(1)乙", P4)),
    ],
)
def test_a_marker_opens_a_block_with_or_without_a_blank_line_before_it(between: str, line: str, kind: Kind) -> None:
    words = "乙。" if kind is P2 else "乙"
    assert told(f"甲{between}{line}") == [(PLAIN, "甲"), (kind, words)]


def test_a_line_without_a_marker_goes_on_with_the_point_or_paragraph_before_it() -> None:
    assert told("1.甲\n乙\n1.5丙\n（1）丁\n戊\n\n己\n庚") == [(P3, "甲乙1.5丙"), (P4, "丁戊"), (PLAIN, "己庚")]


def test_a_heading_is_one_line() -> None:
    assert told("## 甲\n乙\n丙\n### 丁\n戊") == [(H2, "甲"), (PLAIN, "乙丙"), (H3, "丁"), (PLAIN, "戊")]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # a heading right above its text, and a paragraph of the second level that somebody wrapped
        ("（一）甲\n乙\n丙", [(H2, "甲"), (PLAIN, "乙丙")]),
        ("（一）" + "长" * 30 + "\n乙", [(H2, "长" * 30), (PLAIN, "乙")]),
        ("（一）" + "长" * 31 + "\n乙", [(P2, "长" * 31 + "乙")]),
        ("（一）甲，\n乙", [(P2, "甲，乙")]),
        ("（一）甲。\n乙。\n\n丙", [(P2, "甲。乙。"), (PLAIN, "丙")]),
        ("（一）\n甲\n乙", [(H2, "甲"), (PLAIN, "乙")]),
        ("（一）\n甲。\n乙", [(P2, "甲。乙")]),
        ("（一）\n\n甲", [(P2, ""), (PLAIN, "甲")]),
        ("（一）\n（二）甲", [(P2, ""), (H2, "甲")]),
        # written line by line, without a blank line
        ("（一）甲\n1.乙\n（二）丙。丁\n（三）戊", [(H2, "甲"), (P3, "乙"), (P2, "丙。丁"), (H2, "戊")]),
        ("（一）甲。\n（二）乙。", [(P2, "甲。"), (P2, "乙。")]),
        ("甲：\n（一）乙。\n（二）丙。", [(PLAIN, "甲："), (P2, "乙。"), (P2, "丙。")]),
        ("（一）完善法治链条\n（二）丙", [(H2, "完善法治链条"), (H2, "丙")]),
        ("## 第一条\n（二）丙", [(H2, "第一条"), (H2, "丙")]),
        # an enumeration in a sentence, and a number that is cited
        ("包括：（一）甲。\n（二）乙。\n（三）丙。", [(PLAIN, "包括：（一）甲。（二）乙。（三）丙。")]),
        ("1.包括：（一）甲；\n(二)乙。", [(P3, "包括：（一）甲；(二)乙。")]),
        ("包括：（一）甲。\n（三）乙。", [(PLAIN, "包括：（一）甲。"), (P2, "乙。")]),
        ("包括：（一）甲。\n\n（二）乙。", [(PLAIN, "包括：（一）甲。"), (P2, "乙。")]),
        ("（一）第（一）项甲。\n（二）乙。", [(P2, "第（一）项甲。"), (P2, "乙。")]),
        ("见第十五条\n（三）的规定。", [(PLAIN, "见第十五条（三）的规定。")]),
        ("见第\n（三）条。", [(PLAIN, "见第（三）条。")]),
        ("甲。\n（三）项的规定。", [(PLAIN, "甲。（三）项的规定。")]),
    ],
)
def test_a_line_with_a_number_of_the_second_level_is_what_a_person_takes_it_for(
    text: str, want: list[tuple[Kind, str]]
) -> None:
    assert told(text) == want
    assert told(f"\n{text}\n\n") == want


def test_a_point_whose_marker_stands_alone_goes_on_in_the_next_line() -> None:
    assert told("1.\n甲\n乙") == [(P3, "甲乙")]
    assert told("1.\n\n甲") == [(P3, ""), (PLAIN, "甲")]


@pytest.mark.parametrize("text", ["", "\n", " ", "\u3000\n\t\n \n"])
def test_a_text_of_blanks_has_no_blocks(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**甲**", "⟦甲⟧"),
        ("甲**乙**丙", "甲⟦乙⟧丙"),
        ("甲**“乙”**丙", "甲⟦“乙”⟧丙"),
        ("**甲。**乙**丙**", "⟦甲。⟧乙⟦丙⟧"),
        ("**甲****乙**", "⟦甲****乙⟧"),  # four asterisks are four asterisks
        ("**甲\n乙**丙", "⟦甲乙⟧丙"),
        ("**甲\n\n乙**丙", None),
        ("甲**乙", "甲**乙"),
        ("**", "**"),
        ("**甲**乙**丙", "⟦甲⟧乙**丙"),
        ("**甲{a}乙**", "⟦甲⟨a⟩乙⟧"),
        ("*甲*", "*甲*"),
        ("***甲***", "***甲***"),
        ("****甲****", "****甲****"),
        ("*****甲**", "*****甲**"),
        ("**甲*乙***丙**", "⟦甲*乙***丙⟧"),
        ("甲*\n*乙*\n*丙", "甲* *乙* *丙"),
        ("** **", ""),
        ("**\u3000**", ""),
        ("甲** **乙", "甲⟦ ⟧乙"),
        ("** 甲 **", "⟦甲⟧"),
        ("**\n**", ""),
        ("甲**\n**乙", "甲乙"),
        ("＊＊甲＊＊", "＊＊甲＊＊"),
        (r"\**甲\**", "\\⟦甲\\⟧"),
    ],
)
def test_exactly_two_asterisks_toggle_bold_within_one_block(text: str, words: str | None) -> None:
    if words is None:
        assert told(text) == [(PLAIN, "**甲"), (PLAIN, "乙**丙")]
    else:
        assert one(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{a}", "⟨a⟩"),
        ("{permits}件", "⟨permits⟩件"),
        ("{a_1}{b2}", "⟨a_1⟩⟨b2⟩"),
        ("{{", "{"),
        ("}}", "}"),
        ("{{a}}", "{a}"),
        ("{{{a}}}", "{⟨a⟩}"),
        ("{a}}", "⟨a⟩}"),
        ("{a}}}", "⟨a⟩}"),
        ("{{a}", "{a}"),
        ("{{{{", "{{"),
        ("{{{", "{{"),
        ("{A}", "{A}"),
        ("{1a}", "{1a}"),
        ("{_a}", "{_a}"),
        ("{a-b}", "{a-b}"),
        ("{a b}", "{a b}"),
        ("{甲}", "{甲}"),
        ("{}", "{}"),
        ("{", "{"),
        ("{a", "{a"),
        ("a}", "a}"),
        ("{a\nb}", "{a b}"),
        ("{a{b}", "{a⟨b⟩"),
        ("{**a**}", "{⟦a⟧}"),
        ("{a**b**}", "{a⟦b⟧}"),
        ("**{a}**", "⟦⟨a⟩⟧"),
    ],
)
def test_braces_hold_a_reference_or_are_themselves_and_doubled_ones_are_one(text: str, words: str) -> None:
    assert one(text) == words


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("甲", "乙", ""),
        ("。", "甲", ""),
        ("Law", "School", " "),
        ("Law", "甲", ""),
        ("甲", "Law", ""),
        ("6", "件", ""),
        ("6", "7", " "),
        ("，", "GDP", ""),
        *(("GDP", f"{mark}GDP", "") for mark in "“”‘’—…·"),
        *((f"GDP{mark}", "GDP", "") for mark in "“”‘’—…·"),
        ("GDP.", "GDP", " "),
        ("（GDP）", "GDP", ""),
        ("{a}", "{b}", " "),  # a figure ends and begins in a digit
        ("{a}", "GDP", " "),
        ("GDP", "{a}", " "),
        ("{a}", "件", ""),
        ("共", "{a}", ""),
        ("{{", "a", " "),
        ("🙂", "a", ""),
        ("a*", "*b", " "),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", " \n", "\u3000\n\u3000\u3000", "\t\n \t"])
def test_a_line_break_is_a_blank_only_between_two_that_are_not_chinese(
    before: str, after: str, between: str, line_break: str
) -> None:
    whole = read(f"{before}{line_break}{after}")
    assert len(whole) == 1
    plain = one(before) + between + one(after)
    assert said(whole[0]) == plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲**乙**\n**丙**丁", "甲⟦乙丙⟧丁"),
        ("a **b**\nc", "a ⟦b⟧ c"),
        ("a\n**b** c", "a⟦ b⟧ c"),
        ("**a\nb**", "⟦a b⟧"),
        ("**a**\n**b**", "⟦a b⟧"),
        ("**甲\n**乙", "⟦甲⟧乙"),
        ("a**\nb\n**c", "a⟦ b⟧ c"),
        ("**\na\n**\nb", "⟦a⟧ b"),
    ],
)
def test_a_line_break_beside_bold_looks_at_the_characters_and_not_at_the_marks(text: str, words: str) -> None:
    assert one(text) == words


def given_numbers(text: str) -> list[int | None]:
    return numbers(read(text))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("## 甲\n## 乙", [1, 2]),
        ("1.甲\n2.乙", [1, 2]),
        ("1.甲\n1.乙\n1.丙", [1, 2, 3]),
        ("5.甲\n9.乙", [1, 2]),  # what was typed does not count
        ("0.甲", [1]),
        ("### 甲\n1.乙\n### 丙\n2.丁", [1, 2, 3, 4]),
        ("（1）甲\n(1)乙", [1, 2]),
        ("## 甲\n1.乙\n2.丙\n## 丁\n3.戊", [1, 1, 2, 2, 1]),
        ("## 甲\n### 乙\n## 丁\n### 戊", [1, 1, 2, 1]),
        ("1.甲\n（1）乙\n（2）丙\n2.丁\n（3）戊", [1, 1, 2, 2, 1]),
        ("### 甲\n（1）乙\n### 丙\n（2）丁", [1, 1, 2, 1]),
        ("## 甲\n（1）乙\n## 丙\n（2）丁", [1, 1, 2, 1]),
        ("1.甲\n\n乙\n\n2.丙", [1, None, 2]),
        ("1.甲\n\n乙\n\n3.丙", [1, None, 2]),
        ("1.甲\n\n乙\n\n1.丙\n1.丁", [1, None, 1, 2]),
        ("（1）甲\n\n乙\n\n（1）丙", [1, None, 1]),
        ("（1）甲\n\n乙\n\n（2）丙", [1, None, 2]),
        ("1.甲\n（1）乙\n\n丙\n\n1.丁\n（1）戊", [1, 1, None, 1, 1]),
        ("1.甲\n\n乙\n\n（1）丙\n1.丁", [1, None, 1, 2]),
        ("## 甲\n1.乙\n\n丙\n\n## 丁\n1.戊", [1, 1, None, 2, 1]),
        ("### 甲\n\n乙\n\n### 丙", [1, None, 2]),  # a heading has no typed number
        ("1.甲\n\n乙\n\n01.丙", [1, None, 1]),
        # the second level counts its headings and its points as one
        ("（一）甲\n## 乙\n（五）丙。\n（五）丁", [1, 2, 3, 4]),
        ("（三）甲。", [1]),
        ("（一）甲。\n1.乙\n（1）丙\n（二）丁。\n1.戊\n（1）己", [1, 1, 1, 2, 1, 1]),
        ("（一）甲。\n\n乙\n\n（一）丙。", [1, None, 1]),
        ("（一）甲。\n\n乙\n\n（二）丙。", [1, None, 2]),
        ("（一）甲\n\n乙\n\n（一）丙", [1, None, 2]),  # a heading has no typed number
        ("甲\n\n乙", [None, None]),
        ("", []),
    ],
)
def test_numbers_are_given_by_order_and_level(text: str, want: list[int | None]) -> None:
    assert given_numbers(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("## 甲\n1.乙\n2.丙\n## 丁\n3.戊", [1, 1, 2, 2, 3]),
        ("（一）甲。\n### 乙\n（1）丙\n（二）丁。\n1.戊\n（1）己", [1, 1, 1, 2, 2, 1]),
        ("（1）甲\n## 乙\n（1）丙", [1, 1, 1]),
        # a typed 1 starts again within a part, and not at its beginning, where the count goes on
        ("## 甲\n1.乙\n## 丙\n\n丁\n\n1.戊", [1, 1, 2, None, 2]),
        ("## 甲\n1.乙\n## 丙\n1.丁\n\n戊\n\n1.己", [1, 1, 2, 2, None, 1]),
    ],
)
def test_the_third_level_may_go_on_counting_across_the_second(text: str, want: list[int | None]) -> None:
    assert numbers(read(text), continued=True) == want


@given(st.lists(st.sampled_from(["## 甲", "（一）甲。", "### 甲", "2.甲", "（2）甲"])))
def test_counted_on_the_third_level_has_each_number_once(lines: list[str]) -> None:
    blocks = read("\n".join(lines))
    third = [n for n, one in zip(numbers(blocks, continued=True), blocks, strict=True) if one.kind in (H3, P3)]
    assert third == list(range(1, len(third) + 1))


@given(st.lists(st.sampled_from(["## 甲", "（{c}）甲。", "### 甲", "{n}.甲", "（{n}）甲", "\n甲\n"])), st.data())
def test_no_typed_number_counts_but_a_1_behind_a_plain_paragraph(lines: list[str], data: st.DataObject) -> None:
    typed = [data.draw(st.integers(2, 99)) for _ in lines]
    other = [data.draw(st.integers(2, 99)) for _ in lines]

    def text(numbers: list[int]) -> str:
        return "\n".join(line.format(n=n, c=chinese_number(n)) for line, n in zip(lines, numbers, strict=True))

    assert given_numbers(text(typed)) == given_numbers(text(other))
    behind_a_paragraph = [n > 0 and lines[n - 1] == "\n甲\n" for n in range(len(lines))]
    ones = [n if free else 1 for n, free in zip(typed, behind_a_paragraph, strict=True)]
    assert given_numbers(text(ones)) == given_numbers(text(typed))


# The oracle: the same reading a second time, character by character, without a pattern.


class Character(NamedTuple):
    at: int
    text: str  # one character, or the name of a reference
    bold: bool
    reference: bool


class Told(NamedTuple):
    kind: Kind
    typed: int | None
    start: int
    characters: list[Character]


def oracle(text: str) -> list[Told]:
    blocks: list[tuple[Kind, int | None, int, list[range]]] = []
    is_open = False
    end = -1
    lines = text.split("\n")
    for n, line in enumerate(lines):
        start, end = end + 1, end + 1 + len(line)
        first, last = start, end
        while first < last and text[first] in BLANKS:
            first += 1
        while first < last and text[last - 1] in BLANKS:
            last -= 1
        if first == last:
            is_open = False
            continue
        kind, typed, length = marker(text[first:last])
        if kind is P2 and is_open and is_part_of_sentence([text[r.start : r.stop] for r in blocks[-1][3]], typed or 0):
            kind, typed, length = PLAIN, None, 0
        if kind is not PLAIN or not is_open:
            blocks.append((kind, typed, first, []))
        start_of_text = first + length
        while length and start_of_text < last and text[start_of_text] in BLANKS:
            start_of_text += 1
        if start_of_text < last:
            blocks[-1][3].append(range(start_of_text, last))
        kind, typed, first, stretches = blocks[-1]
        below = lines[n + 1].strip(BLANKS) if n + 1 < len(lines) else ""
        if kind is P2 and len(stretches) == 1 and looks_like_heading(text[start_of_text:last], below):
            blocks[-1] = (H2, None, first, stretches)
            kind = H2
        is_open = kind not in (H2, H3)
    return [Told(kind, typed, start, characters(text, stretches)) for kind, typed, start, stretches in blocks]


def marker(line: str) -> tuple[Kind, int | None, int]:
    for mark, kind in (("###", H3), ("##", H2)):
        if line == mark or (line.startswith(mark) and line[len(mark)] in BLANKS):
            return kind, None, len(mark)
    for opening, closings, kind in (("", ".．、", P3), ("（", "）", P4), ("(", ")", P4)):
        digits = ""
        while line.startswith(opening) and line[len(opening) + len(digits) :][:1] in set("0123456789"):
            digits += line[len(opening) + len(digits)]
        start_of_text = len(opening) + len(digits) + 1
        closed = line[start_of_text - 1 : start_of_text] in set(closings)
        goes_on = kind is P3 and line[start_of_text : start_of_text + 1] in set("0123456789")
        if len(digits) in (1, 2) and closed and not goes_on:
            return kind, int(digits), start_of_text
    typed, length = numeral(line)
    return (P2, typed, length) if typed else (PLAIN, None, 0)


NUMERALS = {mark.format(chinese_number(n)): n for n in range(1, 100) for mark in ("（{}）", "({})")}


def numeral(text: str) -> tuple[int, int]:
    """The number in brackets at the start of a text, 0 for none or one that is cited, and its length."""
    typed = next((mark for mark in (text[:n] for n in (3, 4, 5)) if mark in NUMERALS), "")
    rest = text[len(typed) :]
    second = rest.lstrip(BLANKS)
    second = second[1:].removeprefix("第") if second[:1] in set("、，和至到或及与—～-") else second
    is_cited = second[:1] in set("（(") and second[1:2] in set("一二三四五六七八九十")
    if not typed or is_cited or (rest.startswith("项") and not rest.startswith("项目")):
        return 0, 0
    return NUMERALS[typed], len(typed)


def is_part_of_sentence(lines: list[str], typed: int) -> bool:
    """Whether （二） after these lines goes on with （一） in them, or stands after 第十五条."""
    if not lines:
        return False
    last = 0
    for line in lines:
        for at in range(len(line)):
            if at == 0 or line[at - 1] in "：；，。、！？”’）》」』】*:;,":
                last = numeral(line[at:])[0] or last
    before = lines[-1][-2:]
    after_article = before.endswith("第") or (
        len(before) == 2 and before[0] in "0123456789一二三四五六七八九十百零〇" and before[1] in "条款"
    )
    return after_article or 0 < last == typed - 1


def looks_like_heading(words: str, below: str) -> bool:
    """Whether the only line of a block after （一） is a heading, given the line below it."""
    is_alone = not below or marker(below)[0] is not PLAIN
    runs_on = words.rstrip("*")[-1:] in set("，、：．.,:;") or set(words) & set("。！？；")
    is_lead = False
    for at in range(len(words)):
        length = len(words[at + 2 :].split("*", 1)[0])
        start_of_text = at + 2 + length
        is_lead |= (
            words[at : at + 2] == words[start_of_text : start_of_text + 2] == "**"
            and length > 0
            and start_of_text + 2 < len(words)
        )
    return bool(words) and len(words) <= (60 if is_alone else 30) and not runs_on and not is_lead


def marks(text: str, line: range) -> Iterator[tuple[int, str, str]]:
    """Each character, reference or bold mark of a line: where it stands, what it is, and its sort."""
    at, end = line.start, line.stop
    while at < end:
        here = text[at]
        rest = text[at:end]
        if here == "*":
            count = len(rest) - len(rest.lstrip("*"))
            yield from [(at, "**", "bold")] if count == 2 else [(at + n, "*", "text") for n in range(count)]
            at += count
        elif rest[:2] in ("{{", "}}"):
            yield at, here, "text"
            at += 2
        elif here == "{" and is_name(rest[1 : rest.find("}")] if "}" in rest else ""):
            yield at, rest[1 : rest.find("}")], "reference"
            at += rest.find("}") + 1
        else:
            yield at, here, "text"
            at += 1


def is_name(name: str) -> bool:
    letters = set("abcdefghijklmnopqrstuvwxyz")
    return name[:1] in letters and not set(name) - letters - set("0123456789_")


def characters(text: str, lines: list[range]) -> list[Character]:
    things = [(n, *mark) for n, line in enumerate(lines) for mark in marks(text, line)]
    bolds = [n for n, thing in enumerate(things) if thing[3] == "bold"]
    unpaired = bolds[-1] if len(bolds) % 2 else None
    found: list[Character] = []
    bold = False
    line = 0
    for n, (here, at, what, sort) in enumerate(things):
        if sort == "bold" and n != unpaired:
            bold = not bold
            continue
        if here != line and found:
            before, after = ("0" if sort == "reference" else what[0]), found[-1]
            if not (is_chinese("0" if after.reference else after.text) or is_chinese(before)):
                found.append(Character(lines[here - 1].stop, " ", bold, False))
        line = here
        if sort == "bold":
            found += [Character(at, "*", bold, False), Character(at + 1, "*", bold, False)]
        else:
            found.append(Character(at, what, bold, sort == "reference"))
    while found and found[-1].text in tuple(BLANKS):
        found.pop()
    while found and found[0].text in tuple(BLANKS):
        found.pop(0)
    return found


def is_chinese(character: str) -> bool:
    return east_asian_width(character) in ("W", "F") or character in "“”‘’—…·"


def spread(block: Block) -> list[Character]:
    """The runs of a block, character by character."""
    return [
        Character(run.start + n, text, run.bold, run.reference)
        for run in block.runs
        for n, text in enumerate([run.text] if run.reference else run.text)
    ]


FRAGMENTS = (
    *("\n", "\n\n", " ", "\u3000", "\t", "\u2003", "\n \n"),
    *(
        "## ",
        "###",
        "#",
        "##",
        "1.",
        "2、",
        "12．",
        "123.",
        "（1）",
        "(2)",
        "（一）",
        "(二)",
        "（三）",
        "（",
        "）",
        "(",
        ")",
        "1",
        "9",
        "0",
        ".",
        "、",
    ),
    *("*", "**", "***", "****", "**\n", "\n**", " **", "** "),
    *("{", "}", "{{", "}}", "{a}", "{permits}", "{A}", "{a_1", "{a{", "a}"),
    *(
        "甲",
        "强化。",
        "，",
        "：",
        "项",
        "目",
        "第",
        "第九条",
        "长" * 25,
        "“",
        "”",
        "——",
        "…",
        "·",
        "GDP",
        "é",
        "е",
        "🙂",
        "\u0301",
        "\u200b",
        "\ufeff",
        "\\",
        "\x1b",
        "1.5亿",
    ),
)
hostile = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)
texts = (hostile | st.text() | st.lists(hostile | st.text()).map("".join)).map(normalise)


@settings(max_examples=1500)
@given(texts)
def test_every_text_is_read_as_a_second_reader_reads_it_character_by_character(text: str) -> None:
    blocks = read(text)
    assert [Told(block.kind, block.typed, block.start, spread(block)) for block in blocks] == oracle(text)


@settings(max_examples=1000)
@given(texts)
def test_every_run_stands_in_the_source_where_it_says(text: str) -> None:
    end = 0
    for block in read(text):
        assert block.start >= end
        end = block.start
        for run in block.runs:
            assert run.text
            assert run.start >= end, "runs are in order and do not overlap"
            if run.reference:
                typed = f"{{{run.text}}}"
                assert text.startswith(typed, run.start)
                end = run.start + len(typed)
                continue
            joined = run.text[0] == " " and text[run.start] in f"\n{BLANKS}"
            assert text.startswith(run.text[joined:], run.start + joined)
            end = run.start + len(run.text)


@settings(max_examples=1000)
@given(texts)
def test_every_character_that_is_no_blank_and_no_marker_is_in_one_block_once(text: str) -> None:
    """Counted backwards: what no run covers is a blank, a marker that opens a block, or a bold mark."""
    covered = [0] * len(text)
    blocks = read(text)
    for block in blocks:
        for run in block.runs:
            for at in range(run.start, run.start + len(run.text) + 2 * run.reference):
                covered[at] += 1
    assert max(covered, default=0) <= 1
    left = {at for at, times in enumerate(covered) if not times and text[at] not in f"\n{BLANKS}"}
    for block in blocks:
        _, _, length = marker(text[block.start :].partition("\n")[0].strip(BLANKS))
        opener = set(range(block.start, block.start + length))
        assert opener <= left
        left -= opener
    left -= {at for at in left if text[at] in "{}" and text[at - 1] == text[at] and at - 1 not in left}  # doubled
    while left:
        at = min(left)
        assert text[at : at + 2] == "**"
        left -= {at, at + 1}


@given(texts)
def test_a_text_is_read_the_same_with_blanks_at_the_ends_of_its_lines(text: str) -> None:
    padded = "\n".join(f"\u3000 {line}\t\u3000" for line in text.split("\n"))
    assert told(padded) == told(text)


@given(texts, texts)
def test_a_blank_line_keeps_what_stands_before_it_and_behind_it_apart(before: str, after: str) -> None:
    assert told(f"{before}\n\n{after}") == told(before) + told(after)
