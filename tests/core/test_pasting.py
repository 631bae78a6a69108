"""What is pasted arrives without debris, with its paragraphs apart, and without losing a character that anybody sees."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.base.characters import INVISIBLE, LOOK_ALIKE, meant
from tui.base.text import UNSAFE
from tui.draft.prose import Kind, read
from tui.reading import pasting
from tui.reading.pasting import cleaned

HAN = re.compile("[\u3400-\u9fff]")
NUMERALS = "一二三四五六七八九十"
PIECES = (
    *"甲乙。，：（）()一二十”",
    *(
        "（一）",
        "(十一)",
        "标题",
        "落实。完成。",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\u3000\u3000",
        "  ",
        "\t",
        " ",
    ),
    *("\u00a0", "\u00a0\u00a0", "\u200b", "\ufeff", "\u00ad", "\u200d", "\ufe0f", "\x0c", "\x00", "\u202e"),
    *("•", "● ", "\uf0b7\t", "## ", "1. ", "**", "12.4", "A"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(
    "invisible", [*"\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufe00\ufe0f\ufeff\ufff9\ufffc\x00\x1b\u202e\u2066"]
)
def test_what_nobody_sees_goes(invisible: str) -> None:
    assert cleaned(f"{invisible}依法{invisible}行政{invisible}") == "依法行政"
    assert cleaned(f"依法{invisible}\n\n{invisible}行政") == "依法\n\n行政"


@pytest.mark.parametrize("selector", ["\U000e0100", "\u3000", "\u2014", "\u00b7"])
def test_what_is_seen_stays(selector: str) -> None:
    assert cleaned(f"葛{selector}城") == f"葛{selector}城"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("依法行政", "依法行政"),
        ("\u3000\u3000依法行政", "\u3000\u3000依法行政"),  # one line goes where the cursor is, as it is
        ("（一）依法行政", "（一）依法行政"),
        ("• 依法行政", "• 依法行政"),
        ("依法\u00a0行政", "依法 行政"),
        ("", ""),
        ("\n", "\n"),
        ("依法行政\r\n", "依法行政\n"),
    ],
)
def test_one_line_stays_one_line(text: str, want: str) -> None:
    assert cleaned(text) == want


@pytest.mark.parametrize("indent", ["\u3000\u3000", "\u3000", "  ", "\u00a0\u00a0", "    ", "\t"])
def test_indented_lines_are_paragraphs_and_the_others_belong_to_them(indent: str) -> None:
    assert cleaned(f"{indent}甲，\n乙。\n{indent}丙。\n") == "甲，\n乙。\n\n丙。\n"


def test_lines_of_several_sentences_are_paragraphs() -> None:
    assert cleaned("落实。完成。\n检查。\n整改。") == "落实。完成。\n\n检查。\n\n整改。"
    assert cleaned("他说：“落实。”\n检查。") == "他说：“落实。”\n检查。"  # a sentence a line, as the file has them


@pytest.mark.parametrize("text", ["落实。完成。\n检查。\n\n整改。", "落实。完成。\n\n整改。\n检查。"])
def test_blank_lines_say_what_is_a_paragraph(text: str) -> None:
    assert cleaned(text) == text
    assert cleaned(text.replace("\n\n", "\n\u3000\u3000\n")) == text


@pytest.mark.parametrize("bullet", ["•", "● ", "■\t", "\uf0b7\u00a0", "\uf06c", "▪\u3000", "◆ "])
def test_bullets_of_word_processors_go(bullet: str) -> None:
    assert cleaned(f"{bullet}落实\n\u3000{bullet}检查\n") == "落实\n\n检查\n"
    assert cleaned(f"全年落实{bullet.strip()}\n检查") == f"全年落实{bullet.strip()}\n检查"


@pytest.mark.parametrize("mark", ["（一）", "(十二)", "（三） ", "（四）\u3000"])
def test_a_heading_of_the_second_level_gets_its_mark(mark: str) -> None:
    got = cleaned(
        f"\u3000\u3000{mark}规范执法\n\u3000\u3000落实。完成。\n\u3000\u3000（二）接受监督\n\u3000\u3000检查。"
    )
    assert got == "## 规范执法\n\n落实。完成。\n\n## 接受监督\n\n检查。"
    assert [block.kind for block in read(got)] == [Kind.HEADING_2, Kind.PARAGRAPH] * 2


@pytest.mark.parametrize(
    "line", ["（一）规范执法。", "（一）规范执法：", "（一）" + "长" * 61, "（壹）规范执法", "（一）"]
)
def test_a_sentence_or_a_line_without_a_number_is_not_a_heading(line: str) -> None:
    assert cleaned(f"{line}\n检查") == f"{line}\n检查"


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("㈠规范执法", "## 规范执法"),
        ("（ 二 ）规范执法", "## 规范执法"),
        ("(三)规范执法", "## 规范执法"),
        ("㈣规范执法。检查。", "（四）规范执法。检查。"),
        ("⒈规范执法", "1. 规范执法"),
        ("2)规范执法", "2. 规范执法"),
        ("3）规范执法", "3. 规范执法"),
        ("４．规范执法", "4. 规范执法"),
        ("⑸规范执法", "（5）规范执法"),
        ("（ 6 ）规范执法", "（6）规范执法"),
        ("（７）规范执法", "（7）规范执法"),
        # a number as the program reads it, a list within a sentence, the fifth level, a number that is cited, and none
        *((line, line) for line in ("1、规范执法", "(8)规范执法", "1）甲；2）乙", "①规范执法", "（一一）规范执法")),
        *((line, line) for line in ("（一）、（二）项规定", "1)5个部门", "1.5亿元")),
    ],
)
def test_numbers_in_the_forms_of_offices_become_marks(line: str, want: str) -> None:
    assert cleaned(f"{line}\n\n落实") == f"{want}\n\n落实"


@pytest.mark.parametrize(
    ("typed", "want"),
    [("⼀是加强⾏政执法", "一是加强行政执法"), ("⻔⻅⻓⺠", "门见长民"), ("\uf9d1\ufa0e", "六\ufa0e")],
)
def test_what_only_looks_like_a_character_becomes_it(typed: str, want: str) -> None:
    assert cleaned(typed) == want
    assert cleaned(f"{typed}\n{typed}\n") == f"{want}\n{want}\n"


def test_each_look_alike_maps_to_one_proper_character() -> None:
    for character in map(chr, (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))):
        assert LOOK_ALIKE.match(character) or meant(character) == character
        if meant(character) != character:
            assert len(meant(character)) == 1
            assert not LOOK_ALIKE.match(meant(character))


PRINT = """\
扎实推进依法行政，着力规范行政执法行为，全年开展执
法检查30次。办理案件12件，没有一件被撤销。坚持处
罚与教育相结合，对初次违法且危害后果轻微的当事人不
予处罚。
深入开展普法宣传，围绕宪法、民法典和行政处罚法组织
活动14场，其中进乡村5场。群众满意率有所提高。
"""


def test_lines_that_print_broke_are_joined_and_paragraphs_stay_apart() -> None:
    first, second = PRINT.replace("予处罚。\n", "予处罚。|").replace("\n", "").split("|")
    assert cleaned(PRINT) == f"{first}\n\n{second}\n"
    at = PRINT.index("罚与教育")
    assert cleaned(f"{PRINT[:at]}\n— 3 —\n\n{PRINT[at:]}") == f"{first}\n\n{second}\n"
    assert cleaned(f"（一）规范执法\n{PRINT}") == f"## 规范执法\n\n{first}\n\n{second}\n"
    assert cleaned(f"1.{PRINT}2.接受监督。\n") == f"1.{first}\n\n{second}\n\n2.接受监督。\n"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("学习6次。检查30\n次。办理案件12件。", "学习6次。检查30\n次。办理案件12件。"),
        ("落实。依照第十五条\n（三）项的规定。", "落实。依照第十五条\n（三）项的规定。"),
        ("落实。依照第十五条\n（三）的规定。", "落实。依照第十五条（三）的规定。"),
        ("落实。检查\n，整改。", "落实。检查\n，整改。"),
        ("落实。“怎么办？\n”一文。", "落实。“怎么办？\n”一文。"),
    ],
)
def test_a_line_that_breaks_off_within_a_sentence_goes_on_in_the_next(text: str, want: str) -> None:
    assert cleaned(text) == want
    assert len(read(cleaned(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "强化组织领导\n全年学习6次。检查30次。",
        "一、强化组织领导，健全工作机制，提升依法行政能力\n全年学习6次。检查30次。",
        "（一）强化组织领导，健全工作机制，提升依法行政能力\n全年学习6次。检查30次。",
        "学习6次；检查30次；\n办案12件；结案12件。",
        "落实。完成：\n1.学习。检查。\n2.整改。验收。",
    ],
)
def test_whole_lines_stay_paragraphs(text: str) -> None:
    assert len(read(cleaned(text))) == len(text.split("\n"))


SENTENCES = st.lists(
    st.sampled_from("学法普法执法治理检查整改落实监督服务改革，、《》30"), min_size=4, max_size=60
).map(lambda words: "坚持" + re.sub("[，、《》]+", "，", "".join(words)).strip("，") + "。")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=6).map("".join)


def printed(paragraph: str, width: int) -> list[str]:
    """The lines of print of a paragraph, two characters in, no stop at the start of a line."""
    lines, line = [], "\u3000\u3000"
    for unit in re.findall(r"[0-9]+[，。]?|.[，。]?", paragraph):
        if len(line) + len(unit) > width:
            lines.append(line)
            line = ""
        line += unit
    return [*lines, line]


@settings(max_examples=300)
@given(st.lists(PARAGRAPHS, min_size=2, max_size=5), st.integers(22, 40), st.sampled_from(["", "\u3000\u3000", "    "]))
def test_no_paragraph_of_print_begins_within_a_sentence(paragraphs: list[str], width: int, indent: str) -> None:
    lines = [line for paragraph in paragraphs for line in printed(paragraph, width)]
    got = cleaned("\n".join(line.replace("\u3000\u3000", indent) for line in lines))
    blocks = [block.text for block in read(got)]
    assert "".join(blocks) == "".join(paragraphs)
    assert all(block.startswith("坚持") for block in blocks)
    if indent:
        assert blocks == paragraphs


@given(texts)
def test_every_text_is_taken_with_nothing_invisible_or_dangerous_left(text: str) -> None:
    got = cleaned(text)
    assert not UNSAFE.search(got)
    assert not INVISIBLE.search(got)
    assert "\u00a0" not in got
    assert len([*filter(None, got.split("\n"))]) <= len(
        [*filter(None, re.split("[\r\n\x0b\x0c\x85\u2028\u2029]", text))]
    )


@given(texts)
def test_no_chinese_character_is_lost_or_moved_but_the_numbers_of_headings(text: str) -> None:
    before, after = HAN.findall(text), HAN.findall(cleaned(text))
    rest = iter(before)
    assert all(character in rest for character in after)  # in the same order
    if "(" not in text and "（" not in text:
        assert after == before
    else:
        kept = [character for character in before if character not in NUMERALS]
        assert [character for character in after if character not in NUMERALS] == kept


@given(texts)
def test_what_was_cleaned_and_has_blank_lines_or_one_line_stays_as_it_is(text: str) -> None:
    once = cleaned(text)
    lines = once.split("\n")
    if len(lines) == 1 or not all(lines[:-1]):
        twice = cleaned(once)
        assert twice == once or pasting._BULLET.search(once)  # of bullets in a row the first goes


@settings(max_examples=30)
@given(texts.filter(bool))
def test_the_work_grows_with_the_text_only(text: str) -> None:
    """Cleaned line by line: many copies are cleaned as one is, so no line costs more for what stands before it."""
    block = f"\n\n{text}\n\n落实\n"
    assert cleaned(block * 50) == cleaned(block) * 50
