"""No regular expression of the rules can go back over the same characters again and again: each is linear by its shape."""

from __future__ import annotations

import importlib
import pkgutil
import re
import warnings
from collections.abc import Iterator
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tui.rules
from tui.base.pattern import Pattern

_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)
_NOTHING = (constants.AT, constants.ASSERT, constants.ASSERT_NOT)


def patterns() -> Iterator[tuple[str, str, int]]:
    """Every pattern that a module of the rules holds: compiled, compiled late, or as the text of one."""
    for info in pkgutil.walk_packages(tui.rules.__path__, "tui.rules."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if isinstance(value, Pattern):
                yield f"{info.name}.{name}", value.pattern, int(value._flags)
            elif isinstance(value, re.Pattern):
                yield f"{info.name}.{name}", value.pattern, value.flags
            elif isinstance(value, str) and name.startswith("_") and not name.startswith("__"):
                yield f"{info.name}.{name}", value, 0


def nested(parsed: Any, *, within: bool = False) -> bool:
    """Whether an endless repetition is inside another one."""
    for op, argument in parsed:
        endless = op in _REPEATS and argument[1] is constants.MAXREPEAT
        if endless and within:
            return True
        parts = argument if isinstance(argument, (tuple, list)) else (argument,)
        for part in parts:
            inner = part if isinstance(part, list) else (part,)
            for one in inner:
                if isinstance(one, parser.SubPattern) and nested(one, within=within or endless):
                    return True
    return False


_SAMPLE = " \t\n\u30000９aZ_一，。“”《》（）〔〕.:*-%{}"


def taken(one: Any) -> frozenset[str]:
    """Which characters of a sample a piece of a pattern may begin with, whatever stands around it."""
    piece = compiler.compile(one)
    return frozenset(character for character in _SAMPLE if piece.match(character))


def flat(parsed: Any) -> Iterator[tuple[Any, Any]]:
    """The pieces of a pattern in their order, groups opened."""
    for op, argument in parsed:
        if op is constants.SUBPATTERN:
            yield from flat(argument[-1])
        else:
            yield op, argument


def sharing(parsed: Any) -> bool:
    """Whether two endless repetitions of the same characters stand side by side, so that each may give way to the other."""
    before: frozenset[str] = frozenset()  # what the endless repetitions right before a piece take
    for op, argument in flat(parsed):
        if op is constants.BRANCH and any(map(sharing, argument[1])):
            return True
        least = argument[0] if op in _REPEATS else 1
        if op in _REPEATS:
            if sharing(argument[2]):
                return True
            endless = argument[1] is constants.MAXREPEAT
            here = taken(argument[2]) if endless else frozenset()
            if here & before:
                return True
            before = before | here if least == 0 else here
        elif op not in _NOTHING:
            before = frozenset()
    return False


PATTERNS = list(patterns())


@pytest.mark.parametrize(("name", "pattern", "flags"), PATTERNS, ids=[name for name, _, _ in PATTERNS])
def test_no_pattern_repeats_what_repeats(name: str, pattern: str, flags: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a text that is no pattern may look like an odd one
        try:
            parsed = parser.parse(pattern, flags)
        except re.error:
            return  # a piece that others are made of
    assert not nested(parsed)
    assert not sharing(parsed)


def test_the_search_itself_finds_them() -> None:
    assert nested(parser.parse("(?:a+b?)+"))
    assert nested(parser.parse("(a*)*"))
    assert not nested(parser.parse("(?:ab?)+c*"))
    assert sharing(parser.parse(r"x\s*(?:[0-9]{1,2}|一)?\s*："))
    assert sharing(parser.parse(r"a|(\s+)(?=b)[ \t]+"))
    assert not sharing(parser.parse(r"\s*+[0-9]?\s*："))
    assert not sharing(parser.parse(r"\s*x\s*|\s+"))
    assert len(PATTERNS) > 40


@pytest.mark.parametrize("module", ["tui.reading.pasting", "tui.base.text"])
def test_no_pattern_for_what_is_pasted_or_typed_repeats_what_repeats(module: str) -> None:
    found = [value for value in vars(importlib.import_module(module)).values() if isinstance(value, re.Pattern)]
    assert found
    assert not any(nested(parser.parse(pattern.pattern, pattern.flags)) for pattern in found)


def with_words() -> dict[str, Pattern]:
    """The patterns that name words, one of which must be in what they find."""
    modules = [importlib.import_module(info.name) for info in pkgutil.walk_packages(tui.rules.__path__, "tui.rules.")]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Pattern) and value.having
    }


@pytest.mark.parametrize("name", with_words())
def test_whatever_a_pattern_finds_has_one_of_its_words(name: str) -> None:
    pattern = with_words()[name]
    found = 0

    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern.compiled))
    def check(text: str) -> None:
        nonlocal found
        found += 1
        assert pattern.search(text)

    check()
    assert found
