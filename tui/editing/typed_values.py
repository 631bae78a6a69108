"""Typed letterhead text and its draft values: years, days, names, lists of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from tui.base.text import BLANKS, normalise
from tui.draft.figures import read_figure
from tui.draft.keys import YEARS
from tui.editing.values import Value, one_line
from tui.outline.outline import MANY, FieldKind

Kind = FieldKind | Literal["year", "title", "kept"]
"""The kinds of fields, the report year, the title, and `kept`: shown only, since the outline does not know it."""

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})-|\.([0-9]{1,2})\.|/([0-9]{1,2})/|年([0-9]{1,2})月)([0-9]{1,2})日?")
_BRACKETS = {"（": 1, "(": 1, "《": 1, "〔": 1, "）": -1, ")": -1, "》": -1, "〕": -1}
_SEPARATORS = "、，,；;"
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_LONGEST_NUMBER = 18  # digits; anything longer stays text, and is a finding


class Taken(NamedTuple):
    """A value for the draft; None removes the old one."""

    value: Value | None


class DayTyped(NamedTuple):
    """What was typed for a date: the date, if valid; else whether it has the form of one."""

    day: date | None
    has_form: bool


def shown(value: Value | None) -> str:
    """A value as shown in the form: text as it is, a list one item per line, anything else as in the file."""
    if value is None:
        return ""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "\n".join(map(shown, value))
    return one_line(value)


def is_writable(value: Value | None) -> bool:
    """Whether the form can replace this value: not if it holds tables or lists of its own."""
    if isinstance(value, list):
        return not any(isinstance(item, list | dict) for item in value)
    return not isinstance(value, dict)


def _plain_digits(text: str) -> str:
    """Full-width digits and signs, as an input method types them, made plain."""
    return unicodedata.normalize("NFKC", text).replace("。", ".").strip(BLANKS)


def day_typed(text: str) -> DayTyped:
    """The date that 2025-02-18, 2025.2.18, 2025/2/18 or 2025年2月18日 names, if it is in the calendar."""
    form = _DAY.fullmatch("".join(_plain_digits(text).split()))
    if form is None:
        return DayTyped(None, False)
    year, month, day = form[1], form[2] or form[3] or form[4] or form[5], form[6]
    try:
        return DayTyped(date(int(year), int(month), int(day)), True)
    except ValueError:
        return DayTyped(None, True)


def year_typed(text: str) -> int | None:
    """The year given by four digits; None for anything else."""
    digits = _plain_digits(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        return None
    return int(digits) if int(digits) in YEARS else None


def items_typed(text: str, kind: Kind) -> list[str]:
    """The items of a list, one per line. Organs and persons may also share a line, separated by 、 or a comma.

    Text in brackets is never split, and neither are texts of other kinds, whose names may contain such marks.
    """
    lines = normalise(text).split("\n")
    pieces = lines if kind == "texts" else [piece for line in lines for piece in _apart(line)]
    return [item for piece in pieces if (item := piece.strip(BLANKS))]


def _apart(line: str) -> list[str]:
    pieces, depth = [""], 0
    for character in line:
        depth = max(0, depth + _BRACKETS.get(character, 0))
        if character in _SEPARATORS and not depth:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def taken(text: str, kind: Kind, required: bool, before: Value | None) -> Taken | None:
    """The value that text typed into a field stands for; None while it has none: half a year, a date that does not exist.

    `before` is what the draft held. Text that displays it is that value again, and a list that was a text stays one
    while it has a single item. A required field that is emptied stays in the file, under its comment.
    """
    if kind == "year":
        year = year_typed(text)
        return None if year is None else Taken(year)
    if kind == "date":
        day = day_typed(text).day
        return Taken(day) if day or not text.strip(BLANKS) else None
    if text == shown(before):
        return Taken(before)
    if kind in MANY:
        return Taken(_list(items_typed(text, kind), required, before))
    words = normalise(text).strip(BLANKS + "\n")
    return Taken(words or ("" if required and before is not None else None))


def _list(items: Sequence[str], required: bool, before: Value | None) -> Value | None:
    was_list = isinstance(before, list)
    if not items:
        return None if not required or before is None else [] if was_list else ""
    return list(items) if len(items) > 1 or was_list else items[0]


def figure_typed(text: str) -> int | Decimal | str | None:
    """The value of figure text: a number if it is a plain one, else a text; None for an empty one.

    Full-width digits, signs and letters become plain ones (１２, 1，200), as in every other field. What is not a figure is
    kept as typed: a rule reports it.
    """
    plain = _plain_digits(text)
    written = plain if read_figure(plain) else text.strip(BLANKS)
    if len(written) > _LONGEST_NUMBER or not (_WHOLE.fullmatch(written) or _DECIMAL.fullmatch(written)):
        return written or None
    number = Decimal(written) if "." in written else int(written)
    return number if str(number) == written else written  # 0.0000001 would come back as 1E-7
