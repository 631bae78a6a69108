"""Files of the plain kind that nearly all drafts are: their values by tomli alone, which no syntax tree could refuse."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import tomli

_DEEPEST = 8  # tables and lists around a value
_MOST_STOPS = 15  # in a line: tomli is quadratic in the parts of a key
_MOST_DIGITS = 60  # of a decimal number, its exponent written out
_LARGEST = 1 << 64
_ENDS_UNCLEARLY = ('""""', "''''")  # the closing marks of a text, and one that belongs to it
_INSIDE = r"""(?:"[^"\\{}\n]*"|[^"'{}#,\n]|,(?![ \t]*[]}])){0,1000}"""  # a bound, since each takes memory
_BRACE = re.compile(rf"\{{(?![a-z][a-z0-9_]*\}}|{_INSIDE}\}})")  # neither a reference nor a table on one line
_ESCAPE = re.compile(r"\\(?![\r\n\"\\nt])")


def plain_values(text: str) -> dict[str, Any] | None:
    """The values of a plain file; None for any other, which may still be TOML.

    Plain is what tomli reads in linear time and without deep recursion, and tree-sitter's grammar reads in the same
    way: no long keys, deep nesting, large numbers or times, and nothing that came with TOML 1.1.
    """
    if _BRACE.search(text) or _ESCAPE.search(text) or any(marks in text for marks in _ENDS_UNCLEARLY):
        return None
    if any(line.count(".") > _MOST_STOPS for line in text.split("\n")):
        return None
    try:
        values = tomli.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return values if _is_plain(values, _DEEPEST) else None


def _is_plain(value: object, deepest: int) -> bool:
    match value:
        case str():
            return True
        case dict():
            return deepest > 0 and all(_is_plain(one, deepest - 1) for one in value.values())
        case list():
            return deepest > 0 and all(_is_plain(one, deepest - 1) for one in value)
        case int():
            return -_LARGEST < value < _LARGEST
        case Decimal():
            _, digits, exponent = value.as_tuple()
            return isinstance(exponent, int) and len(digits) + abs(exponent) < _MOST_DIGITS
    return type(value) is date
