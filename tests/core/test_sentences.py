"""A sentence a line: where lines break and where they must not, numbers as rendered, and nothing ever said otherwise."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.base.text import BLANKS
from tui.draft.draft import NONE
from tui.draft.prose import Kind, numbers, read
from tui.formatting.equivalence import meaning
from tui.formatting.sentences import sentences
from tui.render.inline import line
from tui.render.report import Piece


def lines(text: str) -> list[str]:
    """The lines of a text in canonical form, which is the canonical form of itself."""
    written = sentences(text)
    assert sentences(written) == written
    assert rendered(written) == rendered(text)
    assert meaning(written) == meaning(text)
    return written.split("\n")[:-1]


def rendered(text: str) -> list[tuple[Kind, int | None, str]]:
    """The blocks of a text as the renderer shows them."""
    blocks = read(text)
    return [
        (
            block.kind,
            number,
            line([Piece(f"{{{run.text}}}" if run.reference else run.text, run.bold) for run in block.runs]),
        )
        for block, number in zip(blocks, numbers(blocks), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("甲。", ["甲。"]),
        ("甲！！乙？！丙", ["甲！！", "乙？！", "丙"]),
        ("“甲。”乙", ["“甲。”", "乙"]),
        ("‘甲！’乙（丙。）丁《戊？》己", ["‘甲！’", "乙（丙。）", "丁《戊？》", "己"]),
        ("「甲。」乙『丙。』丁【戊。】己", ["「甲。」", "乙『丙。』", "丁【戊。】", "己"]),
        ("“甲。乙。”丙", ["“甲。", "乙。”", "丙"]),
        ("（“甲。”）乙", ["（“甲。”）", "乙"]),
        ("甲。“乙”", ["甲。", "“乙”"]),
        # where a sentence goes on, it has not ended
        ("《路在何方？》，甲", ["《路在何方？》，甲"]),
        ("“怎么办？”、“谁来办？”；甲", ["“怎么办？”、“谁来办？”；甲"]),
        # half-width stops end nothing: 12.4, v1.0
        ("甲.乙!丙?丁;戊；己", ["甲.乙!丙?丁;戊；己"]),
        # bold
        ("**甲。**乙", ["**甲。**", "乙"]),
        ("**“甲。”**乙", ["**“甲。”**", "乙"]),
        ("“**甲。**”乙", ["“**甲。**”", "乙"]),
        ("甲。**乙。**丙", ["甲。", "**乙。**", "丙"]),
        ("**甲。乙**丙", ["**甲。", "乙**丙"]),
        ("甲。**乙", ["甲。", "**乙"]),  # without a partner: text, and the beginning of the next sentence
        ("**甲**。**乙", ["**甲**。", "**乙"]),
        ("甲。***乙", ["甲。", "***乙"]),
        ("甲。**** 乙", ["甲。", "**** 乙"]),
        # what was on several lines
        ("甲，\n乙。丙\n丁。", ["甲，乙。", "丙丁。"]),
        ("  甲\u3000\n\u3000\u3000乙", ["甲乙"]),
        ("GDP\ngrows。甲", ["GDP grows。", "甲"]),
        ("甲\nGDP", ["甲GDP"]),
        ("{a}\n{b}件", ["{a} {b}件"]),
        # a blank that is text would be eaten at the end of a line
        ("甲。 乙", ["甲。 乙"]),
        ("甲。\u3000乙", ["甲。\u3000乙"]),
        ("甲。” 乙", ["甲。” 乙"]),
        ("**甲。** 乙", ["**甲。** 乙"]),
        ("甲。 **乙。**丙", ["甲。 **乙。**", "丙"]),
        # no line may open a block that was none
        ("甲。1.乙", ["甲。1.乙"]),
        ("甲。1.5亿元", ["甲。", "1.5亿元"]),
        ("甲。12、乙。丙", ["甲。12、乙。", "丙"]),
        ("甲。（1）乙", ["甲。（1）乙"]),
        ("甲。(12)乙", ["甲。(12)乙"]),
        ("甲。（一）乙", ["甲。（一）乙"]),
        ("包括：（一）甲。（二）乙。（四）丙", ["包括：（一）甲。", "（二）乙。（四）丙"]),
        ("包括：（一）甲；（二）乙。（三）丙", ["包括：（一）甲；（二）乙。", "（三）丙"]),
        ("甲。（一）、（二）项乙", ["甲。", "（一）、（二）项乙"]),
        ("甲。（三）项乙", ["甲。", "（三）项乙"]),
        ("甲。（一）项目乙", ["甲。（一）项目乙"]),
        ("甲。## 乙", ["甲。## 乙"]),
        ("甲。##", ["甲。##"]),
        ("甲。##乙", ["甲。", "##乙"]),
        ("甲。### 乙", ["甲。### 乙"]),
        ("甲。**1.乙**", ["甲。", "**1.乙**"]),
        ("**甲。**1.乙", ["**甲。**1.乙"]),
        # headings stay on a line
        ("## 甲。乙？丙", ["## 甲。乙？丙"]),
        ("###\u3000甲", ["### 甲"]),
        ("##\n###", ["##", "", "###"]),
        # references, braces and control characters stay as typed
        ("{permits}件。{{甲}}。{ }}", ["{permits}件。", "{{甲}}。", "{ }}"]),
        ("甲\x00。\u202e乙", ["甲\x00。", "\u202e乙"]),
        (r"甲\。\n乙", [r"甲\。", r"\n乙"]),
    ],
)
def test_a_line_ends_where_a_sentence_ends(text: str, want: list[str]) -> None:
    assert lines(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("甲\n\n\n乙", ["甲", "", "乙"]),
        ("\n\n甲\n \u3000\n", ["甲"]),
        ("## 甲\n乙\n1.丙\n(1)丁", ["## 甲", "", "乙", "", "1. 丙", "", "（1）丁"]),
        ("1.\n甲", ["1. 甲"]),
        ("1.\n\n甲", ["1.", "", "甲"]),
        # the second level: a heading, run in, a numbered paragraph
        ("（一）甲\n乙。(二) 丙\n(二) 丙\n丁。", ["## 甲", "", "乙。(二) 丙", "", "## 丙", "", "丁。"]),
        ("（一）\n甲", ["## 甲"]),
        ("（一）甲。乙。\n丙\n（二）**丁。**戊", ["（一）甲。", "乙。", "丙", "", "（二）**丁。**", "戊"]),
        ("（一） 甲，乙。", ["（一）甲，乙。"]),
        ("（一）\n\n甲", ["（一）", "", "甲"]),
        ("包括：（一）甲，\n（二）乙；\n（三）丙。", ["包括：（一）甲，（二）乙；（三）丙。"]),
        ("（1）\n(2)", ["（1）", "", "（2）"]),
        ("1、 甲\n2．\u3000乙\n3.丙", ["1. 甲", "", "2. 乙", "", "3. 丙"]),
        ("1. 2024年", ["1. 2024年"]),
        ("1..5", ["1. .5"]),
        ("** **", ["** **"]),
    ],
)
def test_one_blank_line_stands_between_blocks(text: str, want: list[str]) -> None:
    assert lines(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("5.甲\n9.乙", ["1. 甲", "2. 乙"]),
        ("1.甲\n1.乙", ["1. 甲", "2. 乙"]),
        ("07.甲", ["1. 甲"]),
        ("1.甲\n\n乙\n\n1.丙\n1.丁", ["1. 甲", "乙", "1. 丙", "2. 丁"]),
        ("1.甲\n\n乙\n\n3.丙", ["1. 甲", "乙", "2. 丙"]),
        ("1.甲\n（3）乙\n（3）丙\n5.丁\n（2）戊", ["1. 甲", "（1）乙", "（2）丙", "2. 丁", "（1）戊"]),
        ("### 甲\n1.乙\n## 丙\n4.丁", ["### 甲", "2. 乙", "## 丙", "1. 丁"]),
        ("甲\n\n3.乙", ["甲", "1. 乙"]),
        ("（三）甲。\n（七）乙。\n## 丙\n（一）丁。", ["（一）甲。", "（二）乙。", "## 丙", "（四）丁。"]),
        ("（一）甲。\n\n乙\n\n（一）丙。\n（一）丁。", ["（一）甲。", "乙", "（一）丙。", "（二）丁。"]),
        ("（一）甲。\n1.乙。\n（二）丙。\n2.丁。", ["（一）甲。", "1. 乙。", "（二）丙。", "1. 丁。"]),
    ],
)
def test_typed_numbers_become_those_that_are_rendered(text: str, want: list[str]) -> None:
    assert lines(text)[::2] == want


def test_numbers_that_cannot_be_typed_stay_what_they_were() -> None:
    typed = "\n".join(["1.甲"] * 101 + ["7.乙"])
    written = lines(typed)[::2]
    assert written[98:] == ["99. 甲", "1. 甲", "1. 甲", "7. 乙"]
    rest = lines(typed + "\n\n丙\n\n8.丁\n\n戊\n\n1.己")[::2]
    assert rest[-4:] == ["丙", "8. 丁", "戊", "1. 己"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # marks that would run together
        ("甲**乙**\n**丙**丁", ["甲**乙**", "**丙**丁"]),
        ("甲**乙**\n*丙", ["甲**乙**", "*丙"]),
        # a beginning that would become a marker
        ("（\n1）甲", ["（", "1）甲"]),
        ("1\n、甲", ["1", "、甲"]),
        ("（\n1\n）甲", ["（", "1）甲"]),
        ("（\n一\n）甲", ["（", "一）甲"]),
        ("（一）项\n目", ["（一）项", "目"]),
        # a paragraph that would become a heading, or whose number would be cited
        ("（一）甲，\n乙", ["（一）甲，", "乙"]),
        ("（一）\n（\n二）甲。", ["## （", "", "二）甲。"]),
        ("（一）\n、（二）项甲。", ["（一）", "、（二）项甲。"]),
        ("（一）\n、（二）项。甲。", ["（一）", "、（二）项。", "甲。"]),
        # a blank after the bold marks
        ("**a**\n**b**", ["**a**", "**b**"]),
        ("**a\n**b", ["**a", "**b"]),
        ("**a*\n**\nb", ["**a*", "**b"]),
        ("a*\n**\nb**", ["a*", "**b**"]),
    ],
)
def test_a_line_break_stays_where_nothing_else_says_the_same(text: str, want: list[str]) -> None:
    assert lines(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a\n**b** c", ["a **b** c"]),
        ("a **b**\nc", ["a **b** c"]),
        ("**甲**\n乙", ["**甲**乙"]),
        ("甲\n**乙**", ["甲**乙**"]),
        ("甲*\n*乙", ["甲* *乙"]),
        ("{\n{a}", ["{ {a}"]),
    ],
)
def test_other_line_breaks_go(text: str, want: list[str]) -> None:
    assert lines(text) == want


@pytest.mark.parametrize("text", ["", "\n", " \u3000\t\n\n"])
def test_a_text_without_blocks_is_empty(text: str) -> None:
    assert sentences(text) == ""


@pytest.mark.parametrize("text", ["无", "无。", "无\n", " 无。\n\n"])
def test_none_stays_as_it_is(text: str) -> None:
    assert sentences(text) == text


def test_none_on_two_lines_becomes_none() -> None:
    assert lines("无\n。") == ["无。"]


def test_meaning_tells_texts_apart_that_render_differently() -> None:
    texts = [
        "甲",
        "乙",
        "## 甲",
        "### 甲",
        "1.甲",
        "（1）甲",
        "**甲**",
        "甲\n\n甲",
        "{a}",
        "{{a}}",
        "a b",
        "a  b",
        "**甲**乙",
        "无",
    ]
    for n, one in enumerate(texts):
        for other in texts[:n]:
            assert meaning(one) != meaning(other)


FRAGMENTS = (
    *"甲乙无a1#（）()。！？”’》」』】“…—，：*{} \u3000\t\n",
    *("。", "。", "\n", "\n", "\n\n", "**", "**", "**", "***", "****", "##", "## ", "### ", "###"),
    *("（一）", "(二)", "（十）", "（一）", "一", "项", "目", "第一条", "长" * 29, "三"),
    *("1.", "12．", "3、", "007", "（1）", "(12)", "{{", "}}", "{a}", "{permits}", "\x00", "\u202e", "\x1c", "😀"),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join)

SENTENCE_END = re.compile("[。！？]+[。！？”’）》」』】]*(?P<stars>[*]*)(?P<next>[^\n]?)")


@settings(max_examples=4_000)
@given(TEXTS)
@example("（\n（1\n）甲。1\n、乙")
@example("a\n**\nb**c\n**\n**d")
@example("1.甲\n\n乙\n\n1.丙")
def test_every_text_reads_the_same_and_stays(text: str) -> None:
    lines(text)


def within_blocks(written: str) -> list[tuple[int, int]]:
    """The spans of the blocks that may have several lines."""
    spans: list[tuple[int, int]] = []
    at = 0
    if written.strip() in NONE:
        return spans
    for block in written.split("\n\n"):
        if not re.match(rf"###?(?:[{BLANKS}]|$)", block):
            spans.append((at, at + len(block)))
        at += len(block) + 2
    return spans


@settings(max_examples=3_000)
@given(TEXTS)
def test_every_sentence_ends_its_line_where_it_can(text: str) -> None:
    written = sentences(text)
    for start, end in within_blocks(written):
        for match in SENTENCE_END.finditer(written, start, end):
            following = match["next"]
            if (
                match.end() > end
                or not following
                or following in f"。！？”’）》」』】，、；：{BLANKS}"
                or len(match["stars"]) not in (0, 2)
            ):
                continue
            at = match.start("next")
            assert rendered(f"{written[:at]}\n{written[at:]}") != rendered(written)


@settings(max_examples=3_000)
@given(TEXTS)
def test_no_line_ends_within_a_sentence_but_where_it_must(text: str) -> None:
    written = sentences(text)
    for start, end in within_blocks(written.removesuffix("\n")):
        for at in (at for at in range(start, end) if written[at] == "\n"):
            if re.search("[。！？][。！？”’）》」』】*]*$", written[start:at]):
                continue
            beside_bold = "*" in written[at - 1 : at + 2]  # a blank may be as good there, but is no better
            for other in ("",) if beside_bold else ("", " "):
                assert rendered(written[:at] + other + written[at + 1 :]) != rendered(written)
