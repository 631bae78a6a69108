"""Years of a text moved on with the report."""

from __future__ import annotations

import pytest

from tui.draft.years import turned


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2023年，我局推进依法行政。", "2024年，我局推进依法行政。"),
        ("2023年度报告", "2024年度报告"),
        ("2024年重点做好以下工作", "2025年重点做好以下工作"),
        ("比2022年增长", "比2022年增长"),
        ("《2023年工作要点》印发后，2023年", "《2023年工作要点》印发后，2024年"),
        ("2021—2023年", "2021—2023年"),
        ("2023年—2025年", "2023年—2025年"),
        ("2023年至2025年", "2023年至2025年"),
        ("2023年12月4日", "2023年12月4日"),
        ("（2023年）", "（2023年）"),
        ("云司〔2023〕1号", "云司〔2023〕1号"),
        ("12023年", "12023年"),
    ],
)
def test_only_the_years_of_the_report_move(before: str, after: str) -> None:
    assert turned(before, 2023) == after
