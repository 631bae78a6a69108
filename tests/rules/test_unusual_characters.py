"""Invisible characters and look-alikes are found wherever they are in a text, though most texts are not searched for them."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tui.base.characters import INVISIBLE, LOOK_ALIKE
from tui.base.text import is_gb2312, says_nothing
from tui.draft.draft import Draft, outline_reference
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.rules.register import RULES
from tui.rules.rule import Subject
from tui.toml import parse

EXAMPLE = (ROOT / "outlines" / "law-based-government-department" / "example.toml").read_text("utf-8")
TEXT = "## 工作情况\n\n1. **学习**培训{permits}次。\n（一）规范流程。\n（1）做好回访\n\n  - 结束{{。"
UNUSUAL = [chr(n) for n in range(0x110000) if INVISIBLE.match(chr(n)) or LOOK_ALIKE.match(chr(n))]


@cache
def outline() -> Outline:
    return Library.searching().find(outline_reference(parse(EXAMPLE.encode(), "draft.toml")))


@given(st.integers(0, len(TEXT)), st.sampled_from(UNUSUAL))
def test_an_unusual_character_is_found_wherever_it_is(at: int, character: str) -> None:
    text = TEXT[:at] + character + TEXT[at:]
    head = EXAMPLE.partition("[sections.introduction]")[0]
    source = f'{head}[sections.introduction]\ntext = """\n{text}"""\n'
    draft = Draft(parse(source.encode(), "draft.toml"), outline())
    code = "S123" if INVISIBLE.match(character) else "S124"
    check = RULES[code].check
    assert check is not None
    (found,) = check(Subject(draft, "filed", None, None))
    assert (found.locus.start, found.locus.end) == (at, at + 1)


def test_no_unusual_character_is_of_gb_2312() -> None:
    assert not any(map(is_gb2312, UNUSUAL))


def test_only_what_shows_nothing_says_nothing() -> None:
    for code in range(0x110000):
        character = chr(code)
        if says_nothing(character):
            assert not character.strip() or INVISIBLE.match(character)
        elif INVISIBLE.match(character):
            raise AssertionError(hex(code))
