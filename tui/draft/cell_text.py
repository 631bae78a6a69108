"""A cell as people and spreadsheets write it: `12`, `１２`, ` 12 `, `1,234`, empty; and text that is not a number."""

from __future__ import annotations

import re
from decimal import Decimal

from tui.base.text import BLANKS

LONGEST = 40  # characters
_NUMBER = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?")
_CLUTTER = BLANKS + "\n\u200b\ufeff'"
"""What spreadsheets leave around a number: spaces of every width, and the apostrophe that makes it a text."""
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－−﹣＋，．", "0123456789---+,.")


def is_blank(text: str) -> bool:
    """Whether a cell's text says nothing."""
    return not text.strip(_CLUTTER)


def read_number(text: str) -> Decimal | None:
    """The number in a cell's text, in half-width or full-width digits, with groups; None for anything else."""
    if len(text) > LONGEST:
        return None
    plain = text.strip(_CLUTTER).translate(_HALF_WIDTH)
    if not _NUMBER.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "").rstrip("."))
