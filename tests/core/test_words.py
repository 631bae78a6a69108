"""The word that a double click selects."""

from __future__ import annotations

import pytest

from tui.base.words import word_at


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("办理行政许可1,204件，全部办结。", 3, "办理行政许可"),
        ("办理行政许可1,204件，全部办结。", 7, "1,204"),
        ("办理行政许可1,204件，全部办结。", 12, "，"),
        ("办理行政许可{permits}件", 9, "{permits}"),
        ("the office's report", 6, "office's"),
        ("完成98.5%。", 3, "98.5%"),
        ("全部办结", 4, "全部办结"),
        ("", 0, ""),
    ],
)
def test_a_word_is_what_belongs_together(line: str, column: int, word: str) -> None:
    start, end = word_at(line, column)
    assert line[start:end] == word
