"""What the program says in Chinese keeps the rules that it holds others to: full-width marks, “”, no blank beside Chinese."""

from __future__ import annotations

import re

import pytest

from tests.tools.catalogue import written

HAN = "[\u4e00-\u9fff]"
RULES = {
    "a half-width mark beside Chinese": re.compile(rf"{HAN}[,;:?!()]|[,;?!()]{HAN}"),
    "a straight quotation mark beside Chinese": re.compile(rf"(?<![=、 ])[\"']{HAN}|{HAN}[\"'](?![、 ])"),
    "corner brackets": re.compile("[「」]"),
    "a blank between Chinese": re.compile(rf"{HAN} {HAN}"),
    "a blank between a count and what is counted": re.compile(rf"\{{n\}} {HAN}|{HAN} \{{n\}}"),
    "three full stops": re.compile(rf"{HAN}\.\.\.|。。"),
}
ABOUT_THE_MARK = ("「」, or a bullet for ·",)
"""Messages that show a mark because they are about it."""


def found(text: str) -> list[str]:
    """The rules that a text breaks; the hints of a dialog (`Esc 取消   …`) part keys and what they do by blanks."""
    hints = "   " in text
    return [name for name, rule in RULES.items() if rule.search(text) and not (hints and "blank" in name)]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("选填, 只用于报送版", True),
        ("完整: 否", True),
        ("只能写「无」", True),
        ("共 {n} 份", True),
        ("请 填写", True),
        ("选填，只用于报送版", False),
        ("可用 --fix 自动修正", False),
        ("Esc 返回   方向键 移动", False),
    ],
)
def test_the_rules_know_right_from_wrong(text: str, broken: bool) -> None:
    assert bool(found(text)) is broken


def test_the_catalogue_keeps_them() -> None:
    wrong = {}
    for message in written():
        one = isinstance(message.id, str)
        english = message.id if isinstance(message.id, str) else message.id[0]
        for text in (message.string,) if one else message.string or ():
            broken = found(text) if isinstance(text, str) and english and english not in ABOUT_THE_MARK else []
            if broken:
                wrong[text] = broken
    assert wrong == {}
