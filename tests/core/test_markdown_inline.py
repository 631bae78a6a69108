"""One block as Markdown: bold is bold and every other character is itself, in every reader."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.readers import READERS, Meant, agree, meant, read_html
from tui.base.text import BLANKS, joined, normalise, visible
from tui.draft.draft import Draft
from tui.draft.prose import Kind, numbers, read
from tui.outline.library import Library
from tui.render.inline import escaped, line
from tui.render.markdown import render_block
from tui.render.report import Piece
from tui.toml import parse

DRAFT = """
outline = "law-based-government-department@2024"
year = 2024
[fields]
issuer = ["甲*局", "“乙”办"]
[figures]
permits = 6
inspections = "约1.8万"
penalties = "30余"
"""


@cache
def draft() -> Draft:
    outline = Library.searching().find("law-based-government-department")
    return Draft(parse(DRAFT.encode(), "draft.toml"), outline)


def blocks_of(text: str) -> Iterator[tuple[str, Meant]]:
    """Each block of a text as Markdown, and as it is meant."""
    blocks = read(normalise(text))
    for block, number in zip(blocks, numbers(blocks), strict=True):
        markdown = render_block(draft(), block, number)
        if markdown or block.runs or block.kind is not Kind.PARAGRAPH:
            yield markdown, meant(draft(), block, number)


def reads_well(text: str) -> None:
    """Render a section's text, read it in every reader, and compare what each sees with what was meant."""
    found = list(blocks_of(text))
    for markdown, _ in found:
        assert "\n" not in markdown
        flanks_everywhere(markdown)
    document = "\n\n".join(["# 题", *(markdown for markdown, _ in found), "尾"]) + "\n"
    want = [Meant("h1", "题", [False]), *(block for _, block in found), Meant("p", "尾", [False])]
    for name, reader in READERS.items():
        try:
            got = read_html(reader(document))
            assert [block.tag for block in got] == [block.tag for block in want]
            for mine, yours in zip(want, got, strict=True):
                agree(mine, yours)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}\n{document}") from error


# The flanks of `**`, by every definition of punctuation that a reader may have.


def _punctuation() -> dict[str, Callable[[str], bool]]:
    ascii_marks = set(map(chr, [*range(0x21, 0x30), *range(0x3A, 0x41), *range(0x5B, 0x61), *range(0x7B, 0x7F)]))
    now, then = unicodedata.category, unicodedata.ucd_3_2_0.category
    return {
        "Unicode P": lambda there: there in ascii_marks or now(there)[0] == "P",
        "Unicode P or S": lambda there: there in ascii_marks or now(there)[0] in "PS",
        "P in an old reader": lambda there: there in ascii_marks or now(there)[0] == then(there)[0] == "P",
        "P or S in a newer one": lambda there: there in ascii_marks or now(there)[0] in "PS" or now(there) == "Cn",
    }


PUNCTUATION = _punctuation()


def flanks(inner: str, outer: str, is_punctuation: Callable[[str], bool]) -> bool:
    """Whether `**` between these two is left-flanking (or, read from the other side, right-flanking)."""
    if inner in BLANKS:
        return False
    return not is_punctuation(inner) or outer in BLANKS or is_punctuation(outer)


def delimiters(markdown: str) -> Iterator[int]:
    """The place of each `**` that is neither escaped nor in a link."""
    at = 0
    while at < len(markdown):
        if markdown[at] == "\\":
            at += 2
        elif markdown[at] == "<":
            at = markdown.index(">", at)
        elif markdown[at] == "*":
            assert markdown[at : at + 2] == "**", "a bare asterisk"
            assert markdown[at + 2 : at + 3] != "*", "three bare asterisks"
            yield at
            at += 2
        else:
            at += 1


def flanks_everywhere(markdown: str) -> None:
    places = list(delimiters(markdown))
    assert len(places) % 2 == 0
    for n, at in enumerate(places):
        before = markdown[at - 1] if at else " "
        behind = markdown[at + 2] if at + 2 < len(markdown) else " "
        inner, outer = (before, behind) if n % 2 else (behind, before)
        for name, is_punctuation in PUNCTUATION.items():
            assert flanks(inner, outer, is_punctuation), f"{name}: ** at {at} is no mark: {markdown}"


# Hostile texts.

