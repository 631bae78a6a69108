"""One value as TOML text: by tomli-w if it is plain, and by ourselves if a string must keep its quotation marks."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w

from tui.base.text import UNSAFE

Value = str | int | Decimal | date | list[Any] | dict[str, Any]
"""What a draft can hold. A bool or a time is kept if somebody wrote one, and never written by us."""

_ESCAPED = re.compile(rf'{UNSAFE.pattern}|\\|"+')
"""What is escaped: what must not appear raw, backslashes, and quotation marks where needed."""


def one_line(value: Value) -> str:
    """A value on one line, its strings in double quotes."""
    if isinstance(value, str):
        return _basic(value)
    if isinstance(value, list):
        return f"[{', '.join(one_line(item) for item in value)}]"
    if isinstance(value, dict):
        return (
            f"{{ {', '.join(f'{key(name)} = {one_line(item)}' for name, item in value.items())} }}" if value else "{}"
        )
    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")


def key(name: str) -> str:
    """A key as written, in quotation marks if needed."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _basic(name)


def multi_line(text: str, newline: str = "\n") -> str:
    """A text in three double quotes, starting on the next line; `newline` is the file's."""

    def escape(match: re.Match[str]) -> str:
        typed = match[0]
        if typed[0] != '"':
            return _escape(typed)
        thirds, rest = divmod(len(typed), 3)  # three together would end the text, and so would one at its end
        at_end = match.end() == len(text) and rest > 0
        return '""\\"' * thirds + '"' * (rest - at_end) + '\\"' * at_end

    escaped = _ESCAPED.sub(escape, text)
    return f'"""\n{escaped}"""'.replace("\n", newline)


def in_style(value: Value, old: str, newline: str, *, inline: bool) -> str:
    """A value as TOML in the style of the one it replaces, whose source is `old`.

    A string keeps its quotation marks if they can hold the new value: a literal one no control characters and none of
    its own marks, a one-line one no line break (except in an inline table, where double quotes hold it as an escape).
    """
    if not isinstance(value, str):
        return one_line(value)
    if old.startswith("'''") and _fits_literal(value, "'''"):
        lead = "\n" if old[3:4] in ("\n", "\r") or value.startswith("\n") else ""
        return f"'''{lead}{value}'''".replace("\n", newline)
    if old.startswith(('"""', "'''")):
        text = multi_line(value, newline)
        leads = old[3:4] in ("\n", "\r") or value.startswith("\n")
        return text if leads else text.replace(f'"""{newline}', '"""', 1)
    if "\n" in value and not inline:
        return multi_line(value, newline)
    if old.startswith("'") and _fits_literal(value, "'"):
        return f"'{value}'"
    return _basic(value)


def _fits_literal(text: str, quotes: str) -> bool:
    if UNSAFE.search(text) or quotes in text or text.endswith("'"):
        return False
    return len(quotes) > 1 or "\n" not in text


def _basic(text: str) -> str:
    escaped = _ESCAPED.sub(lambda match: "".join(map(_escape, match[0])), text)
    return f'"{escaped}"'.replace("\n", "\\n").replace("\t", "\\t")


def _escape(character: str) -> str:
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04x}"
