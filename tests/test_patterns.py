"""No regular expression of the rules repeats without end what itself repeats without end: each is linear by its shape."""

from __future__ import annotations

import importlib
import pkgutil
import re
import warnings
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import tui.rules
from tui.rules.pattern import Pattern

_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)


def patterns() -> Iterator[tuple[str, str, int]]:
    """Every pattern that a module of the rules holds: compiled, compiled late, or as the text of one."""
    for info in pkgutil.iter_modules(tui.rules.__path__):
        module = importlib.import_module(f"tui.rules.{info.name}")
        for name, value in vars(module).items():
            if isinstance(value, Pattern):
                yield f"{info.name}.{name}", value.pattern, int(value._flags)
            elif isinstance(value, re.Pattern):
                yield f"{info.name}.{name}", value.pattern, value.flags
            elif isinstance(value, str) and name.startswith("_") and not name.startswith("__"):
                yield f"{info.name}.{name}", value, 0


def nested(parsed: Any, *, within: bool = False) -> bool:
    """Whether an endless repetition stands in another one."""
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


def test_the_search_itself_finds_them() -> None:
    assert nested(parser.parse("(?:a+b?)+"))
    assert nested(parser.parse("(a*)*"))
    assert not nested(parser.parse("(?:ab?)+c*"))
    assert len(PATTERNS) > 40


@pytest.mark.parametrize("module", ["tui.reading.pasting", "tui.text"])
def test_no_pattern_for_what_is_pasted_or_typed_repeats_what_repeats(module: str) -> None:
    found = [value for value in vars(importlib.import_module(module)).values() if isinstance(value, re.Pattern)]
    assert found
    assert not any(nested(parser.parse(pattern.pattern, pattern.flags)) for pattern in found)