WORDS = (
    "法治",
    "要求",
    "强化。",
    "“四个亲自”",
    "《条例》",
    "（一）",
    "——",
    "……",
    "、",
    "：",
    "！",
    "·",
    "１２",
    "ＡＢ",
)
LATIN = ("a", "GDP", "é", "1", "2024", "10.1%", "x_y_z", "1.5", "4", "0")
INVISIBLE = (
    *BLANKS,
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\x00",
    "\x1b",
    "\u202e",
    "\ufffe",
    "\ufdd0",
    "\U0003ffff",
)
COMBINING = (
    "\u0301",
    "\u20e3",
    "\ufe0f",
    "\u3099",
    "👨‍👩‍👧",
    "🇨🇳",
    "🙂",
    "☎️",
    "﹏",
    "￥",
    "𠮷",
    "\u2e43",
    "\ua8fc",
    "\U0001e95e",
)
MARKS = (
    "**",
    "**",
    "**",
    "*",
    "***",
    "****",
    "_",
    "__",
    "`",
    "```",
    "~~",
    "~",
    "|",
    "\\",
    "#",
    "!",
    "[",
    "]",
    "](",
    "<",
    ">",
)
STARTS = (
    "- ",
    "+ ",
    "= ",
    "===",
    "---",
    "* ",
    "> ",
    "# ",
    "1) ",
    "12. ",
    "123. ",
    "1234567890. ",
    "    ",
    "|-|-|",
    ":-",
    "~~~",
)
LINKS = (
    *(
        "http://",
        "https://",
        "ftp://",
        "HTTP://",
        "http://例",
        "http://a.cn/b(c)",
        "https://a.cn/?b=1&amp;c=2",
        "http://...",
    ),
    *(
        "https://www.gov.cn/zhengce/2019-05/06/content_5389149.htm",
        "www.",
        "www.gov.cn",
        "WWW.a",
        "xhttp://a",
        "http://[a]",
    ),
    *(
        "a@b.cn",
        "mailto:a@b.cn",
        "xmpp:a@b.cn/c",
        "<http://a>",
        "<a@b.c>",
        "javascript:a",
        "http\u017f://a",
        "http://\u212a",
        "http://a/**b",
        "http://a%41%E7",
    ),
)
MARKUP = (
    *(
        "&amp;",
        "&#35;",
        "&#x4e2d;",
        "&copy",
        "&nbsp;",
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "<?a",
        "<![CDATA[",
        "<script>",
        "<br/>",
    ),
    *(
        "[a]: b",
        "[a](b)",
        "![a](b)",
        "[^1]",
        "[x]",
        "$a$",
        "$$",
        "$`a`$",
        ":smile:",
        "@user",
        "#1",
        "{{",
        "}}",
        "{",
        "}",
        "^",
        "==",
    ),
)
REFERENCES = (
    "{permits}",
    "{inspections}",
    "{penalties}",
    "{issuer}",
    "{year}",
    "{next_year}",
    "{unknown}",
    "{hearings_due}",
)
LINES = (
    "\n",
    "\n\n",
    "\n## ",
    "\n### ",
    "\n1.",
    "\n2. ",
    "\n（1）",
    "\n(2) ",
    "\n（一）",
    "\n\n(二) **",
    "\n（三）{permits}",
    "\n\n1、**",
    "\n3.{permits}",
    "\r\n",
    "\u2028",
)
FRAGMENTS = (*WORDS, *LATIN, *INVISIBLE, *COMBINING, *MARKS, *STARTS, *LINKS, *MARKUP, *REFERENCES, *LINES)
EVERY_MARK = "".join(
    there for there in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(there)[0] in "PS"
)  # every character of Unicode that is punctuation or a symbol

hostile = st.lists(
    st.sampled_from(FRAGMENTS)
    | st.sampled_from(WORDS + LATIN)
    | st.sampled_from(("**",))
    | st.sampled_from(EVERY_MARK)
    | st.sampled_from(INVISIBLE + COMBINING + MARKS)
    | st.characters(),
    min_size=1,
    max_size=24,
).map("".join)
line_starts = st.tuples(st.sampled_from(STARTS + LINES + LINKS + MARKUP), hostile).map("".join)


@settings(max_examples=3000)
@given(hostile | line_starts)
def test_every_hostile_text_reads_in_every_reader_as_it_was_meant(text: str) -> None:
    reads_well(text)


@pytest.mark.campaign
@settings(max_examples=100_000, derandomize=False, database=None)
@given(hostile | line_starts)
def test_a_hundred_thousand_hostile_texts_read_in_every_reader_as_they_were_meant(text: str) -> None:
    reads_well(text)


