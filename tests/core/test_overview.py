"""What a list of drafts shows of each; a draft that cannot be read is listed, and stops nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.planting import DEPARTMENT, planted
from tui.checking.office import Offices
from tui.checking.overview import days_left, overview
from tui.rules.finding import Grade

EXAMPLE = ROOT / "outlines" / DEPARTMENT / "example.toml"
TODAY = date(2026, 2, 20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def test_a_draft_tells_of_itself(file: Path) -> None:
    row = overview(file, Offices(), TODAY)
    assert row.error is None
    assert row.changed is not None
    assert (row.year, row.progress and row.progress.percent, row.days_left) == (2025, 100, 9)
    assert row.issuer.startswith("云川市")
    assert row.findings.total() == 0


def test_findings_are_counted_as_the_office_grades_them(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("judgments_complied = 2", "judgments_complied = 3"), "utf-8")
    assert overview(file, Offices(), TODAY).findings == {Grade.ERROR: 1}
    (file.parent / "baogao.toml").write_text('[grades]\nS111 = "hint"\n', "utf-8")
    assert overview(file, Offices(), TODAY).findings == {Grade.HINT: 1}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"outline = ", ""),
        (b"year = 2024\n", "not a draft"),
        (b'outline = "no-such-outline@2024"\n', "no-such-outline"),
        (b'outline = "x"\n\xff\n', "this is not UTF-8 text"),
    ],
)
def test_what_cannot_be_read_is_reported_with_the_reason(file: Path, content: bytes, what: str) -> None:
    file.write_bytes(content)
    row = overview(file, Offices(), TODAY)
    assert row.error is not None
    assert what in str(row.error.what)
    assert (row.file, row.year, row.progress) == (file, None, None)
    assert row.changed is not None


def test_a_draft_that_is_gone_or_a_folder_is_reported_too(tmp_path: Path) -> None:
    assert overview(tmp_path / "gone.toml", Offices(), TODAY).error is not None
    assert overview(tmp_path, Offices(), TODAY).error is not None


def test_a_bad_office_is_reported_at_each_of_its_drafts(file: Path) -> None:
    (file.parent / "baogao.toml").write_text("nonsense = 1\n", "utf-8")
    row = overview(file, Offices(), TODAY)
    assert row.error is not None
    assert row.error.place is not None
    assert row.error.place.file.endswith("baogao.toml")


def test_days_are_counted_to_the_day_of_filing_and_beyond() -> None:
    draft = planted("year = 2024")
    assert days_left(draft, date(2025, 3, 1)) == 0
    assert days_left(draft, date(2025, 2, 28)) == 1
    assert days_left(draft, date(2025, 3, 4)) == -3
    assert days_left(planted('year = "unknown"'), date(2025, 3, 1)) is None
