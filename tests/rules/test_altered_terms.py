"""Fixed names and terms with one character wrong are mostly found, and right ones that are alike are left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.support.planting import outline
from tui.draft.draft import Draft
from tui.rules.finding import Finding
from tui.rules.register import check_section
from tui.rules.support.alike import alike
from tui.rules.support.word_lists import pairs
from tui.rules.wording.quoted_names import meant
from tui.toml import parse

DATA = Path(__file__).parent / "data"
SENTENCES = ("按照要求做好{}相关工作。", "持续加强{}，取得明显成效。", "围绕{}开展专题培训。")


def lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


@cache
def found_in(text: str) -> list[Finding]:
    source = f'outline = "law-based-government-department@2024"\nyear = 2025\n[sections.plan]\ntext = "{text}"\n'
    return check_section(Draft(parse(source.encode(), "draft.toml"), outline()), "plan", "filed")


def is_found(wrong: str, sentence: str) -> bool:
    text = sentence.format(wrong)
    start = text.index(wrong)
    return any(
        one.locus.start is not None
        and one.locus.end is not None
        and one.locus.start < start + len(wrong)
        and start < one.locus.end
        for one in found_in(text)
    )


def test_most_altered_names_are_found() -> None:
    altered = [line.split("\t") for line in lines("altered.tsv")]
    assert len(altered) == 200
    missed = [wrong for n, (wrong, _) in enumerate(altered) if not is_found(wrong, SENTENCES[n % len(SENTENCES)])]
    assert len(missed) <= 60, missed


def test_the_right_names_are_left_alone() -> None:
    right = [line.split("\t")[1] for line in lines("altered.tsv")]
    wrong = [name for n, name in enumerate(right) if is_found(name, SENTENCES[n % len(SENTENCES)])]
    assert wrong == []


def test_right_words_that_are_alike_are_left_alone() -> None:
    words = [word for line in lines("right.txt") for word in line.split()]
    told = {}
    for word in words:
        for sentence in SENTENCES:
            text = sentence.format(word)
            if some := [one for one in found_in(text) if one.grade > 1]:
                told[text] = [one.code for one in some]
    assert len(words) * len(SENTENCES) >= 300
    assert told == {}


@pytest.mark.parametrize(
    ("one", "other"), [("法", "发"), ("政", "证"), ("议", "义"), ("院", "完"), ("末", "未"), ("拨", "拔")]
)
def test_characters_are_alike_by_sound_or_by_shape(one: str, other: str) -> None:
    assert alike(one, other)


def test_characters_that_neither_sound_nor_look_alike_are_not() -> None:
    assert not alike("法", "政")
    assert not alike("国", "家")


@pytest.mark.parametrize(
    ("quoted", "right"),
    [("四个意思", "四个意识"), ("放管扶", "放管服"), ("四个意识", None), ("四个专项", None), ("六个维护", None)],
)
def test_a_policy_in_quotation_marks_is_known_by_its_name(quoted: str, right: str | None) -> None:
    assert meant(quoted) == right


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("优化营商环镜", "W803"),
        ("推行“双随即、一公开”监管", "W803"),
        ("推广“风桥经验”", "W803"),
        ("推广“枫侨经验”", "W803"),
        ("增强“四个意思”", "W836"),
        ("推进“伐治政府建设示范”创建", "W812"),
        ("宣佈一批文件失效", "W830"),
    ],
)
def test_a_slip_that_several_rules_know_is_reported_once(text: str, code: str) -> None:
    assert [one.code for one in found_in(f"{text}，健全工作机制。")] == [code]


def test_no_misspelt_name_is_reported_twice() -> None:
    for wrong in pairs("names"):
        for text in (f"落实{wrong}要求。", f"落实“{wrong}”要求。"):
            assert len([one.code for one in found_in(text) if one.code.startswith("W8")]) <= 1, text


@pytest.mark.parametrize("mark", [" ", "\n", "\u3000", "，", "a", "\0"])
def test_what_is_no_character_of_a_word_is_like_none(mark: str) -> None:
    assert not alike(mark, "法")
    assert not alike("法", mark)