def around(mark: str) -> list[Piece]:
    """A paragraph with a character at every edge of bold, inside and outside."""
    return [
        *(
            Piece("甲"),
            Piece(f"{mark}乙", True),
            Piece("丙"),
            Piece(f"丁{mark}", True),
            Piece("戊"),
            Piece("“己”", True),
        ),
        *(Piece(f"{mark}庚{mark}"), Piece("“辛”", True), Piece("壬"), Piece(mark, True), Piece("癸")),
    ]


def test_every_mark_of_unicode_may_stand_at_every_edge_of_bold() -> None:
    paragraphs = [around(mark) for mark in (*EVERY_MARK, *INVISIBLE, *COMBINING)]
    markdown = [line(pieces) for pieces in paragraphs]
    for one in markdown:
        flanks_everywhere(one)
    want = [of_pieces(pieces) for pieces in paragraphs]
    for reader in READERS.values():
        for mine, yours in zip(want, read_html(reader("\n\n".join(markdown))), strict=True):
            agree(mine, yours)


def of_pieces(pieces: Iterable[Piece]) -> Meant:
    text = "".join(visible(piece.text) for piece in pieces)
    return Meant("p", text, [piece.bold for piece in pieces for _ in piece.text])


def marked(text: str) -> str:
    """The Markdown of a paragraph of section text."""
    [(markdown, _)] = blocks_of(text)
    reads_well(text)
    return markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        # bold ends in a quotation mark: the neighbour outside becomes a reference
        ("**落实“四个亲自”**要求", "**落实“四个亲自”**&#35201;求"),
        ("落实**“四个亲自”**要求", "落&#23454;**“四个亲自”**&#35201;求"),
        ("**“四个亲自”**要求", "**“四个亲自”**&#35201;求"),
        ("落实**“四个亲自”**", "落&#23454;**“四个亲自”**"),
        ("落实**“四个亲自”**，", "落&#23454;**“四个亲自”**，"),
        ("（**“四个亲自”**）", "（**“四个亲自”**）"),
        ("落实**四个亲自**要求", "落实**四个亲自**要求"),
        ("落实 **“四个亲自”** 要求", "落实 **“四个亲自”** 要求"),
        ("增长**10%**以上", "增长**10%**&#20197;上"),
        ("**“甲”**乙**“丙”**", "**“甲”**&#20057;**“丙”**"),
        ("**“甲”**乙丙**“丁”**", "**“甲”**&#20057;&#19993;**“丁”**"),
        # a symbol is punctuation for some readers only
        ("甲**￥5**乙", "&#30002;**￥5**乙"),
        ("**甲**￥5", "**甲**￥5"),
        ("**“甲”**￥5", "**“甲”**&#65509;5"),
        # a mark too young for some readers' tables does not help
        ("**“甲”**\ua8fc", "**“甲”**&#43260;"),
        # stops and blanks move out
        ("**甲。**乙", "**甲**。乙"),
        ("**甲，乙；**丙", "**甲，乙**；丙"),
        ("乙**：甲！**", "乙：**甲**！"),
        ("a** b **c", "a **b** c"),
        ("**甲\u3000**乙", "**甲**\u3000乙"),
        # a bold of nothing but stops is no bold
        ("甲**。**乙", "甲。乙"),
        ("甲**， ！**", "甲， ！"),
        ("**。**", "。"),
        # adjacent runs merge
        ("**甲{permits}乙**", "**甲6乙**"),
        ("**甲**\n**乙**", "**甲乙**"),
        ("**甲。** **乙**", "**甲**。 **乙**"),
        ("**甲**{permits}", "**甲**6"),
        # addresses
        ("见https://www.gov.cn/。", "见<https://www.gov.cn/>。"),
        ("见https://www.gov.cn/a?b=1&c=2，下载", "见<https://www.gov.cn/a?b=1&c=2>，下载"),
        ("见https://www.gov.cn/a.的说明", "见<https://www.gov.cn/a>.的说明"),
        ("网址http://例子.中国为准", "网址http&#58;//例子.中国为准"),
        ("http://", "http&#58;//"),
        ("http\u017f://a", "http\u017f://a"),  # a long s, which folds to s
        ("http://\u212a", "http&#58;//\u212a"),  # the sign of kelvin, which folds to k
        ("ftp://a.cn/b_c*d下载", "<ftp://a.cn/b_c*d>下载"),
        ("xhttp://a.cn甲", "x<http://a.cn>甲"),
        ("http://a.cn/?b&amp;c", r"<http://a.cn/?b>\&amp;c"),  # readers differ on an entity between < and >
        ("**http://a.cn**见", "**<http://a.cn>**&#35265;"),
        ("www.gov.cn查询", "www&#46;gov.cn查询"),
        ("WWW.gov.cn", "WWW&#46;gov.cn"),
        ("信箱a_b@gov.cn。", r"信箱a\_b@gov.cn。"),
        # the beginning of a line
        ("- 甲", r"\- 甲"),
        ("+ 甲", r"\+ 甲"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("# 甲", r"\# 甲"),
        ("> 甲", r"\> 甲"),
        ("1) 甲", r"1\) 甲"),
        ("1)甲", "1)甲"),
        ("1)", r"1\)"),
        ("123. 甲", r"123\. 甲"),
        ("123.甲", "123.甲"),
        ("甲 1. 乙", "甲 1. 乙"),
        ("-", r"\-"),
        # points and headings
        ("1.甲", "1.甲"),
        ("1. 2024年", r"1\. 2024年"),
        ("1.{permits}件", r"1\. 6件"),
        ("1.{inspections}件", "1.约1.8万件"),
        ("1. **2024年，**甲", "**1. 2024年**，甲"),
        ("1. **强化。**积极", "**1.强化**。积极"),
        ("1. **“甲”**乙", "**1.“甲”**&#20057;"),
        ("1.甲**乙**", "1.甲**乙**"),
        ("1.", r"1\."),
        ("（3）**甲。**乙", "**（1）甲**。乙"),
        ("(3)甲", "（1）甲"),
        ("## 甲", "### （一）甲"),
        ("## **甲**乙", "### （一）**甲**乙"),
        ("### 甲", "#### 1.甲"),
        ("### 2024年", r"#### 1\. 2024年"),
        ("## 甲 #", r"### （一）甲 \#"),
        ("##", "### （一）"),
        # literal asterisks and braces
        ("138****1234", r"138\*\*\*\*1234"),
        ("甲**乙", r"甲\*\*乙"),
        ("{unknown}{{year}}", r"{unknown}{year}"),
        # what must never be seen raw
        ("甲\x1b[31m\u202e乙\ufffe", "甲\ufffd\\[31m\ufffd乙\ufffd"),
    ],
)
def test_a_block_is_written_so(text: str, markdown: str) -> None:
    assert marked(text) == markdown


