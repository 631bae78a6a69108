"""The lowest Python that is promised: what its first releases get wrong is not used."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.conftest import ROOT

_FORBIDDEN = (constants.POSSESSIVE_REPEAT, constants.ATOMIC_GROUP)
_LOOKS_LIKE = re.compile(r"[*+?}]\+|\(\?>")


def patterns(file: Path) -> Iterator[str]:
    """The texts of a module that may be regular expressions with a possessive repeat or an atomic group."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            if _LOOKS_LIKE.search(text):
                yield text


def forbidden(parsed: Any) -> bool:
    """Whether one of them is really in it."""
    for op, argument in parsed:
        if op in _FORBIDDEN:
            return True
        for part in argument if isinstance(argument, tuple | list) else (argument,):
            for one in part if isinstance(part, list) else (part,):
                if isinstance(one, parser.SubPattern) and forbidden(one):
                    return True
    return False


def is_forbidden(pattern: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return forbidden(parser.parse(pattern))
        except re.error:
            return False


@pytest.mark.parametrize("pattern", ["a*+", "(?:ab)++", "(?>a)", "x(?:[^y]++|z)*+"])
def test_what_is_forbidden_is_recognised(pattern: str) -> None:
    assert is_forbidden(pattern)


def test_no_pattern_is_possessive() -> None:
    """Python 3.11.2, which Debian 12 has, matches possessive groups wrongly (fixed in 3.11.4): `fmt` failed on every draft."""
    found = [
        f"{file.relative_to(ROOT)}: {pattern}"
        for file in sorted((ROOT / "tui").rglob("*.py"))
        for pattern in patterns(file)
        if is_forbidden(pattern)
    ]
    assert found == []