@pytest.mark.parametrize("mark", list("\\`*_[]<>&~$|#!"))
def test_what_is_markup_in_commonmark_in_gfm_or_in_mathematics_is_escaped(mark: str) -> None:
    assert escaped(f"甲{mark}乙") == f"甲\\{mark}乙"
    assert marked(f"甲{mark}乙{mark}") == f"甲\\{mark}乙\\{mark}"


@pytest.mark.parametrize("mark", [there for there in map(chr, range(0x20, 0x7F)) if there not in "\\`*_[]<>&~$|#!"])
def test_nothing_else_is(mark: str) -> None:
    assert escaped(f"甲{mark}乙") == f"甲{mark}乙"


@settings(max_examples=500)
@given(hostile, st.sampled_from(("", "## ", "### ", "1.", "（1）")))
def test_a_block_is_one_line_without_html_and_without_anything_invisible(text: str, opener: str) -> None:
    for block in read(opener + joined(text)):
        markdown = render_block(draft(), block, None if block.kind is Kind.PARAGRAPH else 1)
        assert "\n" not in markdown
        # What is invisible was typed so; beside bold it may be written as a reference.
        assert _invisible(markdown) <= _invisible(meant(draft(), block, 1).text)


def _invisible(text: str) -> Counter[str]:
    return Counter(there for there in text if unicodedata.category(there) == "Cf")


@given(st.lists(st.builds(Piece, hostile.map(joined), st.booleans())))
def test_pieces_may_be_cut_anywhere(pieces: list[Piece]) -> None:
    cut = [Piece(there, piece.bold) for piece in pieces for there in piece.text]
    assert line(cut) == line(pieces) == line([part for piece in pieces for part in (Piece("", not piece.bold), piece)])


def test_no_pieces_are_an_empty_line() -> None:
    assert line([]) == line([Piece(""), Piece("", True)]) == ""
